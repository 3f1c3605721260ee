-- Printed numbers in canonical form.
--
-- A row is an observation with a catalogue code and a period of the calendar; the others stay in fact_observation.
--
-- Canonical: a flow that begins on 1 January is the cumulative figure of its last month, however it was printed ("quý I",
-- "6 tháng", "năm", January itself). Percentages belong to the series in the indicator's own unit. A plan belongs to its
-- year. Production at other prices than the indicator's own is another series, whose unit says so. A vintage is the day
-- of publication and the place of the report among those of that day.
--
-- materialized: view
-- slice: area_code, indicator_code
-- grain: observation_id
-- source: SDMX vintages: publication orders them, not loading
-- column: vintage: order of publication: the day and the place of the report on that day, 2024110500001; by loaded_at, then report_id
-- column: report_id: the report
-- column: published_at: day of publication of the report
-- column: observation_id: the observation
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series; for percentages the unit of the indicator's levels
-- column: nature: flow, stock, rate, period_rate, index or plan: only flows are ever added or subtracted
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: accumulation: YTD (from 1 January), IN_PERIOD (from any other first of a month) or POINT (a moment)
-- column: year: calendar year of the last day
-- column: first_month: month in which the interval begins; for a moment the month of the day
-- column: last_month: month of the last day
-- column: first_day: first day covered
-- column: last_day: last day covered
-- column: value: value as printed, in the base unit
-- column: low: lowest value that would print so; NULL: unbounded
-- column: high: highest value that would print so; NULL: unbounded
-- column: obs_status: E estimated, A otherwise
-- column: span_start: place of the number in the report: of equal statements the first speaks
WITH report AS (
    SELECT
        r.report_id,
        r.published_at,
        CAST(
            CAST(
                EXTRACT(YEAR FROM r.published_at) * 10000
                + EXTRACT(MONTH FROM r.published_at) * 100
                + EXTRACT(DAY FROM r.published_at) AS BIGINT
            ) * 100000
            + ROW_NUMBER() OVER (PARTITION BY r.published_at ORDER BY r.loaded_at, r.report_id) AS BIGINT
        ) AS vintage
    FROM dim_report AS r
)
SELECT
    report.vintage,
    o.report_id,
    report.published_at,
    o.observation_id,
    o.area_code,
    o.indicator_code,
    CASE
        WHEN o.price_base = 'constant' THEN 'đồng (giá so sánh)'
        WHEN o.price_base = 'current' THEN 'đồng (giá hiện hành)'
        WHEN o.measure IN ('level', 'plan', 'change_abs') THEN o.unit
        ELSE LOWER(i.unit)
    END AS unit,
    i.nature,
    o.measure,
    o.versus,
    COALESCE(o.plan_kind, '') AS plan_kind,
    CASE
        WHEN o.measure = 'plan' THEN 'IN_PERIOD'
        WHEN o.accumulation = 'POINT' THEN 'POINT'
        WHEN EXTRACT(MONTH FROM o.first_day) = 1 AND EXTRACT(DAY FROM o.first_day) = 1 THEN 'YTD'
        ELSE 'IN_PERIOD'
    END AS accumulation,
    CAST(p.year AS INTEGER) AS year,
    CAST(CASE WHEN o.accumulation = 'YTD' THEN 1 ELSE p.first_month END AS INTEGER) AS first_month,
    CAST(p.last_month AS INTEGER) AS last_month,
    CASE
        WHEN o.measure = 'plan' THEN p.start_date
        WHEN o.accumulation = 'POINT' THEN o.last_day
        ELSE o.first_day
    END AS first_day,
    CASE WHEN o.measure = 'plan' THEN p.end_date ELSE o.last_day END AS last_day,
    o.value,
    o.low,
    o.high,
    o.obs_status,
    o.span_start
FROM fact_observation AS o
JOIN report ON report.report_id = o.report_id
JOIN dim_indicator AS i ON i.indicator_code = o.indicator_code
JOIN dim_period AS p ON p.period_code = o.period_code
WHERE
    -- a cumulative figure that does not begin with the year is none that can be placed
    o.accumulation <> 'YTD'
    OR o.measure = 'plan'
    OR o.first_day = MAKE_DATE(CAST(p.year AS INTEGER), 1, 1)
