"""Days of a column that its own header does not name: those of its neighbours, or of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.scopes import Scope
from ingest.tables.days import step_before
from ingest.tables.headers import Column

_WHICH = "the header does not say which of its figures is compared"


def settled(at: int, columns: Sequence[Column], numeric: set[int], here: Scope) -> Column:
    """Column `at` with its days; `numeric` are the columns of numbers, `here` the days that the table is about."""
    column = columns[at]
    if at not in numeric:
        return column
    if column.role != "value":
        return replace(column, role="value", understood=False)
    if column.relative == "this":
        return replace(column, scope=here)
    if column.relative:
        levels = [c for i, c in enumerate(columns) if i in numeric and i != at and _is_level(c)]
        return replace(column, scope=_relative(column, [c.scope or here for c in levels] or [here]))
    if column.scope is not None:
        return column
    if column.measure in ("level", "plan"):
        return replace(column, scope=here)
    return _compared(at, column, columns, here)


def _is_level(column: Column) -> bool:
    return column.role == "value" and column.measure == "level" and not column.relative


def _relative(column: Column, scopes: Sequence[Scope]) -> Scope:
    """The days that lie a year, or a step, before those of the neighbours; a step is a month or a quarter."""
    if column.relative == "year before":
        return scopes[0].years_before()
    return step_before(next((s for s in scopes if not s.cumulative), scopes[0]))


def _compared(at: int, column: Column, columns: Sequence[Column], here: Scope) -> Column:
    """The days of a comparison that names none: those of the levels left of it."""
    scopes = list(dict.fromkeys(c.scope or here for c in columns[:at] if _is_level(c) and c.text)) or [here]
    if column.bare and [s.last.year for s in scopes] == [here.last.year - 1, here.last.year]:
        return replace(column, scope=scopes[1], versus="yoy")
    if column.bare and column.versus == "yoy":
        column = _by_base(column, scopes, planned=any(c.role == "value" and c.measure == "plan" for c in columns))
    scopes = [s for s in scopes if s.last.year == here.last.year] or scopes
    if column.measure == "attainment":
        return replace(column, scope=next((s for s in scopes if s.cumulative), scopes[-1]))
    if column.measure == "share":  # of the level to its left
        return replace(column, scope=next((c.scope or here for c in columns[at - 1 :: -1] if _is_level(c)), here))
    steps = [s for s in scopes if not s.cumulative]
    if column.versus == "prev" and steps:  # what is compared with the month before is the last month
        return replace(column, scope=max(steps, key=lambda s: s.last))
    return replace(column, scope=scopes[-1], doubt=column.doubt or ("" if len(scopes) == 1 else _WHICH))


def _by_base(column: Column, scopes: Sequence[Scope], *, planned: bool) -> Column:
    """A change that tells no base: from the year or the step before, where a level of that is printed.

    Else a rate of growth is from the year before, and what a difference is from stays open.
    """
    bases = {(s.first, s.last) for s in scopes}
    if any((before.first, before.last) in bases for before in (s.years_before() for s in scopes)):
        return column
    if any((before.first, before.last) in bases for before in map(step_before, scopes)):
        return replace(column, versus="prev")
    return replace(column, understood=column.measure != "change_abs" and not planned)
