-- What people decided about numbers (corrections.csv of the home) and what became of it when the reports were read.
-- A row is one correction in one report, at one number where it is there; grain: correction_id x report_id x observation_id.
CREATE TABLE IF NOT EXISTS correction (
    correction_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    observation_id VARCHAR,
    field VARCHAR NOT NULL,
    expected VARCHAR NOT NULL,
    found VARCHAR,
    corrected VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_on VARCHAR NOT NULL
);

COMMENT ON TABLE correction IS 'Corrections by people, with what became of each';
COMMENT ON COLUMN correction.correction_id IS 'Hash of what is decided';
COMMENT ON COLUMN correction.report_id IS 'The report in which it was looked for';
COMMENT ON COLUMN correction.observation_id IS 'The observation that it is about; NULL where the report has no number at that place';
COMMENT ON COLUMN correction.field IS 'What is corrected: a field of the observation; label: the code for a number whose label reads so, in every report';
COMMENT ON COLUMN correction.expected IS 'What the reader was expected to make of it';
COMMENT ON COLUMN correction.found IS 'What the reader made of it';
COMMENT ON COLUMN correction.corrected IS 'What it is by the decision';
COMMENT ON COLUMN correction.status IS 'applied; not expected: the reader now makes something else of it, and the correction waits for a new decision; no such number; other unit: the number is in another unit than the indicator; impossible days: it would begin after its end';
COMMENT ON COLUMN correction.reason IS 'Why, in words';
COMMENT ON COLUMN correction.decided_by IS 'Who decided';
COMMENT ON COLUMN correction.decided_on IS 'On which day, ISO';
