"""From a number of a mart through its formula to the observations that it is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ingest.errors import InputError
from ingest.resources import resource
from warehouse.answer import fetch
from warehouse.known import require_area, require_indicator
from warehouse.trace import Trace, traces_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARTS = (
    "in_period",
    "cumulative",
    "year_on_year",
    "plan_attainment",
    "revision",
    "coverage",
    "latest",
    "contradiction",
)
#: Columns that the trace has under another name, or that are one of two others: the first that the row has tells them.
_TOLD_BY = {
    "value": ("value_reported", "value_derived"),
    "low": ("value_reported", "value_derived"),
    "high": ("value_reported", "value_derived"),
    "low_reported": ("value_reported",),
    "high_reported": ("value_reported",),
    "low_derived": ("value_derived",),
    "high_derived": ("value_derived",),
    "change_pct_reported": ("reported_pct",),
    "change_pct": ("change_pct_derived",),
    "change_abs": ("change_abs_derived",),
    "yoy_pct": ("reported_pct", "change_pct_derived", "ytd_yoy_pct", "month_yoy_pct"),
    "attainment": ("attainment_reported", "attainment_derived"),
    "plan_low": ("plan_implied",),
    "plan_high": ("plan_implied",),
    "plan_low_all": ("plan_implied_all",),
    "plan_high_all": ("plan_implied_all",),
    "message": ("finding",),
    "arithmetic": ("finding",),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of one row of a mart, with its formula and its inputs, oldest report first."""

    mart: str
    column: str
    indicator_code: str
    area: str
    unit: str
    period_code: str
    variant: str  # what tells rows of one series and period apart: accumulation, plan kind, measure
    value: Decimal | str | None  # None where only an interval is known; a word in the mart coverage
    low: Decimal | str | None
    high: Decimal | str | None
    formula: str
    inputs: tuple[Trace, ...]

    @property
    def place(self) -> str:
        """The row of the mart in words."""
        return ", ".join(filter(None, (self.indicator_code, self.period_code, self.area, self.variant, self.unit)))

    def records(self) -> list[dict[str, object]]:
        """One record for each input: the cell, then the observation with its sentence."""
        own = {
            "mart": self.mart,
            "column": self.column,
            "variant": self.variant,
            "mart_value": None if self.value is None else str(self.value),
            "mart_low": None if self.low is None else str(self.low),
            "mart_high": None if self.high is None else str(self.high),
            "formula": self.formula,
        }
        return [own | asdict(item) for item in self.inputs]


def cells_of(
    connection: DuckDBPyConnection, mart: str, indicator: str, period: str, area: str | None = None
) -> list[Cell]:
    """The numbers that a mart holds of an indicator in a period; `mart` may name one column: "plan_attainment.plan".

    InputError where there is no such mart, indicator, area, column or row.
    """
    table, _, column = mart.removeprefix("marts.").partition(".")
    if table not in MARTS:
        raise InputError(f"there is no mart '{table}' to trace; the marts: {', '.join(MARTS)}")
    require_indicator(connection, indicator)
    if area:
        require_area(connection, area)
    parameters = {"mart": table, "indicator": indicator, "period": period, "area": area}
    answer = fetch(connection, (resource("sql") / "trace.sql").read_text(encoding="utf-8"), parameters)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if not rows:
        raise InputError(f"marts.{table} has no number of {indicator} for {period}{f' in {area}' if area else ''}")
    known = sorted({str(row["column_name"]) for row in rows})
    chosen = _chosen(rows, column) if column else rows
    if not chosen:
        raise InputError(f"nothing to trace in '{column}' of this row of marts.{table}; there is: {', '.join(known)}")
    wanted = {name for row in chosen for name in input_ids(row["input_ids"])}
    inputs = {item.observation_id: item for item in traces_of(connection, sorted(wanted))}
    return [_cell(row, inputs) for row in chosen]


def _chosen(rows: list[dict[str, object]], column: str) -> list[dict[str, object]]:
    """Of each row of the mart what tells the column."""
    told: dict[tuple[object, ...], dict[str, dict[str, object]]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("area_code", "unit", "period_code", "variant"))
        told.setdefault(key, {})[str(row["column_name"])] = row
    found = (next((cells[name] for name in told_by(column) if name in cells), None) for cells in told.values())
    return [row for row in found if row is not None]


def told_by(column: str) -> tuple[str, ...]:
    """Names under which the trace may have a column of a mart, the best first; a bound goes with its number."""
    number = column.removesuffix("_low").removesuffix("_high")
    return (column, *_TOLD_BY.get(column, ()), number, *_TOLD_BY.get(number, ()))


def input_ids(text: object) -> list[str]:
    """The ids of a list with commas between, each once."""
    return list(dict.fromkeys(str(text).split(", "))) if text else []


def _cell(row: dict[str, object], inputs: dict[str, Trace]) -> Cell:
    own = set(input_ids(row["input_ids"]))
    return Cell(
        mart=str(row["mart"]),
        column=str(row["column_name"]),
        indicator_code=str(row["indicator_code"]),
        area=str(row["area"]),
        unit=str(row["unit"]),
        period_code=str(row["period_code"]),
        variant=str(row["variant"]),
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        formula=str(row["formula"] or ""),
        inputs=tuple(item for name, item in inputs.items() if name in own),
    )


def _number(text: object) -> Decimal | str | None:
    try:
        return None if text is None else Decimal(str(text))
    except InvalidOperation:
        return str(text)
