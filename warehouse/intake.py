"""Taking reports in: which files are new, reading them, loading, deriving, publishing. Idempotent by content.

A published warehouse comes from one version of the reader and one state of the catalogue: when either changed, every
run reads the archived reports again, from the originals, with what people said about them at the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from ingest.errors import InputError, NiengiamError, UnreadableFileError
from ingest.period import Period
from warehouse.archive import Archive, Receipt, content_hash
from warehouse.corrections import Correction, add_corrections, read_corrections
from warehouse.decisions import Decisions
from warehouse.dimensions import catalogue_fingerprint, load_dimensions
from warehouse.home import Home
from warehouse.load import Loadable, Loader, canonical_options, check, drop_unused_places, remove_reports
from warehouse.reading import Reading, Refusal, Request, read_all
from warehouse.schema import about, published_schema, schema_fingerprint, set_about
from warehouse.store import Draft, open_readonly, publish, utc_now, writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Catalogue

Status = Literal["new", "read again", "unchanged", "same content", "rejected"]
Progress = Callable[[int, int, int], None]  # files done, files in all, claims so far

#: What is taken from a folder. More than can be read: a report in another format is to be refused, not passed over.
REPORT_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".doc", ".rtf", ".odt", ".xlsx", ".xls", ".html", ".htm")
_BATCH = 64  # reports per transaction: bounds the memory, not the result


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    status: Status
    detail: str = ""  # why rejected; whose content it shares
    report_id: str = ""
    area: str = ""
    period: Period | None = None
    claims: int = 0
    with_code: int = 0
    to_review: int = 0


@dataclass(slots=True)
class Intake:
    """What became of a run."""

    outcomes: list[Outcome] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)  # files of a folder that are no reports
    run_id: str = ""  # of the version that was published; empty where nothing was
    models_built: int = 0

    @property
    def rejected(self) -> list[Outcome]:
        """Files that did not go in."""
        return [outcome for outcome in self.outcomes if outcome.status == "rejected"]


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
    intake = Intake()
    with TemporaryDirectory() as unpacked, writing(home, "ingest"):
        files = _unpacked(_report_files(paths, home, intake), Path(unpacked), intake)
        hashes = {path: content_hash(path) for path in files}
        run = _Run(home, intake, progress)
        for path, sha256 in hashes.items():
            run.consider(path, sha256, options or {})
        run.consider_archive()
        if run.requests:
            run.execute("ingest", jobs)
        else:
            run.keep_receipts()
    return intake


def rebuild(home: Home, *, command: str = "build", jobs: int | None = None, progress: Progress | None = None) -> Intake:
    """Bring the warehouse up to date with archive, reader, catalogue and models; publish it if anything changed."""
    intake = Intake()
    with writing(home, command):
        run = _Run(home, intake, progress)
        run.consider_archive()
        run.execute(command, jobs)
    return intake


def decide(home: Home, decided: Sequence[Correction]) -> Intake:
    """Remember corrections and read the reports again that they concern.

    InputError where one names an indicator that the catalogue does not have: then nothing is remembered.
    """
    from ingest.catalogue import load_catalogue

    intake = Intake()
    with writing(home, "correct"):
        Decisions(tuple(decided), load_catalogue().indicators)
        add_corrections(home.corrections, decided)
        run = _Run(home, intake, None)
        run.consider_archive()
        run.execute("correct", None)
    return intake


class _Run:
    """One run of the writer."""

    def __init__(self, home: Home, intake: Intake, progress: Progress | None) -> None:
        self._home = home
        self._intake = intake
        self._progress = progress or (lambda done, total, claims: None)
        self._archive = Archive(home.archive)
        self._version = reader_version()
        corrections = read_corrections(home.corrections)
        self._decisions = Decisions(corrections, self._catalogue.indicators if corrections else {})
        self._known = _published_reports(home, self._decisions)
        self._receipts: dict[str, tuple[Path, Receipt]] = {}  # by hash; to be written when the run has gone well
        self._refused: set[str] = set()
        self._taken_out = False
        self.requests: list[Request] = []

    @cached_property
    def _catalogue(self) -> Catalogue:
        from ingest.catalogue import load_catalogue

        return load_catalogue()

    def consider(self, path: Path, sha256: str, options: dict[str, str]) -> None:
        """Note what is to be done with a file that was given."""
        if sha256 in self._receipts:
            first = self._receipts[sha256][1].names[0]
            self._outcome(Outcome(path.name, "same content", f"same content as {first}", sha256[:16]))
            return
        receipt = self._archive.receipt(path, sha256, options)
        self._receipts[sha256] = (path, receipt)
        if not self._is_current(receipt):
            self.requests.append(Request(path, receipt))
        elif path.name != receipt.names[0]:
            detail = f"same content as {receipt.names[0]}"
            self._outcome(Outcome(path.name, "same content", detail, receipt.report_id))
        else:
            self._outcome(Outcome(path.name, "unchanged", report_id=receipt.report_id))

    def consider_archive(self) -> None:
        """Note the archived reports that a killed run left out, or that were read by other rules and corrections."""
        for receipt in self._archive.receipts():
            if receipt.sha256 not in self._receipts and not self._is_current(receipt):
                self.requests.append(Request(self._archive.original(receipt), receipt))

    def execute(self, command: str, jobs: int | None) -> None:
        """Read what is to be read, load it, derive, and publish if that changed anything."""
        with publish(self._home) as draft:
            same_catalogue = about(draft.connection, "catalogue") == catalogue_fingerprint()
            load_dimensions(draft.connection, self._catalogue)
            loaded = self._load(draft.connection, Loader(self._catalogue, self._version, self._decisions), jobs)
            drop_unused_places(draft.connection)
            check(draft.connection)
            self._intake.models_built = build_models(draft.connection)
            self.keep_receipts()  # before publishing: what is published must be there to be read again
            if same_catalogue and not (draft.fresh or loaded or self._taken_out or self._intake.models_built):
                draft.discard()
                return
            set_about(draft.connection, "extractor", self._version)
            self._record(draft, command, loaded)
        self._intake.run_id = draft.run_id

    def keep_receipts(self) -> None:
        """Archive what went in, and the new names and options of what was there."""
        for sha256, (path, receipt) in self._receipts.items():
            if sha256 not in self._refused:
                self._archive.keep(path, receipt)

    def _load(self, connection: DuckDBPyConnection, loader: Loader, jobs: int | None) -> list[Outcome]:
        loaded: list[Outcome] = []
        batch: list[Loadable] = []
        for done, result in enumerate(read_all(self.requests, jobs), 1):
            item = self._accept(loader, result, connection)
            if item is not None:
                batch.append(item)
                loaded.append(self._loaded(item))
            if len(batch) == _BATCH:
                loader.write(connection, batch)
                batch.clear()
            self._progress(done, len(self.requests), sum(outcome.claims for outcome in loaded))
        loader.write(connection, batch)
        return loaded

    def _accept(self, loader: Loader, result: Reading | Refusal, connection: DuckDBPyConnection) -> Loadable | None:
        try:
            if isinstance(result, Refusal):
                raise UnreadableFileError(result.reason)
            return loader.rows_of(result)
        except NiengiamError as error:
            receipt = result.request.receipt
            self._refused.add(receipt.sha256)
            version, _ = self._known.get(receipt.report_id, (self._version, ""))
            reason = str(error)
            if version != self._version:  # another reader's rows: their codes may be gone from the catalogue
                remove_reports(connection, [receipt.report_id])
                self._taken_out = True
                reason += " (it was in the warehouse and is taken out until it can be read)"
            self._outcome(Outcome(result.request.name, "rejected", reason, receipt.report_id))
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
            )
        )

    def _record(self, draft: Draft, command: str, loaded: list[Outcome]) -> None:
        rejected = self._intake.rejected
        draft.connection.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                draft.run_id,
                draft.started_at,
                utc_now(),
                command,
                "with rejected files" if rejected else "done",
                len(loaded),
                sum(outcome.claims for outcome in loaded),
                "\n".join(f"{outcome.name}: {outcome.detail}" for outcome in rejected),
            ],
        )

    def _is_current(self, receipt: Receipt) -> bool:
        return self._known.get(receipt.report_id) == (self._version, canonical_options(receipt.options))

    def _outcome(self, outcome: Outcome) -> Outcome:
        self._intake.outcomes.append(outcome)
        return outcome


def reader_version() -> str:
    """What observations depend on besides the report: the version of the reader and the state of the catalogue."""
    from ingest import EXTRACTOR_VERSION

    return f"{EXTRACTOR_VERSION}+{catalogue_fingerprint()}"


def build_models(connection: DuckDBPyConnection) -> int:
    """Derive the marts; how many models had to be built or dropped."""
    from warehouse.models import build

    report = build(connection)
    return len(report.built) + len(report.dropped)


def _published_reports(home: Home, decisions: Decisions) -> dict[str, tuple[str, str]]:
    """The extractor version and options of each published report; empty where all have to be read again.

    The version of a report that was read under other corrections is none.
    """
    if not home.link.exists():
        return {}
    with open_readonly(home) as connection:
        if published_schema(connection) != schema_fingerprint():
            return {}
        rows = connection.execute("SELECT report_id, extractor_version, options FROM dim_report").fetchall()
        affected = decisions.affected(connection)
    return {report: ("" if report in affected else version, options) for report, version, options in rows}


def _report_files(paths: Sequence[Path], home: Home, intake: Intake) -> list[Path]:
    """The files to take in, folders searched to their depth; other kinds are noted.

    Hidden files are left alone, and so is the home where it lies inside a folder: its archive holds copies.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
        if not path.is_dir():
            files.append(path)
            continue
        own = home.root if path.absolute() in home.root.parents else None
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
        inside = [p for p in inside if own is None or own not in p.absolute().parents]
        taken = (*REPORT_SUFFIXES, ".zip")
        reports = [p for p in inside if p.suffix.lower() in taken]
        intake.passed_over += [p for p in inside if p.suffix.lower() not in taken]
        files += reports
    return list(dict.fromkeys(files))


def _unpacked(files: Sequence[Path], folder: Path, intake: Intake) -> list[Path]:
    """The files, archives replaced by the reports in them; what else they hold is noted."""
    from ingest.readers import ARCHIVES, expand_archive

    out: list[Path] = []
    for number, path in enumerate(files):
        if path.suffix.lower() not in ARCHIVES:
            out.append(path)
            continue
        try:
            for name, member in expand_archive(path, folder / str(number)):
                if member.suffix.lower() in REPORT_SUFFIXES:
                    out.append(member)
                else:
                    intake.passed_over.append(path / name)
        except UnreadableFileError as error:
            intake.outcomes.append(Outcome(path.name, "rejected", str(error)))
    return list(dict.fromkeys(out))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
