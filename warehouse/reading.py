"""Reading report files in other processes, one a core; a file that cannot be read never stops the others."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ingest.claim import Claim
from ingest.errors import InputError, NiengiamError
from ingest.filenames import readable
from ingest.header import Header
from ingest.period import Period
from warehouse.archive import HOW_TO_MEND, Receipt, content_hash
from warehouse.areas import Gazetteer
from warehouse.checks.finding import Finding
from warehouse.workers import Crew, Limits, Lost

if TYPE_CHECKING:
    from ingest.report import Report

LIMITS = Limits()
_LOST = {
    Lost.CRASHED: "reading it crashed the reader; the file is probably damaged: open it and save it anew",
    Lost.TIME: "not read within {0.seconds:g} s; open it and see whether it is a report, save it anew or split it",
    Lost.MEMORY: "reading it takes more than {0.memory_mb} MB of memory; it is damaged or made to do harm",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: where it lies now and its receipt."""

    path: Path
    receipt: Receipt

    @property
    def name(self) -> str:
        """The name that the file first came in with."""
        return self.receipt.names[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: only what the warehouse keeps, as it has to travel between processes."""

    request: Request
    header: Header
    text: str
    claims: tuple[Claim, ...]
    notices: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why, in one line."""

    request: Request
    reason: str


Reader = Callable[[Request], Reading | Refusal]


class HeadOptions(TypedDict, total=False):
    """What a person may say in place of a report's head, as `read_report` takes it."""

    area: str
    period: Period
    issued: date


def read_options(options: dict[str, str]) -> HeadOptions:
    """The stored options of a receipt as `read_report` takes them; InputError where one is malformed."""
    parsed = HeadOptions()
    if "area" in options:
        parsed["area"] = options["area"]
    if "period" in options:
        parsed["period"] = Period.parse(options["period"])
    if "issued" in options:
        try:
            parsed["issued"] = date.fromisoformat(options["issued"])
        except ValueError:
            raise InputError(f"'{options['issued']}' is no day: write 2024-11-05") from None
    return parsed


def read_alone(path: Path, options: dict[str, str]) -> Report:
    """Read a file without a warehouse; errors as `ingest.read_report`, InputError where a given area is unknown."""
    import ingest
    from ingest.catalogue import load_catalogue

    report = ingest.read_report(path, **read_options(options))
    if "area" in options and report.header.period:
        Gazetteer(load_catalogue().areas.values()).require(options["area"], report.header.period.end)
    return report


def read_one(request: Request) -> Reading | Refusal:
    """Read one file; whatever goes wrong with it becomes a Refusal."""
    import ingest
    from warehouse.checks import check_report

    try:
        if not request.path.is_file():
            return Refusal(request, f"its file is missing: {HOW_TO_MEND['is missing']}")
        if content_hash(request.path) != request.receipt.sha256:  # its observations would be told of another report
            return Refusal(request, f"its content has changed since it came in: {HOW_TO_MEND['has changed']}")
        report = ingest.read_report(request.path, **read_options(request.receipt.options), must_name_area=True)
        findings = tuple(check_report(report))
    except NiengiamError as error:
        return Refusal(request, _without_path(str(error), request))
    except OSError as error:
        return Refusal(request, error.strerror or str(error))
    except MemoryError:  # the process is spent
        raise
    except Exception as error:  # a fault of the reader must not take the other files with it
        if os.environ.get("NIENGIAM_DEBUG"):
            traceback.print_exc()
        reason = f"the reader failed on it ({type(error).__name__}: {error}); set NIENGIAM_DEBUG=1 to see where"
        return Refusal(request, " ".join(reason.split()))
    document = report.document
    return Reading(request, report.header, document.text, report.claims, document.notices, findings)


def read_all(
    requests: Sequence[Request], jobs: int | None = None, read: Reader = read_one, limits: Limits = LIMITS
) -> Generator[Reading | Refusal, None, None]:
    """Read files as they get done, in no order, each in one of `jobs` processes: as many as cores by default.

    They start with this call, so that they load the readers while the caller does other things.
    """
    crew: Crew[Request, Reading | Refusal] = Crew(read, requests, jobs or os.cpu_count() or 1, limits)
    return _readings(crew, limits)


def _readings(crew: Crew[Request, Reading | Refusal], limits: Limits) -> Generator[Reading | Refusal, None, None]:
    with closing(crew.results()) as results:
        for request, result in results:
            yield Refusal(request, _LOST[result].format(limits)) if isinstance(result, Lost) else result


def _without_path(message: str, request: Request) -> str:
    """The message without the path in front: the caller names the file as the user knows it."""
    for prefix in (f"{request.path}: ", f"{request.path.name}: ", f"{readable(request.path.name)}: "):
        message = message.removeprefix(prefix)
    return message
