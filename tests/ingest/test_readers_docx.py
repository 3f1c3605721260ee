"""Word documents: what Word prints is what is read. Each example is the smallest document with the construct."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.readers import read_document, unread_spans

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def note_mark(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def note(key: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>", r(" " + text))}</w:{kind}>'


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


@pytest.fixture
def word(tmp_path: Path):
    def read(body: str, **parts: str) -> Document:
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
            for name, content in parts.items():
                archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
        document = read_document(path)
        assert unread_spans(document) == []
        return document

    return read


def plain(text: str) -> str:
    """The text without what writers of test files may change: spaces, normal form, raised digits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def marked(passage: Passage) -> str:
    out = passage.text
    for mark in reversed(passage.marks):
        out = out[: mark.position] + "{" + mark.label + "}" + out[mark.position :]
    return out


def test_a_number_cut_over_runs_is_one(word) -> None:
    document = word(p(r("Thu đạt 45"), r(".500", "<w:b/>"), r(" tấn.")))
    assert texts(document) == ["Thu đạt 45.500 tấn."]
    assert document.text == "Thu đạt 45.500 tấn.\n"


def test_tracked_changes_as_accepted(word) -> None:
    inserted = f"<w:ins>{r('2.540')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>2.045</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r(' mới')}</w:moveTo>"
    document = word(p(r("Thu đạt "), deleted, inserted, r(" tỷ đồng"), moved, r(".")))
    assert texts(document) == ["Thu đạt 2.540 tỷ đồng mới."]


def test_a_deleted_paragraph_end_joins(word) -> None:
    document = word(p(r("Thu đạt "), properties="<w:rPr><w:del/></w:rPr>") + p(r("5 tỷ đồng.")))
    assert texts(document) == ["Thu đạt 5 tỷ đồng."]


def test_footnotes_have_the_numbers_that_word_prints(word) -> None:
    body = p(r("Đạt 50.440 ha"), note_mark(7), r(", tăng 2%"), note_mark(3), r("."))
    document = word(body, footnotes=note(3, "So cùng kỳ.") + note(7, "Trong đó lúa."))
    assert marked(document.passages[0]) == "Đạt 50.440 ha{1}, tăng 2%{2}."
    assert [(x.note, x.text) for x in document.passages[1:]] == [("1", "Trong đó lúa."), ("2", "So cùng kỳ.")]
    assert document.text == "Đạt 50.440 ha¹, tăng 2%².\n¹  Trong đó lúa.\n²  So cùng kỳ.\n"


def test_a_mark_in_brackets_takes_them_with_it(word) -> None:
    document = word(p(r("Theo Chỉ thị 12("), note_mark(1), r("), nộp 5 đồng.")), footnotes=note(1, "Đã tổ chức."))
    assert marked(document.passages[0]) == "Theo Chỉ thị 12{1}, nộp 5 đồng."


def test_chosen_marks_and_endnotes(word) -> None:
    chosen = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = p(r("Đạt 5 ha"), chosen, r(" và 6 ha"), note_mark(2), r(", 7 ha"), note_mark(1, "endnote"), r("."))
    document = word(body, footnotes=note(1, "Sao.") + note(2, "Số."), endnotes=note(1, "Cuối.", "endnote"))
    assert marked(document.passages[0]) == "Đạt 5 ha{*} và 6 ha{1}, 7 ha{i}."
    assert [x.note for x in document.passages[1:]] == ["*", "1", "i"]


def test_numbers_that_start_again_stay_apart(word) -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p(r("Lúa 5 ha"), note_mark(1), r("."), properties=section) + p(r("Ngô 6 ha"), note_mark(2), r("."))
    document = word(body, footnotes=note(1, "Một.") + note(2, "Hai."))
    assert [marked(x) for x in document.passages[:2]] == ["Lúa 5 ha{1}.", "Ngô 6 ha{1′}."]
    assert [x.note for x in document.passages[2:]] == ["1", "1′"]


def test_a_note_in_two_paragraphs_is_one(word) -> None:
    two = f'<w:footnote w:id="1">{p(r("Vay 5 tỷ."))}{p(r("Cho vay 6 tỷ."))}</w:footnote>'
    document = word(p(r("Tín dụng"), note_mark(1), r(" tăng.")), footnotes=two)
    assert document.passages[1].text == "Vay 5 tỷ. Cho vay 6 tỷ."


def test_a_mark_without_its_note_is_told(word) -> None:
    document = word(p(r("Đạt 5 ha"), note_mark(9), r(".")), footnotes="")
    assert any("footnote without text" in notice for notice in document.notices)


def test_footnotes_set_by_hand(word) -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    document = word(p(r("Đá đạt 50 m"), r("3", up), r(", chè"), r("1", up), r(".")) + p(r("1", up), r(" Chè khô.")))
    assert marked(document.passages[0]) == "Đá đạt 50 m³, chè{1}."
    assert document.passages[1].note == "1"


def test_signs_that_are_elements(word) -> None:
    runs = "<w:t>287/KH</w:t><w:noBreakHyphen/><w:t>UBND,</w:t><w:tab/><w:t>sản</w:t><w:softHyphen/><w:t>xuất</w:t>"
    document = word(p(f"<w:r>{runs}</w:r>"))
    assert texts(document) == ["287/KH-UBND, sảnxuất"]
    assert "sản\u00adxuất" in document.text


def test_a_forced_line_break_inside_a_sentence(word) -> None:
    document = word(p(r("Chủ tịch"), "<w:r><w:br/></w:r>", r("ủy ban họp.")) + p(r("Đạt 5 ha.")))
    assert texts(document) == ["Chủ tịch ủy ban họp.", "Đạt 5 ha."]
    assert document.text == "Chủ tịch\nủy ban họp.\nĐạt 5 ha.\n"


def test_one_branch_of_a_text_box(word) -> None:
    box = f"<w:txbxContent>{p(r('Thu 5 tỷ đồng.'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    document = word(p(r("Kết quả:"), f"<w:r>{both}</w:r>") + p(r("Chi 6 tỷ đồng.")))
    assert texts(document) == ["Kết quả:", "Thu 5 tỷ đồng.", "Chi 6 tỷ đồng."]


def test_hidden_text_and_pictures_are_told(word) -> None:
    picture = '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>'
    document = word(p(r("Thu 5 tỷ"), r(" mật 9", "<w:vanish/>"), r("."), picture))
    assert texts(document) == ["Thu 5 tỷ."]
    assert {"1 × run of hidden text: not read", "1 × picture or chart: not read"} <= set(document.notices)


def test_content_controls_links_and_fields(word) -> None:
    field = f"<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE 99</w:instrText></w:r>{r('12')}"
    link = f"<w:hyperlink>{r(' ha')}</w:hyperlink>"
    content = f"<w:sdtContent>{p(r('Lúa '), field, link, r('.'))}</w:sdtContent>"
    assert texts(word(f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>{content}</w:sdt>")) == ["Lúa 12 ha."]


def test_automatic_numbers_are_text(word) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, form, text in [
            (0, "upperRoman", "%1."),
            (1, "decimal", "%2."),
            (2, "decimal", "%2.%3."),
            (3, "bullet", "\uf0b7"),
        ]
    )
    instance = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{instance}'

    def item(text: str, depth: int) -> str:
        return p(r(text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>')

    listed = [("KINH TẾ", 0), ("Nông nghiệp", 1), ("Trồng trọt", 2), ("Lúa 5 ha;", 3), ("Chăn nuôi", 2)]
    listed += [("XÃ HỘI", 0), ("Y tế", 1)]
    document = word("".join(item(*line) for line in listed) + p(r("Khám 7 lượt.")), numbering=numbering)
    assert texts(document) == [
        *("I. KINH TẾ", "1. Nông nghiệp", "1.1. Trồng trọt", "- Lúa 5 ha;", "1.2. Chăn nuôi", "II. XÃ HỘI", "1. Y tế"),
        "Khám 7 lượt.",
    ]
    assert document.passages[-1].headings == ("II. XÃ HỘI", "1. Y tế")


def test_heading_styles(word) -> None:
    styles = (
        '<w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Mine"/><w:basedOn w:val="A"/></w:style>'
    )
    body = p(r("Kết quả đạt được trong kỳ, một số mặt"), properties='<w:pStyle w:val="B"/>') + p(r("Thu 5 tỷ."))
    document = word(body, styles=styles)
    assert document.passages[0].kind == "heading"
    assert document.passages[1].headings == ("Kết quả đạt được trong kỳ, một số mặt",)


TABLE = (
    row(
        cell(p(r("Chỉ tiêu")), properties='<w:vMerge w:val="restart"/>'),
        cell(p(r("Năm 2024")), properties='<w:gridSpan w:val="2"/>'),
    )
    + row(cell(p(), properties="<w:vMerge/>"), cell(p(r("Kế hoạch"))), cell(p(r("Lũy")), p(r("kế"))))
    + row(cell(p(r("Lúa"), note_mark(1))), cell(p(r("31.250"))), cell(p(r("32.453"))))
    + row(cell(p(r("Bỏ"))), cell(p(r("1"))), cell(p(r("2"))), properties="<w:del/>")
    + row(cell(p(r("Ngô"))), cell(p(r("19.070"))))
)


def test_a_table_is_rectangular_and_repeats_merged_cells(word) -> None:
    document = word(
        p(r("PHỤ LỤC")) + f"<w:tbl>{TABLE}</w:tbl>" + p(r("kèm theo báo cáo.")), footnotes=note(1, "Cả năm.")
    )
    (table,) = document.tables
    assert table.rows == (
        ("Chỉ tiêu", "Năm 2024", "Năm 2024"),
        ("Chỉ tiêu", "Kế hoạch", "Lũy kế"),
        ("Lúa", "31.250", "32.453"),
        ("Ngô", "19.070", ""),
    )
    assert document.text.split("\n")[1:5] == [
        "Chỉ tiêu\tNăm 2024",
        "\tKế hoạch\tLũy kế",
        "Lúa¹\t31.250\t32.453",
        "Ngô\t19.070",
    ]
    assert [document.text[start:end] for start, end in table.spans[2]] == ["Lúa¹", "31.250", "32.453"]
    assert table.headings == ("PHỤ LỤC",)
    assert texts(document) == ["PHỤ LỤC", "kèm theo báo cáo.", "Cả năm."]


def test_a_table_that_only_places_text_is_prose(word) -> None:
    head = row(cell(p(r("ỦY BAN NHÂN DÂN")), p(r("Số: 12/BC-UBND"))), cell(p(r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))))
    document = word(f"<w:tbl>{head}</w:tbl>" + p(r("Thu 5 tỷ.")))
    assert document.tables == ()
    assert texts(document) == ["ỦY BAN NHÂN DÂN", "Số: 12/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Thu 5 tỷ."]


@pytest.mark.parametrize(("name", "notes"), [("thang10", 60), ("quy1", 38), ("thang02", 6)])
def test_samples_agree_with_the_truth(shared: Path, name: str, notes: int) -> None:
    truth = json.loads((shared / "samples" / "truth.json").read_text("utf-8"))[name]
    document = read_document(shared / "samples" / f"{name}.docx")
    labels = [mark.label for passage in document.passages for mark in passage.marks]
    assert labels == [str(number) for number in range(1, notes + 1)]
    got = {passage.note: passage.text for passage in document.passages if passage.kind == "footnote"}
    assert {label: plain(body) for label, body in got.items()} == {k: plain(v) for k, v in truth["notes"].items()}
    assert unread_spans(document) == []


def test_the_annex_of_a_sample(shared: Path) -> None:
    truth = json.loads((shared / "samples" / "truth.json").read_text("utf-8"))["thang10"]["table"]
    (table,) = read_document(shared / "samples" / "thang10.docx").tables
    assert {len(cells) for cells in table.rows} == {8}
    for wanted, got in zip(truth, table.rows[2:], strict=True):
        assert [plain(a) for a in wanted if a] == [plain(b) for a, b in zip(wanted, got, strict=True) if a]


def test_constructs_of_word_in_a_sample(shared: Path) -> None:
    document = read_document(shared / "samples" / "wordlike.docx")
    assert sum(len(passage.marks) for passage in document.passages) == 33
    assert any(passage.text == "Thu ngân sách đạt 2.540 tỷ đồng" for passage in document.passages)
    assert "1,822 triệu con" in " ".join(texts(document))
