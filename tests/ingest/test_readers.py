"""What `read_document` accepts and how it refuses: one clear line each."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers import package, read_document


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def zipped(path: Path, parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xyz", b"abc", "extension .xyz"),
        ("a", b"abc", "(none)"),
        ("a.txt", b"", "empty"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b"  \n\t \n", "no text"),
        ("a.txt", b"\xef\xbb\xbf \n", "no text"),
        ("a.txt", b"abc\x00def", "zero bytes"),
        ("a.txt", b"PK\x03\x04...", "zip package that holds no report"),
        ("a.md", b"%PDF-1.7 ...", "its content is .pdf, and read so: the file is cut off or damaged"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        ("a.docx", b"\x01hello", "does not begin like .docx"),
        ("a.docx", b"  \n", "holds no text"),
        ("a.doc", b"\xe9\xe8 \xfc\xfe", "its content is .txt, and read so: the file is not UTF-8"),
        ("a.xls", b"a;b;1\nc;d;2\n", "it holds plain text"),
        ("a.docx", b"%PDF-1.7", "its content is .pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "encrypted"),
        ("a.docx", b"PK\x03\x04 but no more", "cut off or damaged"),
        ("a.pdf", b"\x01hello", "does not begin like .pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        ("a.docx", b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
        ("a.xls", b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "XML of Office 2003"),
        ("a.pdf", b"\xff\xd8\xff", "a picture"),
        ("a.pdf", b"%PDF-1.7 but no more", "cut off or damaged"),
        ("a.pdf", b"PK\x03\x04", "zip package"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refused(tmp_path / name, content)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_document(tmp_path / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_document(tmp_path / "a.txt")


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    assert "word/document.xml" in refused(tmp_path / "a.docx", zipped(tmp_path / "z", {"[Content_Types].xml": "<a/>"}))


def test_damaged_xml(tmp_path: Path) -> None:
    content = zipped(tmp_path / "z", {"word/document.xml": "<w:document"})
    assert "damaged" in refused(tmp_path / "a.docx", content)


def test_a_document_without_a_body(tmp_path: Path) -> None:
    content = zipped(tmp_path / "z", {"word/document.xml": "<a/>"})
    assert "no body" in refused(tmp_path / "a.docx", content)


def test_a_truncated_zip(tmp_path: Path) -> None:
    content = zipped(tmp_path / "z", {"word/document.xml": "<a/>" * 1000})
    assert "damaged" in refused(tmp_path / "a.docx", content[:-30])


def test_a_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 1_000_000)
    content = zipped(tmp_path / "z", {"word/document.xml": "<a>" + " " * 2_000_000 + "</a>"})
    assert "unpacks to more than 1 MB" in refused(tmp_path / "a.docx", content)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"{laughs}<w:document {word}><w:body><w:p><w:r><w:t>Thu 5 tấn &b;</w:t></w:r></w:p></w:body></w:document>"
    (tmp_path / "a.docx").write_bytes(zipped(tmp_path / "z", {"word/document.xml": body}))
    assert "haha" not in read_document(tmp_path / "a.docx").text
