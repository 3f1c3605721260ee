-- What has been done to this warehouse. A row is one published run; grain: run_id.
CREATE TABLE IF NOT EXISTS runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    command VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    files INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    detail VARCHAR NOT NULL
);

COMMENT ON TABLE runs IS 'Runs that published a version of this warehouse; a run that failed published nothing and left no row';
COMMENT ON COLUMN runs.run_id IS 'Also in the name of the version: versions/warehouse-<run_id>.duckdb';
COMMENT ON COLUMN runs.started_at IS 'UTC';
COMMENT ON COLUMN runs.finished_at IS 'UTC';
COMMENT ON COLUMN runs.command IS 'init, ingest or build';
COMMENT ON COLUMN runs.outcome IS 'done, or with rejected files';
COMMENT ON COLUMN runs.files IS 'Reports read in this run';
COMMENT ON COLUMN runs.claims IS 'Observations loaded in this run';
COMMENT ON COLUMN runs.detail IS 'Rejected files and other remarks, a line each';
