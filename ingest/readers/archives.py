"""Takes reports out of .zip archives, with the guards that files from outside need."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.errors import UnreadableFileError
from ingest.readers.package import DAMAGED, ENCRYPTED

ARCHIVES = (".zip",)
MOST_MEMBERS = 5_000
LARGEST_MEMBER = 200_000_000  # bytes, unpacked
LARGEST_ARCHIVE = 2_000_000_000  # bytes of all members, unpacked
_UTF8_NAMES = 0x800  # the flag of names in UTF-8
_LINK, _KIND = 0xA000, 0xF000  # of the Unix mode
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_END = 22 + 65_535 + 20  # bytes: the end of an archive with its longest comment and the locator before it
_LONGEST_ENTRY = 1_000  # bytes of a member in the list of members, on average
_CHUNK = 1 << 20
_UNPACK = "unpack it and take in the folder"


def expand_archive(path: Path, into: Path) -> Iterator[tuple[str, Path]]:
    """Unpack the archive at `path` below the folder `into`, member by member: its name in the archive, its file.

    Each file has the base name of its member and stands in a folder of its own. Folders and hidden files are passed
    over; an archive in an archive is given as it is. Raises `UnreadableFileError`, before anything is unpacked, for an
    archive that is damaged, encrypted, too large or holds names that leave the folder; and at its member if that is
    damaged or larger than it says.
    """
    try:
        _check_directory(path)
        archive = zipfile.ZipFile(path)
    except DAMAGED as fault:
        raise UnreadableFileError(
            f"{path.name}: the archive is cut off or damaged ({fault}); get it again from the sender"
        ) from fault
    with archive:
        members = _members(path.name, archive)
        for number, (name, info) in enumerate(members, 1):
            folder = into / f"{number:04d}"
            folder.mkdir(parents=True)
            target = folder / PurePosixPath(name).name
            _unpack(path.name, archive, name, info, target)
            yield name, target


def _check_directory(path: Path) -> None:
    """Refuse a list of members that is itself too large, before the library reads it: a million names fill memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LONGEST_END))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 16:
        return  # no archive, as the library will say
    count, size = struct.unpack_from("<HL", end, at + 10)
    if count > MOST_MEMBERS or size > MOST_MEMBERS * _LONGEST_ENTRY or end[:at].rfind(b"PK\x06\x07") == at - 20:
        raise UnreadableFileError(f"{path.name}: the archive has more than {MOST_MEMBERS} files; {_UNPACK}")


def _members(archive_name: str, archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive under their names, all of them checked."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if "[Content_Types].xml" in archive.namelist():
        raise UnreadableFileError(f"{archive_name}: the archive is an Office file; give it its right extension")
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFileError(f"{archive_name}: the archive has more than {MOST_MEMBERS} files; {_UNPACK}")
    if sum(info.file_size for info in infos) > LARGEST_ARCHIVE:
        raise UnreadableFileError(
            f"{archive_name}: the archive unpacks to more than {LARGEST_ARCHIVE // 1_000_000} MB; {_UNPACK}"
        )
    members = [(_name_of(info), info) for info in infos]
    for name, info in members:
        fault = _fault(name, info)
        if fault:
            raise UnreadableFileError(f"{archive_name}: the member {name!r} {fault}")
    return [(name, info) for name, info in members if not _is_hidden(name)]


def _fault(name: str, info: zipfile.ZipInfo) -> str:
    """What speaks against a member; empty where nothing does."""
    parts = name.split("/")
    if "\0" in name or ".." in parts or parts[0] == "" or parts[-1] in ("", ".") or _DRIVE.match(name):
        return "has a name that leaves the folder; the archive is not opened"
    if (info.external_attr >> 16) & _KIND == _LINK:
        return "is a link, not a file; the archive is not opened"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted; pack the reports without a password"
    if info.file_size > LARGEST_MEMBER:
        return f"unpacks to more than {LARGEST_MEMBER // 1_000_000} MB; no report is that large"
    return ""


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; programs that write UTF-8 without saying so are understood."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & _UTF8_NAMES:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/"))


def _unpack(archive_name: str, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, target: Path) -> None:
    try:
        with archive.open(info) as source, target.open("wb") as file:
            _copy(source, file, info.file_size)
    except DAMAGED as fault:
        raise UnreadableFileError(
            f"{archive_name}: the member {name!r} is cut off or damaged ({fault}); get the archive again"
        ) from fault


def _copy(source: IO[bytes], file: IO[bytes], promised: int) -> None:
    """Copy no more than the archive promised: what it says of sizes need not be true."""
    copied = 0
    while chunk := source.read(_CHUNK):
        copied += len(chunk)
        if copied > promised:
            raise zipfile.BadZipFile("larger than it says")
        file.write(chunk)
