"""Readers: one module a format, each gives a `Document`. What a file is, its content says; its name only helps.

`FORMATS` are the extensions that `read_document` takes, `ARCHIVES` those whose members `expand_archive` gives.
A reader and its libraries are loaded when the first file of its format comes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.filenames import readable
from ingest.readers.archives import ARCHIVES, expand_archive
from ingest.readers.coverage import unread_spans
from ingest.readers.kinds import content_kind
from ingest.readers.spelling import legacy_encoding

__all__ = ["ARCHIVES", "FORMATS", "LARGEST_FILE", "expand_archive", "read_document", "unread_spans"]

#: The function of a package's module that reads the format.
FORMATS = {
    ".doc": "office.read_office",
    ".docx": "docx.read_docx",
    ".htm": "webpage.read_html",
    ".html": "webpage.read_html",
    ".md": "text.read_text_file",
    ".odt": "office.read_office",
    ".pdf": "pdf.read_pdf",
    ".rtf": "office.read_office",
    ".txt": "text.read_text_file",
    ".xls": "xls.read_xls",
    ".xlsx": "xlsx.read_xlsx",
}
LARGEST_FILE = 200_000_000  # bytes; a scanned report of 100 pages has 50 million


def read_document(path: Path) -> Document:
    """Read the report at `path`; its extension must be one of `FORMATS`.

    A file whose content is of another of these formats is read as what it is, with a notice. Raises
    `UnreadableFileError` with one line (what, why, what to do) for a file that is unknown, empty, too large,
    encrypted or damaged.
    """
    extension = path.suffix.lower()
    if path.is_dir() or not path.exists():
        why = "it is a folder" if path.is_dir() else "there is no such file"
        raise UnreadableFileError(f"{path.name}: cannot be opened ({why}); check the path")
    if extension in ARCHIVES:
        raise UnreadableFileError(f"{path.name}: the file is an archive of reports; unpack it and take in the folder")
    if extension not in FORMATS:
        raise UnreadableFileError(
            f"{path.name}: the extension {extension or '(none)'} is not read; save the report as "
            + ", ".join(sorted(FORMATS))
        )
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(
                f"{path.name}: the file is larger than {LARGEST_FILE // 1_000_000} MB; no report is that large"
            )
        kind = content_kind(path)
    except OSError as fault:
        raise UnreadableFileError(f"{path.name}: cannot be opened ({fault.strerror}); check the path") from fault
    document = _reader(kind)(path) if kind == extension else _read_as(path, kind)
    if not any(char.isalnum() for char in document.text):
        raise UnreadableFileError(f"{path.name}: the file holds no text; check that it is the right one")
    if legacy_encoding(document.text):
        raise UnreadableFileError(
            f"{path.name}: the text is in an old encoding (TCVN3 or VNI fonts); convert it to Unicode and save it again"
        )
    return replace(document, name=readable(document.name))


def _reader(extension: str) -> Callable[[Path], Document]:
    module, _, function = FORMATS[extension].partition(".")
    reader: Callable[[Path], Document] = getattr(import_module(f"{__name__}.{module}"), function)
    return reader


def _read_as(path: Path, kind: str) -> Document:
    """Read a file under the extension that its content calls for."""
    with TemporaryDirectory(prefix="niengiam-") as folder:
        copy = Path(folder) / (path.name + kind)
        shutil.copyfile(path, copy)
        try:
            document = _reader(kind)(copy)
        except UnreadableFileError as fault:
            reason = str(fault).removeprefix(f"{copy.name}: ")
            raise UnreadableFileError(
                f"{path.name}: the file is not what its name says, its content is {kind}, and read so: {reason}"
            ) from fault
    notice = f"the name says {path.suffix.lower()}, the content is {kind}: read as {kind}"
    return replace(document, name=path.name, notices=(notice, *document.notices))
