-- Where numbers come from. A row is one report, known by its content; grain: report_id.
CREATE TABLE IF NOT EXISTS dim_report (
    report_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    title VARCHAR,
    number VARCHAR,
    issuer VARCHAR,
    area_code VARCHAR NOT NULL,
    kind VARCHAR,
    period_code VARCHAR,
    published_at DATE NOT NULL,
    published_from VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    extractor_version VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    notices VARCHAR,
    claims INTEGER NOT NULL,
    with_code INTEGER NOT NULL,
    to_review INTEGER NOT NULL
);

COMMENT ON TABLE dim_report IS 'Reports; the files themselves lie in archive/ under their hash';
COMMENT ON COLUMN dim_report.report_id IS 'First 16 hexadecimal digits of the hash';
COMMENT ON COLUMN dim_report.sha256 IS 'SHA-256 of the file';
COMMENT ON COLUMN dim_report.file_name IS 'Name of the file as it first came in';
COMMENT ON COLUMN dim_report.title IS 'Title as printed';
COMMENT ON COLUMN dim_report.number IS 'Document number as printed, e.g. 12/BC-UBND';
COMMENT ON COLUMN dim_report.issuer IS 'Who issued it, as printed';
COMMENT ON COLUMN dim_report.area_code IS 'Area that it reports on (dim_area)';
COMMENT ON COLUMN dim_report.kind IS 'report, plan, resolution, conclusion, submission, other';
COMMENT ON COLUMN dim_report.period_code IS 'Period that it reports on (dim_period)';
COMMENT ON COLUMN dim_report.published_at IS 'Day of publication: orders the vintages';
COMMENT ON COLUMN dim_report.published_from IS 'Where that day is from: report (printed), option (given by a person), period end (neither; the last day of the period)';
COMMENT ON COLUMN dim_report.loaded_at IS 'When the file first came into the archive (UTC); kept when the report is read again';
COMMENT ON COLUMN dim_report.extractor_version IS 'Version of the reader and fingerprint of the catalogue that its observations come from';
COMMENT ON COLUMN dim_report.options IS 'What a person said about it at ingest (area, period, issued), as JSON';
COMMENT ON COLUMN dim_report.notices IS 'What the reader noticed, a line each: footnote marks without notes, text left out ...';
COMMENT ON COLUMN dim_report.claims IS 'Numbers read from it';
COMMENT ON COLUMN dim_report.with_code IS 'Of these, with a catalogue code';
COMMENT ON COLUMN dim_report.to_review IS 'Of these, with a reason for a person to look';
