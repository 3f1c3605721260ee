"""Text files and Word documents in the encodings before Unicode: told apart by spelling, converted, reported."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers import read_document, unread_spans
from ingest.readers.legacy import from_tcvn3, from_vni, with_capitals
from ingest.readers.spelling import legacy_encoding

UNICODE = (
    "Tổng sản lượng lương thực có hạt ước đạt 205.628 tấn, bằng 91,2% kế hoạch, giảm 0,5% so với cùng kỳ năm trước.\n"
    "Đàn gia súc phát triển ổn định; sản lượng thịt hơi xuất chuồng đạt 17.600 tấn.\n"
)
TCVN3 = (
    "Tæng s¶n l­îng l­¬ng thùc cã h¹t ­íc ®¹t 205.628 tÊn, b»ng 91,2% kÕ ho¹ch, gi¶m 0,5% so víi cïng kú n¨m tr­íc.\n"
    "§µn gia sóc ph¸t triÓn æn ®Þnh; s¶n l­îng thÞt h¬i xuÊt chuång ®¹t 17.600 tÊn.\n"
)
VNI = (
    "Toång saûn löôïng löông thöïc coù haït öôùc ñaït 205.628 taán, baèng 91,2% keá hoaïch, giaûm 0,5% so vôùi cuøng kyø"
    " naêm tröôùc.\n"
    "Ñaøn gia suùc phaùt trieån oån ñònh; saûn löôïng thòt hôi xuaát chuoàng ñaït 17.600 taán.\n"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def in_1258(text: str) -> bytes:
    """Windows-1258 writes hats with their letters and tones after them."""
    out = ""
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(part for part in parts if part in TONES)
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tone
    return out.encode("cp1258")


def written(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    return read_document(path)


def docx(path: Path, body: str, styles: str = "") -> Document:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {WORD}>{styles}</w:styles>")
    return read_document(path)


def run(words: str, font: str = "") -> str:
    properties = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


# ---- text files


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (UNICODE.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + UNICODE.encode("utf-16-be"), "UTF-16"),
        (UNICODE.encode("utf-16-le"), "UTF-16"),
        (UNICODE.encode("utf-16-be"), "UTF-16"),
        (UNICODE.encode("utf-32"), "UTF-32"),
        (in_1258(UNICODE), "Windows-1258"),
        (TCVN3.encode("latin-1"), "TCVN3"),
        (TCVN3.encode(), "TCVN3"),
        (TCVN3.encode("utf-16"), "TCVN3"),
        (VNI.encode("cp1252"), "VNI"),
        (VNI.encode(), "VNI"),
    ],
)
@pytest.mark.parametrize("extension", ["txt", "md"])
def test_the_encoding_is_told_and_reported(tmp_path: Path, data: bytes, said: str, extension: str) -> None:
    document = written(tmp_path / f"a.{extension}", data)
    assert document.text == UNICODE
    assert any(said in notice for notice in document.notices)
    assert unread_spans(document) == []


@pytest.mark.parametrize("text", [UNICODE, unicodedata.normalize("NFD", UNICODE)])
def test_unicode_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    document = written(tmp_path / "a.txt", text.encode())
    assert document.text == text
    assert document.notices == ()


def test_offsets_point_into_the_converted_text(tmp_path: Path) -> None:
    document = written(tmp_path / "a.txt", VNI.encode("cp1252"))
    passage = document.passages[0]
    at = passage.text.index("205.628 tấn")
    start, end = passage.source_span(at, at + 11)
    assert document.text[start:end] == "205.628 tấn"


def test_the_letter_that_is_a_soft_hyphen() -> None:
    assert from_tcvn3("n­íc, l­¬ng, T­") == "nước, lương, Tư"


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("UÛy ban", "Ủy ban"),
        ("Uûy ban", "Ủy ban"),
        ("TÆNH QUAÛNG BÌNH", "TỈNH QUẢNG BÌNH"),
        ("Ñaêk Laêk, ñòa baøn", "Đăk Lăk, địa bàn"),
        ("nöôùc, söûa, löõ, mî", "nước, sửa, lữ, mỵ"),
    ],
)
def test_vni_in_both_cases(written_as: str, meant: str) -> None:
    assert from_vni(written_as) == meant


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("CHíNH PHủ", "CHÍNH PHỦ"),
        ("TìNH HìNH KINH Tế - Xã HộI", "TÌNH HÌNH KINH TẾ - XÃ HỘI"),
        ("GDP và GRDP của tỉnh", "GDP và GRDP của tỉnh"),
        ("của Bộ Tài chính", "của Bộ Tài chính"),
        ("Hà Nội ở B", "Hà Nội ở B"),
    ],
)
def test_capitals_that_tcvn3_cannot_write(written_as: str, meant: str) -> None:
    assert with_capitals(written_as) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ha¹ và m² và ¹²³ của tỉnh¹, huyện², xã³: đạt 5 ha⁴",
        "café, résumé, naïve, Zürich, Málaga, São Paulo, Übung, façade",
        "5 °C ± 2 µm × 3 § 4 © 5 ®",
        "plain text without letters beyond ASCII",
        "",
    ],
)
def test_what_is_no_legacy_text(text: str) -> None:
    assert legacy_encoding(text) is None


def test_real_reports_are_told_in_pieces(shared: Path) -> None:
    """Every piece of 400 characters of every report, and of the two old samples, is told."""
    for path in sorted((shared / "reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for at in range(0, len(text), 400):
            assert legacy_encoding(text[at : at + 400]) is None, f"{path.name} at {at}"
    old = (shared / "samples" / "legacy_tcvn3.txt").read_bytes().decode("latin-1")
    for at in range(0, len(old) - 400, 400):
        assert legacy_encoding(old[at : at + 400]) == "TCVN3"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfea", "cut off or damaged"),
        (b"L\xfaa\x00", "zero bytes"),
        ("Übung großer Städte für Bürger über Köln".encode("latin-1"), "no Vietnamese either"),
        ("Приказ".encode("cp1251"), "no Vietnamese either"),
        (bytes(range(128, 256)) * 5, "no Vietnamese either"),
    ],
)
def test_what_no_encoding_makes_vietnamese(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        written(tmp_path / "a.txt", data)


# ---- the samples


def without_case(text: str) -> list[str]:
    return text.casefold().split()


@pytest.mark.parametrize("name", ["legacy_tcvn3.txt", "legacy_tcvn3.docx", "legacy_vni.docx"])
def test_samples_come_out_as_written(shared: Path, name: str) -> None:
    document = read_document(shared / "samples" / name)
    truth = (shared / "samples" / "legacy_truth.txt").read_text(encoding="utf-8")
    assert without_case(document.text) == without_case(truth)
    different = [pair for pair in zip(document.text.split(), truth.split(), strict=True) if pair[0] != pair[1]]
    assert len(different) <= 1  # one capital inside a sentence, which TCVN3 has no code for
    assert any("VNI" in notice or "TCVN3" in notice for notice in document.notices)
    assert unread_spans(document) == []


# ---- Word documents, run by run


def test_fonts_say_the_encoding_of_runs(tmp_path: Path) -> None:
    body = f"<w:p>{run('tØnh l¹ng s¬n', '.VnTimeH')}{run(': s¶n l­îng ®¹t 5 tÊn', '.VnTime')}{run(' và đạt 6 ha')}</w:p>"
    document = docx(tmp_path / "a.docx", body)
    assert document.text == "TỈNH LẠNG SƠN: sản lượng đạt 5 tấn và đạt 6 ha\n"
    assert ".VnTime, .VnTimeH" in document.notices[0]


def test_a_letter_cut_by_runs_is_joined(tmp_path: Path) -> None:
    body = f"<w:p>{run('Tha', 'VNI-Times')}{run('ùng 10 ñaït 5 taán', 'VNI-Helve')}</w:p>"
    assert docx(tmp_path / "a.docx", body).text == "Tháng 10 đạt 5 tấn\n"


def test_soft_hyphen_elements_are_letters(tmp_path: Path) -> None:
    """LibreOffice writes U+00AD as an element of its own."""
    font = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    body = f"<w:p><w:r>{font}<w:t>N</w:t><w:softHyphen/><w:t>íc s¹ch n«ng th«n ®¹t 95%</w:t></w:r></w:p>"
    assert docx(tmp_path / "a.docx", body).text == "Nước sạch nông thôn đạt 95%\n"


def test_unicode_in_an_old_font_is_left_alone(tmp_path: Path) -> None:
    text = "Sản lượng đạt 5 tấn, và các hộ á"
    assert docx(tmp_path / "a.docx", f"<w:p>{run(text, '.VnTime')}</w:p>").text == text + "\n"


def test_figures_in_an_old_font_are_told_as_nothing(tmp_path: Path) -> None:
    document = docx(tmp_path / "a.docx", f"<w:p>{run('Sản lượng đạt ')}{run('5,2', '.VnTime')}{run(' tấn')}</w:p>")
    assert document.notices == ()


def test_fonts_of_styles(tmp_path: Path) -> None:
    def style(key: str, rest: str, kind: str = "paragraph") -> str:
        return f'<w:style w:type="{kind}" w:styleId="{key}">{rest}</w:style>'

    old = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    styles = style("Base", old) + style("Child", '<w:basedOn w:val="Base"/>') + style("Char", old, "character")
    in_style = f'<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr>{run("s¶n l­îng")}</w:p>'
    in_run = '<w:p><w:r><w:rPr><w:rStyle w:val="Char"/></w:rPr><w:t>tÊn</w:t></w:r></w:p>'
    circle = style("Loop", '<w:basedOn w:val="Loop"/>')
    document = docx(tmp_path / "a.docx", in_style + in_run, styles + circle)
    assert document.text == "sản lượng\ntấn\n"


def test_without_fonts_the_spelling_tells(tmp_path: Path) -> None:
    paragraphs = "".join(f"<w:p>{run(line)}</w:p>" for line in TCVN3.splitlines())
    assert docx(tmp_path / "a.docx", paragraphs).text == UNICODE
