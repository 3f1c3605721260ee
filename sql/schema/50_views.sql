-- What analysts start from: observations with names, the newest word on each, and what was known on a day.

-- A row is one observation with the names that its codes stand for; grain: observation_id.
CREATE OR REPLACE VIEW observation AS
SELECT
    o.observation_id, o.indicator_code, i.name_vi AS indicator_vi, i.name_en AS indicator_en, i.nature, o.label,
    o.sector_code, o.area_code, a.name AS area, o.unit, o.measure, o.versus, o.scenario, o.plan_kind, o.accumulation,
    o.period_code, o.first_day, o.last_day, o.value, o.low, o.high, o.bound, o.obs_status, o.number_text,
    r.report_id, r.file_name, r.number AS report_number, r.published_at, r.loaded_at, o.page, o.span_start, o.review
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
LEFT JOIN dim_indicator AS i ON i.indicator_code = o.indicator_code
LEFT JOIN dim_area AS a ON a.area_code = o.area_code;

COMMENT ON VIEW observation IS 'Observations of all vintages with the names of indicator, area and report';

-- A row is what the newest report published up to that day says of one cell; grain: series x measure x period.
CREATE OR REPLACE MACRO as_of(day) AS TABLE
SELECT *
FROM observation
WHERE indicator_code IS NOT NULL AND published_at <= CAST(day AS DATE)
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY
        indicator_code, area_code, unit, measure, versus, scenario, plan_kind, accumulation, period_code, first_day, last_day
    ORDER BY published_at DESC, loaded_at DESC, report_id DESC, span_start
) = 1;

-- A row is what the newest report says of one cell; grain: series x measure x period.
CREATE OR REPLACE VIEW latest_observation AS SELECT * FROM as_of(DATE '9999-12-31');

COMMENT ON VIEW latest_observation IS 'Newest vintage of each cell; as_of(day) gives what was known on a day: FROM as_of(DATE ''2024-11-01'')';
