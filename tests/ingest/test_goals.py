"""Targets that a list tells over several paragraphs, and where they end."""

from __future__ import annotations

import pytest

from ingest import read_claims
from ingest.document import Document, Passage, PassageKind
from ingest.period import Period


def _document(paragraphs: list[str], headings: tuple[str, ...]) -> Document:
    text = "\n".join(paragraphs)
    passages, at = [], 0
    for paragraph in paragraphs:
        places = tuple(range(at, at + len(paragraph) + 1))
        kind: PassageKind = "item" if paragraph.startswith("- ") else "paragraph"
        passages.append(Passage(kind, paragraph, places[:-1], places[1:], headings=headings))
        at += len(paragraph) + 1
    return Document("goals", "txt", text, tuple(passages))


def _measures(paragraphs: list[str], *, headings: tuple[str, ...] = ()) -> dict[str, tuple[str, int]]:
    read = read_claims(_document(paragraphs, headings), period=Period.parse("2025"), area="An Bình")
    return {claim.number_text: (claim.measure, claim.last_day.year) for claim in read.claims if claim.indicator}


@pytest.mark.parametrize(
    "opening",
    [
        "Kỳ họp đề ra các chỉ tiêu chủ yếu năm 2026 như sau:",
        "Phấn đấu trong năm 2026:",
        "Các chỉ tiêu chủ yếu (giai đoạn 2025-2026)",
        "Năm 2026, tỉnh xác định các chỉ tiêu, trong đó tỷ lệ hộ nghèo còn dưới 2%.",
    ],
)
def test_the_paragraphs_below_go_on_with_the_targets(opening: str) -> None:
    found = _measures([opening, "Thu ngân sách nhà nước 730 tỷ đồng.", "Tỷ lệ che phủ rừng 41,5%."])
    assert found["730"] == found["41,5"] == ("plan", 2026)


@pytest.mark.parametrize(
    "opening",
    [
        "Các chỉ tiêu chủ yếu đạt được trong năm:",
        "Các chỉ tiêu tăng so với cùng kỳ:",
        "Tỉnh đề ra các chỉ tiêu, trong đó tỷ lệ hộ nghèo dưới 2%; đến nay đã đạt 16 chỉ tiêu.",
    ],
)
def test_what_came_of_them_is_no_target(opening: str) -> None:
    assert _measures([opening, "Tỷ lệ che phủ rừng 41,5%."])["41,5"][0] == "level"


def test_a_paragraph_of_results_ends_the_targets() -> None:
    opening = "Kỳ họp đề ra các chỉ tiêu chủ yếu năm 2026 như sau:"
    found = _measures(
        [opening, "Tỷ lệ hộ nghèo còn 2,2%.", "Năm 2025 đã trồng 900 ha rừng.", "Tỷ lệ che phủ rừng 40%."]
    )
    assert (found["2,2"][0], found["40"][0]) == ("plan", "level")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Giá trị sản xuất năm 2025 tăng 9,4% so với năm 2024; tỷ lệ che phủ rừng 40%.",
        "Tỷ lệ che phủ rừng 40% (kế hoạch 41%).",
        "Tỷ lệ che phủ rừng 40%, tăng 0,3% so với năm 2024.",
        "Nhờ đó, tỷ lệ che phủ rừng lên 40%.",
        "Xảy ra 21 vụ cháy; tỷ lệ che phủ rừng 40%.",
    ],
)
def test_a_paragraph_of_the_year_ends_the_targets_of_the_next(paragraph: str) -> None:
    opening = "Năm 2026, tỉnh đề ra 16 chỉ tiêu, trong đó tỷ lệ hộ nghèo còn dưới 2%."
    assert _measures([opening, paragraph])["40"] == ("level", 2025)


def test_a_paragraph_behind_marked_targets_may_be_none() -> None:
    """It may tell what was reached, and so has no code until "phấn đấu" is said again."""
    opening, items = (
        "Kỳ họp đề ra các chỉ tiêu năm 2026 như sau:",
        ["- Thu ngân sách 730 tỷ đồng.", "- Trồng 40 ha rừng."],
    )
    told = ["Đàn lợn có 9.100 con.", "- Đàn bò có 2.300 con.", "Phấn đấu kim ngạch xuất khẩu đạt 12 triệu USD."]
    found = _measures([opening, *items, *told])
    assert found == {"730": ("plan", 2026), "40": ("plan", 2026), "12": ("plan", 2026)}


def test_the_year_of_targets_may_open_their_lead() -> None:
    found = _measures(["Năm 2026, tỉnh phấn đấu đạt các chỉ tiêu chủ yếu:", "- Thu ngân sách 730 tỷ đồng."])
    assert found == {"730": ("plan", 2026)}


def test_targets_of_another_year_begin_anew() -> None:
    opening = "Đại hội đề ra các chỉ tiêu giai đoạn 2026-2030, trong đó tỷ lệ hộ nghèo còn dưới 2%."
    found = _measures([opening, "Năm 2026, tỉnh đề ra 16 chỉ tiêu, trong đó tỷ lệ che phủ rừng 41%."])
    assert found["41"] == ("plan", 2026)


def test_targets_of_the_year_itself_end_with_their_paragraph() -> None:
    opening = "Năm nay tỉnh đặt các chỉ tiêu, trong đó: tỷ lệ hộ nghèo còn dưới 2%; tỷ lệ đô thị hóa 27%."
    assert _measures([opening, "Toàn tỉnh có tỷ lệ che phủ rừng 41%."])["41"][0] == "level"


def test_a_heading_sets_targets_for_years_ahead() -> None:
    found = _measures(["Tỷ lệ đô thị hóa 45%."], headings=("Các chỉ tiêu chủ yếu giai đoạn 2026-2030",))
    assert found["45"] == ("plan", 2030)


def test_targets_by_field_are_told_by_the_headings_above() -> None:
    field = "I. CÁC CHỈ TIÊU KINH TẾ:"
    assert _measures(["GRDP tăng 6,2%."], headings=(field,))["6,2"][0] == "level"
    assert _measures(["GRDP tăng 6,2%."], headings=("Mục tiêu năm 2026", field))["6,2"][0] == "plan"


def test_a_meeting_that_sums_up_tells_results_before_it_sets_tasks() -> None:
    title = "Xã tổ chức Hội nghị sơ kết 9 tháng, triển khai nhiệm vụ trọng tâm quý IV"
    assert _measures(["Tỷ lệ che phủ rừng 41%."], headings=(title,))["41"] == ("level", 2025)


def test_a_stretch_of_years_in_a_heading_of_results_moves_no_days() -> None:
    found = _measures(["Tỷ lệ đô thị hóa 45%."], headings=("Kết quả thực hiện giai đoạn 2021-2026",))
    assert found["45"] == ("level", 2025)


def test_an_average_of_several_years_is_told_of_none_of_them() -> None:
    text = "Giai đoạn 2021-2025, GRDP tăng bình quân 6,3%/năm; năm 2025 tăng 8,1%."
    claims = read_claims(_document([text], ()), period=Period.parse("2025"), area="An Bình").claims
    average, last = (claim for claim in claims if claim.indicator == "macro.grdp_growth")
    assert (average.first_day.year, average.last_day.year) == (2021, 2025)
    assert average.accumulation == "IN_PERIOD"  # of no period of the calendar: see warehouse.periods
    assert last.first_day.year == 2025


def _days(paragraph: str, heading: str) -> dict[str, tuple[str, str]]:
    read = read_claims(_document([paragraph], (heading,)), period=Period.parse("2024-08"), area="An Bình")
    return {c.number_text: (c.measure, f"{c.first_day}..{c.last_day}") for c in read.claims if c.indicator}


YEAR, SEPTEMBER, QUARTER = "2024-01-01..2024-12-31", "2024-09-01..2024-09-30", "2024-10-01..2024-12-31"


@pytest.mark.parametrize(
    ("heading", "paragraph", "days"),
    [
        ("NHIỆM VỤ", "Phấn đấu tháng 9 thu ngân sách trên địa bàn đạt 165 tỷ đồng.", SEPTEMBER),
        ("NHIỆM VỤ", "Phấn đấu quý IV trồng rừng mới đạt 165 ha.", QUARTER),
        ("NHIỆM VỤ TRỌNG TÂM THÁNG 9", "Trồng rừng mới 165 ha.", SEPTEMBER),
        (
            "NHIỆM VỤ TRỌNG TÂM THÁNG 9",
            "Trồng rừng mới 165 ha; phấn đấu cả năm thu ngân sách đạt 9 tỷ đồng.",
            SEPTEMBER,
        ),
        ("NHIỆM VỤ TRỌNG TÂM THÁNG 9", "Cả năm trồng rừng mới đạt 165 ha.", YEAR),
        ("NHIỆM VỤ TRỌNG TÂM THÁNG 9", "Phấn đấu hoàn thành kế hoạch năm: trồng rừng mới 165 ha.", YEAR),
        ("NHIỆM VỤ", "Phấn đấu thu ngân sách trên địa bàn đạt 165 tỷ đồng.", YEAR),
    ],
)
def test_a_target_of_a_month_to_come_covers_that_month(heading: str, paragraph: str, days: str) -> None:
    assert _days(paragraph, heading)["165"] == ("plan", days)


def test_what_is_expected_among_targets_is_none() -> None:
    paragraph = (
        "Phấn đấu thu ngân sách trên địa bàn đạt 90 tỷ đồng. Ước cả năm thu ngân sách trên địa bàn đạt 86 tỷ đồng."
    )
    found = _days(paragraph, "NHIỆM VỤ")
    assert (found["90"], found["86"]) == (("plan", YEAR), ("level", YEAR))


_ITEMS = [
    "- Tốc độ tăng trưởng GRDP đạt 9,5%.",
    "- Đến năm 2030, GRDP bình quân đầu người đạt 140 triệu đồng.",
    "- Tỷ lệ hộ nghèo còn dưới 1,5%.",
]


@pytest.mark.parametrize("heading", ["II. Các chỉ tiêu chủ yếu", "2. Mục tiêu cụ thể", "Mục tiêu, chỉ tiêu phát triển"])
def test_items_name_the_year_that_their_heading_does_not(heading: str) -> None:
    found = _measures(_ITEMS, headings=("Phần thứ hai", heading))
    assert found == {"9,5": ("plan", 2030), "140": ("plan", 2030), "1,5": ("plan", 2030)}


def test_items_name_the_year_that_their_lead_does_not() -> None:
    found = _measures(["Tỉnh xác định các chỉ tiêu chủ yếu như sau:", *_ITEMS])
    assert found["9,5"] == found["1,5"] == ("plan", 2030)


@pytest.mark.parametrize(
    "headings",
    [
        ("II. Kế hoạch năm 2026", "1. Các chỉ tiêu chủ yếu"),  # the year is told above
        ("III. Nhiệm vụ, giải pháp",),  # tasks of the year, one of which looks further
        ("II. Mục tiêu, nhiệm vụ tháng 11",),
    ],
)
def test_items_name_no_year_for_others_elsewhere(headings: tuple[str, ...]) -> None:
    assert _measures(_ITEMS, headings=headings)["1,5"][1] < 2030


@pytest.mark.parametrize("other", ["- Năm 2026 trồng mới 900 ha rừng.", "- Tỷ lệ đô thị hóa đạt 34% năm 2025."])
def test_items_that_name_several_years_speak_for_themselves(other: str) -> None:
    found = _measures([*_ITEMS, other], headings=("II. Các chỉ tiêu chủ yếu",))
    assert (found["140"][1], found["1,5"][1]) == (2030, 2025)


@pytest.mark.parametrize("words", ["cả giai đoạn", "toàn nhiệm kỳ"])
def test_a_heading_names_the_years_of_its_whole_stretch(words: str) -> None:
    text = f"Tổng vốn đầu tư toàn xã hội {words} đạt 95.000 tỷ đồng."
    document = _document([text], ("II. Mục tiêu giai đoạn 2026-2030",))
    (claim,) = read_claims(document, period=Period.parse("2025"), area="An Bình").claims
    assert (claim.indicator, claim.measure) == ("macro.total_investment", "plan")
    assert (claim.first_day.year, claim.last_day.year) == (2026, 2030)


@pytest.mark.parametrize(
    ("bracket", "measure", "year"),
    [
        ("(năm 2025: 220 triệu USD)", "level", 2025),
        ("(ước thực hiện năm 2025 đạt 220 triệu USD)", "level", 2025),
        ("(năm 2024 là 220 triệu USD)", "level", 2024),
        ("(KH năm 2025: 220 triệu USD)", "plan", 2025),
    ],
)
def test_a_bracket_among_targets_tells_of_its_own_year(bracket: str, measure: str, year: int) -> None:
    text = f"- Kim ngạch xuất khẩu 250 triệu USD {bracket}."
    found = _measures([text], headings=("I. Các chỉ tiêu chủ yếu năm 2026",))
    assert found == {"250": ("plan", 2026), "220": (measure, year)}
