"""Figures of several periods against that of all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from ingest.catalogue import load_catalogue
from ingest.claim import Claim
from ingest.interval import total
from warehouse.checks.figures import explain, lenient, put_right, shown, vietnamese
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Sheet

_MOST = 60  # ways to cover the days behind one that are looked at; a report tells few


def month_against_total(sheet: Sheet) -> Iterator[Finding]:
    """A flow of one month that is more than the total since January to the same day."""
    levels = _flows(sheet)
    months = [c for c in levels if c.accumulation == "IN_PERIOD"]
    cells = {(*_series(c), c.last_day): c for c in reversed(months) if c.value >= 0}
    for claim in levels:
        if claim.accumulation != "YTD":
            continue
        month = cells.get((*_series(claim), claim.last_day))
        if month is None or month.first_day == claim.first_day or not lenient(claim).below(lenient(month)):
            continue
        if month.sentence == claim.sentence and _narrower(sheet, claim, month):
            continue  # "trồng mới 218 ha rừng; trồng mới rừng sản xuất 136 ha, đạt 54% kế hoạch năm"
        yield sheet.finding(
            "month-above-total",
            False,
            [month, claim],
            f"The month's {month.number_text} is more than the total of {claim.number_text} since January.",
            f"{shown(month)} > {shown(claim)}",
        )


def periods_against_total(sheet: Sheet) -> Iterator[Finding]:
    """A total against the periods that make it up: "quý I 90, quý II 110, 6 tháng 210 triệu USD"."""
    begins: dict[tuple[object, ...], list[Claim]] = {}
    levels = [c for c in _flows(sheet) if not c.bound and c.start in sheet.places]
    for claim in levels:
        begins.setdefault((*_series(claim), claim.first_day), []).append(claim)
    for whole in levels:
        ways = [way for way in _ways(whole, whole.first_day, begins, {}) if len(way) > 1]
        if not ways or any(total(map(lenient, way)).meet(lenient(whole)) for way in ways):
            continue
        way = ways[0]
        added = sum((c.value for c in way), Decimal(0))
        slip = explain(whole, total(map(lenient, way)))
        yield sheet.finding(
            "periods-against-total",
            False,
            [*way, whole],
            f"The periods do not add up to the total of {whole.number_text}.",
            f"{' + '.join(map(shown, way))} = {vietnamese(added)}; printed {shown(whole)}",
            put_right(whole, slip if slip and slip.strong else None),
        )


def _ways(
    whole: Claim, day: date, begins: Mapping[tuple[object, ...], list[Claim]], known: dict[date, list[list[Claim]]]
) -> list[list[Claim]]:
    """The lists of figures that cover the days of the whole from `day` on without gap or overlap: some, if many do.

    What was found is `known` from then on, by the day.
    """
    if day > whole.last_day:
        return [[]]
    if day not in known:
        known[day] = []
        for claim in begins.get((*_series(whole), day), ()):
            own = (claim.first_day, claim.last_day) == (whole.first_day, whole.last_day)
            if not own and claim.last_day <= whole.last_day:
                rest = _ways(whole, claim.last_day + timedelta(days=1), begins, known)
                known[day] += [[claim, *way] for way in rest]
        del known[day][_MOST:]
    return known[day]


def _series(claim: Claim) -> tuple[object, ...]:
    return claim.indicator, claim.series_unit, claim.area


def _flows(sheet: Sheet) -> list[Claim]:
    """The levels that add up over time."""
    flows = {i.code for i in load_catalogue().indicators.values() if i.nature == "flow"}
    return [c for c in sheet.claims if c.measure == "level" and c.indicator in flows]


def _narrower(sheet: Sheet, one: Claim, other: Claim) -> bool:
    """Whether the name of one figure says more than that of the other."""
    return not sheet.words_of(one) <= sheet.words_of(other)
