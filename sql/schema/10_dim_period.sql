-- Every period that a report can be about. A row is one calendar interval; grain: period_code.
CREATE TABLE IF NOT EXISTS dim_period (
    period_code VARCHAR NOT NULL,
    name_vi VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    frequency VARCHAR NOT NULL,
    year SMALLINT NOT NULL,
    first_month SMALLINT NOT NULL,
    last_month SMALLINT NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL
);

COMMENT ON TABLE dim_period IS 'Every month, quarter, half year, nine months and year from 1990 to 2050';
COMMENT ON COLUMN dim_period.period_code IS '2024-10 month, 2024-Q3 quarter, 2024-S1 half year, 2024-9M nine months, 2024 year';
COMMENT ON COLUMN dim_period.name_vi IS 'As a Vietnamese report names it: Tháng 10/2024, Quý III/2024';
COMMENT ON COLUMN dim_period.name_en IS 'The same in English';
COMMENT ON COLUMN dim_period.frequency IS 'M month, Q quarter, S half year, N nine months, A year';
COMMENT ON COLUMN dim_period.year IS 'Calendar year';
COMMENT ON COLUMN dim_period.first_month IS 'First month, 1 to 12';
COMMENT ON COLUMN dim_period.last_month IS 'Last month, 1 to 12';
COMMENT ON COLUMN dim_period.start_date IS 'First day';
COMMENT ON COLUMN dim_period.end_date IS 'Last day';
