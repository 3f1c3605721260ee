"""Small invented tables in the layouts of many offices, and what each of their numbers says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from grids import printed

from ingest.claim import Claim
from ingest.period import Period
from ingest.readers import read_document
from ingest.report import read_claims

SEPTEMBER, JUNE, YEAR = "2024-09", "2024-06", "2024"
Said = tuple[str, str, str, str, str]  # code, measure and base, value, days, area


class Layout(NamedTuple):
    """A table, the period of its report, and what its numbers say, row by row."""

    name: str
    period: str
    grid: str
    says: tuple[Said, ...]


def said(claim: Claim) -> Said:
    measure = f"{claim.measure} {claim.versus}".strip()
    days = f"{claim.first_day:%d/%m/%Y}-{claim.last_day:%d/%m/%Y}"
    return claim.indicator, measure, format(claim.value.normalize(), "f"), days, claim.area


_Y22, _Y23, _Y24 = "01/01/2022-31/12/2022", "01/01/2023-31/12/2023", "01/01/2024-31/12/2024"
_SEP, _NINE, _HALF = "01/09/2024-30/09/2024", "01/01/2024-30/09/2024", "01/01/2024-30/06/2024"
_END = "30/06/2024-30/06/2024"

LAYOUTS = (
    Layout(
        "the plan of the next year over this year's estimate, abbreviated without the hook of Ư",
        "2023",
        """
TT|Chỉ tiêu|ĐVT|Ước thực hiện năm 2023|Kế hoạch năm 2024|So sánh (%)
|||||KH 2024/ UTH 2023
1|Thu ngân sách trên địa bàn|Tỷ đồng|4.810|5.020|104,4
""",
        (
            ("budget.domestic_revenue", "level", "4810000000000", _Y23, ""),
            ("budget.domestic_revenue", "plan", "5020000000000", _Y24, ""),
            ("budget.domestic_revenue", "change_pct yoy", "4.4", _Y24, ""),
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
            ("budget.inland_revenue", "level", "1790400000000", _NINE, ""),
            ("budget.inland_revenue", "attainment plan", "77.8", _NINE, ""),
            ("budget.inland_revenue", "change_pct yoy", "7.9", _NINE, ""),
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
            ("macro.cpi", "change_pct yoy", "2.77", _SEP, ""),
            ("macro.cpi", "change_pct other", "1.95", _SEP, ""),
            ("macro.cpi", "change_pct prev", "0.31", _SEP, ""),
            ("macro.cpi", "change_pct yoy", "3.46", _NINE, ""),
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
            ("security.traffic_accidents", "level", "9", _SEP, ""),
            ("security.traffic_accidents", "level", "82", _NINE, ""),
            ("security.traffic_accidents", "change_pct prev", "12.5", _SEP, ""),
        ),
    ),
    Layout(
        "places under a head that may mean units, the total below them, what the columns count",
        YEAR,
        """
KẾT QUẢ XÂY DỰNG NÔNG THÔN MỚI NĂM 2024
TT|Đơn vị|Số xã đạt chuẩn NTM|<|Bình quân tiêu chí/xã
||Kế hoạch năm 2024|Kết quả đến 31/12/2024|
1|Huyện Mường Sao|9|10|15,8
2|TP. Phú An|5|5|19,0
|Toàn tỉnh|14|15|16,6
""",
        tuple(
            (code, measure, value, _Y24 if measure == "plan" else "31/12/2024-31/12/2024", area)
            for area, values in (
                ("Huyện Mường Sao", ("9", "10", "15.8")),
                ("TP. Phú An", ("5", "5", "19")),
                ("", ("14", "15", "16.6")),
            )
            for code, measure, value in zip(
                ("rural.communes_new_rural", "rural.communes_new_rural", "rural.criteria_per_commune"),
                ("plan", "level", "level"),
                values,
                strict=True,
            )
        ),
    ),
    Layout(
        "the title says of what a column counts the dead; days of the title begin in the year before",
        JUNE,
        """
TÌNH HÌNH TAI NẠN GIAO THÔNG 6 THÁNG ĐẦU NĂM 2024 (từ 15/12/2023 đến 14/6/2024)
TT|Địa bàn|Số vụ|<|Số người chết|<
||6T/2024|Tăng, giảm (+/-)|6T/2024|Tăng, giảm (+/-)
1|Thành phố Phú An|14|+2|3|-1
|Tổng cộng|32|0|15|0
""",
        tuple(
            (code, measure, value, _HALF, area)
            for area, values in (("Thành phố Phú An", ("14", "2", "3", "-1")), ("", ("32", "0", "15", "0")))
            for code, measure, value in zip(
                ("security.traffic_accidents",) * 2 + ("security.traffic_deaths",) * 2,
                ("level", "change_abs yoy") * 2,
                values,
                strict=True,
            )
        ),
    ),
    Layout(
        "area, yield and output of crops over places, the season told by two years",
        JUNE,
        """
DIỆN TÍCH, NĂNG SUẤT, SẢN LƯỢNG MỘT SỐ CÂY TRỒNG VỤ ĐÔNG XUÂN NĂM 2023-2024
TT|Huyện, thành phố|Lúa đông xuân|<|<
||Diện tích (ha)|Năng suất (tạ/ha)|Sản lượng (tấn)
|Tổng số|7.012|56,8|39.828
1|Huyện Mường Sao|3.210|57,0|18.297
""",
        (
            ("crops.rice.winter_spring.area", "level", "7012", _END, ""),
            ("crops.rice.winter_spring.yield", "level", "56.8", _END, ""),
            ("crops.rice.winter_spring.output", "level", "39828", _HALF, ""),
            ("crops.rice.winter_spring.area", "level", "3210", _END, "Huyện Mường Sao"),
            ("crops.rice.winter_spring.yield", "level", "57", _END, "Huyện Mường Sao"),
            ("crops.rice.winter_spring.output", "level", "18297", _HALF, "Huyện Mường Sao"),
        ),
    ),
    Layout(
        "sectors of GRDP at two prices, their shares and their growth",
        JUNE,
        """
|Theo giá hiện hành (Tỷ đồng)|Cơ cấu (%)|Theo giá so sánh 2010 (Tỷ đồng)|6 tháng so với cùng kỳ năm trước (%)
|Ước 6 tháng đầu năm 2024|<|<|
Tổng sản phẩm trên địa bàn (GRDP)|16.680,9|100,00|9.480,1|106,46
Nông, lâm nghiệp và thủy sản|3.402,7|20,40|1.967,0|103,25
Công nghiệp và xây dựng|5.530,2|33,15|3.243,8|108,84
   Công nghiệp|3.510,5|21,04|2.130,4|109,25
Dịch vụ|6.925,1|41,52|3.746,9|106,43
""",
        (
            ("macro.grdp", "level", "16680900000000", _HALF, ""),
            ("macro.grdp", "share whole", "100", _HALF, ""),
            ("macro.grdp", "level", "9480100000000", _HALF, ""),
            ("macro.grdp_growth", "level", "6.46", _HALF, ""),
            ("macro.grdp.agriculture", "level", "3402700000000", _HALF, ""),
            ("macro.structure.agriculture", "level", "20.4", _HALF, ""),
            ("macro.grdp.agriculture", "level", "1967000000000", _HALF, ""),
            ("macro.agri_value_added_growth", "level", "3.25", _HALF, ""),
            ("macro.grdp.industry", "level", "5530200000000", _HALF, ""),
            ("macro.structure.industry", "level", "33.15", _HALF, ""),
            ("macro.grdp.industry", "level", "3243800000000", _HALF, ""),
            ("macro.industry_value_added_growth", "level", "8.84", _HALF, ""),
            ("", "level", "3510500000000", _HALF, ""),
            ("", "share whole", "21.04", _HALF, ""),
            ("", "level", "2130400000000", _HALF, ""),
            ("", "change_pct yoy", "9.25", _HALF, ""),
            ("macro.grdp.services", "level", "6925100000000", _HALF, ""),
            ("macro.structure.services", "level", "41.52", _HALF, ""),
            ("macro.grdp.services", "level", "3746900000000", _HALF, ""),
            ("macro.services_value_added_growth", "level", "6.43", _HALF, ""),
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
            ("livestock.cow_herd", "plan", "24000", _Y24, ""),
            ("livestock.cow_herd", "level", "24310", "31/12/2024-31/12/2024", ""),
            ("livestock.cow_herd", "attainment plan", "101.3", "31/12/2024-31/12/2024", ""),
            ("forestry.new_area", "plan", "3500", _Y24, ""),
            ("forestry.new_area", "level", "3620.4", _Y24, ""),
            ("forestry.new_area", "attainment plan", "103.4", _Y24, ""),
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
            ("forestry.new_area", "plan", "3500", _Y24, ""),
            ("forestry.new_area", "level", "3620", _Y24, ""),
            ("forestry.new_area", "attainment plan", "103.4", _Y24, ""),
        ),
    ),
    Layout(
        "who got the money stands in a column that is headed like a source",
        SEPTEMBER,
        """
TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG ĐẾN NGÀY 30/9/2024
|||Triệu đồng
STT|Nguồn vốn|Kế hoạch vốn năm 2024|Giải ngân đến 30/9/2024
|TỔNG CỘNG|3.512.400|1.890.520
A|Vốn ngân sách địa phương|1.420.000|810.330
""",
        (
            ("public_investment.disbursed", "plan", "3512400000000", _Y24, ""),
            ("public_investment.disbursed", "level", "1890520000000", _NINE, ""),
            ("public_investment.local_budget_disbursed", "plan", "1420000000000", _Y24, ""),
            ("public_investment.local_budget_disbursed", "level", "810330000000", _NINE, ""),
        ),
    ),
    Layout(
        "a heading without numbers says of what the dead below it died, up to the next",
        SEPTEMBER,
        """
Trật tự, an toàn xã hội
|Tháng 9 năm 2024
Tai nạn giao thông|
Số vụ tai nạn giao thông (Vụ)|9
Số người chết (Người)|5
Cháy, nổ|
Số vụ cháy, nổ (Vụ)|2
Số người chết (Người)|1
""",
        (
            ("security.traffic_accidents", "level", "9", _SEP, ""),
            ("security.traffic_deaths", "level", "5", _SEP, ""),
            ("security.fires", "level", "2", _SEP, ""),
            ("security.fire_deaths", "level", "1", _SEP, ""),
        ),
    ),
    Layout(
        "rows without a number stand below those that have one: they share its unit, not its code",
        SEPTEMBER,
        """
Vận tải hành khách và hàng hóa của địa phương
|Ước tính tháng 9 năm 2024
I. Vận chuyển (Nghìn HK)|223,8
Đường bộ|223,8
II. Luân chuyển (Nghìn HK.km)|14.790
Đường bộ|14.715
""",
        (
            ("transport.passengers", "level", "223800", _SEP, ""),
            ("", "level", "223800", _SEP, ""),
            ("transport.passenger_km", "level", "14790000", _SEP, ""),
            ("", "level", "14715000", _SEP, ""),
        ),
    ),
    Layout(
        "sectors of exports and of imports in one table",
        SEPTEMBER,
        """
Hàng hóa xuất khẩu, nhập khẩu
||Triệu USD
|Tháng 9 năm 2024|9 tháng năm 2024
I. TỔNG TRỊ GIÁ XUẤT KHẨU|43,5|371,6
Khu vực kinh tế trong nước|15,9|140,2
II. TỔNG TRỊ GIÁ NHẬP KHẨU|19,4|165,2
Khu vực kinh tế trong nước|7,2|61,0
""",
        tuple(
            (code, "level", value, days, "")
            for code, values in (
                ("external_trade.exports", ("43500000", "371600000")),
                ("external_trade.exports.domestic", ("15900000", "140200000")),
                ("external_trade.imports", ("19400000", "165200000")),
                ("", ("7200000", "61000000")),
            )
            for value, days in zip(values, (_SEP, _NINE), strict=True)
        ),
    ),
    Layout(
        "English behind capitals and in lines of its own",
        SEPTEMBER,
        """
Chỉ số sản xuất công nghiệp (%)
|Tháng 9 năm 2024 so với cùng kỳ năm trước
TOÀN NGÀNH CÔNG NGHIỆP - WHOLE INDUSTRY|107,95
Khai khoáng|95,30
Mining and quarrying|
Dệt|90,40
""",
        (
            ("industry.iip", "change_pct yoy", "7.95", _SEP, ""),
            ("industry.iip.mining", "change_pct yoy", "-4.7", _SEP, ""),
            ("industry.iip.textiles", "change_pct yoy", "-9.6", _SEP, ""),
        ),
    ),
    Layout(
        "persons of a kind are counted as persons",
        SEPTEMBER,
        """
TT|Tên chỉ tiêu|Đơn vị tính|Ước thực hiện 9 tháng năm 2024
1|Số giáo viên|Người|9.655
""",
        (("education.teachers", "level", "9655", "30/09/2024-30/09/2024", ""),),
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
            ("budget.domestic_revenue", "level", "2150000000000", _Y23, ""),
            ("budget.domestic_revenue", "level", "2310000000000", _Y24, ""),
            ("budget.domestic_revenue", "change_pct yoy", "7.4", _Y24, ""),
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
            (code, measure, value, "01/01/2023-30/06/2023" if first else _HALF, "")
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
            (code, measure, value, _Y24, "")
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
            ("industry.electricity", "level", "188400000", _SEP, ""),
            ("industry.electricity", "level", "1802500000", _NINE, ""),
            ("industry.electricity", "change_pct prev", "-8.2", _SEP, ""),
        ),
    ),
    Layout(
        "two tables side by side; victims are those of the row that counts what happened",
        SEPTEMBER,
        """
Chỉ tiêu|ĐVT|Tháng 9||Chỉ tiêu|ĐVT|Tháng 9
Số vụ tai nạn giao thông|Vụ|8||Số vụ cháy|Vụ|2
Số người chết|Người|4||Thiệt hại do cháy|Triệu đồng|150
""",
        (
            ("security.traffic_accidents", "level", "8", _SEP, ""),
            ("security.fires", "level", "2", _SEP, ""),
            ("security.traffic_deaths", "level", "4", _SEP, ""),
            ("security.fire_damage", "level", "150000000", _SEP, ""),
        ),
    ),
    Layout(
        "a plan has the unit of what it plans, a part that of its whole",
        SEPTEMBER,
        """
Kết quả giải quyết việc làm phân theo huyện
TT|Huyện, thành phố|Kế hoạch năm 2024|Số lao động được giải quyết việc làm
|||9 tháng năm 2024
1|Huyện Mường Sao|4.500|3.520
""",
        (
            ("labour.jobs_created", "plan", "4500", _Y24, "Huyện Mường Sao"),
            ("labour.jobs_created", "level", "3520", _NINE, "Huyện Mường Sao"),
        ),
    ),
    Layout(
        "a part without a unit has that of the whole above it",
        YEAR,
        """
|2023|2024
Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng (Tỷ đồng)|11.920,5|13.405,2
Bán lẻ hàng hóa|9.720,3|10.815,7
""",
        (
            ("trade.retail_sales", "level", "11920500000000", _Y23, ""),
            ("trade.retail_sales", "level", "13405200000000", _Y24, ""),
            ("trade.retail_goods", "level", "9720300000000", _Y23, ""),
            ("trade.retail_goods", "level", "10815700000000", _Y24, ""),
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
                (_Y24, _Y24, *["01/01/2025-31/12/2025"] * 3),
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
            ("budget.inland_revenue", "level", "1980000000000", _Y23, ""),
            ("budget.inland_revenue", "plan plan:council", "2300000000000", _Y24, ""),
            ("budget.inland_revenue", "level", "2410000000000", _Y24, ""),
            ("budget.inland_revenue", "attainment plan:council", "104.8", _Y24, ""),
            ("budget.inland_revenue", "change_pct yoy", "21.7", _Y24, ""),
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
            ("crops.rice.output", "level", "152188", _Y23, ""),
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
            ("forestry.new_area", "level", "2790", _NINE, ""),
            ("forestry.new_area", "level", "2610", "01/01/2023-30/09/2023", ""),
            ("forestry.new_area", "change_pct yoy", "6.9", _NINE, ""),
            ("livestock.pig_herd", "level", "214900", "30/09/2024-30/09/2024", ""),
            ("livestock.pig_herd", "level", "203400", "30/09/2023-30/09/2023", ""),
            ("livestock.pig_herd", "change_pct yoy", "5.7", "30/09/2024-30/09/2024", ""),
            ("forestry.cover_rate", "level", "50.5", "30/09/2024-30/09/2024", ""),
            ("forestry.cover_rate", "level", "50.1", "30/09/2023-30/09/2023", ""),
        ),
    ),
    Layout(
        "counts named by their heading; the difference of a rate is in points",
        JUNE,
        """
STT|Nội dung|ĐVT|6 tháng năm 2024|Tăng/giảm
I|Tội phạm về trật tự xã hội||
1|Tỷ lệ điều tra, làm rõ|%|92,5|1,3
II|Tội phạm ma túy||
1|Số vụ|Vụ|198|-12
III|Tai nạn giao thông||
1|Số vụ|Vụ|30|-2
""",
        (
            ("security.social_crimes_solved_rate", "level", "92.5", _HALF, ""),
            ("security.social_crimes_solved_rate", "change_pp yoy", "1.3", _HALF, ""),
            ("security.drug_crimes", "level", "198", _HALF, ""),
            ("security.drug_crimes", "change_abs yoy", "-12", _HALF, ""),
            ("security.traffic_accidents", "level", "30", _HALF, ""),
            ("security.traffic_accidents", "change_abs yoy", "-2", _HALF, ""),
        ),
    ),
    Layout(
        "the letters of industry's sections; a unit below the title",
        SEPTEMBER,
        """
Chỉ số sản xuất công nghiệp quý III năm 2024
Ngành công nghiệp|Ước quý III/2024 so với quý III/2023 (%)
Toàn ngành|107,4
B. Khai khoáng|94,4
C. Công nghiệp chế biến, chế tạo|109,1
""",
        tuple(
            (code, "change_pct yoy", value, "01/07/2024-30/09/2024", "")
            for code, value in (
                ("industry.iip", "7.4"),
                ("industry.iip.mining", "-5.6"),
                ("industry.iip.manufacturing", "9.1"),
            )
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
                ("level", "level", "share whole"), ("01/07/2024-30/09/2024", _NINE, _NINE), values, strict=True
            )
        ),
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_number_of_a_layout_says_what_a_reader_reads(layout: Layout) -> None:
    report = read_claims(printed(layout.grid), area="Lai Châu", period=Period.parse(layout.period))
    assert tuple(map(said, report.claims)) == layout.says


def test_a_unit_may_stand_alone_in_the_line_above_a_table(tmp_path: Path) -> None:
    path = tmp_path / "bieu.html"
    path.write_text(
        "<p>Thu ngân sách tháng 9 năm 2024</p><p>Triệu đồng</p>"
        "<table><tr><td>Chỉ tiêu</td><td>Tháng 9 năm 2024</td></tr>"
        "<tr><td>Thu nội địa</td><td>160.100</td></tr><tr><td>Lệ phí trước bạ</td><td>7.900</td></tr></table>",
        encoding="utf-8",
    )
    report = read_claims(read_document(path), area="Lai Châu", period=Period.parse(SEPTEMBER))
    assert [said(claim)[:3] for claim in report.claims] == [
        ("budget.inland_revenue", "level", "160100000000"),
        ("budget.revenue.registration_fees", "level", "7900000000"),
    ]


def test_percents_that_the_rows_do_not_work_out_to_are_not_understood() -> None:
    grid = """
STT|Nội dung|Đơn vị|6 tháng đầu năm 2023|6 tháng đầu năm 2024|Tỷ lệ %
1|Tổng số lượt khám chữa bệnh|Lượt|452.310|470.205|4,0
2|Số ca mắc sốt xuất huyết|Ca|120|85|29,2
"""
    report = read_claims(printed(grid), area="Lai Châu", period=Period.parse(JUNE))
    told = [(claim.number_text, claim.indicator, claim.review) for claim in report.claims if "," in claim.number_text]
    assert told == [("4,0", "", "table header not understood"), ("29,2", "", "table header not understood")]
