-- How fast did it grow on the year before?
--
-- A row is a series in a period, single or cumulative, with names.
--
-- materialized: view
-- grain: area_code, indicator_code, unit, accumulation, period_code
-- source: docs/models.md
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese
-- column: indicator_en: its name in English
-- column: sector: its sector
-- column: accumulation: IN_PERIOD, YTD (since 1 January) or POINT (holds at a moment)
-- column: period_code: the period; the month for YTD and POINT
-- column: frequency: M month, Q quarter, S half year, N nine months, A year
-- column: level: figure of this year
-- column: prior: figure of the year before
-- column: prior_implied: what it must have been for the printed change to be true
-- column: yoy_pct: change in percent, as reported, else derived
-- column: yoy_how: reported or derived
-- column: ahead: a report published before the last month of the period expected it
-- column: agree: printed changes and the figures of both years can all be true; NULL where it cannot be told
-- column: observation_id: the observations of the printed change
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
    m.level,
    m.prior,
    m.prior_implied,
    m.yoy_pct,
    m.yoy_how,
    m.ahead,
    m.agree,
    m.observation_id,
    m.unit,
    a.valid_from AS area_since,
    m.area_code,
    m.indicator_code
FROM marts.year_on_year AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_sector AS s ON s.sector_code = i.sector_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
