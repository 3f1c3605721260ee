"""Differences between engines that show only once types are known."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from warehouse.models.model import Model, fault

_WHOLE = frozenset(kind.value for kind in exp.DataType.INTEGER_TYPES)
_DOUBLE = frozenset({"DOUBLE"})
_DATES = frozenset({"DATE"})
_FRACTIONS = frozenset({"DOUBLE", "FLOAT", "DECIMAL"})


def check_types(model: Model, query: exp.Query) -> None:
    """ModelError at a quotient, average, cast or difference of dates that engines compute differently."""
    for node, what in _findings(query):
        raise fault(model, node, what)


def _findings(query: exp.Query) -> Iterator[tuple[exp.Expr, str]]:
    for node in query.walk():
        if isinstance(node, exp.Div):
            yield from _quotient(node)
        elif isinstance(node, exp.Avg) and not _is(node.this, _DOUBLE):
            yield node, "AVG of a decimal differs in the last digits: AVG(CAST(x AS DOUBLE))"
        elif isinstance(node, exp.Cast) and _is_type(node.to, _WHOLE) and not _is_whole(node.this):
            yield node, "DuckDB rounds, Spark cuts off: CAST(ROUND(x) AS ...)"
        elif isinstance(node, exp.Sub) and _is(node.this, _DATES) and _is(node.expression, _DATES):
            yield node, "a difference of dates is a number or an interval: DATE_DIFF('day', a, b)"


def _quotient(node: exp.Div) -> Iterator[tuple[exp.Expr, str]]:
    if not isinstance(node.expression.unnest(), exp.Nullif):
        yield node, "dividing by zero raises on Spark: x / NULLIF(y, 0)"
    elif not (_is(node.this, _DOUBLE) or _is(node.expression, _DOUBLE)):
        yield node, "a decimal quotient loses digits on Spark: CAST(x AS DOUBLE) / NULLIF(y, 0)"


def _is(node: exp.Expr, types: frozenset[str]) -> bool:
    return node.type is not None and _is_type(node.type, types)


def _is_type(kind: exp.DataType, types: frozenset[str]) -> bool:
    return kind.this.value in types


def _is_whole(node: exp.Expr) -> bool:
    """Whole numbers, text and ROUND: nothing is left to cut off."""
    inner = node.unnest()
    if isinstance(inner, (exp.Round, exp.Floor, exp.Ceil)):
        return True
    return not _is(inner, _FRACTIONS)
