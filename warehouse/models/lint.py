"""The safe subset: SQL that gives the same rows on DuckDB and, carried over by sqlglot, on Spark.

Everything that is not on the list is refused, because sqlglot carries much over without a word that then means
something else: a decimal quotient loses digits, a newest value that is NULL is skipped on one engine and taken on the
other, the order inside a list is dropped. Each rule below is one such difference; `warehouse.models.types` has those
that need types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from sqlglot import exp

from warehouse.models.model import DIALECT, Model, fault
from warehouse.models.position import position

Finding = tuple[exp.Expr, str]

_SUBSET = {
    "queries": "Select With CTE TableAlias Table Identifier Column Alias From Join Where Group Having Qualify Order"
    " Ordered Union Except Intersect Subquery Paren Star Distinct Exists Lateral Tuple Rollup Cube GroupingSets",
    "windows": "Window WindowSpec Filter RowNumber Rank DenseRank Lag Lead FirstValue LastValue IgnoreNulls",
    "comparisons": "And Or Not EQ NEQ GT GTE LT LTE Is In Between NullSafeEQ NullSafeNEQ Like",
    "values": "Literal Boolean Null Neg Add Sub Mul Div IntDiv Mod Case If Coalesce Nullif Greatest Least Abs Round"
    " Floor Ceil Sign Cast TryCast DataType DataTypeParam Var",
    "dates": "Extract LastDay DateFromParts DateDiff TimeToStr Interval",
    "text": "DPipe Lower Upper Trim Substring Length Replace StartsWith ConcatWs Pad",
    "aggregates": "Sum Count Min Max Avg ArgMax ArgMin GroupConcat Struct PropertyEQ Dot",
}
_ALLOWED = frozenset(name for names in _SUBSET.values() for name in names.split())

_INSTEAD = {
    "ArrayAgg": "the order inside a list is lost on Spark: use STRING_AGG(x, ', ' ORDER BY k)",
    "First": "use MIN_BY({'v': x}, k).v",
    "AnyValue": "which value it takes is not determined: use MIN or MAX",
    "Median": "percentiles differ between engines: leave them to queries",
    "PercentileCont": "percentiles differ between engines: leave them to queries",
    "Concat": "fails on NULL on Spark: use CONCAT_WS or ||",
    "Limit": "which rows are left is not determined: use QUALIFY ROW_NUMBER() OVER (...) <= n",
    "Pivot": "use SUM(CASE WHEN ... END)",
    "Columns": "name the columns",
    "CurrentDate": "a model depends on its inputs only, not on the day",
    "CurrentTimestamp": "a model depends on its inputs only, not on the hour",
    "Rand": "a model depends on its inputs only",
    "GenerateSeries": "join dim_period",
}


@lru_cache(maxsize=256)
def lint(model: Model) -> None:
    """ModelError at the first place that leaves the safe subset; its notes are the other places."""
    found = [finding for node in model.tree.walk() for finding in _findings(node)]
    found += _result_stars(model.tree)
    if not found:
        return
    found.sort(key=lambda finding: position(finding[0]))
    first = fault(model, *found[0])
    for node, what in found[1:]:
        first.add_note(str(fault(model, node, what)))
    raise first


def _findings(node: exp.Expr) -> Iterator[Finding]:
    kind = type(node).__name__
    if kind not in _ALLOWED:
        name = node.name if isinstance(node, exp.Anonymous) else node.sql(dialect=DIALECT)
        instead = _INSTEAD.get(kind, "docs/models.md lists what is inside")
        yield node, f"'{name[:40]}' is outside the safe subset; {instead}"
    elif kind in _RULES:
        yield from _RULES[kind](node)


def _star(star: exp.Expr) -> Iterator[Finding]:
    """`cte.*` inside a model is a convenience; a bare star, or one of a table, hides what the model depends on."""
    if any(star.args.get(part) for part in ("except_", "replace", "rename")):
        yield star, "'* EXCLUDE' and '* REPLACE' fail on Spark: name the columns"
    elif not isinstance(star.parent, (exp.Column, exp.Count)):
        yield star, "name the columns instead of '*'"


def _result_stars(query: exp.Expr) -> list[Finding]:
    if isinstance(query, exp.SetOperation):
        return _result_stars(query.left) + _result_stars(query.right)
    stars = [column for column in query.selects if column.is_star] if isinstance(query, exp.Select) else []
    return [(star, "name the columns of the result instead of '*'") for star in stars]


def _join(join: exp.Expr) -> Iterator[Finding]:
    assert isinstance(join, exp.Join)  # noqa: S101 - see _RULES
    if join.method:
        yield join, f"{join.method} JOIN is outside the safe subset: join on equality"
    elif not (join.args.get("on") or join.args.get("using") or join.kind == "CROSS"):
        yield join, "a join needs ON or USING; write CROSS JOIN where every pair is meant"


def _cte(cte: exp.Expr) -> Iterator[Finding]:
    if cte.args.get("materialized") is not None:
        yield cte, "MATERIALIZED fails on Spark: write the CTE without"


def _union(union: exp.Expr) -> Iterator[Finding]:
    if union.args.get("by_name"):
        yield union, "BY NAME fails on Spark: put the columns in the same order"


def _frame(frame: exp.Expr) -> Iterator[Finding]:
    if frame.args.get("exclude"):
        yield frame, "EXCLUDE in a frame is dropped on Spark: use another frame"
    for side in ("start", "end"):
        bound = frame.args.get(side)
        if isinstance(bound, exp.Expr) and not isinstance(bound, exp.Literal):
            yield frame, "the bound of a frame must be a literal"


def _window(window: exp.Expr) -> Iterator[Finding]:
    if not window.args.get("over"):  # the definition of a named window
        return
    if window.alias and any(window.args.get(part) for part in ("partition_by", "order", "spec")):
        yield window, "a window built on a named one fails on Spark: spell it out"
    elif isinstance(window.this, exp.RowNumber) and not (window.args.get("order") or window.alias):
        yield window, "ROW_NUMBER needs an ORDER BY that leaves no ties"


def _qualify(qualify: exp.Expr) -> Iterator[Finding]:
    """On Spark it becomes a subquery, outside of which the aliases of the tables are unknown."""
    for column in qualify.find_all(exp.Column):
        if column.table and column.find_ancestor(exp.Window, exp.Qualify) is qualify:
            yield column, "QUALIFY may name columns only inside a window: work the window out in a CTE"


def _positions(clause: exp.Expr) -> Iterator[Finding]:
    for item in clause.expressions:
        inner = item.this if isinstance(item, exp.Ordered) else item
        if isinstance(inner, exp.Literal) and not inner.is_string:
            yield clause, "name the column instead of its position"


def _newest(newest: exp.Expr) -> Iterator[Finding]:
    if not isinstance(newest.this, exp.Struct):
        yield newest, "MAX_BY passes over NULL on DuckDB but not on Spark: use MAX_BY({'v': x}, k).v"


def _select(select: exp.Expr) -> Iterator[Finding]:
    where = select.args.get("where")
    made = {item.alias for item in select.expressions if isinstance(item, exp.Alias)}
    for column in where.find_all(exp.Column) if where and made else ():
        if not column.table and column.name in made:
            yield column, f"'{column.name}' is made in this SELECT, its WHERE does not know it on Spark: use a CTE"


def _interval(interval: exp.Expr) -> Iterator[Finding]:
    outer = interval.find_ancestor(exp.Cast)
    if outer is None or not outer.is_type("date"):
        yield interval, "a date plus an interval is a timestamp on DuckDB: CAST(... AS DATE)"


def _sum(total: exp.Expr) -> Iterator[Finding]:
    if not isinstance(total.find_ancestor(exp.Cast, exp.Select), exp.Cast):
        yield total, "the type of SUM differs between engines: CAST(SUM(...) AS ...)"


_RULES: dict[str, Callable[[exp.Expr], Iterator[Finding]]] = {
    "Star": _star,
    "Join": _join,
    "CTE": _cte,
    "Union": _union,
    "Except": _union,
    "Intersect": _union,
    "WindowSpec": _frame,
    "Window": _window,
    "Qualify": _qualify,
    "Group": _positions,
    "Order": _positions,
    "ArgMax": _newest,
    "ArgMin": _newest,
    "Select": _select,
    "Interval": _interval,
    "Sum": _sum,
}
