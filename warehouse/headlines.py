"""The headline figures of a month: what a person looks at first, each with the report that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from warehouse.answer import fetch

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What a provincial report opens with, in the order of its sections. The others follow by how much is known of them.
FIRST = (
    "macro.grdp_growth",
    "industry.iip",
    "industry.production_value",
    "trade.retail_sales",
    "external_trade.exports",
    "budget.domestic_revenue",
    "public_investment.disbursed",
    "tourism.visitors",
    "tourism.revenue",
    "livestock.pig_herd",
    "enterprise.new",
    "macro.cpi",
)

#: What is expected of months to come makes none the last one, unless nothing else is known.
_LAST_MONTH = """
SELECT COALESCE(MAX(period_code) FILTER (NOT ahead), MAX(period_code)) FROM (
    SELECT period_code, ahead FROM marts.in_period WHERE frequency = 'M' AND how = 'reported'
    UNION ALL
    SELECT period_code, ahead FROM marts.cumulative WHERE how = 'reported'
)
"""

_HEADLINES = """
WITH single AS (
    SELECT area_code, indicator_code, unit, value, how, report_id, observation_id
    FROM marts.in_period WHERE period_code = $period
),
total AS (
    SELECT area_code, indicator_code, unit, value, how, report_id, observation_id
    FROM marts.cumulative WHERE period_code = $period AND nature = 'flow'
),
growth AS (
    SELECT area_code, indicator_code, unit, yoy_pct AS value, yoy_how AS how, report_id, observation_id
    FROM marts.year_on_year
    -- percents of percents tell nothing: of rates and indices only what is printed
    WHERE period_code = $period AND yoy_pct IS NOT NULL AND (yoy_how = 'reported' OR nature IN ('flow', 'stock'))
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY area_code, indicator_code, unit ORDER BY CASE accumulation WHEN 'YTD' THEN 1 ELSE 2 END
    ) = 1
),
reached AS (
    SELECT area_code, indicator_code, unit, attainment AS value, attainment_how AS how, report_id, observation_id
    FROM marts.plan_attainment
    WHERE
        period_code = $period AND attainment IS NOT NULL
        AND (attainment_how = 'reported' OR nature IN ('flow', 'stock'))
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY area_code, indicator_code, unit
        ORDER BY
            CASE attainment_how WHEN 'reported' THEN 1 ELSE 2 END,
            CASE plan_kind WHEN 'plan' THEN 0 WHEN 'plan:council' THEN 1 ELSE 2 END
    ) = 1
),
series AS (
    SELECT area_code, indicator_code, unit, COUNT(*) AS marts
    FROM (
        SELECT area_code, indicator_code, unit FROM single
        UNION ALL SELECT area_code, indicator_code, unit FROM total
        UNION ALL SELECT area_code, indicator_code, unit FROM growth
        UNION ALL SELECT area_code, indicator_code, unit FROM reached
    )
    GROUP BY ALL
),
-- an area with a slash is a place inside the reporting area
chosen AS (
    SELECT
        series.area_code, series.indicator_code, series.unit, series.marts,
        COALESCE(LIST_POSITION($first, series.indicator_code), 0) AS place
    FROM series
    WHERE series.area_code NOT LIKE '%/%'
),
figures AS (
    SELECT
        chosen.*, single.value AS month, single.how AS month_how, total.value AS total, total.how AS total_how,
        growth.value AS growth, growth.how AS growth_how, reached.value AS reached, reached.how AS reached_how,
        [single.report_id, total.report_id, growth.report_id, reached.report_id] AS report_ids,
        COALESCE(single.observation_id, total.observation_id) AS observation_id
    FROM chosen
    LEFT JOIN single USING (area_code, indicator_code, unit)
    LEFT JOIN total USING (area_code, indicator_code, unit)
    LEFT JOIN growth USING (area_code, indicator_code, unit)
    LEFT JOIN reached USING (area_code, indicator_code, unit)
)
SELECT
    a.name AS area, f.indicator_code, i.name_vi AS indicator, f.unit, f.month, f.month_how, f.total, f.total_how,
    f.growth, f.growth_how, f.reached, f.reached_how,
    (
        SELECT STRING_AGG(r.file_name, ', ' ORDER BY r.file_name) FROM dim_report AS r
        WHERE LIST_CONTAINS(f.report_ids, r.report_id)
    ) AS report,
    f.observation_id
FROM figures AS f
JOIN dim_indicator AS i ON i.indicator_code = f.indicator_code
JOIN dim_area AS a ON a.area_code = f.area_code
ORDER BY f.place = 0, f.place, f.marts DESC, f.indicator_code, a.name
LIMIT $most
"""


@dataclass(frozen=True, slots=True)
class Headline:
    """An indicator in a month. Each `_how` is "reported" or how the value was derived; None where there is no value."""

    area: str
    indicator_code: str
    indicator: str
    unit: str
    month: Decimal | None
    month_how: str | None
    total: Decimal | None  # since 1 January
    total_how: str | None
    growth: float | None  # percent on the year before, of the total where there is one
    growth_how: str | None
    reached: float | None  # percent of the plan of the year
    reached_how: str | None
    report: str | None  # the files that print these values
    observation_id: str | None


def last_month(connection: DuckDBPyConnection) -> str | None:
    """The newest month that a report tells of, not one that it looks ahead to; None in an empty warehouse."""
    row = connection.execute(_LAST_MONTH).fetchone()
    return row[0] if row else None


def headlines(connection: DuckDBPyConnection, period_code: str, most: int = 12) -> list[Headline]:
    """The headline figures of a month, at most `most`: the first ones of FIRST that have figures, then the fullest."""
    parameters = {"period": period_code, "first": list(FIRST), "most": most}
    answer = fetch(connection, _HEADLINES, parameters)
    return [Headline(*row) for row in answer.rows]  # type: ignore[arg-type]


def in_vietnamese(value: Decimal | float | None, unit: str) -> str:
    """A value as a report would print it: 7.424,5 tỷ đồng."""
    if value is None:
        return ""
    number, scale = _scaled(Decimal(str(value)), unit)
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    printed = text.translate(str.maketrans(",.", ".,"))
    return f"{printed}%" if unit == "%" else f"{printed} {scale}{unit.replace('usd', 'USD')}"


def _scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    if unit in ("đồng", "usd"):
        for scale, word in ((Decimal(10**9), "tỷ "), (Decimal(10**6), "triệu ")):
            if abs(value) >= scale:
                return value / scale, word
    return value, ""
