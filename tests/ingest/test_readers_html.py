"""Web pages: what a browser shows, in the order that it shows it. Examples are made up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers import read_document, unread_spans


def page(folder: Path, markup: str, encoding: str = "utf-8", name: str = "a.html") -> Document:
    (folder / name).write_bytes(markup.encode(encoding))
    return read_document(folder / name)


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def test_headings_paragraphs_and_inline_markup(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<html><head><title>Báo cáo</title><style>p {color: red}</style><script>var x = '99 tỷ';</script></head><body>"
        "<h1>I. KINH TẾ</h1><h2>1. Nông nghiệp</h2><p>Sản lượng  thóc\n ước đạt <b>1.2</b><i>34</i>&nbsp;tấn,<br>tăng 5%."
        "</p><!-- 7 ha --><div>Thu 5 tỷ đồng.</div></body></html>",
    )
    assert texts(document) == [
        "I. KINH TẾ",
        "1. Nông nghiệp",
        "Sản lượng thóc ước đạt 1.234 tấn, tăng 5%.",
        "Thu 5 tỷ đồng.",
    ]
    assert document.passages[2].headings == ("I. KINH TẾ", "1. Nông nghiệp")
    assert document.format == "html"
    assert document.notices == ()
    assert unread_spans(document) == []


def test_offsets(tmp_path: Path) -> None:
    document = page(tmp_path, "<p>Diện tích <b>lúa</b>\n đạt&nbsp;1.234 ha</p>")
    passage = document.passages[0]
    at = passage.text.index("1.234 ha")
    start, end = passage.source_span(at, at + 8)
    assert document.text[start:end] == "1.234 ha"


def test_lists_are_numbered_as_shown(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<ol start=3><li>Thu 5 tỷ.<li><p>Chi 6 tỷ.</p><ul><li>Đầu tư 2 tỷ.</li></ul></ol><ol type=a><li>Khác 1 tỷ.</ol>",
    )
    assert texts(document) == ["3. Thu 5 tỷ.", "4. Chi 6 tỷ.", "- Đầu tư 2 tỷ.", "a. Khác 1 tỷ."]


def test_raised_numbers_are_marks_or_units(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<p>Đạt 5,2%<sup>1</sup>, diện tích 7 km<sup>2</sup>.</p><hr><p><sup>1</sup> Lúa 5 ha.</p>"
    )
    body, note = document.passages
    assert body.text == "Đạt 5,2%, diện tích 7 km²."
    assert [mark.label for mark in body.marks] == ["1"]
    assert (note.kind, note.text) == ("footnote", "Lúa 5 ha.")


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (  # LibreOffice
            '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
            "Lúa 5 ha.</p></div>",
        ),
        (  # Word
            '<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class='
            "MsoFootnoteReference><span><![if !supportFootnotes]>[1]<![endif]></span></span></a>",
            '<div><br clear=all><hr align=left size=1 width="33%"><div id=ftn1><p class=MsoFootnoteText><a href='
            '"#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Lúa 5 ha.</p></div></div>',
        ),
        (  # Markdown tools
            '<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>',
            '<section class="footnotes"><hr><ol><li id="fn1"><p>Lúa 5 ha.<a href="#fnref1">↩︎</a></p></li></ol></section>',
        ),
        (  # wikis
            '<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>',
            '<ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Lúa 5 ha.</span></li></ol>',
        ),
    ],
)
def test_footnotes_as_programs_save_them(tmp_path: Path, mark: str, note: str) -> None:
    document = page(tmp_path, f"<body><p>Gieo 7 ha{mark}, tăng 5,2%.</p>{note}</body>")
    body, foot = document.passages
    assert body.text == "Gieo 7 ha, tăng 5,2%."
    assert [(mark.position, mark.label) for mark in body.marks] == [(9, "1")]
    assert (foot.kind, foot.text, foot.note) == ("footnote", "Lúa 5 ha.", "1")
    assert document.notices == ()


def test_links_that_are_no_footnotes_stay(tmp_path: Path) -> None:
    menu = '<p id="top">Xem mục <a href="#muc">1</a>, <a href="#khac">2</a>.</p><p id="muc">Gieo 7 ha.</p>'
    assert texts(page(tmp_path, menu)) == ["Xem mục 1, 2.", "Gieo 7 ha."]


TABLE = """
<table><caption>Biểu 1. Chỉ tiêu</caption>
<thead><tr><th rowspan=2>Chỉ tiêu</th><th rowspan="2">ĐVT</th><th colspan=2>Năm</th></tr><tr><th>KH</th><th>TH</th></tr>
<tbody><tr><td><p>Thóc</p><p>mùa</p><td>tấn<td>1.000<td>900</tr><tr><td rowspan=2>Ngô<td>ha<td>10<td>9
<tr><td>tấn<td>20</table>
"""


def test_tables_are_grids(tmp_path: Path) -> None:
    document = page(tmp_path, f"<p>Kết quả như sau:</p>{TABLE}<p>Hết.</p>")
    (table,) = document.tables
    assert table.rows == (
        ("Chỉ tiêu", "ĐVT", "Năm", "Năm"),
        ("Chỉ tiêu", "ĐVT", "KH", "TH"),
        ("Thóc mùa", "tấn", "1.000", "900"),
        ("Ngô", "ha", "10", "9"),
        ("Ngô", "tấn", "20", ""),
    )
    start, end = table.spans[2][3]
    assert document.text[start:end] == "900"
    assert texts(document) == ["Kết quả như sau:", "Biểu 1. Chỉ tiêu", "Hết."]
    assert unread_spans(document) == []


def test_tables_that_only_place_text_become_paragraphs(tmp_path: Path) -> None:
    letterhead = "<table><tr><td>UBND TỈNH A<br>Số: 12/BC-UBND</td><td>CỘNG HÒA</td></tr></table>"
    frame = f"<table><tr><td>Menu</td><td><h2>I. KINH TẾ</h2>{TABLE}</td></tr></table>"
    stray = "<table><tr><td>5</td><td>6</td></tr><tr><div>Thu 7 tỷ đồng.</div></tr></table>"
    document = page(tmp_path, letterhead + frame + stray)
    assert len(document.tables) == 1
    assert "Số: 12/BC-UBND" in texts(document)
    assert "I. KINH TẾ" in texts(document)
    assert "Thu 7 tỷ đồng." in document.text
    assert unread_spans(document) == []


def test_what_is_not_shown_is_told(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        '<nav>Trang chủ</nav><p>Thu 5 tỷ.<img src=a.png></p><p style="DISPLAY:none">6 ha</p><p hidden>7 ha</p>',
    )
    assert texts(document) == ["Thu 5 tỷ."]
    assert document.notices == ("1 × <nav>: not read", "2 × hidden element: not read", "1 × picture: not read")


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    document = page(tmp_path, "<pre>\nThu 5 tỷ đồng.\r\nChi 6 tỷ đồng.\n</pre>Còn lại 1 tỷ.")
    assert texts(document) == ["Thu 5 tỷ đồng.", "Chi 6 tỷ đồng.", "Còn lại 1 tỷ."]


# ---- encodings


@pytest.mark.parametrize(
    ("markup", "encoding"),
    [
        ("<meta charset=utf-8><p>{}</p>", "utf-8"),
        ("<p>{}</p>", "utf-8"),
        ("<p>{}</p>", "utf-8-sig"),
        ('<?xml version="1.0" encoding="utf-16"?><html><p>{}</p></html>', "utf-16"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>{}</p>', "utf-8"),
        ("<meta charset=nonsense><p>{}</p>", "utf-8"),
        ("<meta charset=us-ascii><meta charset=x><p>&#7843;</p><p>{}</p>", "utf-16"),
    ],
)
def test_charsets(tmp_path: Path, markup: str, encoding: str) -> None:
    text = "Sản lượng đạt 5 tấn, tăng 5,2%."
    assert text in page(tmp_path, markup.format(text), encoding).text


@pytest.mark.parametrize("declared", ["", "<meta charset=iso-8859-1>", "<meta charset=windows-1252>"])
def test_old_fonts(tmp_path: Path, declared: str) -> None:
    text = "S¶n l­îng l­¬ng thùc ®¹t 205.628 tÊn, b»ng 91,2% kÕ ho¹ch"
    document = page(tmp_path, f"{declared}<p><font face='.VnTime'>{text}</font></p>", "cp1252", "a.htm")
    assert texts(document) == ["Sản lượng lương thực đạt 205.628 tấn, bằng 91,2% kế hoạch"]
    assert "TCVN3" in document.notices[0]


# ---- what pages may do


@pytest.mark.parametrize("tag", ["div", "ul", "font", "b", "sup"])
def test_pages_nested_too_deep_are_refused_whole(tmp_path: Path, tag: str) -> None:
    with pytest.raises(UnreadableFileError, match="nested too deep"):
        page(tmp_path, f"<{tag}>5 ha" * 100_000)


def test_pages_nested_deep_are_read(tmp_path: Path) -> None:
    assert page(tmp_path, "<div>" * 1500 + "Thu 5 tỷ đồng.").text == "Thu 5 tỷ đồng.\n"


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr><td rowspan=99 colspan=199>1<td>2</tr>" * 2000,
        "<table><tr>" + "<td>1" * 20_000 + "</tr>" + "<tr><td>1" * 5000,
        "<ul>" + "<li> " * 20_000 + "5 ha",
        "<p " + "a=1 " * 50_000 + ">5 ha",
        "<div id=a>5 ha" + "<a href=#a id=a>1</a>" * 50_000,
        "<div id=a>5 ha" + "".join(f"<a href=#b{i} id=a{i}>1</a><a href=#a{i} id=b{i}>1</a>" for i in range(20_000)),
    ],
)
def test_hostile_pages_end_soon(tmp_path: Path, markup: str) -> None:
    began = time.perf_counter()
    page(tmp_path, markup)
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize("markup", ["<html></html>", "<!-- x -->", "<p hidden>5 ha</p>", "   "])
def test_pages_without_text(tmp_path: Path, markup: str) -> None:
    with pytest.raises(UnreadableFileError):
        page(tmp_path, markup)
