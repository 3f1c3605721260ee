"""PDFs whose prose is set in two columns: each column is read to its end before the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fpdf import FPDF
from test_readers_pdf import LINE, line_of_text, plain, save

LEFT_X, RIGHT_X, TOP = 25.0, 112.0, 60.0  # millimetres
ONE = [
    "San luong luong thuc ca",
    "nam dat 215,4 nghin tan,",
    "tang 3,2% so voi nam",
    "truoc{1}, trong do lua dat",
    "180,1 nghin tan, ngo dat",
    "35,3 nghin tan, cac cay",
    "khac phat trien on dinh,",
    "dien tich trong rung moi",
    "dat 1.250 ha, khai thac go",
]
TWO = [
    "rung trong dat 80.000 m2,",
    "tang 5,1% so voi cung ky.",
    "Cong nghiep giu da tang",
    "truong, chi so san xuat",
    "tang 8,4%; nganh che bien",
    "tang 9,2%, khai khoang",
    "giam 1,5%, dien san xuat",
    "dat 310 trieu kwh, nuoc",
    "may dat 12 trieu met khoi.",
]


@pytest.fixture
def pdf() -> FPDF:
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    pdf.add_page()
    return pdf


def column(pdf: FPDF, x: float, lines: Sequence[str], top: float = TOP) -> None:
    for index, line in enumerate(lines):
        line_of_text(pdf, x, top + index * LINE, line, 14)


def note(pdf: FPDF, x: float, y: float, label: str, line: str) -> None:
    pdf.line(x, y - 5, x + 25, y - 5)
    line_of_text(pdf, x, y, f"{{{label}}}{line}", 10)


@pytest.mark.parametrize("off", [0.0, 1.5, 4.0])
def test_prose_in_two_columns_is_read_down_the_left_one_first(tmp_path: Path, pdf: FPDF, off: float) -> None:
    line_of_text(pdf, 45, 30, "Tinh hinh kinh te xa hoi cua tinh nam vua qua", 14)
    left = [line.replace("{1}", "") for line in ONE]
    column(pdf, LEFT_X, left)
    column(pdf, RIGHT_X, TWO, TOP + off)  # the lines of the columns need not stand at the same height
    document = save(tmp_path, pdf)
    said = "".join(plain(passage.text) for passage in document.passages if passage.kind != "heading")
    assert said.endswith(plain("".join([*left, *TWO])))
    assert any("khai thac go rung trong dat 80.000" in passage.text for passage in document.passages)


def test_each_column_has_its_footnotes(tmp_path: Path, pdf: FPDF) -> None:
    column(pdf, LEFT_X, ONE)
    note(pdf, LEFT_X, 145, "1", " Theo so lieu cua so.")
    column(pdf, RIGHT_X, [line.replace("5,1%", "5,1%{2}") for line in TWO])
    note(pdf, RIGHT_X, 145, "2", " Go rung trong, chua ke cui.")
    document = save(tmp_path, pdf)
    notes = {passage.note: passage.text for passage in document.passages if passage.kind == "footnote"}
    assert notes == {"1": "Theo so lieu cua so.", "2": "Go rung trong, chua ke cui."}
    marks = [mark.label for passage in document.passages for mark in passage.marks]
    assert marks == ["1", "2"]
    assert any("khai thac go rung trong dat 80.000" in passage.text for passage in document.passages)


def test_a_title_in_the_middle_parts_the_columns_above_from_those_below(tmp_path: Path, pdf: FPDF) -> None:
    column(pdf, LEFT_X, ONE)
    column(pdf, RIGHT_X, TWO)
    line_of_text(pdf, 70, 145, "II. VAN HOA, XA HOI VA AN NINH", 14)
    column(pdf, LEFT_X, [line.replace("dat", "DUOC") for line in ONE], 165)
    column(pdf, RIGHT_X, [line.replace("dat", "DUOC") for line in TWO], 165)
    read = plain(save(tmp_path, pdf).text)
    order = ["nghintan,ngodat", "maydat12", "II.VANHOA", "tan,ngoDUOC", "mayDUOC12"]
    places = [read.index(words) for words in order]
    assert places == sorted(places)


def test_letterheads_and_rows_of_figures_make_no_columns(tmp_path: Path, pdf: FPDF) -> None:
    column(pdf, LEFT_X, ["UY BAN NHAN DAN TINH", "AN BINH", "So: 12/BC-UBND"], 20)
    column(pdf, RIGHT_X, ["CONG HOA XA HOI CHU NGHIA", "Doc lap - Tu do", "An Binh, ngay 5 thang 6"], 20)
    rows = [(f"San pham thu {index} cua cong nghiep", f"{index}.120 {index}.340 10{index},2") for index in range(1, 10)]
    for index, (name, figures) in enumerate(rows):
        line_of_text(pdf, LEFT_X, TOP + index * LINE, name, 14)
        line_of_text(pdf, RIGHT_X + 15, TOP + index * LINE, figures, 14)
    lines = save(tmp_path, pdf).text.splitlines()
    assert [plain(line) for line in lines if "San pham" in line] == [plain(name + figures) for name, figures in rows]
