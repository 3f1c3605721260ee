"""Small invented tables whose rows are named as offices name them, and what each of their numbers says."""

from __future__ import annotations

from layouts import END, HALF, JUNE, NINE, SEP, SEPTEMBER, Y23, Y24, YEAR, Layout

ROWS = (
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
            (code, measure, value, Y24 if measure == "plan" else "31/12/2024-31/12/2024", area)
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
||6T/2024|Tăng, giảm so với cùng kỳ (+/-)|6T/2024|Tăng, giảm so với cùng kỳ (+/-)
1|Thành phố Phú An|14|+2|3|-1
|Tổng cộng|32|0|15|0
""",
        tuple(
            (code, measure, value, HALF, area)
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
            ("crops.rice.winter_spring.area", "level", "7012", END, ""),
            ("crops.rice.winter_spring.yield", "level", "56.8", END, ""),
            ("crops.rice.winter_spring.output", "level", "39828", HALF, ""),
            ("crops.rice.winter_spring.area", "level", "3210", END, "Huyện Mường Sao"),
            ("crops.rice.winter_spring.yield", "level", "57", END, "Huyện Mường Sao"),
            ("crops.rice.winter_spring.output", "level", "18297", HALF, "Huyện Mường Sao"),
        ),
    ),
    Layout(
        "sectors of GRDP at two prices, their shares and their growth",
        JUNE,
        """
|Theo giá hiện hành (Tỷ đồng)|Cơ cấu (%)|Theo giá so sánh 2010 (Tỷ đồng)|6 tháng so với cùng kỳ năm trước (%)
|Ước 6 tháng đầu năm 2024|Ước 6 tháng đầu năm 2024|Ước 6 tháng đầu năm 2024|
Tổng sản phẩm trên địa bàn (GRDP)|16.680,9|100,00|9.480,1|106,46
Nông, lâm nghiệp và thủy sản|3.402,7|20,40|1.967,0|103,25
Công nghiệp và xây dựng|5.530,2|33,15|3.243,8|108,84
   Công nghiệp|3.510,5|21,04|2.130,4|109,25
Dịch vụ|6.925,1|41,52|3.746,9|106,43
""",
        (
            ("macro.grdp", "level", "16680900000000", HALF, ""),
            ("macro.grdp", "share whole", "100", HALF, ""),
            ("macro.grdp", "level", "9480100000000", HALF, ""),
            ("macro.grdp_growth", "level", "6.46", HALF, ""),
            ("macro.grdp.agriculture", "level", "3402700000000", HALF, ""),
            ("macro.structure.agriculture", "level", "20.4", HALF, ""),
            ("macro.grdp.agriculture", "level", "1967000000000", HALF, ""),
            ("macro.agri_value_added_growth", "level", "3.25", HALF, ""),
            ("macro.grdp.industry", "level", "5530200000000", HALF, ""),
            ("macro.structure.industry", "level", "33.15", HALF, ""),
            ("macro.grdp.industry", "level", "3243800000000", HALF, ""),
            ("macro.industry_value_added_growth", "level", "8.84", HALF, ""),
            ("", "level", "3510500000000", HALF, ""),
            ("", "share whole", "21.04", HALF, ""),
            ("", "level", "2130400000000", HALF, ""),
            ("", "change_pct yoy", "9.25", HALF, ""),
            ("macro.grdp.services", "level", "6925100000000", HALF, ""),
            ("macro.structure.services", "level", "41.52", HALF, ""),
            ("macro.grdp.services", "level", "3746900000000", HALF, ""),
            ("macro.services_value_added_growth", "level", "6.43", HALF, ""),
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
            ("public_investment.disbursed", "plan", "3512400000000", Y24, ""),
            ("public_investment.disbursed", "level", "1890520000000", NINE, ""),
            ("public_investment.local_budget_disbursed", "plan", "1420000000000", Y24, ""),
            ("public_investment.local_budget_disbursed", "level", "810330000000", NINE, ""),
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
            ("security.traffic_accidents", "level", "9", SEP, ""),
            ("security.traffic_deaths", "level", "5", SEP, ""),
            ("security.fires", "level", "2", SEP, ""),
            ("security.fire_deaths", "level", "1", SEP, ""),
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
            ("transport.passengers", "level", "223800", SEP, ""),
            ("", "level", "223800", SEP, ""),
            ("transport.passenger_km", "level", "14790000", SEP, ""),
            ("", "level", "14715000", SEP, ""),
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
            for value, days in zip(values, (SEP, NINE), strict=True)
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
            ("industry.iip", "change_pct yoy", "7.95", SEP, ""),
            ("industry.iip.mining", "change_pct yoy", "-4.7", SEP, ""),
            ("industry.iip.textiles", "change_pct yoy", "-9.6", SEP, ""),
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
        "two tables side by side; victims are those of the row that counts what happened",
        SEPTEMBER,
        """
Chỉ tiêu|ĐVT|Tháng 9||Chỉ tiêu|ĐVT|Tháng 9
Số vụ tai nạn giao thông|Vụ|8||Số vụ cháy|Vụ|2
Số người chết|Người|4||Thiệt hại do cháy|Triệu đồng|150
""",
        (
            ("security.traffic_accidents", "level", "8", SEP, ""),
            ("security.fires", "level", "2", SEP, ""),
            ("security.traffic_deaths", "level", "4", SEP, ""),
            ("security.fire_damage", "level", "150000000", SEP, ""),
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
            ("labour.jobs_created", "plan", "4500", Y24, "Huyện Mường Sao"),
            ("labour.jobs_created", "level", "3520", NINE, "Huyện Mường Sao"),
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
            ("trade.retail_sales", "level", "11920500000000", Y23, ""),
            ("trade.retail_sales", "level", "13405200000000", Y24, ""),
            ("trade.retail_goods", "level", "9720300000000", Y23, ""),
            ("trade.retail_goods", "level", "10815700000000", Y24, ""),
        ),
    ),
    Layout(
        "counts named by their heading; the difference of a rate is in points",
        JUNE,
        """
STT|Nội dung|ĐVT|6 tháng năm 2024|Tăng/giảm so với cùng kỳ
I|Tội phạm về trật tự xã hội||
1|Tỷ lệ điều tra, làm rõ|%|92,5|1,3
II|Tội phạm ma túy||
1|Số vụ|Vụ|198|-12
III|Tai nạn giao thông||
1|Số vụ|Vụ|30|-2
""",
        (
            ("security.social_crimes_solved_rate", "level", "92.5", HALF, ""),
            ("security.social_crimes_solved_rate", "change_pp yoy", "1.3", HALF, ""),
            ("security.drug_crimes", "level", "198", HALF, ""),
            ("security.drug_crimes", "change_abs yoy", "-12", HALF, ""),
            ("security.traffic_accidents", "level", "30", HALF, ""),
            ("security.traffic_accidents", "change_abs yoy", "-2", HALF, ""),
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
        "the nation and the region beside the province are not the province",
        "2023",
        """
STT|Chỉ tiêu|ĐVT|Tỉnh Lai Châu|Tây Bắc|Cả nước
1|Tỷ lệ hộ nghèo|%|12,2|9,1|2,9
""",
        tuple(
            ("social.poverty_rate", "level", value, "31/12/2023-31/12/2023", area)
            for value, area in (("12.2", ""), ("9.1", "Tây Bắc"), ("2.9", "Cả nước"))
        ),
    ),
    Layout(
        "the nation in a row of its own",
        "2023",
        """
Tỷ lệ hộ nghèo năm 2023 (%)
|Năm 2023
Toàn tỉnh|12,2
Cả nước|2,9
""",
        tuple(
            ("social.poverty_rate", "level", value, "31/12/2023-31/12/2023", area)
            for value, area in (("12.2", ""), ("2.9", "Cả nước"))
        ),
    ),
    Layout(
        "of the columns of a total and its parts the total has the name of the table",
        SEPTEMBER,
        """
KẾT QUẢ GIẢI NGÂN CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA ĐẾN NGÀY 30/9/2024
||||Triệu đồng
TT|Nội dung|Kết quả giải ngân|<|<
||Tổng số|Vốn đầu tư|Vốn sự nghiệp
|TỔNG SỐ|540.300|401.200|139.100
""",
        tuple(
            (code, "level", value, NINE, "")
            for code, value in (
                ("public_investment.target_programmes_disbursed", "540300000000"),
                ("", "401200000000"),
                ("", "139100000000"),
            )
        ),
    ),
    Layout(
        "prices of goods are not their output, nor the changes of them",
        SEPTEMBER,
        """
GIÁ MỘT SỐ MẶT HÀNG THÁNG 9 NĂM 2024
STT|Mặt hàng|ĐVT|Giá tháng 9|So với tháng trước (%)
1|Thịt lợn hơi|đ/kg|65.000|104,8
""",
        (("", "level", "65000", SEP, ""), ("", "change_pct prev", "4.8", SEP, "")),
    ),
    Layout(
        "what a project is called stands before where it lies and how long it takes",
        SEPTEMBER,
        """
DANH MỤC CÁC DỰ ÁN ĐẦU TƯ CÔNG NĂM 2024
TT|Tên dự án|Địa điểm|Thời gian|Giải ngân đến 30/9/2024 (Triệu đồng)
1|Đường vào khu dân cư|Huyện Mường Sao|2022-2025|14.510
""",
        (("", "level", "14510000000", NINE, ""),),
    ),
    Layout(
        "a bare count is of what the title names",
        JUNE,
        """
TÌNH HÌNH TAI NẠN GIAO THÔNG 6 THÁNG ĐẦU NĂM 2024
STT|Nội dung|6 tháng/2024
1|Số vụ (vụ)|29
2|Số người chết (người)|12
""",
        (
            ("security.traffic_accidents", "level", "29", HALF, ""),
            ("security.traffic_deaths", "level", "12", HALF, ""),
        ),
    ),
)
