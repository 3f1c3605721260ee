"""How well reports are read. The thresholds may only be raised.

Three reports have labels by other hands beside the project; two more were labelled here before the extractor saw them;
reports of other provinces were written and labelled here before they were read, to hold what the real ones do not.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from scoring import read_rows, score

from ingest import read_report

HERE = Path(__file__).parent


def _score_script(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("number", "value", "kpi_precision", "kpi_recall"),
    [("000", 0.99, 0.985, 0.975), ("001", 0.975, 0.97, 0.975), ("003", 0.995, 0.995, 0.995)],
)
def test_labelled_reports(shared: Path, number: str, value: float, kpi_precision: float, kpi_recall: float) -> None:
    script = _score_script(shared)
    [report] = (shared / "reports").glob(f"{number}_*")
    claims = [claim.as_row() for claim in read_report(report).claims]
    result = script.score(claims, script.read(shared / "gold" / f"{number}.jsonl"))
    assert script.f1(*result["found"])[2] >= 0.99
    assert result["value"][0] / result["value"][1] >= value
    precision, recall, _ = script.f1(*result["kpi"])
    assert precision >= kpi_precision
    assert recall >= kpi_recall


@pytest.mark.parametrize(("number", "found", "value", "kpi"), [("002", 0.97, 0.94, 0.82), ("004", 0.99, 0.94, 0.91)])
def test_reports_labelled_blind(shared: Path, number: str, found: float, value: float, kpi: float) -> None:
    [report] = (shared / "reports").glob(f"{number}_*")
    claims = [claim.as_row() for claim in read_report(report).claims]
    result = score(claims, read_rows(HERE / "labels" / f"{number}.jsonl"))
    assert result.found >= found
    assert result.value >= value
    assert result.kpi >= kpi


@pytest.mark.parametrize(
    ("name", "value", "kpi"),
    [
        ("unseen_1", 0.99, 0.93),
        ("unseen_2", 0.98, 0.93),
        ("unseen_3", 0.99, 0.97),
        ("unseen_4", 0.99, 0.99),
        ("unseen_5", 0.99, 0.97),
        ("unseen_6", 0.99, 0.99),
        ("unseen_7", 0.99, 0.96),
        ("unseen_8", 0.99, 0.99),
        ("unseen_9", 0.99, 0.87),
        ("unseen_10", 0.99, 0.96),
        ("unseen_11", 0.99, 0.99),
        ("unseen_12", 0.99, 0.99),
        ("unseen_13", 0.99, 0.99),
        ("unseen_14", 0.99, 0.99),
        ("unseen_15", 0.99, 0.99),
        ("unseen_16", 0.99, 0.99),
        ("unseen_17", 0.99, 0.99),
        ("unseen_18", 0.99, 0.99),
        ("unseen_19", 0.99, 0.96),
        ("unseen_40", 0.98, 0.98),
        ("unseen_41", 0.99, 0.96),
        ("unseen_42", 0.96, 0.99),
        ("unseen_31", 0.99, 0.95),
        ("unseen_32", 0.99, 0.99),
        ("unseen_33", 0.99, 0.99),
    ],
)
def test_other_provinces(name: str, value: float, kpi: float) -> None:
    claims = [claim.as_row() for claim in read_report(HERE / "provinces" / f"{name}.txt").claims]
    result = score(claims, read_rows(HERE / "provinces" / f"{name}.jsonl"))
    assert result.found >= 0.99
    assert result.value >= value
    assert result.kpi >= kpi
