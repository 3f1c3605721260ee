"""A star schema of generated facts, as provinces would report them: one report a province and month for ten years.

Each report holds some 300 numbers, as real ones do: of each indicator the month alone, the total since January, its
growth on the year before and how much of the plan is reached; some figures are missing, some are stated again a month
later, and one in fifty is wrong. A quarter of the indicators are stocks. More facts are more areas, not longer reports.
The same number of facts always gives the same facts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.frames import insert_rows
from warehouse.home import Home
from warehouse.periods import PeriodRow, period_rows
from warehouse.store import publish, writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

INDICATORS, FIRST_YEAR, YEARS = 105, 2015, 10
_FACTS_A_SERIES = 342  # of the shares below, in ten years

_REPORTS = f"""
INSERT INTO dim_report
SELECT
    printf('%016x', hash(area.area_code, p.period_code)), sha256(area.area_code || p.period_code),
    area.area_code || ' ' || p.period_code || '.docx', NULL, NULL, NULL, area.area_code, 'report', p.period_code,
    p.end_date, 'report', CAST(p.end_date AS TIMESTAMP), 'v', '{{}}', NULL, 0, 0, 0
FROM dim_area AS area, dim_period AS p
WHERE p.frequency = 'M' AND p.year BETWEEN {FIRST_YEAR} AND {FIRST_YEAR + YEARS - 1}
"""

# a row for each thing that a report may say of an indicator: the share of reports that do, and how
_KINDS = """
(VALUES
    (0, 'flow', 0.9, 'level', '', 'IN_PERIOD', 0),
    (1, 'flow', 0.9, 'level', '', 'YTD', 0),
    (2, 'flow', 0.7, 'change_pct', 'yoy', 'YTD', 0),
    (3, 'flow', 0.5, 'attainment', 'plan', 'YTD', 0),
    (4, 'flow', 0.2, 'level', '', 'YTD', 1),
    (5, 'stock', 0.9, 'level', '', 'POINT', 0),
    (6, 'stock', 0.7, 'change_pct', 'yoy', 'POINT', 0),
    (7, 'stock', 0.2, 'level', '', 'POINT', 1)
) AS kind (number, nature, share, measure, versus, accumulation, months_back)
"""

_FACTS = f"""
INSERT INTO fact_observation
WITH said AS (
    SELECT
        r.report_id, i.indicator_code, i.sector_code, i.unit, r.area_code, kind.*,
        CAST(substring(i.indicator_code, 3) AS INTEGER) * 100 + kind.number * 10 AS span,
        CAST(p.start_date - to_months(kind.months_back) AS DATE) AS month,
        hash(r.report_id, i.indicator_code, kind.number) % 1000000 AS chance,
        100 + hash(r.area_code, i.indicator_code) % 90000 AS size
    FROM dim_report AS r
    JOIN dim_period AS p ON p.period_code = r.period_code
    CROSS JOIN dim_indicator AS i
    JOIN {_KINDS} ON kind.nature = i.nature
    WHERE hash(r.report_id, i.indicator_code, kind.number, 'is it said') % 1000 < kind.share * 1000
),
figure AS (
    SELECT
        said.*,
        CAST(
            CASE measure
                WHEN 'level' THEN size * (CASE accumulation WHEN 'YTD' THEN month(month) ELSE 1 END)
                    * (20 + year(month) - {FIRST_YEAR}) / 20
                WHEN 'change_pct' THEN 100.0 / (19 + year(month) - {FIRST_YEAR})
                ELSE month(month) * 8
            END * (CASE WHEN chance % 50 = 0 THEN 0.97 ELSE 1 END) AS DECIMAL(28, 1)
        ) AS value
    FROM said
)
SELECT
    report_id || ':' || span, report_id, indicator_code, 'chỉ tiêu ' || indicator_code, sector_code, area_code,
    CASE measure WHEN 'level' THEN unit ELSE '%' END, measure, versus, 'ACTUAL',
    CASE versus WHEN 'plan' THEN 'plan' END, '', accumulation, strftime(month, '%Y-%m'),
    CASE accumulation
        WHEN 'YTD' THEN CAST(date_trunc('year', month) AS DATE) WHEN 'POINT' THEN last_day(month) ELSE month
    END,
    last_day(month), value, value - 0.05, value + 0.05, 1, 1, '', CASE WHEN chance % 10 < 3 THEN 'E' ELSE 'A' END, NULL,
    span, span + 5, span - 5, span + 95, NULL, NULL, CAST(value AS VARCHAR), 'generated', '', ''
FROM figure
WHERE year(month) >= {FIRST_YEAR}
ORDER BY month, area_code, span
"""


def make_home(root: Path, facts: int) -> None:
    """A home whose warehouse has about so many facts, and nothing derived yet."""
    home = Home.create(root)
    with writing(home, "bench"), publish(home) as draft:
        connection = draft.connection
        insert_rows(connection, "dim_period", PeriodRow._fields, period_rows())
        connection.execute("INSERT INTO dim_sector VALUES ('trade', NULL, 'Thương mại', 'Trade', NULL)")
        connection.execute(
            "INSERT INTO dim_indicator SELECT"
            " printf('i.%05d', n), 'trade', CASE n % 4 WHEN 3 THEN 'stock' ELSE 'flow' END, 'đồng', NULL,"
            " 'chỉ tiêu ' || n, 'indicator ' || n, NULL FROM range(?) AS numbers (n)",
            [INDICATORS],
        )
        connection.execute(
            "INSERT INTO dim_area SELECT printf('%05d', n), 'Nơi ' || n, 'province', NULL, NULL, NULL, NULL"
            " FROM range(?) AS numbers (n)",
            [max(1, round(facts / (INDICATORS * _FACTS_A_SERIES)))],
        )
        for unit in ("đồng", "%"):
            connection.execute("INSERT INTO dim_unit VALUES (?, NULL, '', '', FALSE)", [unit])
        connection.execute(_REPORTS)
        connection.execute(_FACTS)


def add_report(connection: DuckDBPyConnection) -> str:
    """A new report of one area, which says again, with other values, what the last one says; its id."""
    last = "(SELECT MAX_BY(report_id, published_at) FROM dim_report WHERE area_code = '00000' AND report_id <> 'new')"
    connection.execute(
        "INSERT INTO dim_report SELECT * REPLACE ('new' AS report_id, 'new.docx' AS file_name,"
        f" DATE '2025-01-20' AS published_at) FROM dim_report WHERE report_id = {last}"
    )
    connection.execute(
        "INSERT INTO fact_observation SELECT * REPLACE ('new:' || span_start AS observation_id, 'new' AS report_id,"
        f" value + 1 AS value, high + 1 AS high) FROM fact_observation WHERE report_id = {last}"
    )
    return "new"
