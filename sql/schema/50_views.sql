-- What analysts start from: observations with names, the newest word on each, and what was known on a day.

-- A row is one observation with the names that its codes stand for; grain: observation_id.
CREATE OR REPLACE VIEW observation AS
SELECT
    o.observation_id, o.indicator_code, i.name_vi AS indicator_vi, i.name_en AS indicator_en, i.nature, o.label,
    o.sector_code, o.area_code, a.name AS area, o.unit, o.price_base, o.measure, o.versus, o.scenario,
    o.plan_kind, o.accumulation, o.period_code, o.first_day, o.last_day, o.value, o.low, o.high, o.bound, o.obs_status, o.number_text,
    r.report_id, r.file_name, r.number AS report_number, r.published_at, r.loaded_at, o.page, o.span_start, o.review
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
LEFT JOIN dim_indicator AS i ON i.indicator_code = o.indicator_code
LEFT JOIN dim_area AS a ON a.area_code = o.area_code;

COMMENT ON VIEW observation IS 'Observations of all vintages with the names of indicator, area and report';
-- columns of a view without a comment of their own have that of the table's column by the same name (warehouse.schema)
COMMENT ON COLUMN observation.indicator_vi IS 'Name of the indicator in Vietnamese';
COMMENT ON COLUMN observation.indicator_en IS 'Name of the indicator in English';
COMMENT ON COLUMN observation.area IS 'Name of the area; NULL where the catalogue does not know it';
COMMENT ON COLUMN observation.report_number IS 'Number of the report, as "287/BC-UBND"';

-- A row is what the newest report published up to that day says of one cell; grain: series x measure x period.
CREATE OR REPLACE MACRO as_of(day) AS TABLE
SELECT *
FROM observation
WHERE indicator_code IS NOT NULL AND published_at <= CAST(day AS DATE)
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY
        indicator_code, area_code, unit, price_base, measure, versus, scenario, plan_kind, accumulation, period_code,
        first_day, last_day
    ORDER BY published_at DESC, loaded_at DESC, report_id DESC, span_start
) = 1;

-- A row is what the newest report says of one cell; grain: series x measure x period.
CREATE OR REPLACE VIEW latest_observation AS SELECT * FROM as_of(DATE '9999-12-31');

COMMENT ON VIEW latest_observation IS 'Newest vintage of each cell; as_of(day) gives what was known on a day: FROM as_of(DATE ''2024-11-01'')';

-- A row is the first word ever published on one cell; grain: as latest_observation.
CREATE OR REPLACE VIEW first_release AS
SELECT *
FROM observation
WHERE indicator_code IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY
        indicator_code, area_code, unit, price_base, measure, versus, scenario, plan_kind, accumulation, period_code,
        first_day, last_day
    ORDER BY published_at, loaded_at, report_id, span_start
) = 1;

COMMENT ON VIEW first_release IS 'First vintage of each cell: what was said when the figure first came out';

-- A row is an observation that is a part of another; grain: part_observation_id.
CREATE OR REPLACE VIEW part_of_whole AS
SELECT
    part.observation_id AS part_observation_id, part.indicator_code AS part_code, part.label AS part_label,
    part.measure, part.unit, part.value AS part_value, part.low AS part_low, part.high AS part_high, part.first_day,
    part.last_day, part.span_start AS part_span_start,
    whole.observation_id AS whole_observation_id, whole.indicator_code AS whole_code, whole.label AS whole_label,
    whole.measure AS whole_measure, whole.unit AS whole_unit, whole.value AS whole_value,
    whole.low AS whole_low, whole.high AS whole_high, whole.first_day AS whole_first_day,
    whole.last_day AS whole_last_day, whole.span_start AS whole_span_start, part.report_id
FROM fact_observation AS part
JOIN fact_observation AS whole ON whole.observation_id = part.part_of;

COMMENT ON VIEW part_of_whole IS 'Parts beside their wholes, as the report breaks them down ("trong đó")';
COMMENT ON COLUMN part_of_whole.part_observation_id IS 'Observation of the part';
COMMENT ON COLUMN part_of_whole.part_code IS 'Indicator of the part; NULL where the catalogue has none';
COMMENT ON COLUMN part_of_whole.part_label IS 'Words that name the part in its report';
COMMENT ON COLUMN part_of_whole.part_value IS 'Value of the part, in the base unit';
COMMENT ON COLUMN part_of_whole.part_low IS 'Lowest value that would print as the part does';
COMMENT ON COLUMN part_of_whole.part_high IS 'Highest value that would print as the part does';
COMMENT ON COLUMN part_of_whole.part_span_start IS 'Where the number of the part starts in the text';
COMMENT ON COLUMN part_of_whole.whole_observation_id IS 'Observation of the whole';
COMMENT ON COLUMN part_of_whole.whole_code IS 'Indicator of the whole; NULL where the catalogue has none';
COMMENT ON COLUMN part_of_whole.whole_label IS 'Words that name the whole in its report';
COMMENT ON COLUMN part_of_whole.whole_measure IS 'Measure of the whole';
COMMENT ON COLUMN part_of_whole.whole_unit IS 'Unit of the whole';
COMMENT ON COLUMN part_of_whole.whole_value IS 'Value of the whole, in the base unit';
COMMENT ON COLUMN part_of_whole.whole_low IS 'Lowest value that would print as the whole does';
COMMENT ON COLUMN part_of_whole.whole_high IS 'Highest value that would print as the whole does';
COMMENT ON COLUMN part_of_whole.whole_first_day IS 'First day that the whole covers';
COMMENT ON COLUMN part_of_whole.whole_last_day IS 'Last day that the whole covers';
COMMENT ON COLUMN part_of_whole.whole_span_start IS 'Where the number of the whole starts in the text';

-- A row is an area that others merged into; grain: area_code.
CREATE OR REPLACE VIEW series_break AS
SELECT
    later.area_code, later.name, later.valid_from AS break_on,
    STRING_AGG(earlier.name, ', ' ORDER BY earlier.area_code) AS predecessors,
    STRING_AGG(earlier.area_code, ', ' ORDER BY earlier.area_code) AS predecessor_codes
FROM dim_area AS later
JOIN dim_area AS earlier ON earlier.successor_code = later.area_code
GROUP BY later.area_code, later.name, later.valid_from;

COMMENT ON VIEW series_break IS 'Breaks in series: from break_on the area covers its predecessors; figures before are of theirs';
COMMENT ON COLUMN series_break.break_on IS 'First day on which the area covers its predecessors';
COMMENT ON COLUMN series_break.predecessors IS 'Names of the areas that merged into it';
COMMENT ON COLUMN series_break.predecessor_codes IS 'Codes of the areas that merged into it';
