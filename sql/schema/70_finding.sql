-- What the rules of `niengiam check` find within one report: numbers that cannot all be true, or hardly.
-- A row is one finding; grain: report_id x rule x observation_ids.
CREATE TABLE IF NOT EXISTS finding (
    report_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    certainty VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    observation_ids VARCHAR NOT NULL,
    numbers VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    arithmetic VARCHAR NOT NULL,
    suggestion VARCHAR NOT NULL
);

COMMENT ON TABLE finding IS 'Contradictions within one report, as the rules of niengiam check find them (docs/checks.md)';
COMMENT ON COLUMN finding.report_id IS 'The report';
COMMENT ON COLUMN finding.rule IS 'The rule that found it';
COMMENT ON COLUMN finding.certainty IS 'certain: no unrounded values fit; suspicious: it only looks wrong';
COMMENT ON COLUMN finding.span_start IS 'Place of the first number in report_text';
COMMENT ON COLUMN finding.observation_ids IS 'Every number involved, in the order of the text, with commas between';
COMMENT ON COLUMN finding.numbers IS 'These numbers as printed, with semicolons between';
COMMENT ON COLUMN finding.message IS 'What is wrong, in one sentence';
COMMENT ON COLUMN finding.arithmetic IS 'The arithmetic in full';
COMMENT ON COLUMN finding.suggestion IS 'What was likely meant; empty where the digits tell nothing';
