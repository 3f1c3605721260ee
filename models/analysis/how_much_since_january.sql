-- How much was it since 1 January, month by month?
--
-- A row is a series in a month, with its figure for the time since 1 January and names.
--
-- materialized: view
-- grain: area_code, indicator_code, unit, period_code
-- source: docs/models.md
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese
-- column: indicator_en: its name in English
-- column: sector: its sector
-- column: period_code: the month
-- column: last_day: last day that the total covers
-- column: value: as reported, else, of flows, added up
-- column: low: lowest total that fits the digits
-- column: high: highest total that fits the digits
-- column: how: reported, or sum of months
-- column: obs_status: E for an estimate, A otherwise
-- column: ambiguous: a report contradicts itself about it
-- column: ahead: a report published before the last month expected it
-- column: observation_id: the observation, where it is reported
-- column: unit: unit of the values
-- column: area_since: from when the area is what it is, as series break where areas merge; NULL where it did not change
-- column: area_code: code of the area
-- column: indicator_code: code of the indicator
SELECT
    a.name AS area,
    i.name_vi AS indicator,
    i.name_en AS indicator_en,
    s.name_vi AS sector,
    m.period_code,
    m.last_day,
    m.value,
    m.low,
    m.high,
    m.how,
    m.obs_status,
    m.ambiguous,
    m.ahead,
    m.observation_id,
    m.unit,
    a.valid_from AS area_since,
    m.area_code,
    m.indicator_code
FROM marts.cumulative AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_sector AS s ON s.sector_code = i.sector_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
