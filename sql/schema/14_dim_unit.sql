-- Base units of values. A row is one unit; grain: unit.
CREATE TABLE IF NOT EXISTS dim_unit (
    unit VARCHAR NOT NULL,
    dimension VARCHAR,
    name_vi VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    integral BOOLEAN NOT NULL
);

COMMENT ON TABLE dim_unit IS 'Base units; values are stored in them, scale words multiplied in';
COMMENT ON COLUMN dim_unit.unit IS 'As stored in fact_observation.unit, e.g. đồng, ha, tấn, người';
COMMENT ON COLUMN dim_unit.dimension IS 'What it measures: money, area, mass, count ...; "named in reports" where the catalogue does not know the unit';
COMMENT ON COLUMN dim_unit.name_vi IS 'Name in Vietnamese';
COMMENT ON COLUMN dim_unit.name_en IS 'Name in English';
COMMENT ON COLUMN dim_unit.integral IS 'Counted things: only whole numbers make sense';
