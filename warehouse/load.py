"""Readings into the warehouse: one row per report, its text, one row per claim; a report is replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ingest.errors import InputError, NiengiamError
from warehouse.areas import Gazetteer
from warehouse.decisions import Applied
from warehouse.dimensions import NAMED_IN_REPORTS
from warehouse.frames import insert_rows
from warehouse.observation import ClaimError, Observation, observation_of
from warehouse.periods import calendar_code

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Catalogue
    from ingest.claim import Claim
    from ingest.period import Period
    from warehouse.decisions import Decisions
    from warehouse.reading import Reading

_TABLES = ("fact_observation", "report_text", "correction", "finding", "dim_report")


class LoadError(NiengiamError):
    """Loaded rows break a rule of the schema: a fault of this program, to be reported. Nothing is published."""


class ReportRow(NamedTuple):
    """A row of dim_report; sql/schema/20_dim_report.sql says what each column means."""

    report_id: str
    sha256: str
    file_name: str
    title: str | None
    number: str | None
    issuer: str | None
    area_code: str
    kind: str | None
    period_code: str | None
    published_at: date
    published_from: str
    loaded_at: datetime
    extractor_version: str
    options: str
    notices: str | None
    claims: int
    with_code: int
    to_review: int


class FindingRow(NamedTuple):
    """A row of finding; sql/schema/70_finding.sql says what each column means."""

    report_id: str
    rule: str
    certainty: str
    span_start: int
    observation_ids: str
    numbers: str
    message: str
    arithmetic: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Loadable:
    """The rows of one report, checked."""

    report: ReportRow
    area: str  # its name
    period: Period
    text: str
    observations: list[Observation]
    places: dict[str, str]  # code to name, of areas that the catalogue does not know
    corrected: list[Applied]  # what became of the corrections
    findings: list[FindingRow]


def canonical_options(options: dict[str, str]) -> str:
    """Options as dim_report stores and compares them."""
    return json.dumps(options, ensure_ascii=False, sort_keys=True)


class Loader:
    """Makes rows of readings and writes them. One for a run."""

    def __init__(self, catalogue: Catalogue, extractor_version: str, decisions: Decisions) -> None:
        self._catalogue = catalogue
        self._decisions = decisions
        self._gazetteer = Gazetteer(catalogue.areas.values())
        self._version = extractor_version

    def rows_of(self, reading: Reading) -> Loadable:
        """The rows of a report, as people have corrected it.

        InputError where it does not say its area or period; ClaimError where the reader made an impossible claim.
        """
        report_id = reading.request.receipt.report_id
        places: dict[str, str] = {}
        header = reading.header
        if header.period is None:
            raise InputError("it does not say which period it reports on; give it with --period 2024-10")
        if not header.area:
            raise InputError("it does not say which area it reports on; give it with --area")
        starts = {claim.start for claim in reading.claims}
        if len(starts) < len(reading.claims):
            raise ClaimError("the reader made two claims of one printed number; please report this file")
        claims, corrected = self._decisions.apply(report_id, reading.claims)
        report = self._report_row(reading, claims, header.period, places)
        observations = []
        for claim in claims:
            _check_place(claim, len(reading.text))
            area = self._area_of(claim, report.area_code, places)
            observations.append(observation_of(claim, report_id, area, self._sector(claim), claim.part_of in starts))
        area_name = self._gazetteer.name_of(report.area_code)
        return Loadable(
            report, area_name, header.period, reading.text, observations, places, corrected, _findings(reading)
        )

    def write(self, connection: DuckDBPyConnection, batch: Sequence[Loadable]) -> None:
        """Put reports in place of what the warehouse holds of them, all in one transaction."""
        if not batch:
            return
        connection.execute("BEGIN")
        remove_reports(connection, [item.report.report_id for item in batch])
        insert_rows(connection, "dim_report", ReportRow._fields, [item.report for item in batch])
        texts = [(item.report.report_id, item.text) for item in batch]
        insert_rows(connection, "report_text", ("report_id", "text"), texts)
        observations = [row for item in batch for row in item.observations]
        insert_rows(connection, "fact_observation", Observation._fields, observations)
        insert_rows(connection, "correction", Applied._fields, [note for item in batch for note in item.corrected])
        insert_rows(connection, "finding", FindingRow._fields, [row for item in batch for row in item.findings])
        _add_places(connection, batch)
        _add_units(connection)
        connection.execute("COMMIT")

    def _report_row(
        self, reading: Reading, claims: Sequence[Claim], period: Period, places: dict[str, str]
    ) -> ReportRow:
        header, receipt = reading.header, reading.request.receipt
        source = "option" if "issued" in receipt.options else "report"
        return ReportRow(
            report_id=receipt.report_id,
            sha256=receipt.sha256,
            file_name=receipt.names[0],
            title=header.title or None,
            number=header.number or None,
            issuer=header.issuer or None,
            area_code=self._report_area(reading, period.end, places),
            kind=header.kind or None,
            period_code=calendar_code(period.start, period.end),
            published_at=header.issued or period.end,
            published_from=source if header.issued else "period end",
            loaded_at=datetime.fromisoformat(receipt.archived_at),
            extractor_version=self._version,
            options=canonical_options(receipt.options),
            notices="\n".join(reading.notices) or None,
            claims=len(claims),
            with_code=sum(1 for claim in claims if claim.indicator),
            to_review=sum(1 for claim in claims if claim.review),
        )

    def _report_area(self, reading: Reading, day: date, places: dict[str, str]) -> str:
        """The code of the area: one that a person gave must be known, one that is printed may be new."""
        name = reading.header.area
        if "area" in reading.request.receipt.options:
            return self._gazetteer.require(name, day)
        code = self._gazetteer.find_or_new(name, day)
        if code is None:
            code = name
            places[code] = name
        return code

    def _sector(self, claim: Claim) -> str | None:
        if not claim.indicator:
            return None
        if claim.indicator not in self._catalogue.indicators:
            raise ClaimError(f"the reader used the code '{claim.indicator}', which the catalogue does not have")
        return self._catalogue.indicators[claim.indicator].sector

    def _area_of(self, claim: Claim, report_area: str, places: dict[str, str]) -> str:
        if not claim.area:
            return report_area
        code = self._gazetteer.find(claim.area, claim.last_day)
        if code is None:
            code = f"{report_area}/{claim.area}"  # districts of two provinces may share a name
            places[code] = claim.area
        return code


def remove_reports(connection: DuckDBPyConnection, report_ids: Iterable[str]) -> None:
    """Take all rows of these reports out."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?, report_id)", [list(report_ids)])  # noqa: S608


def check(connection: DuckDBPyConnection, written: Sequence[str]) -> None:
    """LoadError with examples where a row is there twice or refers to what is not there.

    What concerns one report alone is asked of those in `written`, by id: the others were checked when they were.
    """
    faults = []
    for what, query in _CHECKS.items():
        parameters = {"written": list(written)} if "$written" in query else {}
        found = [str(row[0]) for row in connection.execute(query + " LIMIT 3", parameters).fetchall()]
        if found:
            faults.append(f"{what} ({', '.join(found)})")
    if faults:
        raise LoadError(f"nothing was published, please report this: {'; '.join(faults)}")


def series_of_the_newest(connection: DuckDBPyConnection, reports: Sequence[str]) -> list[tuple[str, str]] | None:
    """The series (area, indicator) of which these reports, by id, tell; None where others came in after one of them.

    Vintages count the reports of a day in the order in which they came in: one put among them shifts those after it.
    """
    after = connection.execute(
        "SELECT COUNT(*) FROM dim_report AS r SEMI JOIN dim_report AS n ON LIST_CONTAINS($reports, n.report_id)"
        " AND r.published_at = n.published_at AND (r.loaded_at, r.report_id) > (n.loaded_at, n.report_id)"
        " WHERE NOT LIST_CONTAINS($reports, r.report_id)",
        {"reports": list(reports)},
    ).fetchone()
    if after != (0,):
        return None
    return connection.execute(
        "SELECT DISTINCT area_code, indicator_code FROM fact_observation"
        " WHERE LIST_CONTAINS(?, report_id) AND indicator_code IS NOT NULL",
        [list(reports)],
    ).fetchall()


def drop_unused_places(connection: DuckDBPyConnection) -> None:
    """Remove areas and units that only reports named, once no observation uses them."""
    connection.execute(
        "DELETE FROM dim_area WHERE kind = ? AND area_code NOT IN (SELECT DISTINCT area_code FROM fact_observation)",
        [NAMED_IN_REPORTS],
    )
    connection.execute(
        "DELETE FROM dim_unit WHERE dimension = ? AND unit NOT IN (SELECT DISTINCT unit FROM fact_observation)",
        [NAMED_IN_REPORTS],
    )


def _findings(reading: Reading) -> list[FindingRow]:
    report_id = reading.request.receipt.report_id
    return [
        FindingRow(
            report_id=report_id,
            rule=finding.rule,
            certainty=finding.certainty,
            span_start=finding.spans[0][0],
            observation_ids=", ".join(f"{report_id}:{start}" for start, _ in finding.spans),
            numbers="; ".join(reading.text[start:end] for start, end in finding.spans),
            message=finding.message,
            arithmetic=finding.arithmetic,
            suggestion=finding.suggestion,
        )
        for finding in reading.findings
    ]


def _check_place(claim: Claim, length: int) -> None:
    if not 0 <= claim.start < claim.end <= length or claim.sentence[1] > length:
        raise ClaimError(f"'{claim.number_text}' is said to stand at {claim.start}..{claim.end}, outside the text")


def _add_places(connection: DuckDBPyConnection, batch: Sequence[Loadable]) -> None:
    named = {(code, name, item.report.area_code) for item in batch for code, name in item.places.items()}
    known = {row[0] for row in connection.execute("SELECT area_code FROM dim_area").fetchall()}
    rows = [
        (code, name, NAMED_IN_REPORTS, parent if parent != code else None)
        for code, name, parent in sorted(named)
        if code not in known
    ]
    insert_rows(connection, "dim_area", ("area_code", "name", "kind", "parent_code"), rows)


def _add_units(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO dim_unit SELECT DISTINCT unit, ?, unit, unit, FALSE FROM fact_observation "
        "WHERE unit NOT IN (SELECT unit FROM dim_unit)",
        [NAMED_IN_REPORTS],
    )


def _dangling(column: str, table: str, key: str) -> str:
    return (
        f"SELECT DISTINCT {column} FROM fact_observation "  # noqa: S608 - our own names
        f"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {table})"
    )


_CHECKS = {
    "observations stored twice": (
        "SELECT observation_id FROM fact_observation WHERE LIST_CONTAINS($written, report_id)"
        " GROUP BY ALL HAVING COUNT(*) > 1"
    ),
    "reports stored twice": "SELECT report_id FROM dim_report GROUP BY ALL HAVING COUNT(*) > 1",
    "unknown reports": _dangling("report_id", "dim_report", "report_id"),
    "unknown indicators": _dangling("indicator_code", "dim_indicator", "indicator_code"),
    "unknown sectors": _dangling("sector_code", "dim_sector", "sector_code"),
    "unknown areas": _dangling("area_code", "dim_area", "area_code"),
    "unknown units": _dangling("unit", "dim_unit", "unit"),
    "unknown periods": _dangling("period_code", "dim_period", "period_code"),
    "parts of nothing": (
        "SELECT DISTINCT part_of FROM fact_observation WHERE LIST_CONTAINS($written, report_id) AND part_of IS NOT NULL"
        " AND part_of NOT IN (SELECT observation_id FROM fact_observation WHERE LIST_CONTAINS($written, report_id))"
    ),
}
