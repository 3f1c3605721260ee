"""A report held against what the warehouse knows: the rules across reports, as if it were taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.errors import InputError
from warehouse.archive import Receipt, content_hash
from warehouse.checks.finding import Finding
from warehouse.home import Home
from warehouse.store import scratch_copy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.report import Report

_FOUND = """
SELECT
    c.rule, c.message, c.arithmetic, c.suggestion,
    LIST(o.span_start ORDER BY o.span_start) FILTER (o.report_id = $report) AS starts,
    LIST(o.span_end ORDER BY o.span_start) FILTER (o.report_id = $report) AS ends,
    STRING_AGG(DISTINCT r.file_name, ', ') FILTER (o.report_id <> $report) AS others
FROM checks.across_reports AS c
JOIN fact_observation AS o ON list_contains(string_split(c.observation_ids, ', '), o.observation_id)
JOIN dim_report AS r ON r.report_id = o.report_id
GROUP BY ALL
HAVING starts IS NOT NULL
ORDER BY ALL
"""


def check_against(home: Home, path: Path, report: Report) -> list[Finding]:
    """What a report says against the reports of a warehouse; the warehouse stays as it is.

    InputError where nothing is published or the report does not say what it is about.
    """
    from warehouse.intake import build_models

    with TemporaryDirectory() as folder, scratch_copy(home, Path(folder)) as connection:
        report_id = _load(home, connection, path, report)
        build_models(connection)
        return list(_findings(connection, report_id, report.document.name))


def _load(home: Home, connection: DuckDBPyConnection, path: Path, report: Report) -> str:
    from ingest.catalogue import load_catalogue
    from warehouse.corrections import read_corrections
    from warehouse.decisions import Decisions
    from warehouse.load import Loader
    from warehouse.reading import Reading, Request
    from warehouse.schema import published_schema, schema_fingerprint

    if published_schema(connection) != schema_fingerprint():
        raise InputError(f"the warehouse in {home.root} is of another version: run 'niengiam build --home {home.root}'")
    catalogue = load_catalogue()
    receipt = Receipt(content_hash(path), path.suffix.lower(), (path.name,), "9999-12-31")
    reading = Reading(Request(path, receipt), report.header, report.document.text, report.claims, (), ())
    decisions = Decisions(read_corrections(home.corrections), catalogue.indicators)
    loader = Loader(catalogue, "", decisions)
    loader.write(connection, [loader.rows_of(reading)])
    return receipt.report_id


def _findings(connection: DuckDBPyConnection, report_id: str, name: str) -> Iterator[Finding]:
    rows = connection.execute(_FOUND, {"report": report_id}).fetchall()
    for rule, message, arithmetic, suggestion, starts, ends, others in rows:
        source = f"{arithmetic} (against {others})" if others else arithmetic
        yield Finding(rule, "suspicious", name, tuple(zip(starts, ends, strict=True)), message, source, suggestion)
