-- What is measured. A row is one indicator of the catalogue; grain: indicator_code.
CREATE TABLE IF NOT EXISTS dim_indicator (
    indicator_code VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    nature VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    parent_code VARCHAR,
    name_vi VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    official_code VARCHAR
);

COMMENT ON TABLE dim_indicator IS 'Indicators of the catalogue';
COMMENT ON COLUMN dim_indicator.indicator_code IS 'Code in the catalogue, e.g. trade.retail_sales';
COMMENT ON COLUMN dim_indicator.sector_code IS 'Its sector (dim_sector)';
COMMENT ON COLUMN dim_indicator.nature IS 'flow: adds up over time; stock: holds at a moment; rate: holds at a moment; period_rate and index: of an interval; none of them adds up; plan: a target only';
COMMENT ON COLUMN dim_indicator.unit IS 'Base unit of its levels (dim_unit)';
COMMENT ON COLUMN dim_indicator.parent_code IS 'The indicator that it is a part of; NULL where there is none';
COMMENT ON COLUMN dim_indicator.name_vi IS 'Name in Vietnamese';
COMMENT ON COLUMN dim_indicator.name_en IS 'Name in English';
COMMENT ON COLUMN dim_indicator.official_code IS 'Code in the official provincial indicator system, where it has one';
