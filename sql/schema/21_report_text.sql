-- The text of each report. A row is one report; grain: report_id.
CREATE TABLE IF NOT EXISTS report_text (
    report_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

COMMENT ON TABLE report_text IS 'Text of each report; the spans of its observations point into it (characters, from 0, end exclusive)';
COMMENT ON COLUMN report_text.report_id IS 'The report (dim_report)';
COMMENT ON COLUMN report_text.text IS 'What niengiam text prints; in SQL a number is substring(text, span_start + 1, span_end - span_start)';
