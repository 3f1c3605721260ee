"""The head of a report: the period that its words name."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import Document, Passage
from ingest.header import read_header
from ingest.period import Period


def _head(*texts: str) -> Document:
    passages = tuple(Passage("paragraph", t, tuple(range(len(t))), tuple(range(1, len(t) + 1))) for t in texts)
    return Document("head", "txt", "\n".join(texts), passages)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tình hình kinh tế - xã hội tháng 10 năm 2024", "2024-10"),
        ("Tình hình kinh tế - xã hội tháng 12, quý IV và năm 2023", "2023"),
        ("Tình hình kinh tế - xã hội tháng 12 và cả năm 2023", "2023"),
        ("Tình hình kinh tế - xã hội tháng 3 và quý I năm 2024", "2024-Q1"),
        ("Tình hình chính thức tháng 6, ước tháng 7 và 7 tháng năm 2024", "2024-07"),
        ("Tình hình tháng 8, ước tháng 9 và 9 tháng đầu năm 2024", "2024-9M"),
        ("Ước thực hiện kế hoạch 5 năm 2021-2025 và dự kiến kế hoạch năm 2026", "2025"),
        ("Kết quả thực hiện chương trình giai đoạn 2021-2025 trong năm 2023", "2023"),
        ("Báo cáo nhanh tuần 3 tháng 5 năm 2024", "2024-05"),
        ("Kết quả chỉ đạo, điều hành từ đầu năm đến nay (số liệu đến ngày 31/10/2023)", "2023-10"),
        ("Tình hình tháng 12 năm 2023; phương hướng, nhiệm vụ tháng 01 và năm 2024", "2023-12"),
    ],
)
def test_the_title_names_the_period(title: str, period: str) -> None:
    found = read_header(_head("BÁO CÁO", title), []).period
    assert found == Period.parse(period)


def test_the_year_compared_with_is_not_the_one_reported() -> None:
    compared = "6 tháng đầu năm, thu ngân sách đạt 63 tỷ đồng, tăng 9% so với cùng kỳ năm 2022."
    assert read_header(_head("Kỳ họp của Hội đồng nhân dân", compared), []).period is None
    named = read_header(_head("Kết quả 6 tháng đầu năm 2023", compared), []).period
    assert named == Period.parse("2023-S1")


def test_months_before_a_goal_are_no_period() -> None:
    found = read_header(
        _head("Thu ngân sách về đích trước 2 tháng", "10 tháng năm 2021, thu đạt 84 tỷ đồng."), []
    ).period
    assert found == Period(2021, 1, 10)


@pytest.mark.parametrize(
    ("head", "area", "issued"),
    [
        (("TỈNH ỦY NAM ĐỊNH", "BÁO CÁO", "Tình hình tháng 8 năm 2023"), "Nam Định", None),
        (("TỈNH ỦY AN BÌNH", "BÁO CÁO", "Tình hình tháng 8 năm 2023"), "An Bình", None),
        (("UBND TỈNH AN BÌNH", "An Bình, ngày 30/6/2021", "BÁO CÁO"), "An Bình", date(2021, 6, 30)),
        (("UBND TỈNH AN BÌNH", "An Bình, ngày 5 tháng 6 năm 2021", "BÁO CÁO"), "An Bình", date(2021, 6, 5)),
    ],
)
def test_area_and_day_of_issue(head: tuple[str, ...], area: str, issued: date | None) -> None:
    header = read_header(_head(*head), ["Nam Định"])
    assert (header.area, header.issued) == (area, issued)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("NGHỊ QUYẾT", "Về kế hoạch phát triển kinh tế - xã hội năm 2025"), "resolution"),
        (("Kế hoạch phát triển kinh tế - xã hội năm 2025",), "plan"),
        (("Kế hoạch vốn năm 2024 được giao 2.310 tỷ đồng.", "Gạo xuất khẩu đạt 12 triệu USD."), ""),
        (("Thu ngân sách 9 tháng đạt 640 tỷ đồng.", "Kế hoạch năm 2025"), ""),
        (("Kế hoạch năm 2025:", "Thu ngân sách 640 tỷ đồng."), ""),
    ],
)
def test_a_title_stands_first_and_tells_no_amount(texts: tuple[str, ...], kind: str) -> None:
    assert read_header(_head(*texts), []).kind == kind


def test_half_a_term_of_office_names_no_period() -> None:
    assert read_header(_head("BÁO CÁO", "Sơ kết giữa nhiệm kỳ 2020 - 2025"), []).period is None
