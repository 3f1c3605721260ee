"""Flat text: paragraphs over line and page breaks, headings, footnotes and their marks. Examples are made up."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.readers import read_document, unread_spans
from ingest.readers.text import read_text


def read(text: str) -> Document:
    return read_text("a.txt", "txt", text)


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def marked(passage: Passage) -> str:
    """The passage with its marks written back as {label}."""
    out = passage.text
    for mark in reversed(passage.marks):
        out = out[: mark.position] + "{" + mark.label + "}" + out[mark.position :]
    return out


# ---- offsets


def test_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffSản  lượng\r\nđạt 5,2 tấn.\r\n".encode())
    document = read_document(path)
    assert document.text == "\ufeffSản  lượng\r\nđạt 5,2 tấn.\r\n"
    (passage,) = document.passages
    assert passage.text == "Sản lượng đạt 5,2 tấn."
    at = passage.text.index("5,2")
    start, end = passage.source_span(at, at + 3)
    assert document.text[start:end] == "5,2"


def test_decomposed_letters_are_composed_and_keep_their_spans() -> None:
    source = unicodedata.normalize("NFD", "Sản lượng chè đạt 1.234 tấn, giảm 0,5%.")
    document = read(source)
    (passage,) = document.passages
    assert passage.text == unicodedata.normalize("NFC", source)
    at = passage.text.index("lượng")
    start, end = passage.source_span(at, at + 5)
    assert unicodedata.normalize("NFC", source[start:end]) == "lượng"
    assert document.text == source


def test_invisible_characters_do_not_cut_words() -> None:
    assert texts(read("Thu ngân\u00a0sách ước\u200b đạt 1\u00ad23 tỷ."))[0] == "Thu ngân sách ước đạt 123 tỷ."


# ---- paragraphs

WRAPPED = """\
Tổng sản lượng thủy sản trong tháng của cả tỉnh ước đạt một nghìn hai trăm
tấn, tăng nhẹ so với tháng trước nhờ thời tiết thuận lợi và giá bán của Công
ty Thủy sản Sông Lớn giữ ổn định. Đàn gia cầm tiếp tục phát triển, người dân
yên tâm tái đàn.
Chăn nuôi lợn phục hồi chậm do giá thức ăn còn cao, một số hộ nhỏ lẻ chưa có
đủ vốn để tái đàn trong quý này.
b) Lâm nghiệp
- Trồng rừng mới được ba trăm ha, đạt kế hoạch đề ra, các huyện tiếp tục chăm
sóc diện tích đã trồng từ năm trước.
"""


def test_hard_line_breaks_are_joined_and_paragraphs_kept_apart() -> None:
    for lines in (WRAPPED, WRAPPED.replace("\n", " \n\n")):
        got = read(lines).passages
        assert [passage.text[:9] for passage in got] == ["Tổng sản ", "Chăn nuôi", "b) Lâm ng", "- Trồng r"]
        assert [passage.kind for passage in got] == ["paragraph", "paragraph", "heading", "item"]
        assert "Công ty Thủy sản Sông Lớn giữ" in got[0].text


def test_a_paragraph_cut_by_a_page_is_one_passage() -> None:
    document = read("Hỗ trợ cho các hộ với tổng số 12.345\n\nsuất quà, kinh phí 37 triệu đồng.\n\nTrồng 5 ha chè.")
    assert texts(document) == [
        "Hỗ trợ cho các hộ với tổng số 12.345 suất quà, kinh phí 37 triệu đồng.",
        "Trồng 5 ha chè.",
    ]


def test_a_list_item_never_goes_on_in_the_next() -> None:
    document = read("- Văn phòng tỉnh;\n- Các sở, ban,\n- Lưu: VT")
    assert texts(document) == ["- Văn phòng tỉnh;", "- Các sở, ban,", "- Lưu: VT"]


def test_a_hyphen_at_a_line_end_joins_without_a_space() -> None:
    text = (
        WRAPPED + "Thực hiện kế hoạch của tỉnh về sản xuất vụ xuân theo Công văn số 1234/KH-\nUBND ngày ba tháng này.\n"
    )
    assert "1234/KH-UBND ngày" in texts(read(text))[-1]


def test_page_numbers_are_left_out_and_told() -> None:
    page = "Sản lượng đạt khá. " * 40
    document = read(f"{page}tổng số\n\n2\n\nhộ nghèo giảm.\n{page}\n\n3\n\n{page}")
    assert "tổng số hộ nghèo giảm." in document.passages[0].text
    assert [document.text[start:end] for start, end in unread_spans(document)] == ["2", "3"]
    assert any("“2” (line 3)" in notice for notice in document.notices)


def test_numbers_of_a_column_are_no_page_numbers() -> None:
    document = read("Số liệu các huyện\n1\n2\n3\n4\n")
    assert unread_spans(document) == []
    assert texts(document)[1:] == ["1", "2", "3", "4"]


# ---- headings


def test_the_path_of_headings() -> None:
    document = read(
        "BÁO CÁO\n\nI. KINH TẾ\n\n1. Nông nghiệp\n\na) Trồng trọt\n\nLúa đạt 5 ha.\n\n"
        "b) Chăn nuôi: Đàn lợn 7 con.\n\nĐàn bò 8 con.\n\n2. Công nghiệp\n\n- Điện: đạt 9 kWh.\n\n"
        "II. XÃ HỘI\n\nY tế tốt."
    )
    path = {passage.text: passage.headings for passage in document.passages}
    assert path["Lúa đạt 5 ha."] == ("BÁO CÁO", "I. KINH TẾ", "1. Nông nghiệp", "a) Trồng trọt")
    assert path["b) Chăn nuôi: Đàn lợn 7 con."] == ("BÁO CÁO", "I. KINH TẾ", "1. Nông nghiệp")
    assert path["Đàn bò 8 con."] == ("BÁO CÁO", "I. KINH TẾ", "1. Nông nghiệp", "b) Chăn nuôi")
    assert path["- Điện: đạt 9 kWh."] == ("BÁO CÁO", "I. KINH TẾ", "2. Công nghiệp")
    assert path["Y tế tốt."] == ("BÁO CÁO", "II. XÃ HỘI")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1.1. Nông nghiệp; xây dựng nông thôn mới", "heading"),
        ("2.3. Về văn hóa - xã hội:", "heading"),
        ("đ) Thu hút đầu tư năm 2024", "heading"),
        ("(1) Tốc độ tăng trưởng", "item"),
        ("- Bộ Tài chính", "item"),
        ("+ Trồng rừng", "item"),
        ("b) Trồng mới 54 ha chè", "item"),  # a figure: must be read
        ("3. Trồng rừng. Chăm sóc rừng", "item"),
        ("TM. ỦY BAN NHÂN DÂN", "heading"),
        ("KẾT QUẢ 9 THÁNG ĐẦU NĂM 2024", "heading"),
        ("II. KẾT QUẢ 3 CHƯƠNG TRÌNH", "heading"),
        ("TỔNG THU 54 TỶ ĐỒNG", "paragraph"),
        ("Kết quả đạt được", "heading"),
        ("Trồng mới 54 ha chè", "paragraph"),
        ("Lúa đạt kế hoạch.", "paragraph"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert read(f"{line}\n\nCác xã đã làm xong.").passages[0].kind == kind


def test_markdown_signs_are_taken_out() -> None:
    text = "## **II. Về các nội dung khác**\n\nChủ đề năm “*Đoàn kết*” đạt **5,2** tấn, 3 * 4.\n\n***Nơi nhận:***"
    document = read_text("a.md", "md", text)
    assert texts(document) == ["II. Về các nội dung khác", "Chủ đề năm “Đoàn kết” đạt 5,2 tấn, 3 * 4.", "Nơi nhận:"]
    assert document.passages[0].kind == "heading"


# ---- footnotes

RAISED = """\
Người dân đã nhận đủ hạt giống¹. Bể nuôi ốc 1.750 m³; đàn dê tăng 3,5%²; năm 2024³ tỉnh giao cho các xã, bản
vùng cao, vùng xa thực hiện trồng cây dược liệu dưới tán rừng theo hợp đồng với các công ty của

¹ Gồm 84,7 tấn hạt giống rau.

² Trong đó: dê núi 2.800 con.

³ Có 4 xã và

Sở Nông nghiệp, trong đó vận động, đào tạo nghề làm vườn và chế biến nông sản cho toàn bộ lao động vùng cao, từ đó
giúp người dân có thêm thu nhập, với 12.345

bản vùng thấp.

hộ tham gia⁴.

⁴ Ở 7 huyện.
"""


def test_raised_marks_and_interleaved_notes() -> None:
    document = read(RAISED.replace(", bản\nvùng", ", bản vùng").replace("từ đó\ngiúp", "từ đó giúp"))
    body = [passage for passage in document.passages if passage.kind != "footnote"]
    assert marked(body[0]).startswith(
        "Người dân đã nhận đủ hạt giống{1}. Bể nuôi ốc 1.750 m³; đàn dê tăng 3,5%{2}; năm 2024{3} t"
    )
    assert "các công ty của Sở Nông nghiệp, trong đó" in body[0].text
    notes = {passage.note: passage.text for passage in document.passages if passage.kind == "footnote"}
    assert notes["1"] == "Gồm 84,7 tấn hạt giống rau."
    assert notes["4"] == "Ở 7 huyện."
    assert unread_spans(document) == []


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    document = read(
        "Có 5 trường đạt chuẩn¹.\n\n¹ Gồm các trường ở vùng cao và\n\nTập trung² bảo vệ môi\n\n"
        "các trường nội trú.\n\n² Ở 7 huyện.\n\ntrường trong kỳ."
    )
    assert [marked(passage) for passage in document.passages if passage.kind != "footnote"] == [
        "Có 5 trường đạt chuẩn{1}.",
        "Tập trung{2} bảo vệ môi trường trong kỳ.",
    ]
    assert document.passages[1].text == "Gồm các trường ở vùng cao và các trường nội trú."


def foot(*notes: str) -> str:
    return " " * 43 + "\n" + "\n".join(notes) + "\n"


GLUED = (
    "Diện tích trồng hoa và cây cảnh của cả tỉnh tính đến cuối quý ước đạt 1.240 ha1, \n\n"
    "tăng nhiều so với năm trước; số hộ trồng giảm 16,5%2, trong đó lượng phân bón là \n\n"
    "khoảng 20.350 m3, nhiệm vụ của năm 20243 được giao cho các sở, ban, ngành theo \n\n"
    + foot("1 Hoa hồng 370 ha, hoa ly 70 ha, các loại hoa khác chưa thống kê đủ ", "", "2 Do giá.", "3Gồm 3 đợt.")
    + " từng lĩnh vực phụ trách. Công tác phòng, chống dịch bệnh được duy trì tốt, toàn \n\n"
    "tỉnh có 03 ca F1 được theo dõi4 và các trường hợp tiếp xúc đều được xét nghiệm để \n\n"
    "bảo đảm an toàn. \n\n" + foot("4 Theo Công văn số 12/UBND.", "5 Không có trong bài.")
    + " Kết thúc. \n"
)  # fmt: skip


def test_glued_marks_never_eat_a_digit() -> None:
    document = read(GLUED)
    body = [passage for passage in document.passages if passage.kind != "footnote"]
    assert "1.240 ha{1}, tăng" in marked(body[0])
    assert "giảm 16,5%{2}, trong đó" in marked(body[0])
    assert "20.350 m3, nhiệm vụ của năm 2024{3} được giao" in marked(body[0])
    assert "phụ trách" in body[0].text
    assert "ca F1 được theo dõi{4} và" in marked(body[0])
    notes = [(passage.note, passage.text) for passage in document.passages if passage.kind == "footnote"]
    assert notes[1:3] == [("2", "Do giá."), ("3", "Gồm 3 đợt.")]
    assert notes[3] == ("4", "Theo Công văn số 12/UBND. 5 Không có trong bài.")


def test_a_label_before_a_number() -> None:
    words = "Các đơn vị đã tham gia nhiều giải thi đấu thể thao cấp quốc gia và cấp tỉnh trong \n\n"
    marks = "".join(
        f"kỳ, gồm các nội dung số{n}, do ngành văn hóa chủ trì thực hiện theo kế hoạch đã \n\n" for n in range(1, 5)
    )
    text = words + marks + foot("1 Một.", "2 Hai.", "303 hội thi.", "4 Bốn.") + " giao. \n"
    notes = [(passage.note, passage.text) for passage in read(text).passages if passage.kind == "footnote"]
    assert notes == [("1", "Một."), ("2", "Hai."), ("3", "03 hội thi."), ("4", "Bốn.")]


def test_lost_marks_are_tied_by_order_only_where_the_counts_agree() -> None:
    text = "Theo Chỉ thị số 12(\n). Nộp tiền ủy thác(\n); đã chi 5 đồng.\n\n\ufffd Đã tổ chức.\n\n\ufffd Còn thiếu.\n"
    document = read(text)
    assert marked(document.passages[0]) == "Theo Chỉ thị số 12{1}. Nộp tiền ủy thác{2}; đã chi 5 đồng."
    assert [passage.note for passage in document.passages[1:]] == ["1", "2"]
    unsure = read(text + "\n\ufffd Thừa.\n")
    assert unsure.passages[0].marks == ()
    assert any("not tied" in notice for notice in unsure.notices)


def test_markdown_footnotes() -> None:
    document = read_text("a.md", "md", "Đạt 50 ha[^1], tăng 2%[^b].\n\n[^1]: Trong đó lúa.\n[^b]: So cùng kỳ.\n")
    assert marked(document.passages[0]) == "Đạt 50 ha{1}, tăng 2%{b}."
    assert [(p.note, p.text) for p in document.passages[1:]] == [("1", "Trong đó lúa."), ("b", "So cùng kỳ.")]


def test_a_raised_number_without_a_note_stays_and_is_told() -> None:
    document = read("Sản lượng đạt 5 tấn⁷ trong quý.")
    assert document.passages[0].text == "Sản lượng đạt 5 tấn⁷ trong quý."
    assert any("raised 7" in notice for notice in document.notices)


def test_a_note_stands_under_the_headings_of_its_mark() -> None:
    document = read("1. Nông nghiệp\n\nLúa đạt 5 ha¹.\n\n2. Công nghiệp\n\n¹ Lúa xuân.\n")
    assert document.passages[-1].headings == ("1. Nông nghiệp",)


# ---- real reports


@pytest.mark.parametrize(("report", "notes"), [("000_", 38), ("001_", 60), ("002_", 0), ("003_", 0), ("004_", 6)])
def test_all_marks_of_real_reports_are_tied_to_their_notes(shared: Path, report: str, notes: int) -> None:
    (path,) = (shared / "reports").glob(report + "*.txt")
    document = read_document(path)
    labels = [mark.label for passage in document.passages for mark in passage.marks]
    assert labels == [str(number) for number in range(1, notes + 1)]
    assert [passage.note for passage in document.passages if passage.kind == "footnote"] == labels
    assert document.notices == ()
    assert unread_spans(document) == []
    assert document.text == path.read_bytes().decode()


# ---- speed

SIZE = 300_000


@pytest.mark.parametrize(
    "text",
    [
        "1" * SIZE,
        "a" + "\n" * SIZE + "b",
        "a" + " " * SIZE + "b",
        "*" * SIZE + "a",
        "(" * SIZE + "a",
        "- " + "a" * SIZE,
        "a1 " * (SIZE // 3),
        "a" + "\u0301" * SIZE,
        "(\n" * (SIZE // 20) + "a",
        "_____\n1 abc1\n" * (SIZE // 130),
    ],
    ids=["digits", "newlines", "spaces", "stars", "brackets", "word", "marks", "accents", "holes", "rules"],
)
def test_time_is_linear(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 10
