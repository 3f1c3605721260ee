"""Files made to do harm: each is refused with its reason, or read as the harmless thing that it also is, and soon."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import read_claims
from ingest.errors import InputError, UnreadableFileError
from ingest.period import Period
from ingest.readers import expand_archive, read_document
from ingest.readers.text import read_text
from ingest.resources import resource

FUZZ_RUNS = int(os.environ.get("NIENGIAM_FUZZ", "40"))  # `make fuzz` sets more
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BODY = f"<w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
OCTOBER = Period(2024, 10, 10)


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(document: str) -> bytes:
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def pdf(page: bytes, extra: bytes = b"") -> bytes:
    stream = zlib.compress(page)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    pages += b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
    length = str(len(stream)).encode()
    body = b"4 0 obj<</Filter/FlateDecode/Length " + length + b">>stream\n" + stream + b"\nendstream endobj\n"
    return head + pages + body + b"trailer<</Root 1 0 R>>\n%%EOF"


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {  # what: name, content, what is said
    "a bomb of zeros in a .docx": ("a.docx", lambda: word("0" * 210_000_000), "unpacks to more than 200 MB"),
    "entities in entities": ("a.docx", lambda: word(f"<!DOCTYPE d [<!ENTITY l0 'ha'>{LAUGHS}]>" + BODY % "&l9;"), ""),
    "a file as an entity": (
        "a.docx",
        lambda: word("<!DOCTYPE d [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + BODY % "&f;"),
        "no text",
    ),
    "an address as an entity": (
        "a.docx",
        lambda: word("<!DOCTYPE d SYSTEM 'http://localhost:1/d.dtd'>" + BODY % "&f;"),
        "",
    ),
    "deep nesting": ("a.docx", lambda: word("<a>" * 100_000), "damaged"),
    "a bomb in a page of a PDF": ("a.pdf", lambda: pdf(b"0 0 m " * 5_000_000), "no text"),
    "a PDF that runs a script": ("a.pdf", lambda: pdf(b"", b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), ""),
    "pages that are their own parent": (
        "a.pdf",
        lambda: (
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
        ),
        "",
    ),
    "a workbook whose sheet is entities": (
        "a.xlsx",
        lambda: package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": f"<!DOCTYPE d [{LAUGHS}]><a>&l9;</a>"}),
        "",
    ),
    "a container without streams": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5_000, "damaged"),
    "a page of a million tags": ("a.html", lambda: b"<html>" + b"<b>" * 1_000_000, ""),
    "a name that steers the terminal": ("\x1b[2Ja\n.txt", lambda: b"\0\1\2", "zero bytes"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_soon(tmp_path: Path, what: str) -> None:
    name, content, said = HOSTILE[what]
    path = tmp_path / name
    path.write_bytes(content())
    started = time.process_time()
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    assert said in str(caught.value)
    assert "root:" not in str(caught.value)
    assert time.process_time() - started < 20


def test_a_million_files_in_an_archive_are_refused_before_their_list_is_read(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHLL", 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 1_000_000
    path = tmp_path / "a.zip"
    for count, size in ((0xFFFF, len(listed)), (1, len(listed))):  # the number may lie
        path.write_bytes(listed + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, size, 0, 0))
        started = time.process_time()
        with pytest.raises(UnreadableFileError, match="more than 5000 files"):
            list(expand_archive(path, tmp_path / "out"))
        assert time.process_time() - started < 1


@lru_cache(maxsize=32)
def seeds(folder: Path) -> list[Path]:
    kinds: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_size):
        if path.suffix in (".docx", ".pdf", ".txt", ".xlsx") and path.name != "scan.pdf":
            kinds.setdefault(path.suffix, path)
    return list(kinds.values())


def mutated(data: bytes, changes: list[tuple[float, bytes]], cut: float) -> bytes:
    out = bytearray(data)
    for place, new in changes:
        at = int(place * len(out))
        out[at : at + len(new)] = new
    return bytes(out[: int(cut * len(out)) + 1])


CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), min_size=1, max_size=12)
CUTS = st.one_of(st.just(1.0), st.floats(0.01, 1))
FUZZ = settings(max_examples=FUZZ_RUNS, deadline=None, suppress_health_check=list(HealthCheck))


def read_or_refused(path: Path) -> None:
    """Read a file to its claims; nothing but the documented errors may come out."""
    try:
        read_claims(read_document(path), period=OCTOBER, area="Lai Châu")
    except InputError as error:
        assert str(error)


@FUZZ
@given(changes=CHANGES, cut=CUTS, which=st.integers(0, 3))
def test_damaged_samples_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, bytes]], cut: float, which: int
) -> None:
    found = seeds(resource("reports"))
    seed = found[which % len(found)]
    path = tmp_path_factory.getbasetemp() / f"fuzzed{seed.suffix}"
    path.write_bytes(mutated(seed.read_bytes(), changes, cut))
    read_or_refused(path)


@FUZZ
@given(changes=CHANGES, called=st.sampled_from([".docx", ".xlsx"]))
def test_damaged_parts_of_a_package_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, bytes]], called: str
) -> None:
    """The parts are damaged, not the package: most damage to a package ends at its checksums."""
    seed = next(path for path in seeds(resource("reports")) if path.suffix == ".docx")
    with zipfile.ZipFile(seed) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = mutated(archive_part(parts), changes, 1.0)
    path = tmp_path_factory.getbasetemp() / f"fuzzed{called}"
    path.write_bytes(package(parts))
    read_or_refused(path)


def archive_part(parts: dict[str, str | bytes]) -> bytes:
    part = parts["word/document.xml"]
    return part if isinstance(part, bytes) else part.encode()


@FUZZ
@given(changes=CHANGES)
def test_the_grammar_takes_any_damaged_text(changes: list[tuple[float, bytes]]) -> None:
    seed = next(path for path in seeds(resource("reports")) if path.suffix == ".txt")
    text = mutated(seed.read_bytes(), changes, 1.0).decode("utf-8", errors="replace")
    report = read_claims(read_text("a.txt", "txt", text), period=OCTOBER, area="Lai Châu")
    assert all(report.document.text[c.start : c.end] == c.number_text for c in report.claims)
