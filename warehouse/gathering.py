"""From the files and folders that were given to the report files to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import InputError, UnreadableFileError
from warehouse.archive import content_hash
from warehouse.home import Home

#: What is taken from a folder. More than can be read: a report in another format is to be refused, not passed over.
REPORT_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".doc", ".rtf", ".odt", ".xlsx", ".xls", ".html", ".htm")
_UNPACK = "unpack it and take in the folder"


@dataclass(frozen=True, slots=True)
class Given:
    """A file to read."""

    path: Path
    source: Path  # the file that was given: the same one, or the archive that holds it
    sha256: str


@dataclass(slots=True)
class Gathered:
    """What was found."""

    files: list[Given] = field(default_factory=list)
    passed_over: list[tuple[Path, Path]] = field(default_factory=list)  # no reports: its name, the file that was given
    refused: list[tuple[Path, str]] = field(default_factory=list)  # what was given and cannot be opened, and why


def gather(paths: Sequence[Path], home: Home, folder: Path) -> Gathered:
    """The report files among `paths`, folders searched to their depth, archives unpacked below `folder`.

    InputError where a path does not exist.
    """
    gathered = Gathered()
    for number, path in enumerate(_files(paths, home, gathered)):
        for member in _unpacked(path, folder / str(number), gathered):
            try:
                _require_readable(member)
                gathered.files.append(Given(member, path, content_hash(member)))
            except InputError as error:
                gathered.refused.append((path, str(error).removeprefix(f"{path}: ")))
    return gathered


def _files(paths: Sequence[Path], home: Home, gathered: Gathered) -> list[Path]:
    """Hidden files are left alone, and so is the home where it lies inside a folder: its archive holds copies."""
    from ingest.readers import ARCHIVES

    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
        if not path.is_dir():
            files.append(path)
            continue
        own = home.root if path.absolute() in home.root.parents else None
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not is_hidden(p.relative_to(path)))
        inside = [p for p in inside if own is None or own not in p.absolute().parents]
        taken = (*REPORT_SUFFIXES, *ARCHIVES)
        gathered.passed_over += [(p, p) for p in inside if p.suffix.lower() not in taken]
        files += [p for p in inside if p.suffix.lower() in taken]
    return list(dict.fromkeys(files))


def _unpacked(path: Path, folder: Path, gathered: Gathered) -> list[Path]:
    """The file itself, or the reports in it; what else an archive holds is noted."""
    from ingest.readers import ARCHIVES, expand_archive

    if path.suffix.lower() not in ARCHIVES:
        return [path]
    members: list[Path] = []
    try:
        for name, member in expand_archive(path, folder):
            if member.suffix.lower() in REPORT_SUFFIXES:
                members.append(member)
            elif member.suffix.lower() in ARCHIVES:
                gathered.refused.append((path, f"the member {name!r} is an archive in an archive; {_UNPACK}"))
            else:
                gathered.passed_over.append((path / name, path))
    except UnreadableFileError as error:
        gathered.refused.append((path, str(error).removeprefix(f"{path.name}: ")))
    return members


def _require_readable(path: Path) -> None:
    """InputError where a file may not be read at all: said before its first byte is read."""
    from ingest.readers import LARGEST_FILE

    if not path.is_file():
        raise InputError("it is no file but a device or a pipe; save the report as a file")
    if path.stat().st_size > LARGEST_FILE:
        raise InputError(
            f"it is larger than {LARGEST_FILE // 1_000_000} MB; no report is that large, so it is not opened"
        )


def is_hidden(path: Path) -> bool:
    """Whether a path has a hidden part, or is the lock file of an office program."""
    return any(part.startswith((".", "~$")) for part in path.parts)
