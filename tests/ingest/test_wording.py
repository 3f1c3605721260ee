"""Passages in their usual words: what they say, and where every character of them stands in the document."""

from __future__ import annotations

import pytest

from ingest.document import Mark, Passage
from ingest.wording import in_usual_words

SAID = [
    ("Xuất khẩu sụt giảm mạnh 4 phần trăm so cùng kỳ", "Xuất khẩu giảm 4 % so với cùng kỳ"),
    ("Suy giảm 3% so với tháng liền kề trước", "Giảm 3% so với tháng trước"),
    ("đạt 12 triệu đô la Mỹ, tăng thêm 5%", "đạt 12 triệu USD, tăng 5%"),
    ("thu 4 tỷ đ từ 3 DN trong nửa đầu năm", "thu 4 tỷ đồng từ 3 doanh nghiệp trong sáu tháng đầu năm"),
    ("quý ba tăng 2% với cùng giai đoạn năm ngoái", "quý III tăng 2% so với cùng kỳ năm trước"),
    ("chế tạotăng 8% sovới thángtrước, đạt 3 tỷđồng", "chế tạo tăng 8% so với tháng trước, đạt 3 tỷ đồng"),
    ("dịch vụ tăng trưởng 6%", "dịch vụ tăng 6%"),
    ("dự ước đạt 7 héc-ta, bằng 90% KH", "ước đạt 7 ha, bằng 90% kế hoạch"),
]
KEPT = [
    "Quyết định số 12/QĐ-TW, Kế hoạch 30/KH-UBND của Sở KH và CN",
    "giá trị tăng thêm 8%, vốn tăng thêm 20 triệu USD",
    "suy giảm khả năng lao động, sinh kế so với nhu cầu",
    "tốc độ tăng trưởng 6%, GRDP có tăng trưởng 5%",
    "khu vực tư nhân, quý báu, liền kề khu dân cư",
]


def _passage(text: str, *marks: Mark) -> Passage:
    return Passage("paragraph", text, range(10, 10 + len(text)), range(11, 11 + len(text)), marks)


@pytest.mark.parametrize(("text", "usual"), SAID)
def test_says_it_in_the_usual_words(text: str, usual: str) -> None:
    assert in_usual_words(_passage(text)).text == usual


@pytest.mark.parametrize("text", KEPT)
def test_leaves_other_words_alone(text: str) -> None:
    passage = _passage(text)
    assert in_usual_words(passage) is passage


@pytest.mark.parametrize(("text", "usual"), SAID)
def test_every_character_knows_its_place(text: str, usual: str) -> None:
    """Numbers are those of the document, spans ascend, and the ends of the passage stay where they were."""
    passage = in_usual_words(_passage(text))
    assert len(passage.starts) == len(passage.ends) == len(passage.text)
    assert list(passage.starts) == sorted(passage.starts)
    assert passage.source_span(0, len(passage.text)) == (10, 10 + len(text))
    for place, letter in enumerate(passage.text):
        if letter.isdigit():
            start, end = passage.source_span(place, place + 1)
            assert text[start - 10 : end - 10] == letter


def test_marks_stay_beside_their_words() -> None:
    text = "Chi ngân sách sụt giảm 2% so cùng kỳ; thu tăng"
    passage = in_usual_words(_passage(text, Mark(text.index("2%"), "1"), Mark(len(text), "2")))
    assert [passage.text[: mark.position] for mark in passage.marks] == ["Chi ngân sách giảm ", passage.text]
