-- How far is each plan reached, and is it behind the calendar?
--
-- A row is a series in a month against one plan, with names.
--
-- materialized: view
-- grain: area_code, indicator_code, unit, accumulation, period_code, plan_kind
-- source: docs/models.md
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese
-- column: indicator_en: its name in English
-- column: sector: its sector
-- column: accumulation: YTD (since 1 January) or POINT (holds at a moment)
-- column: period_code: the month
-- column: plan_kind: plan, plan:central (central government) or plan:council (people's council)
-- column: level: the level used
-- column: plan: the plan, as stated, else implied
-- column: plan_how: stated or implied
-- column: attainment: percent of the plan, as reported, else derived
-- column: attainment_how: reported or derived
-- column: even_pace: percent that an even pace would have reached; flows only
-- column: remaining: what is left to reach the plan
-- column: months_left: whole months of the year after this one
-- column: pace_needed: how much a month is needed
-- column: pace_so_far: how much a month it was
-- column: ahead: not reached yet: a report published before that month expected it, or strove for it
-- column: agree: attainment, level and stated plan can all be true; NULL where one is missing
-- column: observation_id: the observation of the attainment
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
    m.plan_kind,
    m.level,
    m.plan,
    m.plan_how,
    m.attainment,
    m.attainment_how,
    -- a twelfth of the plan a month
    CASE WHEN m.nature = 'flow' AND m.accumulation = 'YTD' THEN ROUND(m.month * 8.333333, 1) END AS even_pace,
    m.remaining,
    m.months_left,
    m.pace_needed,
    m.pace_so_far,
    m.ahead,
    m.agree,
    m.observation_id,
    m.unit,
    a.valid_from AS area_since,
    m.area_code,
    m.indicator_code
FROM marts.plan_attainment AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_sector AS s ON s.sector_code = i.sector_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
