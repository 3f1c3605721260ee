-- What this file was made with. A row is one fact about the making.
CREATE TABLE IF NOT EXISTS about (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

COMMENT ON TABLE about IS 'What this warehouse was made with: versions and fingerprints, one per row';
COMMENT ON COLUMN about.key IS 'schema: fingerprint of the table definitions; schema_version: their number, which older programs refuse; catalogue: fingerprint of the catalogue; extractor: version of the reader';
COMMENT ON COLUMN about.value IS 'The version or fingerprint';
