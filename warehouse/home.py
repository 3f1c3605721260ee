"""A home: the folder that holds one warehouse, its archive of originals and what people decided about them.

    home/warehouse.duckdb   a link to the newest of versions/; analysts open it read-only with any DuckDB client
    home/versions/          published versions, never written again, and the copy that the next run begins with
    home/archive/           originals by content hash: the source of truth
    home/corrections.csv    human decisions
    home/inbox/             where reports may be dropped
    home/quarantine/        files of the inbox that could not be read, each with its reason
    home/snapshots/         frozen copies
    home/runs.jsonl         what was done, run by run
    home/.lock              held by the one process that writes

Everything but archive, corrections and journal can be rebuilt from them and the catalogue.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import InputError
from warehouse.corrections import HEADER

_FOLDERS = ("versions", "archive", "inbox", "quarantine", "snapshots")


def home_words(root: Path) -> str:
    """The option that names a home, as a person may copy it into a shell."""
    return f"--home {shlex.quote(str(root))}"


@dataclass(frozen=True, slots=True)
class Home:
    """The places inside a home folder. Make one with `create` or `open`."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Home:
        """Make the folders of a home where they are missing; InputError where `root` holds something else."""
        home = cls(root.absolute())
        if home.root.exists() and not home.root.is_dir():
            raise InputError(f"{root} is a file; give a folder for the warehouse")
        if not home.exists and home.root.is_dir() and any(home.root.iterdir()):
            raise InputError(f"{root} holds other files; give an empty or a new folder for the warehouse")
        try:
            for name in _FOLDERS:
                (home.root / name).mkdir(parents=True, exist_ok=True)
            if not home.corrections.exists():
                home.corrections.write_text(",".join(HEADER) + "\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"cannot make a warehouse in {root}: {error.strerror}") from error
        return home

    @classmethod
    def open(cls, root: Path) -> Home:
        """An existing home; InputError that says how to make one where there is none."""
        home = cls(root.absolute())
        if not home.exists:
            raise InputError(
                f"no warehouse in {root}: make one with 'niengiam init {home_words(root)}', "
                "or name another folder with --home or NIENGIAM_HOME"
            )
        return home

    @property
    def exists(self) -> bool:
        """Whether the folder has been made into a home."""
        return self.versions.is_dir() and self.archive.is_dir()

    @property
    def archive(self) -> Path:
        """The folder of originals."""
        return self.root / "archive"

    @property
    def versions(self) -> Path:
        """The folder of published database files."""
        return self.root / "versions"

    @property
    def corrections(self) -> Path:
        """The file of human decisions."""
        return self.root / "corrections.csv"

    @property
    def inbox(self) -> Path:
        """The folder where reports are dropped."""
        return self.root / "inbox"

    @property
    def quarantine(self) -> Path:
        """The folder of files that could not be read."""
        return self.root / "quarantine"

    @property
    def journal(self) -> Path:
        """The journal of runs."""
        return self.root / "runs.jsonl"

    @property
    def lock(self) -> Path:
        """The lock file of the writer."""
        return self.root / ".lock"

    @property
    def link(self) -> Path:
        """The link to the version that is published now."""
        return self.root / "warehouse.duckdb"
