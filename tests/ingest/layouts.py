"""Small invented tables whose heads are printed as offices print them, and what each of their numbers says."""

from __future__ import annotations

from typing import NamedTuple

SEPTEMBER, JUNE, YEAR = "2024-09", "2024-06", "2024"
Said = tuple[str, str, str, str, str]  # code, measure and base, value, days, area


class Layout(NamedTuple):
    """A table, the period of its report, and what its numbers say, row by row."""

    name: str
    period: str
    grid: str
    says: tuple[Said, ...]


Y22, Y23, Y24 = "01/01/2022-31/12/2022", "01/01/2023-31/12/2023", "01/01/2024-31/12/2024"
SEP, NINE, HALF = "01/09/2024-30/09/2024", "01/01/2024-30/09/2024", "01/01/2024-30/06/2024"
END = "30/06/2024-30/06/2024"

HEADS = (
    Layout(
        "the plan of the next year over this year's estimate, abbreviated without the hook of Ư",
        "2023",
        """
TT|Chỉ tiêu|ĐVT|Ước thực hiện năm 2023|Kế hoạch năm 2024|So sánh (%)
|||||KH 2024/ UTH 2023
1|Thu ngân sách trên địa bàn|Tỷ đồng|4.810|5.020|104,4
""",
        (
            ("budget.domestic_revenue", "level", "4810000000000", Y23, ""),
            ("budget.domestic_revenue", "plan", "5020000000000", Y24, ""),
            ("budget.domestic_revenue", "change_pct yoy", "4.4", Y24, ""),
        ),
    ),
    Layout(
        "what is compared with what in two lines, the unit between them",
        SEPTEMBER,
        """
STT|NỘI DUNG|ƯỚC THỰC HIỆN 9 THÁNG (Triệu đồng)|SO SÁNH ƯỚC THỰC HIỆN VỚI (%)|<
|||DỰ TOÁN NĂM|CÙNG KỲ NĂM TRƯỚC
I|Thu nội địa|1.790.400|77,8|107,9
""",
        (
            ("budget.inland_revenue", "level", "1790400000000", NINE, ""),
            ("budget.inland_revenue", "attainment plan", "77.8", NINE, ""),
            ("budget.inland_revenue", "change_pct yoy", "7.9", NINE, ""),
        ),
    ),
    Layout(
        "bases told relative to the report: December of the year before is no year-on-year",
        SEPTEMBER,
        """
|Chỉ số giá tháng báo cáo so với|<|<|Chỉ số giá bình quân kỳ báo cáo so với cùng kỳ năm trước
|Cùng tháng năm trước|Tháng 12 năm trước|Tháng trước|
Chỉ số giá tiêu dùng|102,77|101,95|100,31|103,46
""",
        (
            ("macro.cpi", "change_pct yoy", "2.77", SEP, ""),
            ("macro.cpi", "change_pct other", "1.95", SEP, ""),
            ("macro.cpi", "change_pct prev", "0.31", SEP, ""),
            ("macro.cpi", "change_pct yoy", "3.46", NINE, ""),
        ),
    ),
    Layout(
        "differences and percents side by side",
        SEPTEMBER,
        """
STT|Chỉ tiêu|ĐVT|Ước thực hiện tháng 9/2024|So sánh cùng kỳ|<
||||Số tuyệt đối (+/-)|Tỷ lệ (%)
1|Tổng đàn lợn|Nghìn con|214,9|13,5|106,7
2|Tổng đàn trâu|Nghìn con|91,1|-1,2|98,7
""",
        (
            ("livestock.pig_herd", "level", "214900", "30/09/2024-30/09/2024", ""),
            ("livestock.pig_herd", "change_abs yoy", "13500", "30/09/2024-30/09/2024", ""),
            ("livestock.pig_herd", "change_pct yoy", "6.7", "30/09/2024-30/09/2024", ""),
            ("livestock.buffalo_herd", "level", "91100", "30/09/2024-30/09/2024", ""),
            ("livestock.buffalo_herd", "change_abs yoy", "-1200", "30/09/2024-30/09/2024", ""),
            ("livestock.buffalo_herd", "change_pct yoy", "-1.3", "30/09/2024-30/09/2024", ""),
        ),
    ),
    Layout(
        "the period under report against the one before",
        SEPTEMBER,
        """
|Sơ bộ kỳ báo cáo|Cộng dồn từ đầu năm đến cuối kỳ báo cáo|Kỳ báo cáo so với kỳ trước (%)
Số vụ tai nạn giao thông (Vụ)|9|82|112,5
""",
        (
            ("security.traffic_accidents", "level", "9", SEP, ""),
            ("security.traffic_accidents", "level", "82", NINE, ""),
            ("security.traffic_accidents", "change_pct prev", "12.5", SEP, ""),
        ),
    ),
    Layout(
        "months in rows, years in columns, indices against the month before",
        "2023",
        """
Chỉ số giá tiêu dùng các tháng trong năm (Tháng trước = 100)
|2022|2023
Tháng 1|100,35|100,62
Tháng 2|101,02|99,48
""",
        (
            ("macro.cpi", "change_pct prev", "0.35", "01/01/2022-31/01/2022", ""),
            ("macro.cpi", "change_pct prev", "0.62", "01/01/2023-31/01/2023", ""),
            ("macro.cpi", "change_pct prev", "1.02", "01/02/2022-28/02/2022", ""),
            ("macro.cpi", "change_pct prev", "-0.52", "01/02/2023-28/02/2023", ""),
        ),
    ),
    Layout(
        "the title compares, the columns name months only",
        "2023",
        """
Chỉ số giá tiêu dùng các tháng năm 2023 so với tháng 12 năm 2022
||%
|Tháng 7|Tháng 8
Chỉ số giá tiêu dùng|101,08|101,29
""",
        (
            ("macro.cpi", "change_pct other", "1.08", "01/07/2023-31/07/2023", ""),
            ("macro.cpi", "change_pct other", "1.29", "01/08/2023-31/08/2023", ""),
        ),
    ),
    Layout(
        "numbers typed as in English",
        YEAR,
        """
TT|Nội dung|ĐVT|KH năm 2024|TH năm 2024|% so KH
1|Tổng đàn bò|Con|24,000|24,310|101.3
2|Trồng rừng tập trung|Ha|3,500|3,620.4|103.4
""",
        (
            ("livestock.cow_herd", "plan", "24000", Y24, ""),
            ("livestock.cow_herd", "level", "24310", "31/12/2024-31/12/2024", ""),
            ("livestock.cow_herd", "attainment plan", "101.3", "31/12/2024-31/12/2024", ""),
            ("forestry.new_area", "plan", "3500", Y24, ""),
            ("forestry.new_area", "level", "3620.4", Y24, ""),
            ("forestry.new_area", "attainment plan", "103.4", Y24, ""),
        ),
    ),
    Layout(
        "three digits behind commas are decimals where other numbers are Vietnamese",
        YEAR,
        """
TT|Nội dung|ĐVT|KH năm 2024|TH năm 2024|% so KH
1|Trồng rừng tập trung|Nghìn ha|3,500|3,620|103,4
""",
        (
            ("forestry.new_area", "plan", "3500", Y24, ""),
            ("forestry.new_area", "level", "3620", Y24, ""),
            ("forestry.new_area", "attainment plan", "103.4", Y24, ""),
        ),
    ),
    Layout(
        "one year over the other, years alone",
        YEAR,
        """
TT|Chỉ tiêu|ĐVT|2023|Ước 2024|2024/2023 (%)
1|Tổng đàn lợn|Con|201.320|215.110|106,8
2|Thu ngân sách nhà nước trên địa bàn|Tỷ đồng|2.150|2.310|107,4
""",
        (
            ("livestock.pig_herd", "level", "201320", "31/12/2023-31/12/2023", ""),
            ("livestock.pig_herd", "level", "215110", "31/12/2024-31/12/2024", ""),
            ("livestock.pig_herd", "change_pct yoy", "6.8", "31/12/2024-31/12/2024", ""),
            ("budget.domestic_revenue", "level", "2150000000000", Y23, ""),
            ("budget.domestic_revenue", "level", "2310000000000", Y24, ""),
            ("budget.domestic_revenue", "change_pct yoy", "7.4", Y24, ""),
        ),
    ),
    Layout(
        "percents whose head says nothing are what all rows work out to",
        JUNE,
        """
STT|Nội dung|Đơn vị|6 tháng đầu năm 2023|6 tháng đầu năm 2024|Tăng (+), giảm (-)|Tỷ lệ %
1|Tổng số lượt khám chữa bệnh|Lượt|452.310|470.205|17.895|4,0
2|Số ca mắc sốt xuất huyết|Ca|120|85|-35|-29,2
""",
        tuple(
            (code, measure, value, "01/01/2023-30/06/2023" if first else HALF, "")
            for code, values in (
                ("health.patient_visits", ("452310", "470205", "17895", "4")),
                ("health.dengue_cases", ("120", "85", "-35", "-29.2")),
            )
            for first, measure, value in zip(
                (True, False, False, False),
                ("level", "level", "change_abs yoy", "change_pct yoy"),
                values,
                strict=True,
            )
        ),
    ),
    Layout(
        "percents behind a plan and a result",
        YEAR,
        """
TT|Chỉ tiêu|ĐVT|Kế hoạch 2024|Thực hiện 2024|Tỷ lệ (%)
1|Doanh thu du lịch|Tỷ đồng|1.500|1.620|108,0
2|Trồng rừng mới|Ha|3.500|3.395|97,0
""",
        tuple(
            (code, measure, value, Y24, "")
            for code, values in (
                ("tourism.revenue", ("1500000000000", "1620000000000", "108")),
                ("forestry.new_area", ("3500", "3395", "97")),
            )
            for measure, value in zip(("plan", "level", "attainment plan"), values, strict=True)
        ),
    ),
    Layout(
        "plans handed down to places, one a column, by a decision of another day",
        YEAR,
        """
PHÂN GIAO CHỈ TIÊU KẾ HOẠCH NĂM 2025 CHO CÁC HUYỆN, THÀNH PHỐ
(Kèm theo Quyết định số 2015/QĐ-UBND ngày 20/12/2024)
TT|Chỉ tiêu|ĐVT|Toàn tỉnh|Thành phố Phú An|Huyện Mường Sao
1|Trồng rừng mới|Ha|3.500|1.720|1.780
""",
        tuple(
            ("forestry.new_area", "plan", value, "01/01/2025-31/12/2025", area)
            for value, area in (("3500", ""), ("1720", "Thành phố Phú An"), ("1780", "Huyện Mường Sao"))
        ),
    ),
    Layout(
        "the month before is compared with the last month, not with all of them",
        SEPTEMBER,
        """
STT|Chỉ tiêu|ĐVT|Ước tháng 9|Lũy kế 9 tháng|% so với tháng trước
1|Điện sản xuất|Triệu kWh|188,4|1.802,5|91,8
""",
        (
            ("industry.electricity", "level", "188400000", SEP, ""),
            ("industry.electricity", "level", "1802500000", NINE, ""),
            ("industry.electricity", "change_pct prev", "-8.2", SEP, ""),
        ),
    ),
    Layout(
        "estimates of the next year against this year's, absolute and relative",
        YEAR,
        """
STT|Nội dung|ĐVT|Dự toán năm 2024|Ước thực hiện năm 2024|Dự toán năm 2025|So sánh|<
||||||Tuyệt đối|Tương đối (%)
A|B|C|1|2|3|4=3-2|5=3/2
1|Chi đầu tư phát triển|Triệu đồng|2.310.000|2.290.000|2.450.000|160.000|107,0
2|Chi thường xuyên|Triệu đồng|6.950.000|7.010.000|7.420.000|410.000|105,8
""",
        tuple(
            (code, measure, value, days, "")
            for code, values in (
                (
                    "budget.capital_expenditure",
                    ("2310000000000", "2290000000000", "2450000000000", "160000000000", "7"),
                ),
                (
                    "budget.current_expenditure",
                    ("6950000000000", "7010000000000", "7420000000000", "410000000000", "5.8"),
                ),
            )
            for measure, days, value in zip(
                ("plan", "level", "plan", "change_abs yoy", "change_pct yoy"),
                (Y24, Y24, *["01/01/2025-31/12/2025"] * 3),
                values,
                strict=True,
            )
        ),
    ),
    Layout(
        "what is compared between 'so sánh' and 'với'",
        YEAR,
        """
TT|Chỉ tiêu|TH năm 2023|DT HĐND giao|Ước TH năm 2024|So sánh ước TH năm 2024 với (%)|<
||(Tỷ đồng)|(Tỷ đồng)|(Tỷ đồng)|DT HĐND|TH 2023
1|Thu nội địa|1.980|2.300|2.410|104,8|121,7
""",
        (
            ("budget.inland_revenue", "level", "1980000000000", Y23, ""),
            ("budget.inland_revenue", "plan plan:council", "2300000000000", Y24, ""),
            ("budget.inland_revenue", "level", "2410000000000", Y24, ""),
            ("budget.inland_revenue", "attainment plan:council", "104.8", Y24, ""),
            ("budget.inland_revenue", "change_pct yoy", "21.7", Y24, ""),
        ),
    ),
    Layout(
        "years in rows",
        "2023",
        """
Diện tích, năng suất và sản lượng lúa cả năm
Năm|Diện tích (Ha)|Sản lượng (Tấn)
2021|31.580|154.426
Sơ bộ 2023|31.250|152.188
""",
        (
            ("crops.rice.area", "level", "31580", "31/12/2021-31/12/2021", ""),
            ("crops.rice.output", "level", "154426", "01/01/2021-31/12/2021", ""),
            ("crops.rice.area", "level", "31250", "31/12/2023-31/12/2023", ""),
            ("crops.rice.output", "level", "152188", Y23, ""),
        ),
    ),
    Layout(
        "units in the cells, percents printed with their sign",
        SEPTEMBER,
        """
TT|Chỉ tiêu|Kết quả 9 tháng năm 2024|Cùng kỳ năm 2023|So sánh (%)
1|Trồng rừng mới|2.790 ha|2.610 ha|106,9%
2|Tổng đàn lợn|214,9 nghìn con|203,4 nghìn con|105,7%
3|Tỷ lệ che phủ rừng|50,5%|50,1%|
""",
        (
            ("forestry.new_area", "level", "2790", NINE, ""),
            ("forestry.new_area", "level", "2610", "01/01/2023-30/09/2023", ""),
            ("forestry.new_area", "change_pct yoy", "6.9", NINE, ""),
            ("livestock.pig_herd", "level", "214900", "30/09/2024-30/09/2024", ""),
            ("livestock.pig_herd", "level", "203400", "30/09/2023-30/09/2023", ""),
            ("livestock.pig_herd", "change_pct yoy", "5.7", "30/09/2024-30/09/2024", ""),
            ("forestry.cover_rate", "level", "50.5", "30/09/2024-30/09/2024", ""),
            ("forestry.cover_rate", "level", "50.1", "30/09/2023-30/09/2023", ""),
        ),
    ),
    Layout(
        "shares are those of the level to their left; a unit alone below the title",
        SEPTEMBER,
        """
Vốn đầu tư thực hiện trên địa bàn theo giá hiện hành
Tỷ đồng
|Ước tính quý III năm 2024|Ước tính 9 tháng năm 2024|Cơ cấu (%)
TỔNG SỐ|4.815|12.990|100,00
Phân theo nguồn vốn|||
Vốn nhà nước trên địa bàn|1.512|3.930|30,25
""",
        tuple(
            (code, measure, value, days, "")
            for code, values in (
                ("macro.total_investment", ("4815000000000", "12990000000000", "100")),
                ("investment.state", ("1512000000000", "3930000000000", "30.25")),
            )
            for measure, days, value in zip(
                ("level", "level", "share whole"), ("01/07/2024-30/09/2024", NINE, NINE), values, strict=True
            )
        ),
    ),
    Layout(
        "official paper: the office and the motto, the day of signing, those who sign",
        SEPTEMBER,
        """
SỞ CÔNG THƯƠNG|<|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|<|<
||Độc lập - Tự do - Hạnh phúc|<|<
||Phú An, ngày 25 tháng 8 năm 2024|<|<
BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN THÁNG 9 NĂM 2024|<|<|<|<
TT|Chỉ tiêu|ĐVT|Kế hoạch năm 2024|Thực hiện tháng 9
1|Xi măng|Tấn|150.000|12.400
NGƯỜI LẬP BIỂU|||GIÁM ĐỐC|
""",
        (
            ("industry.cement", "plan", "150000", Y24, ""),
            ("industry.cement", "level", "12400", SEP, ""),
        ),
    ),
    Layout(
        "a title that begins in the second column gives the days",
        JUNE,
        """
|BÁO CÁO KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2024||
STT|Chỉ tiêu|ĐVT|Thực hiện
1|Trồng rừng mới|Ha|1.210
""",
        (("forestry.new_area", "level", "1210", HALF, ""),),
    ),
    Layout(
        "a difference that tells no base is from what the rows work out to",
        YEAR,
        """
STT|Nội dung|ĐVT|Dự toán 2024|Ước TH 2024|Chênh lệch
1|Thu nội địa|Tỷ đồng|2.300|2.410|110
2|Lệ phí trước bạ|Tỷ đồng|150|171|21
""",
        tuple(
            (code, measure, value, Y24, "")
            for code, values in (
                ("budget.inland_revenue", ("2300000000000", "2410000000000", "110000000000")),
                ("budget.revenue.registration_fees", ("150000000000", "171000000000", "21000000000")),
            )
            for measure, value in zip(("plan", "level", "change_abs plan"), values, strict=True)
        ),
    ),
    Layout(
        "a difference from nothing that is printed stays open",
        SEPTEMBER,
        """
STT|Nội dung|ĐVT|Tháng 9|Tăng, giảm
1|Số vụ tai nạn giao thông|Vụ|9|-2
""",
        (("security.traffic_accidents", "level", "9", SEP, ""), ("", "change_abs yoy", "-2", SEP, "")),
    ),
    Layout(
        "a difference beside the month before is from that",
        SEPTEMBER,
        """
STT|Nội dung|ĐVT|Tháng 8|Tháng 9|Tăng, giảm
1|Số vụ tai nạn giao thông|Vụ|11|9|-2
""",
        (
            ("security.traffic_accidents", "level", "11", "01/08/2024-31/08/2024", ""),
            ("security.traffic_accidents", "level", "9", SEP, ""),
            ("security.traffic_accidents", "change_abs prev", "-2", SEP, ""),
        ),
    ),
)
