-- Where. A row is one area with its time of validity; grain: area_code.
CREATE TABLE IF NOT EXISTS dim_area (
    area_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    parent_code VARCHAR,
    valid_from DATE,
    valid_to DATE,
    successor_code VARCHAR
);

COMMENT ON TABLE dim_area IS 'Areas: the country, provinces before and after 1 July 2025, and places that reports name';
COMMENT ON COLUMN dim_area.area_code IS 'Official code; for a place that only reports name: code of the reporting area, a slash, the name';
COMMENT ON COLUMN dim_area.name IS 'Name without the word for its kind';
COMMENT ON COLUMN dim_area.kind IS 'Kind of area in the catalogue; "named in reports" for places that the catalogue does not know';
COMMENT ON COLUMN dim_area.parent_code IS 'The area that holds it';
COMMENT ON COLUMN dim_area.valid_from IS 'First day on which it existed; NULL: always';
COMMENT ON COLUMN dim_area.valid_to IS 'Last day on which it existed; NULL: to this day';
COMMENT ON COLUMN dim_area.successor_code IS 'The area that took its place';
