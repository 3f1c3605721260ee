"""The safe subset: SQL that gives the same rows on DuckDB and, carried over by sqlglot, on Spark.

Everything that is not on the list is refused, because sqlglot carries much over without a word that then means
something else: a decimal quotient loses digits, a newest value that is NULL is skipped on one engine and taken on the
other, the order inside a list is dropped. Each rule below is one such difference; `warehouse.models.types` has those
that need types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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


def lint(model: Model) -> None:
    """ModelError at the first place that leaves the safe subset; the message lists the other places too."""
    found = [finding for rule in _RULES for finding in rule(model.tree)]
    if not found:
        return
    found.sort(key=lambda finding: position(finding[0]))
    first = fault(model, *found[0])
    for node, what in found[1:]:
        first.add_note(str(fault(model, node, what)))
    raise first


def _only_allowed(tree: exp.Query) -> Iterator[Finding]:
    for node in tree.walk():
        kind = type(node).__name__
        if kind not in _ALLOWED:
            name = node.name if isinstance(node, exp.Anonymous) else node.sql(dialect=DIALECT)
            instead = _INSTEAD.get(kind, "docs/models.md lists what is inside")
            yield node, f"'{name[:40]}' is outside the safe subset; {instead}"


def _stars(tree: exp.Query) -> Iterator[Finding]:
    """`cte.*` inside is a convenience; in the result, or of a table, it hides what a model depends on."""
    for star in tree.find_all(exp.Star):
        if isinstance(star.parent, exp.Count):
            continue
        if any(star.args.get(part) for part in ("except_", "replace", "rename", "except")):
            yield star, "'* EXCLUDE' and '* REPLACE' fail on Spark: name the columns"
        elif not isinstance(star.parent, exp.Column):
            yield star, "name the columns instead of '*'"
    for select in _results(tree):
        for column in select.selects:
            if column.is_star:
                yield column, "name the columns of the result instead of '*'"


def _results(tree: exp.Query) -> list[exp.Select]:
    if isinstance(tree, exp.SetOperation):
        return [select for side in (tree.left, tree.right) for select in _results(side)]
    return [tree] if isinstance(tree, exp.Select) else []


def _joins(tree: exp.Query) -> Iterator[Finding]:
    for join in tree.find_all(exp.Join):
        if join.method:
            yield join, f"{join.method} JOIN is outside the safe subset: join on equality"
        elif not (join.args.get("on") or join.args.get("using") or join.kind == "CROSS"):
            yield join, "a join needs ON or USING; write CROSS JOIN where every pair is meant"


def _ctes_and_unions(tree: exp.Query) -> Iterator[Finding]:
    for cte in tree.find_all(exp.CTE):
        if cte.args.get("materialized") is not None:
            yield cte, "MATERIALIZED fails on Spark: write the CTE without"
    for operation in tree.find_all(exp.SetOperation):
        if operation.args.get("by_name"):
            yield operation, "BY NAME fails on Spark: put the columns in the same order"


def _windows(tree: exp.Query) -> Iterator[Finding]:
    for spec in tree.find_all(exp.WindowSpec):
        if spec.args.get("exclude"):
            yield spec, "EXCLUDE in a frame is dropped on Spark: use another frame"
        for side in ("start", "end"):
            bound = spec.args.get(side)
            if isinstance(bound, exp.Expression) and not isinstance(bound, exp.Literal):
                yield spec, "the bound of a frame must be a literal"
    for window in tree.find_all(exp.Window):
        if not window.args.get("over"):  # the definition of a named window
            continue
        if window.alias and any(window.args.get(part) for part in ("partition_by", "order", "spec")):
            yield window, "a window built on a named one fails on Spark: spell it out"
        elif isinstance(window.this, exp.RowNumber) and not (window.args.get("order") or window.alias):
            yield window, "ROW_NUMBER needs an ORDER BY that leaves no ties"


def _groups(tree: exp.Query) -> Iterator[Finding]:
    for clause in tree.find_all(exp.Group, exp.Order):
        for item in clause.expressions:
            inner = item.this if isinstance(item, exp.Ordered) else item
            if isinstance(inner, exp.Literal) and not inner.is_string:
                yield clause, "name the column instead of its position"


def _newest(tree: exp.Query) -> Iterator[Finding]:
    for newest in tree.find_all(exp.ArgMax, exp.ArgMin):
        if not isinstance(newest.this, exp.Struct):
            yield newest, "MAX_BY passes over NULL on DuckDB but not on Spark: use MAX_BY({'v': x}, k).v"


def _aliases_in_where(tree: exp.Query) -> Iterator[Finding]:
    for select in tree.find_all(exp.Select):
        where = select.args.get("where")
        made = {item.alias for item in select.expressions if isinstance(item, exp.Alias)}
        for column in where.find_all(exp.Column) if where else ():
            if not column.table and column.name in made:
                yield column, f"'{column.name}' is made in this SELECT, its WHERE does not know it on Spark: use a CTE"


def _dates(tree: exp.Query) -> Iterator[Finding]:
    for interval in tree.find_all(exp.Interval):
        outer = interval.find_ancestor(exp.Cast)
        if outer is None or not outer.is_type("date"):
            yield interval, "a date plus an interval is a timestamp on DuckDB: CAST(... AS DATE)"


def _sums(tree: exp.Query) -> Iterator[Finding]:
    for total in tree.find_all(exp.Sum):
        if not isinstance(total.find_ancestor(exp.Cast, exp.Select), exp.Cast):
            yield total, "the type of SUM differs between engines: CAST(SUM(...) AS ...)"


_RULES: tuple[Callable[[exp.Query], Iterator[Finding]], ...] = (
    _only_allowed,
    _stars,
    _joins,
    _ctes_and_unions,
    _windows,
    _groups,
    _newest,
    _aliases_in_where,
    _dates,
    _sums,
)
