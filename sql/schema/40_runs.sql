-- What has been done to this warehouse. A row is one run that changed something or tried to; grain: run_id.
CREATE TABLE IF NOT EXISTS runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    command VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    files INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    detail VARCHAR NOT NULL
);

COMMENT ON TABLE runs IS 'Runs, from the journal of the home up to the one that published this version';
COMMENT ON COLUMN runs.run_id IS 'Of a run that published, also in the name of its version: versions/warehouse-<run_id>.duckdb';
COMMENT ON COLUMN runs.started_at IS 'UTC';
COMMENT ON COLUMN runs.finished_at IS 'UTC; NULL for a run that was killed';
COMMENT ON COLUMN runs.command IS 'init, ingest, watch, build, reread or correct';
COMMENT ON COLUMN runs.outcome IS 'done; with rejected files; failed: nothing was published; interrupted; unfinished: killed';
COMMENT ON COLUMN runs.files IS 'Reports read in this run';
COMMENT ON COLUMN runs.claims IS 'Observations loaded in this run';
COMMENT ON COLUMN runs.findings IS 'Open findings (marts.contradiction) that the version before did not have; 0 for runs before they were counted';
COMMENT ON COLUMN runs.rejected IS 'Files that were refused';
COMMENT ON COLUMN runs.detail IS 'Refused files with the reason, or why the run failed, a line each';
