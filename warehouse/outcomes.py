"""What became of the files of a run, and of the run itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.filenames import readable
from ingest.period import Period

Status = Literal["new", "read again", "unchanged", "same content", "rejected"]


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
    notices: int = 0  # what the reader noticed: conversions, text left out
    source: Path | None = None  # the file that was given; None for one that was in the archive

    @property
    def place(self) -> str:
        """The file as a person knows it: a member of an archive with the archive's name before it."""
        given = self.name if self.source is None else readable(self.source.name)
        return self.name if given == self.name else f"{given}/{self.name}"


@dataclass(slots=True)
class Intake:
    """What became of a run."""

    outcomes: list[Outcome] = field(default_factory=list)
    passed_over: list[tuple[Path, Path]] = field(default_factory=list)  # no reports: its name, the file that was given
    run_id: str = ""  # of the version that was published; empty where nothing was
    models_built: int = 0
    findings: int = 0  # open ones that the version before did not have

    @property
    def rejected(self) -> list[Outcome]:
        """Files that did not go in."""
        return [outcome for outcome in self.outcomes if outcome.status == "rejected"]

    @property
    def loaded(self) -> list[Outcome]:
        """Reports whose observations were loaded."""
        return [outcome for outcome in self.outcomes if outcome.status in ("new", "read again")]
