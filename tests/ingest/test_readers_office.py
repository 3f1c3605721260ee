"""Files of office programs that LibreOffice converts, and archives of reports."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers import ARCHIVES, FORMATS, archives, expand_archive, office, read_document

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")
RTF = (
    r"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0 Times New Roman;}}\f0 "
    r"S\u7843?n l\u432?\u7907?ng \u273?\u7841?t 1.234 t\u7845?n{\footnote Trong \u273?\'f3 5 ha.}, t\u259?ng 5,2%.\par}"
).encode("ascii")
installed = pytest.mark.skipif(office.converter() is None, reason="LibreOffice is not installed")


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


# ---- LibreOffice


@pytest.mark.parametrize(("name", "content"), [("a.doc", OLD_OFFICE), ("a.rtf", RTF), ("a.odt", b"PK\x03\x04")])
def test_without_libreoffice_the_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    message = refused(tmp_path / name, content)
    assert "install LibreOffice" in message
    assert "save it as .docx" in message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.rtf", OLD_OFFICE[:8], "Office file"),
        ("a.odt", b"\x02plain", "does not begin like .odt"),
        ("a.doc", b"\x02plain", "does not begin like .doc"),
        ("a.doc", b"", "empty"),
    ],
)
def test_mislabelled_files(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refused(tmp_path / name, content)


@pytest.mark.parametrize("called", [".doc", ".docx", ".pdf", ".rtf", ".odt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_under_a_false_name_is_read_as_text(tmp_path: Path, called: str, encoding: str) -> None:
    path = tmp_path / ("a" + called)
    path.write_bytes("Sản lượng thóc ước đạt 1.234 tấn.".encode(encoding))
    document = read_document(path)
    assert document.passages[0].text == "Sản lượng thóc ước đạt 1.234 tấn."
    assert document.notices[0] == f"the name says {called}, the content is .txt: read as .txt"


@pytest.mark.parametrize("name", ["thang02.pdf", "thang02.docx", "thang02.doc", "phuluc.xlsx"])
@pytest.mark.parametrize("called", [".docx", ".pdf", ".xls", ".doc", ".html"])
def test_samples_under_a_false_name_read_as_what_they_are(shared: Path, tmp_path: Path, name: str, called: str) -> None:
    source = shared / "samples" / name
    if source.suffix == called:
        pytest.skip("its true name")
    if source.suffix == ".doc" and office.converter() is None:
        pytest.skip("no LibreOffice")
    path = tmp_path / ("a" + called)
    path.write_bytes(source.read_bytes())
    document = read_document(path)
    assert document.text == read_document(source).text
    assert document.notices[0] == f"the name says {called}, the content is {source.suffix}: read as {source.suffix}"
    assert document.name == path.name


@pytest.mark.parametrize("called", [".doc", ".docx", ".xls", ".pdf"])
def test_a_web_page_under_a_false_name(tmp_path: Path, called: str) -> None:
    path = tmp_path / ("a" + called)
    path.write_text("<html><body><p>Sản lượng lúa đạt 5 ha</p></body></html>", encoding="utf-16")
    document = read_document(path)
    assert document.text.strip() == "Sản lượng lúa đạt 5 ha"
    assert "read as .html" in document.notices[0]


def fake_libreoffice(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "converter", lambda: str(program))


@pytest.mark.skipif(os.name != "posix", reason="needs a script as a program")
def test_a_converter_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid_file = tmp_path / "child"
    script = (
        "import pathlib, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(pid_file)!r}).write_text(str(child.pid))\n"
        "time.sleep(60)"
    )
    fake_libreoffice(tmp_path, monkeypatch, script)
    monkeypatch.setattr(office, "TIMEOUT", 1.5)
    assert "did not finish" in refused(tmp_path / "a.rtf", RTF)
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid_file.read_text()], capture_output=True, text=True)
    assert state.stdout.strip()[:1] in ("", "Z")


@pytest.mark.skipif(os.name != "posix", reason="needs a script as a program")
def test_a_converter_that_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_libreoffice(tmp_path, monkeypatch, "")
    assert "cannot open the file" in refused(tmp_path / "a.doc", OLD_OFFICE)


def test_a_converter_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "converter", lambda: str(tmp_path / "missing"))
    assert "cannot be started" in refused(tmp_path / "a.doc", OLD_OFFICE)


@installed
def test_rtf_with_a_footnote(tmp_path: Path) -> None:
    path = tmp_path / "-báo cáo ’24.rtf"
    path.write_bytes(RTF)
    document = read_document(path)
    assert (document.name, document.format) == (path.name, "rtf")
    body, note = document.passages
    assert body.text == "Sản lượng đạt 1.234 tấn, tăng 5,2%."
    assert [mark.label for mark in body.marks] == [note.note] == ["1"]
    assert "LibreOffice" in document.notices[0]


@installed
def test_odt(tmp_path: Path) -> None:
    names = ("office", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = "<office:body><office:text><text:p>Thu 5,2 tỷ đồng.</text:p></office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        content = f'<office:document-content {spaces} office:version="1.2">{body}</office:document-content>'
        archive.writestr("content.xml", content)
    assert [passage.text for passage in read_document(tmp_path / "a.odt").passages] == ["Thu 5,2 tỷ đồng."]


@installed
@pytest.mark.parametrize("name", ["thang10", "quy1", "thang02"])
def test_old_word_files_read_like_new_ones(shared: Path, name: str) -> None:
    old, new = (read_document(shared / "samples" / f"{name}.{kind}") for kind in ("doc", "docx"))
    assert [passage.text for passage in old.passages] == [passage.text for passage in new.passages]
    assert [passage.marks for passage in old.passages] == [passage.marks for passage in new.passages]
    assert [table.rows for table in old.tables] == [table.rows for table in new.tables]


@installed
def test_an_old_word_file_in_an_old_encoding(shared: Path) -> None:
    truth = (shared / "samples" / "legacy_truth.txt").read_text(encoding="utf-8")
    document = read_document(shared / "samples" / "legacy_tcvn3.doc")
    assert document.text.casefold().split() == truth.casefold().split()


# ---- archives


def archive_of(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def refused_archive(path: Path, into: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(expand_archive(path, into))
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def test_members_are_files_of_their_own_names(tmp_path: Path) -> None:
    members = {
        "2024/báo cáo.txt": "Lúa đạt 5 ha",
        "2023/báo cáo.txt": "Ngô đạt 6 ha",
        "2023/.x": "",
        "__MACOSX/a.txt": "x",
    }
    path = archive_of(tmp_path / "a.zip", members)
    found = list(expand_archive(path, tmp_path / "out"))
    assert [name for name, _ in found] == ["2024/báo cáo.txt", "2023/báo cáo.txt"]
    assert [file.name for _, file in found] == ["báo cáo.txt"] * 2
    assert [read_document(file).text for _, file in found] == ["Lúa đạt 5 ha", "Ngô đạt 6 ha"]


def test_names_that_windows_and_old_programs_write(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", {"nam\\thang.txt": "5 ha", "xa.txt": "6 ha"})
    data = path.read_bytes().replace(b"xa.txt", "á.txt".encode())  # UTF-8, and the flag does not say so
    path.write_bytes(data)
    names = [name for name, _ in expand_archive(path, tmp_path / "out")]
    assert names == ["nam/thang.txt", "á.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "x/../../a.txt", "C:\\a.txt", "..\\a.txt", "x/.."])
def test_names_that_leave_the_folder(tmp_path: Path, name: str) -> None:
    path = archive_of(tmp_path / "a.zip", {"good.txt": "5 ha", name: "6 ha"})
    assert "leaves the folder" in refused_archive(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "a.txt").exists()


def test_links(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in refused_archive(tmp_path / "a.zip", tmp_path / "out")


@pytest.mark.parametrize("name", ["b.zip", "x/b.RAR", "b.tar.gz"])
def test_archives_in_archives_are_given_as_they_are(tmp_path: Path, name: str) -> None:
    path = archive_of(tmp_path / "a.zip", {name: "x", "a.txt": "5 ha"})
    assert [found for found, _ in expand_archive(path, tmp_path / "out")] == [name, "a.txt"]


@pytest.mark.parametrize("limit", ["MOST_MEMBERS", "LARGEST_ARCHIVE", "LARGEST_MEMBER"])
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(archives, limit, 1)
    path = archive_of(tmp_path / "a.zip", {"a.txt": "55 ha", "b.txt": "66 ha"})
    refused_archive(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_member_larger_than_it_says(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", {"a.txt": "5" * 1000})
    size = (1000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    assert "damaged" in refused_archive(path, tmp_path / "out")


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", {"a.txt": "5 ha"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in refused_archive(path, tmp_path / "out")


def test_damaged_and_mislabelled_archives(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 but no more")
    assert "cut off or damaged" in refused_archive(tmp_path / "a.zip", tmp_path / "out")
    office_file = archive_of(tmp_path / "b.zip", {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    assert "right extension" in refused_archive(office_file, tmp_path / "out")


def test_an_archive_is_no_document(tmp_path: Path) -> None:
    assert "unpack it" in refused(tmp_path / "a.zip", b"PK\x03\x04")
    assert not set(ARCHIVES) & set(FORMATS)


def test_the_message_names_every_format(tmp_path: Path) -> None:
    message = refused(tmp_path / "a.xyz", b"abc")
    assert all(extension in message for extension in FORMATS)
