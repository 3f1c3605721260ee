-- How much was it in each month, quarter and year?
--
-- A row is a series in a period, with names.
--
-- materialized: view
-- grain: area_code, indicator_code, unit, accumulation, period_code
-- source: docs/models.md
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese
-- column: indicator_en: its name in English
-- column: sector: its sector
-- column: accumulation: IN_PERIOD (covers the whole period) or POINT (holds at its end)
-- column: period_code: the period
-- column: frequency: M month, Q quarter, S half year, N nine months, A year
-- column: value: as reported, else derived
-- column: low: lowest value that fits the digits
-- column: high: highest value that fits the digits
-- column: how: reported, difference of cumulatives, or sum of months
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
    m.accumulation,
    m.period_code,
    m.frequency,
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
FROM marts.in_period AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_sector AS s ON s.sector_code = i.sector_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
