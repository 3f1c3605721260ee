"""Taking reports in: which files are new, reading them, loading, deriving, publishing. Idempotent by content.

A published warehouse comes from one version of the reader and one state of the catalogue: when either changed, every
run reads the archived reports again, from the originals, with what people said about them at the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from ingest.errors import NiengiamError, UnreadableFileError
from ingest.filenames import readable
from warehouse.archive import HOW_TO_MEND, REPORT_ID_LENGTH, Archive, Receipt
from warehouse.corrections import Correction, add_corrections, read_corrections
from warehouse.decisions import Decisions
from warehouse.dimensions import catalogue_fingerprint, load_dimensions
from warehouse.faults import Fault, reach
from warehouse.gathering import Gathered, Given, gather
from warehouse.home import Home
from warehouse.load import (
    Loadable,
    Loader,
    canonical_options,
    check,
    drop_unused_places,
    remove_reports,
    series_of_the_newest,
)
from warehouse.novelties import new_findings, remember_findings
from warehouse.outcomes import Intake, Outcome
from warehouse.reading import Reading, Refusal, Request, read_all
from warehouse.recording import Record
from warehouse.schema import about, create_schema, published_schema, schema_fingerprint, set_about
from warehouse.store import open_readonly, publish, writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Catalogue
    from warehouse.models import BuildReport
    from warehouse.store import Draft

Progress = Callable[[int, int, int], None]  # files done, files in all, claims so far
_BATCH = 64  # reports per transaction: bounds the memory, not the result
_ROUND = 500  # new reports per published version


def take_in(
    home: Home,
    paths: Sequence[Path],
    options: dict[str, str] | None = None,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Take report files and folders of them into the warehouse of `home`, and publish it if anything is new.

    `options` (area, period, issued) are what a person says about all of them. Files that cannot be read are among the
    outcomes; InputError where a path does not exist, BusyError where somebody else writes.
    """
    with writing(home, "ingest"):
        return take(home, paths, options, command="ingest", jobs=jobs, progress=progress)


def take(
    home: Home,
    paths: Sequence[Path],
    options: dict[str, str] | None = None,
    *,
    command: str,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Intake:
    """As `take_in`, for a caller that holds the home."""
    intake = Intake()
    with TemporaryDirectory() as unpacked:
        gathered = gather(paths, home, Path(unpacked))
        run = _Run(home, intake, command, progress)
        run.consider(gathered, options or {})
        run.consider_archive()
        if run.requests:
            run.execute(jobs)
        else:
            run.keep_receipts()
    return intake


def rebuild(home: Home, *, command: str = "build", jobs: int | None = None, progress: Progress | None = None) -> Intake:
    """Bring the warehouse up to date with archive, reader, catalogue and models; publish it if anything changed."""
    intake = Intake()
    with writing(home, command):
        run = _Run(home, intake, command, progress)
        run.consider_archive()
        run.examine_archive()
        run.execute(jobs)
    return intake


def decide(home: Home, decided: Sequence[Correction]) -> Intake:
    """Remember corrections and read the reports again that they concern.

    InputError where one names an indicator that the catalogue does not have, or makes of a number what none can be:
    then nothing is remembered.
    """
    from ingest.catalogue import load_catalogue

    intake = Intake()
    with writing(home, "correct"):
        with open_readonly(home) as connection:
            Decisions(tuple(decided), load_catalogue().indicators).require_possible(connection)
        add_corrections(home.corrections, decided)
        run = _Run(home, intake, "correct", None)
        run.consider_archive()
        run.execute(None)
    return intake


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What `rebuild` would do."""

    to_read: int  # archived reports that another reader or catalogue read, or none yet
    models: BuildReport


def explain(home: Home) -> BuildPlan:
    """What `rebuild` would do to the warehouse as it is published; nothing is written."""
    from warehouse.models import build

    run = _Run(home, Intake(), "build", None)
    run.consider_archive()
    with _published_or_empty(home) as connection:
        return BuildPlan(len(run.requests), build(connection, explain=True))


def _published_or_empty(home: Home) -> DuckDBPyConnection:
    """The published warehouse; an empty one where it would be made from nothing."""
    import duckdb

    if home.link.exists():
        connection = open_readonly(home)
        if published_schema(connection) == schema_fingerprint():
            return connection
        connection.close()
    connection = duckdb.connect(":memory:")
    create_schema(connection)
    return connection


class _Read(NamedTuple):
    """How a published report was read."""

    version: str
    options: str
    otherwise_decided: bool = False  # under other corrections than those in force


class _Run:
    """One run of the writer."""

    def __init__(self, home: Home, intake: Intake, command: str, progress: Progress | None) -> None:
        self._home = home
        self._intake = intake
        self._record = Record(home, intake, command)
        self._progress = progress or (lambda done, total, claims: None)
        self._archive = Archive(home.archive)
        self._version = reader_version()
        corrections = read_corrections(home.corrections)
        self._decisions = Decisions(corrections, self._catalogue.indicators if corrections else {})
        self._known = _published_reports(home, self._decisions)
        self._receipts: dict[str, tuple[Path, Receipt]] = {}  # by hash; to be written when the run has gone well
        self._sources: dict[str, Path] = {}  # by hash: the file that was given
        self._refused: dict[str, str] = {}  # by hash: why
        self._read: set[str] = set()  # by hash
        self._claims = 0
        self._taken_out = False
        self.requests: list[Request] = []

    @cached_property
    def _catalogue(self) -> Catalogue:
        from ingest.catalogue import load_catalogue

        return load_catalogue()

    def consider(self, gathered: Gathered, options: dict[str, str]) -> None:
        """Note what is to be done with the files that were given."""
        self._intake.passed_over += gathered.passed_over
        for source, reason in gathered.refused:
            self._outcome(Outcome(source.name, "rejected", reason, source=source))
        for given in gathered.files:
            self._consider(given, options)

    def _consider(self, given: Given, options: dict[str, str]) -> None:
        path, sha256 = given.path, given.sha256
        if sha256 in self._receipts:
            first = self._receipts[sha256][1].names[0]
            self._outcome(
                Outcome(
                    path.name,
                    "same content",
                    f"same content as {first}",
                    sha256[:REPORT_ID_LENGTH],
                    source=given.source,
                )
            )
            return
        receipt = self._archive.receipt(path, sha256, options)
        self._receipts[sha256] = (path, receipt)
        self._sources[sha256] = given.source
        if not self._is_current(receipt):
            self.requests.append(Request(path, receipt))
        elif readable(path.name) != receipt.names[0]:
            detail = f"same content as {receipt.names[0]}"
            self._outcome(Outcome(path.name, "same content", detail, receipt.report_id, source=given.source))
        else:
            self._outcome(Outcome(path.name, "unchanged", report_id=receipt.report_id, source=given.source))

    def consider_archive(self) -> None:
        """Note the archived reports that a killed run left out, or that were read by other rules and corrections."""
        for receipt in self._archive.receipts():
            if receipt.sha256 not in self._receipts and not self._is_current(receipt):
                self.requests.append(Request(self._archive.original(receipt), receipt))

    def examine_archive(self) -> None:
        """Name the originals that are no longer what came in; those that are to be read say so themselves."""
        to_read = {request.receipt.sha256 for request in self.requests}
        for receipt in self._archive.receipts():
            if receipt.sha256 not in to_read and (damage := self._archive.damage(receipt)):
                detail = f"its original in the archive {damage}: {HOW_TO_MEND[damage]}"
                self._outcome(Outcome(receipt.names[0], "rejected", detail, receipt.report_id))

    def execute(self, jobs: int | None) -> None:
        """Read what is to be read, load it, derive, and publish if that changed anything.

        Many new reports go in by rounds, and each round is published: what an interrupt finds done stays done.
        """
        archived = {receipt.sha256 for receipt in self._archive.receipts()}
        known = [r for r in self.requests if r.receipt.sha256 in archived]  # never apart: they share one reader
        new = [r for r in self.requests if r.receipt.sha256 not in archived]
        self._round(known + new[:_ROUND], jobs)
        for start in range(_ROUND, len(new), _ROUND):
            self._round(new[start : start + _ROUND], jobs)

    def _round(self, requests: list[Request], jobs: int | None) -> None:
        readings = read_all(requests, jobs)  # the workers start at once, while the warehouse is opened here
        with self._record.opened() as run_id, publish(self._home, run_id) as draft:
            same_catalogue = about(draft.connection, "catalogue") == catalogue_fingerprint()
            remember_findings(draft.connection)
            load_dimensions(draft.connection, self._catalogue)
            loaded = self._load(draft.connection, Loader(self._catalogue, self._version, self._decisions), readings)
            drop_unused_places(draft.connection)
            check(draft.connection, [outcome.report_id for outcome in loaded])
            changed = self._changed_series(draft, loaded) if same_catalogue else None
            models_built = build_models(draft.connection, changed)
            reach(Fault.MODELS_BUILT)
            self.keep_receipts()  # before publishing: what is published must be there to be read again
            if same_catalogue and not (draft.fresh or loaded or self._taken_out or models_built):
                draft.discard()
                return
            set_about(draft.connection, "extractor", self._version)
            self._intake.models_built += models_built
            self._record.findings = new_findings(draft.connection)
            self._intake.findings += self._record.findings
            self._intake.run_id = run_id
            self._record.fill(draft.connection, run_id, draft.started_at)

    def _changed_series(self, draft: Draft, loaded: list[Outcome]) -> list[tuple[str, str]] | None:
        """The series that this run can have changed; None where only looking at all of them tells."""
        added = loaded and all(outcome.status == "new" for outcome in loaded) and not self._taken_out
        if draft.fresh or not added:  # what a report took with it is no longer there to be asked
            return None
        return series_of_the_newest(draft.connection, [outcome.report_id for outcome in loaded])

    def keep_receipts(self) -> None:
        """Archive what went in, and the new names and options of what was there."""
        waiting = {request.receipt.sha256 for request in self.requests} - self._read
        for sha256, (path, receipt) in self._receipts.items():
            if sha256 not in self._refused and sha256 not in waiting:
                self._archive.keep(path, receipt)

    def _load(
        self, connection: DuckDBPyConnection, loader: Loader, readings: Iterable[Reading | Refusal]
    ) -> list[Outcome]:
        loaded: list[Outcome] = []
        batch: list[Loadable] = []
        for result in readings:
            item = self._accept(loader, result, connection)
            if item is not None:
                batch.append(item)
                loaded.append(self._loaded(item))
            if len(batch) == _BATCH:
                loader.write(connection, batch)
                reach(Fault.BATCH_LOADED)
                batch.clear()
            self._read.add(result.request.receipt.sha256)
            self._claims += loaded[-1].claims if item is not None else 0
            self._progress(len(self._read), len(self.requests), self._claims)
        loader.write(connection, batch)
        reach(Fault.BATCH_LOADED)
        self._refuse_twins()
        return loaded

    def _refuse_twins(self) -> None:
        """A file of the same content as one that was refused is refused, too."""
        refused = {sha256[:REPORT_ID_LENGTH]: reason for sha256, reason in self._refused.items()}
        self._intake.outcomes = [
            replace(outcome, status="rejected", detail=f"{outcome.detail}: {refused[outcome.report_id]}")
            if outcome.status == "same content" and outcome.report_id in refused
            else outcome
            for outcome in self._intake.outcomes
        ]

    def _accept(self, loader: Loader, result: Reading | Refusal, connection: DuckDBPyConnection) -> Loadable | None:
        try:
            if isinstance(result, Refusal):
                raise UnreadableFileError(result.reason)
            return loader.rows_of(result)
        except NiengiamError as error:
            receipt = result.request.receipt
            version = self._known[receipt.report_id].version if receipt.report_id in self._known else self._version
            reason = readable(str(error))
            if version != self._version:  # another reader's rows: their codes may be gone from the catalogue
                remove_reports(connection, [receipt.report_id])
                self._taken_out = True
                reason += " (it was in the warehouse and is taken out until it can be read)"
            self._refused[receipt.sha256] = reason
            source = self._sources.get(receipt.sha256)
            self._outcome(Outcome(result.request.name, "rejected", reason, receipt.report_id, source=source))
            return None

    def _loaded(self, item: Loadable) -> Outcome:
        report = item.report
        return self._outcome(
            Outcome(
                name=report.file_name,
                status="read again" if report.report_id in self._known else "new",
                report_id=report.report_id,
                area=item.area,
                period=item.period,
                claims=report.claims,
                with_code=report.with_code,
                to_review=report.to_review,
                notices=len(report.notices.splitlines()) if report.notices else 0,
                source=self._sources.get(report.sha256),
            )
        )

    def _is_current(self, receipt: Receipt) -> bool:
        return self._known.get(receipt.report_id) == _Read(self._version, canonical_options(receipt.options))

    def _outcome(self, outcome: Outcome) -> Outcome:
        outcome = replace(outcome, name=readable(outcome.name), detail=readable(outcome.detail))
        self._intake.outcomes.append(outcome)
        return outcome


def reader_version() -> str:
    """What observations depend on besides the report: the version of the reader and the state of the catalogue."""
    from ingest import EXTRACTOR_VERSION

    return f"{EXTRACTOR_VERSION}+{catalogue_fingerprint()}"


def build_models(connection: DuckDBPyConnection, changed: list[tuple[str, str]] | None = None) -> int:
    """Derive the marts; how many models were not up to date. `changed`: the series that can have changed, if known."""
    from warehouse.models import build

    report = build(connection, changed=changed)
    return sum(1 for outcome in report.outcomes if outcome.step.action != "keep")


def _published_reports(home: Home, decisions: Decisions) -> dict[str, _Read]:
    """How each published report was read; empty where all have to be read again."""
    if not home.link.exists():
        return {}
    with open_readonly(home) as connection:
        if published_schema(connection) != schema_fingerprint():
            return {}
        rows = connection.execute("SELECT report_id, extractor_version, options FROM dim_report").fetchall()
        affected = decisions.affected(connection)
    return {report: _Read(version, options, report in affected) for report, version, options in rows}
