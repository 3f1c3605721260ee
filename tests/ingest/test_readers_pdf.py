"""PDFs: lines from places on the page, footnotes at the foot, furniture in the margins."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from fpdf import FPDF

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers import read_document, unread_spans

LEFT, WIDTH, LINE = 30, 150, 8  # millimetres
FONT = Path(__file__).parents[2] / "data" / "generator" / "fonts" / "report-Regular.ttf"


def save(tmp_path: Path, pdf: FPDF) -> Document:
    path = tmp_path / "a.pdf"
    pdf.output(str(path))
    return read_document(path)


def page(pdf: FPDF, body: list[str], notes: list[tuple[str, str]], number: int = 0) -> None:
    """A page as Word sets it: body in 14 points, a short rule, notes in 10 points with raised numbers."""
    pdf.add_page()
    pdf.set_font("Times", size=14)
    if number:
        pdf.text(105, 12, str(number))
    for index, line in enumerate(body):
        line_of_text(pdf, LEFT, 30 + index * LINE, line, 14)
    if notes:
        pdf.line(LEFT, 240, LEFT + 50, 240)
    for index, (label, line) in enumerate(notes):
        line_of_text(pdf, LEFT, 246 + index * 5, f"{{{label}}}{line}" if label else line, 10)


def line_of_text(pdf: FPDF, x: float, y: float, text: str, size: float) -> None:
    """Write `text` at a baseline; what stands in braces is raised and small."""
    for number, part in enumerate(text.replace("}", "{").split("{")):
        raised = number % 2 == 1
        pdf.set_font("Times", size=size * 0.58 if raised else size)
        pdf.text(x, y - (size * 0.12 if raised else 0), part)
        x += pdf.get_string_width(part)


def plain(text: str) -> str:
    """The text without what writers of test files may change: spaces, normal form, raised digits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def marked(document: Document, index: int = 0) -> str:
    passage = document.passages[index]
    out = passage.text
    for mark in reversed(passage.marks):
        out = out[: mark.position] + "{" + mark.label + "}" + out[mark.position :]
    return out


@pytest.fixture
def pdf() -> FPDF:
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    return pdf


BODY = [
    "Tong dien tich gieo trong cay luong thuc cua ca tinh dat 50.440 ha{1}, tang so voi",
    "cung ky nam truoc; gia tri xuat khau giam 56,5%{2}, da xay dung dat 50.350 m{3}, gach",
    "dat bay trieu vien, cac san pham khac tang nhe so voi cung ky nam truoc, nhiem vu",
]


def test_two_pages_with_notes_and_page_numbers(tmp_path: Path, pdf: FPDF) -> None:
    page(
        pdf,
        BODY,
        [
            ("1", " Trong do lua 31.370 ha, ngo 19.070 ha, cac loai cay khac chua thong ke du va"),
            ("", "rau mau."),
            ("2", " Do che"),
        ],
        1,
    )
    page(
        pdf,
        ["con lai cua nam 2024{3} da giao cho cac so, ban, nganh thuc hien."],
        [("", "giam manh."), ("3", " Gom 5 dot.")],
        2,
    )
    document = save(tmp_path, pdf)
    assert "50.440 ha{1}, tang so voi cung ky" in marked(document)
    assert "giam 56,5%{2}, da xay dung dat 50.350 m³, gach" in marked(document)
    assert "nhiem vu con lai cua nam 2024{3} da giao" in marked(document)
    notes = {passage.note: passage.text for passage in document.passages if passage.kind == "footnote"}
    assert notes["1"].endswith("chua thong ke du va rau mau.")
    assert notes["2"] == "Do che giam manh."
    assert notes["3"] == "Gom 5 dot."
    assert [passage.page for passage in document.passages] == [1, 1, 1, 2]
    assert [document.text[start:end] for start, end in unread_spans(document)] == ["1", "2"]
    assert any("left out" in notice for notice in document.notices)


def test_running_heads_are_left_out(tmp_path: Path, pdf: FPDF) -> None:
    for number in range(1, 5):
        page(pdf, [f"Dien tich lua {number * 7} ha.", f"San luong {number * 9} tan."], [], 0)
        pdf.text(LEFT, 15, "Bao cao nam 2024")
        pdf.text(LEFT, 290, f"Van phong - trang {number}")
    document = save(tmp_path, pdf)
    words = " ".join(passage.text for passage in document.passages)
    assert words == " ".join(f"Dien tich lua {n * 7} ha. San luong {n * 9} tan." for n in range(1, 5))
    assert any("left out" in notice for notice in document.notices)


def test_the_two_halves_of_a_letterhead_stay_apart(tmp_path: Path, pdf: FPDF) -> None:
    page(pdf, ["Thu ngan sach dat 5 ty dong."], [])
    pdf.text(LEFT, 15, "UY BAN NHAN DAN")
    pdf.text(LEFT + 90, 15, "CONG HOA XA HOI")
    document = save(tmp_path, pdf)
    assert [passage.text for passage in document.passages][:2] == ["UY BAN NHAN DAN", "CONG HOA XA HOI"]
    assert document.text.startswith("UY BAN NHAN DAN\tCONG HOA XA HOI\n")


def test_the_order_of_drawing_does_not_matter(tmp_path: Path, pdf: FPDF) -> None:
    pdf.add_page()
    pdf.set_font("Times", size=14)
    words = "Lua dat 1.234 tan"
    places = []
    x = float(LEFT)
    for char in words:
        places.append((x, char))
        x += pdf.get_string_width(char)
    for x, char in sorted(places, key=lambda place: place[1], reverse=True):
        pdf.text(x, 30, char)
    assert save(tmp_path, pdf).passages[0].text == words


HEAD = ["TT", "Chi tieu", "Ke hoach", "Thuc hien"]


def ruled(pdf: FPDF, top: float, rows: list[list[str]]) -> None:
    """A table with all its rules; an empty cell in the second column is merged with the cell before it."""
    pdf.set_font("Times", size=11)
    columns = [LEFT, LEFT + 15, LEFT + 75, LEFT + 105, LEFT + 135]
    for number in range(len(rows) + 1):
        pdf.line(columns[0], top + number * LINE, columns[-1], top + number * LINE)
    for number, row in enumerate(rows):
        low, high = top + number * LINE, top + (number + 1) * LINE
        for index, x in enumerate(columns):
            if not (0 < index < len(columns) - 1 and row[index] == "="):
                pdf.line(x, low, x, high)
        for x, words in zip(columns, row, strict=False):
            pdf.text(x + 1, high - 2, words.strip("="))


def test_a_ruled_table(tmp_path: Path, pdf: FPDF) -> None:
    page(pdf, ["Bieu so lieu kem theo bao cao nhu sau."], [])
    ruled(pdf, 60, [HEAD, ["I", "NONG NGHIEP", "=", "="], ["1", "Lua", "31.250", "32.453"], ["2", "Ngo", "19.070", ""]])
    line_of_text(pdf, LEFT, 120, "Thu ngan sach dat 5 ty dong.", 14)
    document = save(tmp_path, pdf)
    (table,) = document.tables
    assert table.rows == (
        tuple(HEAD),
        ("I", "NONG NGHIEP", "NONG NGHIEP", "NONG NGHIEP"),
        ("1", "Lua", "31.250", "32.453"),
        ("2", "Ngo", "19.070", ""),
    )
    assert [document.text[start:end] for start, end in table.spans[2]] == ["1", "Lua", "31.250", "32.453"]
    assert table.page == 1
    assert [passage.text for passage in document.passages] == [
        "Bieu so lieu kem theo bao cao nhu sau.",
        "Thu ngan sach dat 5 ty dong.",
    ]
    assert unread_spans(document) == []


def test_a_table_over_two_pages_is_one(tmp_path: Path, pdf: FPDF) -> None:
    page(pdf, ["Bieu so lieu."], [], 1)
    ruled(pdf, 60, [HEAD, ["1", "Lua", "31.250", "32.453"], ["2", "Gia tri xuat", "19", "20"]])
    page(pdf, [], [], 2)
    ruled(pdf, 30, [HEAD, ["", "khau hang dia phuong", "", ""], ["3", "Che", "7", "8"]])
    (table,) = save(tmp_path, pdf).tables
    assert table.rows == (
        tuple(HEAD),
        ("1", "Lua", "31.250", "32.453"),
        ("2", "Gia tri xuat khau hang dia phuong", "19", "20"),
        ("3", "Che", "7", "8"),
    )


def test_a_page_without_text_is_told(tmp_path: Path, pdf: FPDF, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.recogniser", lambda: None)
    page(pdf, ["Lua dat 5 ha."], [])
    pdf.add_page()
    pdf.rect(20, 20, 50, 50)
    [notice] = save(tmp_path, pdf).notices
    assert notice.startswith("no text on page 2: a picture is read by OCR only; install Tesseract")


def test_a_file_of_pictures_names_the_way_out(tmp_path: Path, pdf: FPDF, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.recogniser", lambda: None)
    pdf.add_page()
    pdf.rect(20, 20, 50, 50)
    with pytest.raises(UnreadableFileError, match="only pictures, which are read by OCR: install Tesseract"):
        save(tmp_path, pdf)


def test_an_encrypted_file(tmp_path: Path, pdf: FPDF) -> None:
    page(pdf, ["Lua dat 5 ha."], [])
    pdf.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(UnreadableFileError, match="encrypted"):
        save(tmp_path, pdf)


@pytest.mark.parametrize(("name", "notes"), [("thang10", 60), ("thang10_fallback", 60), ("quy1", 38), ("thang02", 6)])
def test_samples_agree_with_the_truth(shared: Path, name: str, notes: int) -> None:
    truth = json.loads((shared / "samples" / "truth.json").read_text("utf-8"))[name.removesuffix("_fallback")]
    document = read_document(shared / "samples" / f"{name}.pdf")
    labels = [mark.label for passage in document.passages for mark in passage.marks]
    assert labels == [str(number) for number in range(1, notes + 1)]
    got = {passage.note: passage.text for passage in document.passages if passage.kind == "footnote"}
    assert {label: plain(body) for label, body in got.items()} == {k: plain(v) for k, v in truth["notes"].items()}
    assert unread_spans(document) == []


@pytest.mark.parametrize("name", ["thang10", "thang10_fallback"])
def test_the_annex_of_a_sample(shared: Path, name: str) -> None:
    truth = json.loads((shared / "samples" / "truth.json").read_text("utf-8"))["thang10"]["table"]
    (table,) = read_document(shared / "samples" / f"{name}.pdf").tables
    assert {len(cells) for cells in table.rows} == {8}
    for wanted, got in zip(truth, table.rows[2:], strict=True):
        assert [plain(a) for a in wanted if a] == [plain(b) for a, b in zip(wanted, got, strict=True) if a]


@pytest.mark.parametrize("size", [8, 10, 13])
def test_a_letter_that_sticks_out_leaves_its_space(tmp_path: Path, pdf: FPDF, size: int) -> None:
    words = "VỐN ĐẦU TƯ CÔNG, CHI CHO Ơ KÌA, THƯ TỪ Ư Ơ VÀ HỒ SƠ Y TẾ"
    pdf.add_font("report", "", FONT)
    pdf.add_page()
    pdf.set_font("report", size=size)
    pdf.cell(0, 10, words)
    assert save(tmp_path, pdf).text.strip() == words
