"""Columns of a table that make up the one beside them, row by row: "Tổng số | Nam | Nữ".

No heading has to say so: the columns add up in several rows, by numbers so long that chance hardly makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ingest.claim import Claim
from warehouse.checks.bundles import MANY_ROWS, MOST_COLUMNS, TELLING, Bundle, Cell, Columns, adds_up
from warehouse.checks.figures import digits_of
from warehouse.checks.ties import SumTie

_PAIR = 2  # periods that join to a total, which the rules on a row's columns see to
_Row = Mapping[str, Claim]  # by the letters of the column


def splits(rows: Mapping[tuple[str, str], Sequence[Cell]]) -> Iterator[Bundle]:
    """Of each column of amounts the columns behind or before it that make it up; `rows` by table and row number."""
    tables: dict[tuple[str, ...], dict[str, dict[str, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for (name, number), cells in rows.items():
        for column, claim in cells:
            if adds_up(claim, claim):
                tables[name, claim.unit, claim.measure][number][column] = claim
    for by_number in tables.values():
        table = list(by_number.values())
        columns = sorted({column for row in table for column in row}, key=_in_order)[:MOST_COLUMNS]
        for at, whole in enumerate(columns):
            behind, before = columns[at + 1 :], columns[:at][::-1]
            parts = max(_making_up(table, whole, behind), _making_up(table, whole, before), key=len)
            if not parts:
                continue
            bundle = _bundle(table, whole, parts)
            if not (bundle.revisable and len(parts) == _PAIR):
                yield bundle


def _in_order(column: str) -> tuple[int, str]:
    return len(column), column


def _making_up(table: Sequence[_Row], whole: str, beside: Sequence[str]) -> Sequence[str]:
    """As many columns, nearest first, as make up one in most rows; none where too few rows show it."""
    best, most = 0, MANY_ROWS - 1
    sums = {at: (0.0, 0.0) for at, row in enumerate(table) if whole in row}  # and what rounding may hide of it
    for count, column in enumerate(beside, 1):
        sums = {at: _added(added, table[at][column]) for at, added in sums.items() if column in table[at]}
        told = [(added, table[at][whole]) for at, added in sums.items()]
        made_up = sum(count > 1 and digits_of(total) >= TELLING and _meets(added, total) for added, total in told)
        if made_up > most:
            best, most = count, made_up
        if 2 * sum(added[0] > float(total.value) + added[1] for added, total in told) >= len(told):
            break
    return beside[:best]


def _added(before: tuple[float, float], part: Claim) -> tuple[float, float]:
    return before[0] + float(part.value), before[1] + float(part.multiplier) * 10.0**-part.decimals


def _meets(added: tuple[float, float], total: Claim) -> bool:
    return abs(added[0] - float(total.value)) <= added[1] + float(total.multiplier) * 10.0**-total.decimals


def _bundle(table: Sequence[_Row], whole: str, parts: Sequence[str]) -> Columns:
    """The sums of those rows that tell all of it."""
    ordered = sorted(parts, key=_in_order)
    full = (row for row in table if whole in row and all(part in row for part in parts))
    ties = [_tie(row[whole], [row[part] for part in ordered]) for row in full]
    held = tuple(tie for tie in ties if tie.holds and tie.telling and digits_of(tie.claims[0]) >= TELLING)
    revisable = any(tie.rule != "sum" for tie in ties)
    return Columns(held, tuple(tie for tie in ties if not tie.holds), revisable)


def _tie(whole: Claim, parts: Sequence[Claim]) -> SumTie:
    if {_days(part) for part in parts} == {_days(whole)}:
        message = f"The columns do not add up to {whole.number_text}, which they make up."
        return SumTie("sum", message, (whole, *parts))
    message = f"The periods do not add up to the total of {whole.number_text}."
    return SumTie("periods-against-total", message, (whole, *parts))


def _days(claim: Claim) -> tuple[date, date]:
    return claim.first_day, claim.last_day
