-- The newest word on each cell.
--
-- A row is a cell as the newest report that states it has it. Older vintages stay in report_observation.
--
-- grain: area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day
-- source: SDMX vintages: publication orders them, not loading
-- column: vintage: order of publication of the report
-- column: vintages: how many reports state the cell
-- column: report_id: the newest report that states it
-- column: observation_id: the observation that speaks for the cell
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series; for percentages the unit of the indicator's levels
-- column: nature: flow, stock, rate, index or plan
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: accumulation: YTD, IN_PERIOD or POINT
-- column: year: calendar year of the last day
-- column: first_month: month in which the interval begins
-- column: last_month: month of the last day
-- column: first_day: first day covered
-- column: last_day: last day covered
-- column: at_month_end: the last day ends a month
-- column: value: value as printed, in the base unit
-- column: low: lowest value that would print so; NULL: unbounded
-- column: high: highest value that would print so; NULL: unbounded
-- column: obs_status: E estimated, A otherwise
-- column: ambiguous: that report states the cell more than once, and not all can be true
WITH ranked AS (
    SELECT
        s.*,
        ROW_NUMBER() OVER (
            PARTITION BY
                s.area_code, s.indicator_code, s.unit, s.measure, s.versus, s.plan_kind, s.accumulation, s.first_day,
                s.last_day
            ORDER BY s.vintage DESC
        ) AS place,
        COUNT(*) OVER (
            PARTITION BY
                s.area_code, s.indicator_code, s.unit, s.measure, s.versus, s.plan_kind, s.accumulation, s.first_day,
                s.last_day
        ) AS vintages
    FROM staging.report_observation AS s
)
SELECT
    ranked.vintage,
    CAST(ranked.vintages AS INTEGER) AS vintages,
    ranked.report_id,
    ranked.observation_id,
    ranked.area_code,
    ranked.indicator_code,
    ranked.unit,
    ranked.nature,
    ranked.measure,
    ranked.versus,
    ranked.plan_kind,
    ranked.accumulation,
    ranked.year,
    ranked.first_month,
    ranked.last_month,
    ranked.first_day,
    ranked.last_day,
    ranked.at_month_end,
    ranked.value,
    ranked.low,
    ranked.high,
    ranked.obs_status,
    ranked.ambiguous
FROM ranked
WHERE ranked.place = 1
