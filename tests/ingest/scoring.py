"""Comparing claims with labels, in the manner of the labelling guide: a number by its span, a claim by its fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.catalogue import load_catalogue

Row = dict[str, Any]
_FIELDS = ("measure", "vs", "to", "unit")


@dataclass(frozen=True)
class Score:
    """F1 of numbers found, share of right values among the found, F1 of whole claims with a code."""

    found: float
    value: float
    kpi: float


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def code_of(row: Row) -> str:
    return "" if row["indicator"].startswith("other") else str(row["indicator"])


def wrong_fields(claim: Row, label: Row) -> list[str]:
    """The fields in which a claim differs from its label; the first day is not asked of stocks and rates."""
    wrong = [f for f in _FIELDS if str(claim[f]).lower() != str(label[f]).lower()]
    if Decimal(claim["value"]) != Decimal(label["value"]):
        wrong.append("value")
    if code_of(claim) != code_of(label):
        wrong.append("indicator")
    indicator = load_catalogue().indicators.get(label["indicator"])
    if indicator and indicator.nature not in ("stock", "rate") and claim["from"] != label["from"]:
        wrong.append("from")
    return wrong


def pair(claims: Sequence[Row], labels: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Claims and labels that print the same characters."""
    by_start = {c["start"]: c for c in claims}
    return [(by_start[g["start"]], g) for g in labels if g["start"] in by_start]


def score(claims: Sequence[Row], labels: Sequence[Row]) -> Score:
    pairs = pair(claims, labels)
    errors = [wrong_fields(c, g) for c, g in pairs]
    coded = sum(1 for (_, g), wrong in zip(pairs, errors, strict=True) if not wrong and code_of(g))
    values = sum(1 for wrong in errors if not {"value", "unit"} & set(wrong))
    return Score(
        found=2 * len(pairs) / (len(claims) + len(labels)),
        value=values / len(pairs),
        kpi=2 * coded / (sum(1 for c in claims if code_of(c)) + sum(1 for g in labels if code_of(g))),
    )
