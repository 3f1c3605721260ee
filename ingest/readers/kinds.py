"""What a file is by its content. Names lie: an .xls that is a web page, a .docx that is an old .doc or a PDF."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.readers.package import DAMAGED

_HEAD = 1024  # bytes; a PDF or a page may begin a little later than its file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office up to 2003, and of encrypted files since
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_XML_OF_OFFICE = re.compile(rb"<\?mso-application\s|urn:schemas-microsoft-com:office:spreadsheet")
_AGAIN = "open it in the program that wrote it and save it as .docx or .xlsx"
_TEXTS = (".md", ".txt")  # may show markup: only what cannot be text speaks against their name
_WORKBOOKS = (".xls", ".xlsx")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_TEXT_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def content_kind(path: Path) -> str:
    """The extension that the content of the file at `path` calls for; its own where nothing speaks against it.

    Raises `UnreadableFileError` for content that no reader takes, and for an encrypted Office file.
    """
    named = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise UnreadableFileError(f"{path.name}: the file is empty; get it again from the sender")
    found = _kind(path, named, head)
    if found:
        return found
    if named in (".html", ".htm", *_TEXTS):
        return named
    plain = head.startswith(_TEXT_MARKS) or not _NOT_IN_TEXT.search(head)
    if plain and named not in _WORKBOOKS:
        return ".txt"
    raise UnreadableFileError(
        f"{path.name}: the file is not what its name says: it "
        + ("holds plain text" if plain else f"does not begin like {named}")
        + f"; get it again or {_AGAIN}"
    )


def _kind(path: Path, named: str, head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(path, named)
    if head.startswith(_OLE):
        return _container_kind(path, named)
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"%PDF-") or (named == ".pdf" and b"%PDF-" in head):
        return ".pdf"
    if head.startswith(_PICTURES):
        raise UnreadableFileError(
            f"{path.name}: the file is not what its name says: it is a picture; scan the report to a .pdf"
        )
    flat = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t")  # UTF-16 read as bytes, for its signs
    if named not in _TEXTS and flat.lower().startswith(b"mime-version:"):
        raise UnreadableFileError(f"{path.name}: the file is a web archive (.mht); {_AGAIN}")
    if named not in _TEXTS and _XML_OF_OFFICE.search(flat):
        raise UnreadableFileError(f"{path.name}: the file is XML of Office 2003; {_AGAIN}")
    if named not in _TEXTS and flat.startswith(b"<") and _PAGE.search(flat):
        return named if named == ".htm" else ".html"
    return ""


def _package_kind(path: Path, named: str) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            kind = package.open("mimetype").read(100) if "mimetype" in names else b""
    except DAMAGED:
        if named in (".docx", ".xlsx", ".odt"):
            return named  # its reader says what is wrong
        names, kind = set(), b""
    for part, extension in (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx")):
        if part in names:
            return extension
    if kind == b"application/vnd.oasis.opendocument.text":
        return ".odt"
    if named in (".docx", ".xlsx", ".odt") and "[Content_Types].xml" in names:
        return named
    raise UnreadableFileError(
        f"{path.name}: the file is not what its name says: it is a zip package that holds no report; "
        "if it is an archive of reports, name it .zip"
    )


def _container_kind(path: Path, named: str) -> str:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError(f"{path.name}: the file is encrypted; save it without a password")
    streams = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls"}
    found = [kind for stream, kind in streams.items() if f"{stream}\0".encode("utf-16-le") in data]
    if not found:
        raise UnreadableFileError(
            f"{path.name}: the file is not what its name says: a damaged, encrypted or other Office file; {_AGAIN}"
        )
    return named if named in found else found[0]
