-- Which figures are there, and which are to be expected but are missing.
--
-- A row is a series in a period between its first and its last one. A series is expected every month if a single month was
-- ever reported, or a total or stock in a month that ends no quarter; else every quarter, half year or year in the same way.
-- What a report tells of months to come makes none expected.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, period_code
-- source: Data Commons' check for holes in the data; docs/models.md
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series
-- column: period_code: the period
-- column: frequency: how often a figure is expected: M month, Q quarter, S half year, A year
-- column: year: calendar year
-- column: last_month: last month of the period
-- column: single: the figure of the period alone, or at its end: present, derived or missing
-- column: cumulative: the total since 1 January up to its end: present, derived or missing; NULL for series of stocks and rates
-- column: status: present if either was reported, else derived if either can be, else missing
-- test: accepted_values: status: present, derived, missing
-- test: accepted_values: frequency: M, Q, S, A
-- test: relationships: period_code: dim_period.period_code
WITH figure AS (
    SELECT
        f.area_code, f.indicator_code, f.unit, f.year, f.first_month, f.last_month,
        CASE WHEN f.accumulation = 'POINT' THEN 'POINT' ELSE 'IN_PERIOD' END AS kind,
        CASE WHEN f.how = 'reported' THEN 2 ELSE 1 END AS found, f.ahead
    FROM marts.in_period AS f
    UNION ALL
    SELECT
        c.area_code, c.indicator_code, c.unit, c.year, 1 AS first_month, c.month AS last_month, 'YTD' AS kind,
        CASE WHEN c.how = 'reported' THEN 2 ELSE 1 END AS found, c.ahead
    FROM marts.cumulative AS c
),
-- months between two figures that such a figure speaks for
stepped AS (
    SELECT
        figure.area_code, figure.indicator_code, figure.unit,
        figure.year * 12 + figure.last_month AS moment,
        figure.kind,
        CASE
            WHEN figure.last_month % 3 <> 0 THEN 1
            WHEN figure.kind = 'IN_PERIOD' AND figure.first_month = figure.last_month THEN 1
            WHEN figure.last_month % 6 <> 0 THEN 3
            WHEN figure.kind = 'IN_PERIOD' AND figure.last_month - figure.first_month = 2 THEN 3
            WHEN figure.last_month = 6 OR (figure.kind = 'IN_PERIOD' AND figure.first_month = 7) THEN 6
            ELSE 12
        END AS step
    FROM figure
    WHERE figure.found = 2 AND NOT figure.ahead
),
series AS (
    SELECT
        stepped.area_code, stepped.indicator_code, stepped.unit,
        MIN(stepped.moment) AS first_moment,
        MAX(stepped.moment) AS last_moment,
        MAX(CASE WHEN stepped.kind = 'POINT' THEN 0 ELSE 1 END) AS covers_time,
        CASE MIN(stepped.step) WHEN 1 THEN 'M' WHEN 3 THEN 'Q' WHEN 6 THEN 'S' ELSE 'A' END AS frequency
    FROM stepped
    GROUP BY stepped.area_code, stepped.indicator_code, stepped.unit
),
expected AS (
    SELECT
        series.area_code, series.indicator_code, series.unit, series.frequency, series.covers_time, p.period_code, p.year,
        p.first_month, p.last_month
    FROM series
    JOIN dim_period AS p
        ON p.frequency = series.frequency
        AND p.year * 12 + p.last_month BETWEEN series.first_moment AND series.last_moment
),
met AS (
    SELECT
        e.area_code, e.indicator_code, e.unit, e.period_code, e.frequency, e.covers_time, e.year, e.last_month,
        MAX(
            CASE
                WHEN f.kind = 'POINT' OR (f.kind = 'IN_PERIOD' AND f.first_month = e.first_month) THEN f.found
            END
        ) AS single,
        MAX(CASE WHEN f.kind = 'YTD' THEN f.found END) AS cumulative
    FROM expected AS e
    LEFT JOIN figure AS f
        ON f.area_code = e.area_code
        AND f.indicator_code = e.indicator_code
        AND f.unit = e.unit
        AND f.year = e.year
        AND f.last_month = e.last_month
    GROUP BY
        e.area_code, e.indicator_code, e.unit, e.period_code, e.frequency, e.covers_time, e.year, e.last_month
)
SELECT
    met.area_code,
    met.indicator_code,
    met.unit,
    met.period_code,
    met.frequency,
    CAST(met.year AS INTEGER) AS year,
    CAST(met.last_month AS INTEGER) AS last_month,
    CASE met.single WHEN 2 THEN 'present' WHEN 1 THEN 'derived' ELSE 'missing' END AS single,
    CASE
        WHEN met.covers_time = 1
            THEN CASE met.cumulative WHEN 2 THEN 'present' WHEN 1 THEN 'derived' ELSE 'missing' END
    END AS cumulative,
    CASE GREATEST(COALESCE(met.single, 0), COALESCE(met.cumulative, 0))
        WHEN 2 THEN 'present' WHEN 1 THEN 'derived' ELSE 'missing'
    END AS status
FROM met
