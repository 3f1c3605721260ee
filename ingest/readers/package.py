"""Opens the zip package of an Office file with the guards that untrusted files need."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from ingest.errors import UnreadableFileError

LARGEST_PART = 200_000_000  # bytes of one part, unpacked
ENCRYPTED = 0x1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)


class Package:
    """The parts of an Office file, each read once and parsed without entities or network."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGED as fault:
            raise UnreadableFileError(
                f"{path.name}: the file is cut off or damaged ({fault}); get it again from the sender"
            ) from fault

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *exc: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def xml(self, name: str) -> etree._Element:
        """Return the root element of the part `name`; `UnreadableFileError` if it is missing, too large or damaged."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
        try:
            return etree.fromstring(self._read(name), parser)
        except etree.XMLSyntaxError as fault:
            raise UnreadableFileError(
                f"{self._path.name}: the part {name} is damaged ({fault.msg}); open the file in Word and save it again"
            ) from fault

    def _read(self, name: str) -> bytes:
        try:
            info = self._zip.getinfo(name)
        except KeyError as fault:
            raise UnreadableFileError(
                f"{self._path.name}: the file has no part {name}, so it is no Word document; check its extension"
            ) from fault
        if info.flag_bits & ENCRYPTED:
            raise UnreadableFileError(f"{self._path.name}: the file is encrypted; save it without a password")
        try:
            with self._zip.open(info) as part:
                data = part.read(LARGEST_PART + 1)
        except DAMAGED as fault:
            raise UnreadableFileError(
                f"{self._path.name}: the part {name} is cut off or damaged ({fault}); get the file again"
            ) from fault
        if len(data) > LARGEST_PART:
            raise UnreadableFileError(
                f"{self._path.name}: the part {name} unpacks to more than {LARGEST_PART // 1_000_000} MB; "
                "no report is that large, so it is not opened"
            )
        return data
