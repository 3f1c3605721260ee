"""The rules, and the one way to run them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ingest.report import Report
from warehouse.checks.changes import change_against_levels, change_told_twice
from warehouse.checks.finding import Finding
from warehouse.checks.ratios import (
    attainment_against_plan,
    council_below_central,
    pairs_against_percent,
    plans_implied,
    plans_of_two_bodies,
    shares_against_parts,
)
from warehouse.checks.repeats import same_cell, same_words
from warehouse.checks.sheet import Sheet, lay_out
from warehouse.checks.spans import month_against_total, periods_against_total
from warehouse.checks.sums import parts_against_whole, structures
from warehouse.checks.tables import numbers_of_tables
from warehouse.checks.units import broken_counts, small_money, stray_signs


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of one report; `ids` are those that its findings carry."""

    ids: tuple[str, ...]
    meaning: str
    example: str
    run: Callable[[Sheet], Iterable[Finding]]


def _both_changes(sheet: Sheet) -> Iterator[Finding]:
    yield from change_against_levels(sheet)
    yield from change_told_twice(sheet)


def _both_bodies(sheet: Sheet) -> Iterator[Finding]:
    yield from council_below_central(sheet)
    yield from plans_of_two_bodies(sheet)


def _both_repeats(sheet: Sheet) -> Iterator[Finding]:
    yield from same_cell(sheet)
    yield from same_words(sheet)


RULES = (
    Rule(
        ("sum", "part-above-whole"),
        "parts exceed or miss their whole",
        "Chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng.",
        parts_against_whole,
    ),
    Rule(
        ("structure",),
        "the shares of a structure do not add up to 100 %",
        "Cơ cấu kinh tế: nông nghiệp 15,2%; công nghiệp 42,1%; dịch vụ 43,1%.",
        structures,
    ),
    Rule(
        ("ratio",),
        "a pair x/y against the percentage printed behind it",
        "Có 36/48 cơ sở đạt 57%.",
        pairs_against_percent,
    ),
    Rule(
        ("share",),
        "the share of a part against the part and its whole",
        "Tổng vốn 800 tỷ đồng, trong đó vốn tại chỗ 200 tỷ đồng, chiếm 52%.",
        shares_against_parts,
    ),
    Rule(
        ("attainment",),
        "a level and its attainment against the plan",
        "Năm nay phấn đấu trồng rừng mới 500 ha. Lũy kế trồng rừng mới 155 ha, bằng 13% kế hoạch.",
        attainment_against_plan,
    ),
    Rule(
        ("plan-implied",),
        "two levels of a year and their attainments imply two plans",
        "Tháng 10 trồng rừng mới 50 ha, bằng 10% kế hoạch; lũy kế trồng rừng mới 300 ha, bằng 70% kế hoạch.",
        plans_implied,
    ),
    Rule(
        ("council-below-central",),
        "the plans that one level attains: the council's is the smaller one",
        "Thu ngân sách trên địa bàn đạt 640 tỷ đồng, bằng 61% dự toán Trung ương giao, 65% dự toán HĐND tỉnh giao.",
        _both_bodies,
    ),
    Rule(
        ("change",),
        "a change since last year against both years' levels, or in percent against in units",
        "Sản lượng thủy sản đạt 110 tấn, tăng 10 tấn so với cùng kỳ năm trước, tăng 20% so với cùng kỳ năm trước.",
        _both_changes,
    ),
    Rule(
        ("month-above-total",),
        "a month's figure above the total since January",
        "Sản lượng thủy sản tháng 10 đạt 950 tấn, lũy kế đạt 620 tấn.",
        month_against_total,
    ),
    Rule(
        ("periods-against-total",),
        "the periods of a total do not add up to it",
        "Kim ngạch xuất khẩu quý I đạt 90 triệu USD, quý II đạt 110 triệu USD; 6 tháng đạt 215 triệu USD.",
        periods_against_total,
    ),
    Rule(
        ("told-twice",),
        "the same thing told twice with two values",
        "Tổng đàn bò có 12.400 con; đàn bò có 15.300 con.",
        _both_repeats,
    ),
    Rule(
        ("broken-count",),
        "a count of things that is no whole number",
        "Đã cấp thẻ cho 2,415 hộ nghèo.",
        broken_counts,
    ),
    Rule(
        ("small-money",),
        "money below the smallest note: a scale word is missing",
        "Tặng quà các gia đình với kinh phí 35 đồng.",
        small_money,
    ),
    Rule(
        ("stray-sign",),
        "a dot that sets apart neither thousands nor decimals",
        "Diện tích gieo trồng 24.31 ha.",
        stray_signs,
    ),
)


def check_report(report: Report, others: Iterable[Report] = ()) -> list[Finding]:
    """All findings on a report, in the order of its text; what a certain finding explains is not told again.

    Of `others` of the same area only the plans are used: a report of April against the plan of December.
    """
    sheet = lay_out(report, others)
    found = [finding for rule in RULES for finding in rule.run(sheet)]
    found += numbers_of_tables(sheet)  # rules of sentences have examples; what a table proves needs a table
    return sorted(_distinct(found), key=lambda f: (f.spans[0], f.rule))


def _distinct(found: list[Finding]) -> list[Finding]:
    out: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.certainty != "certain", -len(f.spans))):
        spans = set(finding.spans)
        covering = [other for other in out if spans <= set(other.spans)]
        if covering and finding.certainty == "suspicious":
            continue
        if any(other.rule == finding.rule or other.suggestion == finding.suggestion != "" for other in covering):
            continue
        out.append(finding)
    return out
