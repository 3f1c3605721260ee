-- The newest word on each cell.
--
-- A row is a cell as the newest report that states it has it. Older vintages stay in report_observation.
--
-- materialized: view
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day
-- source: SDMX vintages: publication orders them, not loading
-- column: vintage: order of publication of the report
-- column: vintages: how many reports state the cell
-- column: report_id: the newest report that states it
-- column: observation_id: the observation that speaks for the cell
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series; for percentages the unit of the indicator's levels
-- column: nature: flow, stock, rate, period_rate, index or plan
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
-- column: last_of_month: no other cell of the series, measure and month has a later last day: it speaks for the month
-- column: ahead: expected by a report published before the month of last_day
-- column: ambiguous: that report states the cell more than once, and not all can be true
SELECT
    s.vintage,
    s.vintages,
    s.report_id,
    s.observation_id,
    s.area_code,
    s.indicator_code,
    s.unit,
    s.nature,
    s.measure,
    s.versus,
    s.plan_kind,
    s.accumulation,
    s.year,
    s.first_month,
    s.last_month,
    s.first_day,
    s.last_day,
    s.at_month_end,
    s.value,
    s.low,
    s.high,
    s.obs_status,
    s.last_of_month,
    s.year * 100 + s.last_month > s.vintage // 10000000 AS ahead,
    s.ambiguous
FROM staging.report_observation AS s
WHERE s.newest
