-- Printed numbers with the vintage of their report.
--
-- A row is an observation with a catalogue code and a period of the calendar; the others stay in fact_observation. All is
-- as fact_observation has it: nothing but the report is joined, because every build hashes all rows to find what changed.
--
-- A vintage is the day of publication and the place of the report among those of that day.
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
-- column: unit: base unit of the number
-- column: price_base: prices in which production is valued: constant or current; empty where the indicator's own or nothing told
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; NULL where none is
-- column: accumulation: YTD, IN_PERIOD or POINT, as printed
-- column: period_code: the period
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
    o.unit,
    o.price_base,
    o.measure,
    o.versus,
    o.plan_kind,
    o.accumulation,
    o.period_code,
    o.first_day,
    o.last_day,
    o.value,
    o.low,
    o.high,
    o.obs_status,
    o.span_start
FROM fact_observation AS o
JOIN report ON report.report_id = o.report_id
WHERE o.indicator_code IS NOT NULL AND o.period_code IS NOT NULL
