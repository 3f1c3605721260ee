-- The facts. A row is one printed number of one report, read in its context; grain: observation_id.
-- No primary key: it would cost five times the load time. Uniqueness and references are checked by query after every load.
CREATE TABLE IF NOT EXISTS fact_observation (
    observation_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    indicator_code VARCHAR,
    label VARCHAR NOT NULL,
    sector_code VARCHAR,
    area_code VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    versus VARCHAR NOT NULL,
    scenario VARCHAR NOT NULL,
    plan_kind VARCHAR,
    price_base VARCHAR NOT NULL,
    accumulation VARCHAR NOT NULL,
    period_code VARCHAR,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    value DECIMAL(28, 6) NOT NULL,
    low DECIMAL(28, 6),
    high DECIMAL(28, 6),
    decimals SMALLINT NOT NULL,
    multiplier DECIMAL(28, 6) NOT NULL,
    bound VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL,
    part_of VARCHAR,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    page INTEGER,
    cell VARCHAR,
    number_text VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    review VARCHAR NOT NULL,
    candidates VARCHAR NOT NULL
);

COMMENT ON TABLE fact_observation IS 'Observations: one printed number of one report each; all vintages are kept';
COMMENT ON COLUMN fact_observation.observation_id IS 'report_id, a colon, span_start';
COMMENT ON COLUMN fact_observation.report_id IS 'The report that states it (dim_report)';
COMMENT ON COLUMN fact_observation.indicator_code IS 'Indicator (dim_indicator); NULL where no code fits: the number is kept and waits in niengiam review';
COMMENT ON COLUMN fact_observation.label IS 'The words of the report that name the indicator';
COMMENT ON COLUMN fact_observation.sector_code IS 'Sector of the indicator (dim_sector); NULL without a code';
COMMENT ON COLUMN fact_observation.area_code IS 'Area that the number is about (dim_area)';
COMMENT ON COLUMN fact_observation.unit IS 'Base unit of the value (dim_unit)';
COMMENT ON COLUMN fact_observation.measure IS 'level, plan, attainment, change_pct, change_abs, change_ratio, change_pp, share';
COMMENT ON COLUMN fact_observation.versus IS 'What it is compared with: yoy (same period of the year before), prev, plan, plan:central, plan:council, whole, other; empty for a level';
COMMENT ON COLUMN fact_observation.scenario IS 'ACTUAL, or PLAN for a target';
COMMENT ON COLUMN fact_observation.plan_kind IS 'Whose plan it states or is measured against: plan, plan:central, plan:council; NULL where no plan is concerned';
COMMENT ON COLUMN fact_observation.price_base IS 'Prices in which production is valued: constant or current; empty where the indicator''s own or nothing told: at other prices it is another series';
COMMENT ON COLUMN fact_observation.accumulation IS 'IN_PERIOD (October alone), YTD (1 January to the last day), POINT (holds at the last day)';
COMMENT ON COLUMN fact_observation.period_code IS 'Period (dim_period): the interval itself when IN_PERIOD, the month of the last day when YTD or POINT, the year for a plan; NULL for any other interval';
COMMENT ON COLUMN fact_observation.first_day IS 'First day that the number covers';
COMMENT ON COLUMN fact_observation.last_day IS 'Last day that the number covers; may lie inside a month';
COMMENT ON COLUMN fact_observation.value IS 'Value in the base unit; a decrease is negative';
COMMENT ON COLUMN fact_observation.low IS 'Lowest unrounded value that would print so; NULL: unbounded';
COMMENT ON COLUMN fact_observation.high IS 'Highest unrounded value that would print so; NULL: unbounded';
COMMENT ON COLUMN fact_observation.decimals IS 'Digits printed after the decimal sign';
COMMENT ON COLUMN fact_observation.multiplier IS 'Factor from the printed number to the value: 1000000 for "triệu"';
COMMENT ON COLUMN fact_observation.bound IS '> more than, < less than, ~ about; empty: stated as it is';
COMMENT ON COLUMN fact_observation.obs_status IS 'E estimated ("ước"), A otherwise';
COMMENT ON COLUMN fact_observation.part_of IS 'Observation that states the whole of which this is a part';
COMMENT ON COLUMN fact_observation.span_start IS 'Place of the printed number in report_text: first character, from 0';
COMMENT ON COLUMN fact_observation.span_end IS 'Place of the printed number in report_text: one past the last character';
COMMENT ON COLUMN fact_observation.sentence_start IS 'The sentence that states it: first character';
COMMENT ON COLUMN fact_observation.sentence_end IS 'The sentence that states it: one past the last character';
COMMENT ON COLUMN fact_observation.page IS 'Page, from 1, where the file has pages';
COMMENT ON COLUMN fact_observation.cell IS 'Cell of a table: "13. Tongmuc!C12" in a workbook, "table 2!C5" elsewhere; NULL in prose';
COMMENT ON COLUMN fact_observation.number_text IS 'The number as printed';
COMMENT ON COLUMN fact_observation.rule IS 'Rule that decided the measure';
COMMENT ON COLUMN fact_observation.review IS 'Why a person should look at it; empty when nothing is in doubt';
COMMENT ON COLUMN fact_observation.candidates IS 'Codes that fitted equally well where none was taken, with commas between';
