"""A small star schema for tests of the models: facts written as a statistician would jot them down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import duckdb

from ingest.period import Period
from warehouse.frames import insert_rows
from warehouse.models import BuildReport, build
from warehouse.observation import Observation
from warehouse.periods import PeriodRow, calendar_code, month_code, period_rows
from warehouse.schema import create_schema

INDICATORS = {  # code: nature, unit as the catalogue spells it
    "sales": ("flow", "đồng"),
    "exports": ("flow", "USD"),
    "visitors": ("flow", "lượt"),
    "herd": ("stock", "con"),
    "poverty": ("rate", "%"),
    "iip": ("index", "%"),
}


@dataclass
class World:
    """A database in memory. Every number is exact unless `half` gives half a unit of its last printed digit."""

    connection: duckdb.DuckDBPyConnection = field(default_factory=lambda: duckdb.connect(":memory:"))
    rows: list[tuple[object, ...]] = field(default_factory=list)
    loaded: int = 0
    reports: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        create_schema(self.connection)
        periods = [row for row in period_rows() if 2022 <= row.year <= 2026]
        insert_rows(self.connection, "dim_period", PeriodRow._fields, periods)
        self.connection.execute("INSERT INTO dim_sector VALUES ('trade', NULL, 'Thương mại', 'Trade', NULL)")
        for code, (nature, unit) in INDICATORS.items():
            names = [code, "trade", nature, unit, None, f"{code} (vi)", f"{code} (en)", None]
            self.connection.execute("INSERT INTO dim_indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?)", names)
        self.connection.execute("INSERT INTO dim_area VALUES ('12', 'Lam Khê', 'province', NULL, NULL, NULL, NULL)")

    def say(
        self,
        report: str,
        indicator: str,
        when: str,
        value: float | str | Decimal,
        *,
        half: float | str | Decimal | None = 0,
        measure: str = "level",
        versus: str = "",
        unit: str | None = None,
        estimate: bool = False,
        area: str = "12",
        code: bool = True,
        price_base: str = "",
    ) -> str:
        """Let a report state a number; gives the observation's id.

        `report` is its day of publication ("2024-11-01", with a letter where a day has several). `when` is a period
        ("2024-10", "2024-Q1"), a period and "ytd", a day and "ytd" ("2024-10-23 ytd") or a day and "point".
        """
        self._report(report)
        first, last, accumulation, period = _interval(when, measure)
        number = Decimal(str(value))
        low, high = (None, None) if half is None else (number - Decimal(str(half)), number + Decimal(str(half)))
        start = 10 * len(self.rows)
        observation_id = f"{self.reports[report]}:{start}"
        own_unit = INDICATORS[indicator][1].lower()
        spoken = {"change_ratio": "lần", "change_pp": "điểm %"} | dict.fromkeys(
            ("level", "plan", "change_abs"), own_unit
        )
        told = measure in ("plan", "attainment") and versus != "other"
        plan_kind = versus if versus.startswith("plan") else "plan" if told else None
        self.rows.append(
            (
                observation_id, self.reports[report], indicator if code else None, indicator, "trade" if code else None,
                area, unit or spoken.get(measure, "%"), measure, versus, "PLAN" if measure == "plan" else "ACTUAL",
                plan_kind, price_base, accumulation, period, first, last, number, low, high, 0, Decimal(1), "",
                "E" if estimate else "A", None, start, start + 5, start, start + 9, None, None, str(value),
                "test", "", "",
            )
        )  # fmt: skip
        return observation_id

    def months(self, report: str, indicator: str, year: int, values: dict[int, object], **how: object) -> None:
        """Let a report state single months."""
        for month, value in values.items():
            self.say(report, indicator, f"{year}-{month:02d}", value, **how)  # type: ignore[arg-type]

    def totals(self, report: str, indicator: str, year: int, values: dict[int, object], **how: object) -> None:
        """Let a report state totals since January."""
        for month, value in values.items():
            self.say(report, indicator, f"{year}-{month:02d} ytd", value, **how)  # type: ignore[arg-type]

    def load(self) -> None:
        """Bring what was said so far into the database."""
        insert_rows(self.connection, "fact_observation", Observation._fields, self.rows[self.loaded :])
        self.loaded = len(self.rows)

    def build(self) -> BuildReport:
        """Build the project's models."""
        self.load()
        return build(self.connection)

    def rows_of(self, table: str, **where: object) -> list[dict[str, object]]:
        """Rows of a derived table, in order of all columns."""
        condition = " AND ".join(f"{name} = ${name}" for name in where) or "TRUE"
        cursor = self.connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY ALL", where)
        names = [item[0] for item in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, table: str, **where: object) -> dict[str, object]:
        """The one row of a derived table that fits."""
        rows = self.rows_of(table, **where)
        assert len(rows) == 1, f"{len(rows)} rows of {table} for {where}"
        return rows[0]

    def pick(self, table: str, *columns: str, **where: object) -> dict[str, tuple[object, ...] | object]:
        """Columns of rows by period; a single column without its tuple."""
        picked = {}
        for row in self.rows_of(table, **where):
            values = tuple(_plain(row[column]) for column in columns)
            picked[str(row["period_code"])] = values[0] if len(columns) == 1 else values
        return picked

    def _report(self, name: str) -> None:
        if name in self.reports:
            return
        report_id = f"{len(self.reports):016x}"
        self.reports[name] = report_id
        published = date.fromisoformat(name[:10])
        self.connection.execute(
            "INSERT INTO dim_report VALUES (?, ?, ?, NULL, NULL, NULL, '12', 'report', NULL, ?, 'report', ?, 'v', '{}',"
            " NULL, 0, 0, 0)",
            [report_id, report_id * 4, f"{name}.txt", published, datetime(2025, 1, 1, 0, 0, len(self.reports))],
        )
        self.connection.execute("INSERT INTO report_text VALUES (?, ?)", [report_id, "Số liệu " * 200])


def _plain(value: object) -> object:
    """Decimals as floats: shorter to write in a table of expectations."""
    return float(value) if isinstance(value, Decimal) else value


def _interval(when: str, measure: str) -> tuple[date, date, str, str | None]:
    text, _, kind = when.partition(" ")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        last = date.fromisoformat(text)
        first = last if kind == "point" else date(last.year, 1, 1)
    else:
        period = Period.parse(text)
        first, last = period.start, period.end
        if kind == "ytd":
            first = date(period.year, 1, 1)
        if kind == "point":
            first = last
    accumulation = {"ytd": "YTD", "point": "POINT"}.get(kind, "IN_PERIOD")
    if measure == "plan" or accumulation == "IN_PERIOD":
        return first, last, accumulation, calendar_code(first, last)
    return first, last, accumulation, month_code(last)
