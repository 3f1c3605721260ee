"""A change against the levels that it is the change of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.catalogue import load_catalogue
from ingest.claim import Claim
from ingest.growth import growth_twin
from ingest.interval import Interval, change_percent
from warehouse.checks.figures import explain, in_full, in_units_of, lenient, put_right, rounded
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Sheet

_GROWTH = "growth by its own name"  # as the reader tells "GRDP tăng 7,1%": a level of another indicator


def change_against_levels(sheet: Sheet) -> Iterator[Finding]:
    """A change since last year, against this year's level and last year's where both are stated."""
    levels: dict[tuple[object, ...], Claim] = {}
    for claim in sheet.claims:
        if claim.measure == "level" and claim.indicator:
            levels.setdefault(_cell(claim, claim.first_day, claim.last_day), claim)
    for level, change in _changes(sheet, ("change_pct", "change_abs")):
        first, last = _year_before(level.first_day), _year_before(level.last_day)
        before = levels.get(_cell(level, first, last))
        if before is None or not before.value:
            continue
        if change.measure == "change_abs":
            yield from _difference(sheet, level, change, before)
        else:
            yield from _against(sheet, level, change, before, lenient(before), in_one=False)


def change_told_twice(sheet: Sheet) -> Iterator[Finding]:
    """A change told in percent and in units of the same level: one gives the other."""
    told: dict[tuple[int, str], Claim] = {}
    for level, change in _changes(sheet, ("change_pct", "change_abs")):
        told[level.start, change.measure] = change
        percent, units = told.get((level.start, "change_pct")), told.get((level.start, "change_abs"))
        if percent is None or units is None or units.unit != level.unit:
            continue
        before = rounded(level) - rounded(units)
        base = level.value - units.value
        if base > 0 and percent.versus == units.versus and not before.holds(0):
            yield from _against(sheet, level, percent, units, before, in_one=True)


def _against(
    sheet: Sheet, level: Claim, change: Claim, other: Claim, before: Interval, *, in_one: bool
) -> Iterator[Finding]:
    if any(c.bound for c in (level, change, other)):
        return
    right = change_percent(rounded(level) if in_one else lenient(level), before)
    if right.meet(lenient(change)):
        return
    base = level.value - other.value if in_one else other.value
    value = (level.value - base) / base * 100
    slip = explain(change, right)
    yield sheet.finding(
        "change",
        False,
        [level, change, other],
        f"The printed change of {change.number_text}% is not what the levels give.",
        f"({in_full(level.value)} - {in_full(base)}) / {in_full(base)} = {in_units_of(value, change, 2)}%; "
        f"printed {change.number_text}%",
        put_right(change, slip),
    )


def _difference(sheet: Sheet, level: Claim, change: Claim, before: Claim) -> Iterator[Finding]:
    """A change in units: "tăng 158 doanh nghiệp so với cùng kỳ (1.126 doanh nghiệp)"."""
    new, old, grown = map(rounded, (level, before, change))
    if change.unit != level.unit or any(c.bound for c in (level, change, before)) or (new - old).meet(grown):
        return
    slips = [(change, explain(change, new - old)), (before, explain(before, new - grown))]
    yield sheet.finding(
        "change",
        False,
        [level, change, before],
        f"The printed change of {change.number_text} is not what the levels give.",
        f"{in_full(level.value)} - {in_full(before.value)} = {in_full(level.value - before.value)}; "
        f"printed {in_full(change.value)}",
        " or ".join(put_right(claim, slip) for claim, slip in slips if slip and slip.strong),
    )


def _changes(sheet: Sheet, measures: tuple[str, ...] = ("change_pct",)) -> Iterator[tuple[Claim, Claim]]:
    """Each change of a known indicator since last year with the level that it is told of."""
    codes = frozenset(load_catalogue().indicators)
    for line in sheet.lines:
        level: Claim | None = None
        for placed in line.placed:
            claim = placed.claim
            grown = growth_twin(level.indicator, codes) if claim.rule == _GROWTH and level is not None else ""
            if level is not None and grown and claim.indicator == grown != level.indicator:
                claim = replace(claim, measure="change_pct", versus="yoy", indicator=level.indicator)
            if claim.measure == "level":
                level = claim
            elif claim.measure in measures and claim.versus == "yoy" and level is not None:
                same = claim.indicator == level.indicator and claim.sentence == level.sentence
                if same and claim.indicator and claim.last_day == level.last_day and claim.area == level.area:
                    yield level, claim


def _cell(claim: Claim, first: date, last: date) -> tuple[object, ...]:
    return claim.indicator, claim.series_unit, claim.area, first, last


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
