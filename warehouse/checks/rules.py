"""The rules, and the one way to run them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.report import Report
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Sheet, lay_out
from warehouse.checks.sums import parts_against_whole, structures


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of one report; `ids` are those that its findings carry."""

    ids: tuple[str, ...]
    meaning: str
    example: str
    run: Callable[[Sheet], Iterable[Finding]]


RULES = (
    Rule(
        ("sum", "part-above-whole"),
        "parts exceed or miss their whole",
        "chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng",
        parts_against_whole,
    ),
    Rule(
        ("structure",),
        "the shares of a structure do not add up to 100 %",
        "cơ cấu kinh tế: nông nghiệp 15,2%; công nghiệp 42,1%; dịch vụ 43,1%",
        structures,
    ),
)


def check_report(report: Report) -> list[Finding]:
    """All findings on a report, in the order of its text; what a certain finding explains is not told again."""
    sheet = lay_out(report)
    found = [finding for rule in RULES for finding in rule.run(sheet)]
    return sorted(_distinct(found), key=lambda f: (f.spans[0], f.rule))


def _distinct(found: list[Finding]) -> list[Finding]:
    out: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.certainty != "certain", -len(f.spans))):
        spans = set(finding.spans)
        if finding.certainty == "suspicious" and any(spans <= set(other.spans) for other in out):
            continue
        if any(finding.rule == other.rule and spans <= set(other.spans) for other in out):
            continue
        out.append(finding)
    return out
