"""What a column of percents or differences is where its header says too little: told by the numbers beside it.

"Tỷ lệ %" behind a plan and a result may be an attainment, behind two years a change. The figure that every row works
out to is what was printed; where the rows do not agree nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from ingest.claim import Measure, Versus
from ingest.tables.cells import CellNumber
from ingest.tables.days import step_before
from ingest.tables.headers import Column, Form

Numbers = Mapping[int, CellNumber]  # of one column, by row
_LEAST_ROWS = 2
_MOST_COLUMNS = 8  # beside one, which are tried pair by pair
_HUNDRED = Decimal(100)
_FIGURES: tuple[tuple[Measure, Form, Callable[[Decimal, Decimal], Decimal]], ...] = (
    ("change_pct", "index", lambda new, base: new / base * _HUNDRED),
    ("change_pct", "increment", lambda new, base: new / base * _HUNDRED - _HUNDRED),
    ("change_abs", "increment", lambda new, base: new - base),
)


def worked_out(
    at: int, columns: Sequence[Column], numeric: Iterable[int], numbers_of: Callable[[int], Numbers]
) -> Column:
    """Column `at` as the levels and plans beside it make it; as it is where they do not tell.

    `numeric` are the columns of numbers, which `numbers_of` gives.
    """
    column = columns[at]
    beside = [c for c in numeric if c != at and columns[c].understood and columns[c].measure in ("level", "plan")]
    beside = sorted(beside, key=lambda c: abs(c - at))[:_MOST_COLUMNS]
    found = {
        (new, base, measure, form)
        for new, base in permutations(beside, 2)
        for measure, form, figure in _FIGURES
        if columns[new].words == columns[base].words
        and _fits(numbers_of(at), numbers_of(new), numbers_of(base), figure)
    }
    readings = {_reading(column, columns[new], columns[base], measure, form) for new, base, measure, form in found}
    return readings.pop() if len(readings) == 1 else column


def _reading(column: Column, new: Column, base: Column, measure: Measure, form: Form) -> Column:
    """The column as a figure of `new` and `base`; what its header does say stands."""
    if base.measure == "plan" and new.measure == "level" and (measure, form) == ("change_pct", "index"):
        measure, form = "attainment", ""
    plain = replace(column, scope=new.scope, doubt="", bare=False, understood=True, words=new.words, relative="")
    if column.measure == "level" or column.versus == "other" or column.bare:
        return replace(plain, measure=measure, form=form, versus=_versus(new, base))
    return replace(plain, form=form) if column.measure == measure else column


def _versus(new: Column, base: Column) -> Versus:
    if base.measure == "plan":
        return base.versus or "plan"
    if new.scope is None or base.scope is None:
        return "other"
    days = base.scope.first, base.scope.last
    before, step = new.scope.years_before(), step_before(new.scope)
    if days == (before.first, before.last):
        return "yoy"
    return "prev" if days == (step.first, step.last) else "other"


def _fits(told: Numbers, new: Numbers, base: Numbers, figure: Callable[[Decimal, Decimal], Decimal]) -> bool:
    rows = [row for row in told if row in new and row in base and base[row].printed]
    return len(rows) >= _LEAST_ROWS and all(
        _agrees(figure(new[row].printed, base[row].printed), told[row]) for row in rows
    )


def _agrees(figure: Decimal, told: CellNumber) -> bool:
    """Whether a figure prints as a number; in brackets that may be less than nothing."""
    printed = told.printed if not told.bracketed else told.printed.copy_sign(figure)
    return abs(figure - printed) <= Decimal(1).scaleb(-told.decimals)
