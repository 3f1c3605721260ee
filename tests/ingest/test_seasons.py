"""Of which season an area is told in a list below a passage about one season."""

from __future__ import annotations

from pathlib import Path

from test_phrases import document_of

from ingest import read_claims, read_report
from ingest.period import Period
from ingest.readers.text import read_text

_REPORT = """TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 10 NĂM 2024

* Cây hàng năm: Tính đến ngày 15/10 diện tích xuống giống vụ mùa đạt 41.250 ha, tăng 2,9% so với cùng kỳ; \
nguyên nhân tăng do vụ hè thu thu hoạch sớm.

- Diện tích lúa đạt 22.480 ha, tăng 3,1%.

- Diện tích ngô đạt 4.170 ha, giảm 1,4%.

* Cây lâu năm: Diện tích chè hiện có 3.920 ha. Diện tích ngô 9.800 ha.
"""


def test_a_list_goes_on_with_the_season_of_the_passage_above(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(_REPORT, encoding="utf-8")
    report = read_report(path, area="An Bình", period=Period.parse("2024-10"))
    told = {claim.number_text: claim.indicator for claim in report.claims}
    assert told["22.480"] == "crops.rice.main_season.area"
    assert told["3,1"] == "crops.rice.main_season.area"
    assert told["4.170"] == "crops.maize.main_season.area"
    assert told["3.920"] == "crops.tea.area"
    assert told["9.800"] == "crops.maize.area"


_TITLED = """TÌNH HÌNH KINH TẾ - XÃ HỘI 6 THÁNG ĐẦU NĂM 2024

1. Nông nghiệp

- Vụ Đông Xuân: Cây hàng năm vụ Đông Xuân đã gieo trồng được 18.240 ha, tăng 0,7% so với cùng kỳ. Trong đó:

+ Cây lúa nước: 9.150 ha, giảm 2,6% so cùng kỳ;

+ Cây ngô: 1.320 ha, tăng 1,2% so cùng kỳ.
"""


def test_a_list_goes_on_with_the_season_that_titles_its_lead(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(_TITLED, encoding="utf-8")
    report = read_report(path, area="An Bình", period=Period.parse("2024-S1"))
    told = {claim.number_text: claim.indicator for claim in report.claims}
    assert told["9.150"] == told["2,6"] == "crops.rice.winter_spring.area"
    assert told["1.320"] == "crops.maize.winter_spring.area"


_STARRED = """TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 4 NĂM 2024

* Tiến độ sản xuất vụ Đông Xuân 2023-2024

Tính đến ngày 18/4/2024, cây lúa gieo cấy 31.420 ha, tăng 1,2%.

Đến nay, diện tích lúa thu hoạch được 9.150 ha.
"""


def test_what_is_told_by_a_day_goes_on_with_the_season_above(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(_STARRED, encoding="utf-8")
    report = read_report(path, area="An Bình", period=Period.parse("2024-04"))
    told = {claim.number_text: claim.indicator for claim in report.claims}
    assert told["31.420"] == "crops.rice.winter_spring.area"
    assert told["1,2"] == "crops.rice.winter_spring.area"
    assert told["9.150"] == "crops.rice.winter_spring.harvested_area"


def test_of_one_crop_a_plan_is_attained_once() -> None:
    text = "Huyện gieo trồng 5.600 ha, đạt 72% kế hoạch, trong đó lúa đông xuân 4.150 ha, đạt 81,6% so với KH, đạt 70%."
    claims = read_claims(document_of(text), period=Period.parse("2024-01"), area="An Bình").claims
    told = {claim.number_text: claim.measure for claim in claims}
    assert told["81,6"] == "attainment"
    assert told["70"] != "attainment"


def test_a_season_does_not_go_on_where_another_or_none_is_the_topic() -> None:
    above = "Vụ Thu Đông: Diện tích xuống giống được 15.300 ha, sản lượng ước 71.000 tấn."
    told = _codes(f"{above}\nDiện tích lúa mùa gieo trồng đạt 2.260 ha.")
    assert told["2.260"] == "crops.rice.main_season.area"
    aside = f"{'Diện tích cây cói 64 ha, năng suất đạt 112 tạ/ha; ' * 4}diện tích cây vụ đông và rau khác 52 ha."
    told = _codes(f"{aside}\nSản lượng lương thực có hạt đạt 371.000 tấn.")
    assert told["371.000"] == "crops.cereal.output"


def _codes(text: str) -> dict[str, str]:
    read = read_claims(read_text("report.txt", "txt", text), period=Period.parse("2024"), area="An Bình")
    return {claim.number_text: claim.indicator for claim in read.claims}


_IN_PARAGRAPHS = """TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 5 NĂM 2024

Tổng diện tích gieo trồng cây hàng năm vụ Đông Xuân năm 2024 ước đạt 18.240 ha, cụ thể một số cây trồng chính như sau:

Cây lương thực gieo trồng ước đạt 12.730 ha. Năm nay, năng suất tăng nên sản lượng cây lương thực đạt 79.170 tấn.

Tổng diện tích lúa gieo trồng ước đạt 9.150 ha, giảm 2,6% so với cùng kỳ.
"""


def test_paragraphs_go_on_with_the_season_of_all_the_crops_that_they_break_down(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(_IN_PARAGRAPHS, encoding="utf-8")
    report = read_report(path, area="An Bình", period=Period.parse("2024-05"))
    told = {claim.number_text: claim.indicator for claim in report.claims}
    assert told["18.240"] == "crops.annual.winter_spring.area"
    assert told["9.150"] == told["2,6"] == "crops.rice.winter_spring.area"
    assert "crops.cereal.area" not in told.values()  # no code is of the cereals of one season
    assert "crops.cereal.output" not in told.values()
