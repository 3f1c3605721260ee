"""Readers: one module a format, each gives a `Document`. A file must be what its name says.

`FORMATS` are the extensions that `read_document` takes, `ARCHIVES` those whose members `expand_archive` gives.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.archives import ARCHIVES, expand_archive
from ingest.readers.coverage import unread_spans
from ingest.readers.docx import read_docx
from ingest.readers.office import read_office
from ingest.readers.pdf import read_pdf
from ingest.readers.spelling import legacy_encoding
from ingest.readers.text import read_text_file
from ingest.readers.webpage import read_html
from ingest.readers.xls import read_xls
from ingest.readers.xlsx import read_xlsx

__all__ = ["ARCHIVES", "FORMATS", "expand_archive", "read_document", "unread_spans"]

FORMATS: dict[str, Callable[[Path], Document]] = {
    ".doc": read_office,
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".md": read_text_file,
    ".odt": read_office,
    ".pdf": read_pdf,
    ".rtf": read_office,
    ".txt": read_text_file,
    ".xls": read_xls,
    ".xlsx": read_xlsx,
}
_SIGNATURES = (  # how files of other kinds begin
    (b"PK\x03\x04", "a zip package such as .docx or .xlsx"),
    (b"PK\x05\x06", "an empty zip package"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_ZIP, _OLD_OFFICE = "a zip package such as .docx or .xlsx", "an old or encrypted Office file"
_EXPECTED = {".doc": _OLD_OFFICE, ".docx": _ZIP, ".odt": _ZIP, ".pdf": "a PDF", ".rtf": "an RTF file"}
_EXPECTED |= {".xls": _OLD_OFFICE, ".xlsx": _ZIP}
_HEAD = 1024  # bytes; a PDF may begin a little later than its file


def read_document(path: Path) -> Document:
    """Read the report at `path`; its extension must be one of `FORMATS` and its content must agree with it.

    Raises `UnreadableFileError` with one line (what, why, what to do) for a file that is unknown, empty, mislabelled,
    encrypted or damaged.
    """
    extension = path.suffix.lower()
    if extension in ARCHIVES:
        raise UnreadableFileError(f"{path.name}: the file is an archive of reports; unpack it and take in the folder")
    if extension not in FORMATS:
        raise UnreadableFileError(
            f"{path.name}: the extension {extension or '(none)'} is not read; save the report as "
            + ", ".join(sorted(FORMATS))
        )
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as fault:
        raise UnreadableFileError(f"{path.name}: cannot be opened ({fault.strerror}); check the path") from fault
    if not head:
        raise UnreadableFileError(f"{path.name}: the file is empty; get it again from the sender")
    _check_kind(path.name, extension, head)
    document = FORMATS[extension](path)
    if not any(char.isalnum() for char in document.text):
        raise UnreadableFileError(f"{path.name}: the file holds no text; check that it is the right one")
    if legacy_encoding(document.text):
        raise UnreadableFileError(
            f"{path.name}: the text is in an old encoding (TCVN3 or VNI fonts); convert it to Unicode and save it again"
        )
    return document


def _check_kind(name: str, extension: str, head: bytes) -> None:
    begins = next((kind for sign, kind in _SIGNATURES if head.startswith(sign)), None)
    if begins is None and b"%PDF-" in head and extension == ".pdf":
        begins = "a PDF"
    expected = _EXPECTED.get(extension)
    if begins == expected:
        return
    if extension in (".docx", ".xlsx") and begins == _OLD_OFFICE:
        old = extension[:-1]
        raise UnreadableFileError(
            f"{name}: the file is encrypted, or an old {old}; "
            f"save it as {extension} without a password, or name it {old}"
        )
    found = f"it is {begins}" if begins else f"it is not {expected}"
    raise UnreadableFileError(f"{name}: the file is not what its name says: {found}; give it its right extension")
