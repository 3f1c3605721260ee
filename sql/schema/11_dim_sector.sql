-- Groups of indicators. A row is one sector; grain: sector_code.
CREATE TABLE IF NOT EXISTS dim_sector (
    sector_code VARCHAR NOT NULL,
    parent_code VARCHAR,
    name_vi VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    official_group VARCHAR
);

COMMENT ON TABLE dim_sector IS 'Sectors: the groups of the official provincial indicator system, and sub-sectors below them';
COMMENT ON COLUMN dim_sector.sector_code IS 'Code in the catalogue';
COMMENT ON COLUMN dim_sector.parent_code IS 'The sector above; NULL at the top';
COMMENT ON COLUMN dim_sector.name_vi IS 'Name in Vietnamese';
COMMENT ON COLUMN dim_sector.name_en IS 'Name in English';
COMMENT ON COLUMN dim_sector.official_group IS 'Group of Decision 05/2023/QĐ-TTg that it belongs to';
