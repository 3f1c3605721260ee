-- What did a later report say otherwise?
--
-- A row is a vintage of a cell that differs from the one before, with names.
--
-- materialized: view
-- grain: area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day, vintage
-- source: docs/models.md
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese
-- column: indicator_en: its name in English
-- column: sector: its sector
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: accumulation: YTD, IN_PERIOD or POINT
-- column: first_day: first day covered
-- column: last_day: last day covered
-- column: vintage: order of publication of the report
-- column: published_at: when it was published
-- column: value: what it says
-- column: obs_status: E estimated, A otherwise
-- column: value_before: what the report before it said
-- column: obs_status_before: E estimated, A otherwise
-- column: published_before: when that was published
-- column: difference: value less value_before
-- column: difference_pct: difference in percent of value_before
-- column: beyond_rounding: the printed digits of both leave no room for one and the same value; NULL where it cannot be told
-- column: observation_id: the observation
-- column: observation_id_before: what it stated
-- column: unit: unit of the values
-- column: area_since: from when the area is what it is, as series break where areas merge; NULL where it did not change
-- column: area_code: code of the area
-- column: indicator_code: code of the indicator
SELECT
    a.name AS area,
    i.name_vi AS indicator,
    i.name_en AS indicator_en,
    s.name_vi AS sector,
    m.measure,
    m.versus,
    m.plan_kind,
    m.accumulation,
    m.first_day,
    m.last_day,
    m.vintage,
    m.published_at,
    m.value,
    m.obs_status,
    m.value_before,
    m.obs_status_before,
    m.published_before,
    m.difference,
    m.difference_pct,
    m.beyond_rounding,
    m.observation_id,
    m.observation_id_before,
    m.unit,
    a.valid_from AS area_since,
    m.area_code,
    m.indicator_code
FROM marts.revision AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_sector AS s ON s.sector_code = i.sector_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
