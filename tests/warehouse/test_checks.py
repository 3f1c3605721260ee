"""The rules on sentences: what is certain, what only suspicious, and what is nothing at all."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reading_sentences import findings, report_of, told

from warehouse.checks import RULES, check_report

CERTAIN = [
    # a breakdown said to be complete
    ("sum", "Trồng rừng 9 tháng được 312 ha/KH 350 ha, đạt 89,1% kế hoạch, gồm: phòng hộ 86 ha; sản xuất 262 ha."),
    ("sum", "Chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng."),
    ("sum", "Xử lý 31 vụ vi phạm (gồm: buôn lậu 18 vụ; hàng giả 12 vụ)."),
    # a wrong scale word
    ("sum", "Chi 4.126 tỷ đồng, gồm: đầu tư 1.384 tỷ đồng; thường xuyên 2.730 triệu đồng; trả nợ 12 tỷ đồng."),
    # not said to be, but a known slip makes the digits agree
    ("sum", "Hỗ trợ 1.205 triệu đồng (tỉnh 1.000 triệu đồng; huyện 250 triệu đồng)."),
    ("sum", "Tổng đàn đạt 350.080 con, trong đó: trâu 87.100 con; bò 35.960 con; lợn 272.020 con."),
    # a sentence that breaks down the one before
    (
        "sum",
        "Thu ngân sách trên địa bàn đạt 5.864 tỷ đồng, tăng 8%. Trong đó: thu nội địa 4.715 tỷ đồng, bằng 31% dự toán; "
        "thu xuất nhập khẩu 1.194 tỷ đồng.",
    ),
    # money given away twice over
    ("sum", "Chi 320 triệu đồng, trong đó: sửa nhà 150 triệu đồng; cứu trợ 40 triệu đồng; học bổng 320 triệu đồng."),
    ("part-above-whole", "Diện tích cây ăn quả 18.62 ha (cam 9.120 ha; xoài 5.300 ha; nhãn 4.200 ha)."),
    ("part-above-whole", "Giải thể 29 doanh nghiệp, trong đó 96 doanh nghiệp ngoài quốc doanh."),
    ("structure", "Cơ cấu kinh tế: nông nghiệp 14,5%; công nghiệp 42,0%; dịch vụ 38,0%; thuế sản phẩm 5,9%."),
    ("structure", "Cơ cấu kinh tế: nông nghiệp 20,3%; công nghiệp 93,9%; dịch vụ 34,7%; thuế sản phẩm 5,1%."),
    ("ratio", "Có 45/51 xã (82,2%) đạt chuẩn."),
    ("ratio", "Tiếp nhận 134/165 hồ sơ, bằng 18,2%."),
    ("ratio", "Tiêm phòng cho 48.615/62.400 con chó, mèo, đạt 79,7%."),
    ("share", "Toàn tỉnh có 486 trường, trong đó 312 trường đạt chuẩn quốc gia, chiếm 46,2%."),
    ("share", "Tổng vốn 800 tỷ đồng, trong đó vốn tại chỗ 200 tỷ đồng, chiếm 52%, tăng 5%."),
    ("told-twice", "Tổng đàn bò có 12.400 con; đàn bò có 15.300 con."),
    ("broken-count", "Đã cấp thẻ cho 2,415 hộ nghèo."),
    ("small-money", "Tặng quà các gia đình với kinh phí 35 đồng."),
    ("small-money", "Tặng 420 suất quà trị giá 21 đồng."),
    (
        "told-twice",
        "Tặng 80 xe đạp cho 80 học sinh nghèo hiếu học vùng cao trị giá 120 triệu đồng.\n\n"
        "Hội Khuyến học tặng 80 xe đạp cho 80 học sinh hiếu học vùng cao trị giá 230 triệu đồng.",
    ),
]

SUSPICIOUS = [
    # two exchanged digits explain it only within what rounding hides
    ("sum", "Diện tích nuôi trồng đạt 1.566,1 ha (trong đó: nuôi cá 1.167 ha, nuôi tôm 389,7 ha)."),
    (
        "sum",
        "Gieo trồng được 152,1 nghìn ha. Trong đó: lúa 112,0 nghìn ha; ngô 12.179 ha; lạc 1.119 ha; rau 27.810 ha.",
    ),
    # much of a whole may have been left out even behind "gồm"
    ("sum", "Xuất khẩu đạt 548,9 triệu USD, gồm: gạo 178,5 triệu USD, thủy sản 148,2 triệu USD, giày 131,7 triệu USD."),
    # behind the first part other things may be told
    ("part-above-whole", "Có 38 sản phẩm OCOP, trong đó 31 sản phẩm 3 sao, 70 sản phẩm 4 sao."),
    (
        "share",
        "Tổng mức bán lẻ đạt 23.446,6 tỷ đồng. Chia theo nhóm: bán lẻ hàng hóa 18.412,3 tỷ đồng, chiếm 87,5%; "
        "dịch vụ khác 5.034,3 tỷ đồng.",
    ),
    # the plan of what the funds are given for, where two exchanged digits explain it
    (
        "attainment",
        "Kế hoạch vốn đầu tư công năm 2024 là 9.864 tỷ đồng; đến 30/9/2024 đã giải ngân 6.412 tỷ đồng, đạt 56,0%.",
    ),
    # two plans told in a bracket
    (
        "council-below-central",
        "Thu ngân sách trên địa bàn đạt 1.240 tỷ đồng (TW giao 2.150 tỷ đồng, HĐND tỉnh giao 2.040 tỷ đồng).",
    ),
    # in percent or in units, against what stood there the year before
    ("change", "GRDP theo giá so sánh đạt 22.883,6 tỷ đồng, tăng 9,71% so với cùng kỳ năm 2023 (21.359,4 tỷ đồng)."),
    (
        "change",
        "9 tháng có 1.284 doanh nghiệp thành lập mới, tăng 158 doanh nghiệp so với cùng kỳ (1.216 doanh nghiệp).",
    ),
    # parts that may overlap
    ("sum", "Có 120 hộ (trong đó: 110 hộ nghèo, 30 hộ dân tộc thiểu số)."),
    ("sum", "Tổng thu đạt 2.000 tỷ đồng, trong đó: thu nội địa 1.800 tỷ đồng; thu thuế 900 tỷ đồng."),
    # not said to be complete, and a short number with two digits exchanged
    ("sum", "Đã khởi công 1.864 nhà (xây mới 1.412 nhà, sửa chữa 425 nhà)."),
    ("sum", "Tiếp nhận 1.864 đơn, gồm 1.412 đơn thuộc thẩm quyền và 425 đơn không thuộc thẩm quyền."),
    # parts that nearly make up the whole, but are not said to
    ("sum", "Chi 8.215 triệu đồng, trong đó: đợt một 4.102 triệu đồng; đợt hai 4.101 triệu đồng."),
    # the percentage may be of something else, or of a plan
    ("ratio", "Đã tiêm phòng 58.312/64.000 con, đạt 94,1% kế hoạch."),
    ("share", "Lúa thu đông 38.612 ha, đã thu hoạch 29.418 ha, chiếm 67,2% diện tích xuống giống."),
    ("ratio", "Tiếp nhận 134/165 hồ sơ, đạt 99% hồ sơ đúng hạn."),
    ("share", "Tổng vốn 800 tỷ đồng, trong đó vốn tại chỗ 200 tỷ đồng, chiếm 52% vốn trung ương, tăng 5%."),
    (
        "share",
        "Có 1.940/2.100 hộ đạt chuẩn văn hóa, trong đó có 1.680 hộ đạt nhiều năm (chiếm 80%), 1.890 hộ an toàn "
        "(chiếm 93,4%).",
    ),
    ("structure", "Cơ cấu cây trồng: lúa 60,5%; ngô 20,2%; chè 17,7%."),
    ("sum", "Tổng vốn trên 1.500 triệu đồng, gồm: tỉnh 1.000 triệu đồng; huyện 550 triệu đồng."),
    ("structure", "Cơ cấu kinh tế: nông nghiệp 20,3%; công nghiệp 39,9%; dịch vụ 3,47%; thuế sản phẩm 5,1%."),
    ("small-money", "Kim ngạch xuất khẩu 10 tháng đạt 68,9 USD, tăng 5%."),
    ("small-money", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt 10.214,7 đồng."),
    ("stray-sign", "Diện tích gieo trồng 24.31 ha."),
    ("stray-sign", "Thu ngân sách trên địa bàn đạt 1.548.3 tỷ đồng."),
    ("stray-sign", "Kim ngạch nhập khẩu ước đạt 8,642.1 triệu USD."),
    # told in other words, but with two digits exchanged
    (
        "told-twice",
        "Tính chung 10 tháng tai nạn giao thông làm chết 98 người.\n\n"
        "Đánh giá chung: tai nạn giao thông 10 tháng vẫn làm chết 89 người.",
    ),
    ("attainment", "Giải quyết việc làm cho 28.416 người, đạt 72,3% kế hoạch (kế hoạch năm 35.000 người)."),
    ("month-above-total", "Sản lượng thủy sản tháng 10 đạt 950 tấn, lũy kế đạt 620 tấn."),
    ("plan-implied", next(r for r in RULES if r.ids == ("plan-implied",)).example),
    ("change", next(r for r in RULES if r.ids == ("change",)).example),
]

NOTHING = [
    # a class of those that are counted
    "Có 5/16 chỉ tiêu đạt 100% trở lên, 7/16 chỉ tiêu đạt từ 70% đến dưới 100%.",
    # the share of what was sown of a crop
    "Đã thu hoạch 3,4 nghìn ha ngô, đạt 23,1% diện tích gieo trồng; 2,1 nghìn ha lạc, đạt 26,6% diện tích gieo trồng.",
    # what is counted together, and what a bracket breaks down
    "Đã giải quyết 215 đơn khiếu nại và 80 đơn tố cáo; trong đó 12 đơn đúng, 140 đơn sai.",
    "Có 1.870 thủ tục, gồm 1.450 thủ tục cấp tỉnh và 420 thủ tục cấp xã; trong đó 1.630 thủ tục trực tuyến.",
    "Đã giải quyết 154 đơn (131 đơn khiếu nại, 23 đơn tố cáo)/190 đơn, đạt 81,1%.",
    "Tổng đàn bò 142 nghìn con (sản lượng thịt hơi xuất chuồng 8.300 tấn); đàn gia cầm 6,1 triệu con (sản lượng thịt"
    " hơi xuất chuồng 14.700 tấn).",
    # a selection, whatever the words say
    "Trong tháng gieo trồng 4.260 ha cây hàng năm, chia ra: lúa 1.310 ha; ngô 240 ha.",
    "Đã kiểm tra 40 cơ sở, trong đó phát hiện 5 cơ sở vi phạm, xử phạt 5 cơ sở với số tiền 50 triệu đồng.",
    "Trong tháng xảy ra 12 vụ tai nạn, làm 15 người chết, trong đó đường bộ 10 vụ, 13 người chết.",
    "Trong tháng trồng 25 ha, trong đó lũy kế 120 ha.",
    "Năm nay xảy ra 15 vụ (năm 2022: 20 vụ).",
    "Thành lập 16 doanh nghiệp (tháng trước 20 doanh nghiệp, cùng kỳ 18 doanh nghiệp).",
    "Tiếp nhận 134/165 hồ sơ, tỷ lệ đúng hạn đạt 99%.",
    "Tiếp nhận 134/165 hồ sơ, bằng 99% kế hoạch.",
    "Có 45/51 xã (88,2%) đạt chuẩn.",
    "Tỉnh xếp thứ 18/63 tỉnh, thành phố, đạt 65,2%.",
    "Số bác sĩ trên 1 vạn dân đạt 9,8 bác sĩ.",
    "Mật độ dân số 52,4 người/km2.",
    "Chỉ số PCI đạt 64,21 điểm, tăng 1,35 điểm; chỉ số chuyển đổi số đạt 0,5871 điểm.",
    "Đoàn giành 12 huy chương (03 vàng, 04 bạc, 05 đồng).",
    "Giá điện bình quân 806 đồng/kWh, giá nước 950 đồng/m3.",
    "Gian hàng 0 đồng phục vụ 300 lượt người.",
    "Xử lý 30 vụ, thu 500 triệu đồng, gồm: 18 vụ buôn lậu, 12 vụ hàng giả.",
    "Tổng đàn 5.000 con, bao gồm đàn trâu 2.000 con, đàn bò 1.500 con...",
    "Chuyển dịch cơ cấu: nông nghiệp giảm 0,5%; công nghiệp tăng 1%; dịch vụ tăng 2%.",
    "Tổng vốn 800 tỷ đồng, trong đó vốn tại chỗ 200 tỷ đồng, chiếm 25%, tăng 5%; tổng dư nợ 950 tỷ đồng.",
    "Tiếp nhận 500 hồ sơ, bao gồm: 300 hồ sơ trực tuyến, 200 hồ sơ trực tiếp, đã giải quyết 480 hồ sơ.",
    "Chi 100 triệu đồng, gồm: lương 30 triệu đồng; thuốc 40 triệu đồng, trong đó vắc xin 20 triệu đồng; "
    "xăng 30 triệu đồng.",
    "Cơ cấu cây trồng: lúa 60%, ngô 20%, chè 15%, còn lại là cây khác; tăng trưởng khá.",
    "Dịch vụ lưu trú và ăn uống 1.647 tỷ đồng, trong đó ăn uống 1.400 tỷ đồng, các ngành dịch vụ khác 2.325 tỷ đồng.",
    # commas list the parts; behind the semicolon stands something else
    "Đàn gia súc 48.200 con, trong đó: trâu 890 con, bò 21.300 con, lợn 24.700 con; đàn gia cầm 186.000 con.",
    "Đàn bò 31.480 con, trong đó: Bò sữa 3.912 con; đàn lợn: Tổng đàn là 402.300 con; đàn gia cầm 5.120,4 nghìn con.",
    # plans are no parts
    "Thu ngân sách trên địa bàn đạt 1.240 tỷ đồng, đạt 57,7% dự toán Trung ương giao, 51,7% dự toán HĐND tỉnh giao "
    "(TW giao 2.150 tỷ đồng, HĐND tỉnh giao 2.400 tỷ đồng), gồm: thu nội địa 1.100 tỷ đồng, thu khác 140 tỷ đồng.",
    # funds may be planned more than once
    "Kế hoạch vốn đầu tư công năm 2024 là 9.864 tỷ đồng; đến 30/9/2024 đã giải ngân 6.412 tỷ đồng, đạt 71,3% kế hoạch "
    "vốn giao chi tiết.",
    "GRDP bình quân đầu người đạt 2.873,5 USD; tỷ giá trung bình 23.415,6 đồng/USD.",
    "Cơ cấu kinh tế: nông nghiệp 20,3%; công nghiệp 39,9%; dịch vụ 25,4%, trong đó du lịch 3,1%.",
    "Trung bình mỗi xã có 14 tiêu chí, đơn giá 12.500 đồng/kg, giá bán 900 đồng/quả.",
    "GRDP theo giá so sánh đạt 22.883,6 tỷ đồng, tăng 7,14% so với cùng kỳ năm 2023 (21.359,4 tỷ đồng).",
    "9 tháng có 1.284 doanh nghiệp thành lập mới, tăng 158 doanh nghiệp so với cùng kỳ (1.126 doanh nghiệp).",
    # the growth of growth is not told
    "GRDP 9 tháng tăng 2,83% so với cùng kỳ, thấp hơn mức tăng 12,80% của cùng kỳ năm 2023. Trong mức tăng 2,83% "
    "có công nghiệp.",
    # two figures of one thing, but of different times, places or kinds
    "Đàn bò 12.400 con, tháng trước đàn bò 12.000 con.",
    "Tổng đàn bò đầu năm 12.000 con; tổng đàn bò hiện nay 12.400 con.",
    "Đàn bò cuối tháng 9 là 12.000 con; đàn bò cuối tháng 10 là 12.400 con.",
    "Đàn bò huyện Tân Lập 12.000 con; đàn bò huyện Yên Bình 12.400 con.",
    "Sản lượng thủy sản theo kế hoạch 500 tấn; sản lượng thủy sản thực hiện 418 tấn.",
    # what stands behind the parts is told of something else, or of other days
    "Dư nợ 24.150 tỷ đồng, trong đó: ngắn hạn 9.420 tỷ đồng; dài hạn 14.730 tỷ đồng; nợ xấu 193 tỷ đồng.",
    "Lũy kế 10 tháng bán lẻ đạt 178.642 tỷ đồng. Trong đó: hàng hóa tháng 10 đạt 14.218 tỷ đồng, 10 tháng đạt "
    "156.418 tỷ đồng; dịch vụ tháng 10 đạt 1.986 tỷ đồng, 10 tháng đạt 22.224 tỷ đồng.",
    "Khách lưu trú bình quân 1,38 ngày/lượt, trong đó khách quốc tế 1,45 ngày/lượt.",
    "Chi ngân sách 9.864 tỷ đồng, trong đó: chi đầu tư 4.218 tỷ đồng; chi thường xuyên 5.612 tỷ đồng.",
    # the share of another whole told before
    "Có 1.940/2.100 hộ đăng ký; 1.820/2.100 hộ đạt chuẩn văn hóa, trong đó có 1.680 hộ đạt nhiều năm (chiếm 80%), "
    "1.890 hộ an toàn (chiếm 97,4%).",
    # what was there the year before, and round numbers
    "Doanh thu du lịch 912 tỷ đồng, tăng 21,6% so với năm 2023 (750 tỷ đồng).",
    "Sản lượng lúa đạt 152.500 tấn, tăng 9,03% (tương đương 12.600 tấn) so với cùng kỳ năm trước.",
    # what is striven for is no yardstick of the year, or has its own
    "Trồng rừng mới 155 ha, bằng 31% kế hoạch. Phấn đấu tháng 11 trồng rừng mới 60 ha.",
    "Kim ngạch xuất khẩu đạt 525 triệu USD, đạt 70% kế hoạch, 3 tháng cuối năm ước đạt 225 triệu USD, phấn đấu cả năm "
    "kim ngạch xuất khẩu đạt 750 triệu USD, đạt 100% kế hoạch.",
    # of two plans the one that was changed within the year
    "Kế hoạch giao đầu năm trồng rừng mới 500 ha. Kế hoạch điều chỉnh năm 2024 trồng rừng mới 400 ha. Lũy kế trồng "
    "rừng mới 155 ha, bằng 38,8% kế hoạch.",
    # two things of like names
    "Tổng thu ngân sách nhà nước năm 2024 đạt 1.784 tỷ đồng, bằng 125,9% dự toán. Thu ngân sách nhà nước trên địa "
    "bàn đạt 572 tỷ đồng, bằng 100,5% dự toán.",
    "Toàn ngành thanh tra triển khai 45 cuộc thanh tra hành chính và 112 cuộc thanh tra chuyên ngành.",
    "Năm 2024, nông nghiệp tăng từ 0,45% đến 0,54%.",
    "Tháng 10 trồng rừng mới 218 ha; lũy kế trồng mới rừng sản xuất 136 ha.",
    "Quý III kim ngạch xuất khẩu đạt 90 triệu USD; 9 tháng kim ngạch xuất khẩu đạt 215 triệu USD.",
    # rounded or cut off, both are right
    "Cơ cấu kinh tế: nông nghiệp 33,3%; công nghiệp 33,3%; dịch vụ 33,3%.",
    "Chi 28.614 triệu đồng (tỉnh 20.000,5 triệu đồng; huyện 8.614,4 triệu đồng).",
    "Đã tiêm 8.972/80.000 con, đạt 11,2%; 8.972/80.000 con, đạt 11,21%; 8.972/80.000 con, đạt 11,22%.",
    # acts listed in one sentence are different acts
    "Trao 50 suất quà cho 50 hộ nghèo xã A trị giá 25 triệu đồng; "
    "50 suất quà cho 50 hộ nghèo xã B trị giá 9 triệu đồng.",
]


@pytest.mark.parametrize(("rule", "text"), CERTAIN)
def test_certain(rule: str, text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == [(rule, "certain")]


@pytest.mark.parametrize(("rule", "text"), SUSPICIOUS)
def test_suspicious(rule: str, text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == [(rule, "suspicious")]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ids[0])
def test_every_rule_finds_its_own_example(rule: object, tmp_path: Path) -> None:
    assert any(finding.rule in rule.ids for finding in findings(rule.example, tmp_path))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        (
            "Hỗ trợ 1.205 triệu đồng (tỉnh 1.000 triệu đồng; huyện 250 triệu đồng).",
            "1.250 instead of 1.205: two digits are exchanged or 205 instead of 250: two digits",
        ),
        (
            "Diện tích cây ăn quả 18.62 ha (cam 9.120 ha; xoài 5.300 ha; nhãn 4.200 ha).",
            "18.620 instead of 18.62",
        ),
        ("Đã cấp thẻ cho 2,415 hộ nghèo.", "2.415 instead of 2,415: a sign"),
        ("Tặng quà các gia đình với kinh phí 35 đồng.", "35 triệu đồng or 35 tỷ đồng: a scale word is missing"),
        ("Có 45/51 xã (82,2%) đạt chuẩn.", "88,2 instead of 82,2"),
        ("Thu ngân sách trên địa bàn đạt 1.548.3 tỷ đồng.", "1.548,3 instead of 1.548.3"),
        ("Kim ngạch xuất khẩu 10 tháng đạt 68,9 USD.", "68,9 triệu USD or 68,9 tỷ USD: a scale word is missing"),
        (
            "Chi 4.126 tỷ đồng, gồm: đầu tư 1.384 tỷ đồng; thường xuyên 2.730 triệu đồng; trả nợ 12 tỷ đồng.",
            "1.384.000 + 2.730 + 12.000 = 1.398.730; printed 4.126.000 (2.727.270 less than printed) "
            "2.730 tỷ instead of 2.730: a scale word is wrong",
        ),
        ("Cơ cấu: lúa 20,3%; ngô 39,9%; chè 3,47%; mía 5,1%.", "34,7 instead of 3,47: the comma is one place off"),
        ("Tổng diện tích 1.305 ha, gồm: chè 812 ha; cao su 943 ha.", "1.755"),
    ],
)
def test_suggestion(text: str, suggestion: str, tmp_path: Path) -> None:
    (finding,) = findings(text, tmp_path)
    assert suggestion in f"{finding.arithmetic} {finding.suggestion}"


def test_arithmetic_and_spans_show_every_number(tmp_path: Path) -> None:
    report = report_of("Chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng.", tmp_path)
    (finding,) = check_report(report)
    assert [report.document.text[a:b] for a, b in finding.spans] == ["45", "30", "25"]
    assert finding.arithmetic == "30 + 25 = 55; printed 45 (10 more than printed)"


def test_plan_of_another_report_is_used(tmp_path: Path) -> None:
    plan = report_of("Năm nay phấn đấu trồng rừng mới 500 ha.", tmp_path, "plan.txt")
    report = report_of("Lũy kế trồng rừng mới 155 ha, bằng 13% kế hoạch.", tmp_path)
    assert check_report(report) == []
    (finding,) = check_report(report, [plan, report])
    assert (finding.rule, finding.certainty) == ("attainment", "certain")
    assert "(plan.txt) = 31,00%; printed 13%" in finding.arithmetic
    assert finding.suggestion.startswith("31 instead of 13")


PARTS = st.lists(st.integers(1, 90_000), min_size=2, max_size=5)


def _breakdown(whole: int, parts: list[int]) -> str:
    names = ("buôn lậu", "hàng giả", "trốn thuế", "gian lận", "cờ bạc")
    items = "; ".join(f"{name} {_dots(part)} vụ" for name, part in zip(names, parts, strict=False))
    return f"Phát hiện {_dots(whole)} vụ vi phạm, gồm: {items}."


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@settings(max_examples=60, deadline=None)
@given(PARTS, st.integers(-500, 500))
def test_a_complete_breakdown_is_found_wrong_exactly_when_it_is(parts: list[int], slip: int) -> None:
    assume(0 < sum(parts) + slip <= 2 * sum(parts))  # of less than half of a whole it is a selection that is told
    with TemporaryDirectory() as folder:
        found = told(_breakdown(sum(parts) + slip, parts), Path(folder))
    left_out = Fraction(slip, sum(parts) + slip) > Fraction(1, 10)  # of so much some may have been left out
    if not left_out:
        assert [certainty for _, certainty in found] == (["certain"] if slip else [])
    assert bool(found) == bool(slip)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 2), st.booleans())
def test_a_right_percentage_is_never_a_finding(part: int, whole: int, places: int, cut: bool) -> None:
    assume(part <= whole)
    scaled = part * 100 * 10**places
    printed = scaled // whole if cut else (2 * scaled + whole) // (2 * whole)
    text = f"{printed / 10**places:.{places}f}".replace(".", ",")
    with TemporaryDirectory() as folder:
        assert told(f"Đã tiêm {_dots(part)}/{_dots(whole)} con, đạt {text}%.", Path(folder)) == []


def test_the_guide_names_every_rule_with_its_example() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert rule.example in guide
        assert all(f"| `{name}` |" in guide for name in rule.ids)
