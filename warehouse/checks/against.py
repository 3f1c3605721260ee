"""A report held against what the warehouse knows: the rules across reports, as if it were taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.claim import Claim
from ingest.errors import InputError
from ingest.filenames import one_line
from ingest.interval import Interval
from warehouse.archive import Receipt, content_hash
from warehouse.checks.figures import explain, lenient, put_right, vietnamese
from warehouse.checks.finding import Finding
from warehouse.home import Home, home_words
from warehouse.store import scratch_copy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.report import Report

_HERE = "here"
#: Rules whose figures are percentages, which have no scale.
_IN_PERCENT = frozenset(("attainment-against-plan",))
#: Rules whose figure is printed and has to be what the others make it.
_OF_A_FIGURE = frozenset(("month-against-totals", "total-against-months", "stock-leaps"))
_FOUND = """
SELECT
    c.rule, c.message, c.period_code, c.figure_low, c.figure_high, c.other, c.other_low, c.other_high, c.suggestion,
    LIST(o.span_start ORDER BY LIST_POSITION(STRING_SPLIT(c.observation_ids, ', '), o.observation_id)) AS starts,
    c.report_id = $report AS here,
    (
        SELECT STRING_AGG(DISTINCT r.file_name, ', ' ORDER BY r.file_name)
        FROM fact_observation AS f
        JOIN dim_report AS r ON r.report_id = f.report_id
        WHERE f.report_id <> $report AND LIST_CONTAINS(STRING_SPLIT(c.observation_ids, ', '), f.observation_id)
    ) AS others
FROM checks.across_reports AS c
JOIN fact_observation AS o
    ON o.report_id = $report AND LIST_CONTAINS(STRING_SPLIT(c.observation_ids, ', '), o.observation_id)
GROUP BY ALL
ORDER BY ALL
"""


def check_against(home: Home, path: Path, report: Report) -> list[Finding]:
    """What a report says against the reports of a warehouse, but for what it says against itself; nothing is changed.

    InputError where nothing is published or the report does not say what it is about.
    """
    from warehouse.intake import build_models

    with TemporaryDirectory() as folder, scratch_copy(home, Path(folder)) as connection:
        report_id, changed = _load(home, connection, path, report)
        build_models(connection, changed)
        return list(_findings(connection, report_id, report))


def _load(
    home: Home, connection: DuckDBPyConnection, path: Path, report: Report
) -> tuple[str, list[tuple[str, str]] | None]:
    """Load the report; its id, and the series that it changes where they can be told."""
    from ingest.catalogue import load_catalogue
    from warehouse.corrections import read_corrections
    from warehouse.decisions import Decisions
    from warehouse.load import Loader, series_of_the_newest
    from warehouse.reading import Reading, Request
    from warehouse.schema import published_schema, schema_fingerprint

    if published_schema(connection) != schema_fingerprint():
        raise InputError(
            f"the warehouse in {home.root} is of another version: run 'niengiam build {home_words(home.root)}'"
        )
    catalogue = load_catalogue()
    receipt = Receipt(content_hash(path), path.suffix.lower(), (report.document.name,), "9999-12-31")
    reading = Reading(Request(path, receipt), report.header, report.document.text, report.claims, (), ())
    decisions = Decisions(read_corrections(home.corrections), catalogue.indicators)
    loader = Loader(catalogue, "", decisions)
    known = connection.execute("SELECT 1 FROM dim_report WHERE report_id = ?", [receipt.report_id]).fetchone()
    loader.write(connection, [loader.rows_of(reading)])
    return receipt.report_id, None if known else series_of_the_newest(connection, [receipt.report_id])


@dataclass(frozen=True, slots=True)
class _Misfit:
    """A row of checks.across_reports that concerns the report: a figure, and what other figures make it."""

    rule: str
    message: str
    figure: Interval
    other: str
    wanted: Interval
    claims: tuple[Claim, ...]  # of the report, the figure first where it prints it
    told: str  # where the figure is
    reports: str  # the other reports, by the names of their files

    def arithmetic(self) -> str:
        """Both as intervals, in the scale in which the report prints them."""
        scale = Decimal(1) if self.rule in _IN_PERCENT else max(claim.multiplier for claim in self.claims)
        figure, wanted = _spelt(self.figure, scale), _spelt(self.wanted, scale)
        unit = "" if scale == 1 else f" (× {vietnamese(scale)})"
        against = f" (against {one_line(self.reports)})" if self.reports else ""
        return f"{self.told}: {figure}; {self.other}: {wanted}{unit}{against}"

    def slip(self) -> str:
        """What was likely meant, where a slip of the pen explains the figure or its total; the longer number first."""
        if self.rule not in _OF_A_FIGURE or self.told != _HERE:
            return ""
        figure, *totals = self.claims
        found = [(figure, explain(figure, self.wanted))]
        # a total is too large by what the difference is more than the month
        found += [(total, explain(total, lenient(total) + self.figure - self.wanted)) for total in totals]
        likely = [(claim, slip) for claim, slip in found if slip and slip.strong]
        claim, slip = max(likely, key=lambda pair: len(pair[0].number_text), default=(figure, None))
        return put_right(claim, slip)


def _findings(connection: DuckDBPyConnection, report_id: str, report: Report) -> Iterator[Finding]:
    by_start = {claim.start: claim for claim in report.claims}
    for row in connection.execute(_FOUND, {"report": report_id}).fetchall():
        rule, message, period, low, high, other, other_low, other_high, suggestion, starts, here, reports = row
        claims = tuple(by_start[start] for start in dict.fromkeys(starts))
        told = f"plan implied in {period}" if rule == "plans-disagree" else _HERE if here else f"in {period}"
        misfit = _Misfit(
            rule, message, _interval(low, high), other, _interval(other_low, other_high), claims, told, reports or ""
        )
        spans = tuple(sorted((claim.start, claim.end) for claim in claims))
        suggestion = misfit.slip() or suggestion
        yield Finding(rule, "suspicious", report.document.name, spans, message, misfit.arithmetic(), suggestion)


def _interval(low: Decimal | None, high: Decimal | None) -> Interval:
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))


def _spelt(values: Interval, scale: Decimal) -> str:
    """An interval in print: 165,5 to 166,5; one value where both ends are the same in print."""
    ends = [_rounded(end, scale) for end in (values.low, values.high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _rounded(value: Fraction | None, scale: Decimal) -> str:
    """Two decimals, without zeros that only fill up; "?" for no bound."""
    if value is None:
        return "?"
    text = vietnamese(value / Fraction(scale), 2)
    return text.rstrip("0").rstrip(",")
