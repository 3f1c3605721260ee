"""The social half of a report: schools, health, work, culture, offices, order."""
# ruff: noqa: E501 - a sentence of the report stays on one line

from __future__ import annotations

from decimal import Decimal

from generator import targets
from generator.paper import Block, heading, item
from generator.phrases import Writer, form

PEOPLE = form(1, 0, "người")


def society(w: Writer, chapter: int) -> list[Block]:
    """Three chapters from `chapter` on: culture and society; administration; defence and order."""
    return [
        heading(f"{chapter}. Về văn hóa - xã hội", 2),
        item(schools(w)),
        item(health(w)),
        item(work(w)),
        item(culture(w)),
        heading(f"{chapter + 1}. Cải cách hành chính, thanh tra, tiếp công dân", 2),
        item(offices(w)),
        item(inspections(w)),
        heading(f"{chapter + 2}. Quốc phòng, an ninh, trật tự an toàn xã hội", 2),
        item(order(w)),
        item(traffic(w)),
    ]


def schools(w: Writer) -> str:
    """What the school year is at, and the schools that meet the national standard."""
    by_month = {
        1: "Các trường hoàn thành sơ kết học kỳ I, bảo đảm lịch nghỉ Tết cho học sinh",
        2: "Nền nếp dạy và học được ổn định ngay sau kỳ nghỉ Tết",
        3: "Các trường dạy học học kỳ II đúng tiến độ, tổ chức thi chọn học sinh giỏi cấp tỉnh",
        4: "Ngành giáo dục tập trung ôn tập cho học sinh cuối cấp",
        5: "Các trường tổng kết năm học, chuẩn bị cho kỳ thi tuyển sinh vào lớp 10",
        6: "Công tác chuẩn bị kỳ thi tốt nghiệp trung học phổ thông được triển khai chu đáo",
        7: "Kỳ thi tốt nghiệp trung học phổ thông diễn ra an toàn, nghiêm túc",
        8: "Các địa phương sửa chữa phòng học, bổ sung thiết bị trước năm học mới",
        9: "Toàn tỉnh khai giảng năm học mới trong không khí phấn khởi",
        10: "Hoạt động dạy và học đi vào nền nếp, tuần lễ học tập suốt đời được hưởng ứng rộng rãi",
        11: "Các trường thi đua chào mừng ngày Nhà giáo Việt Nam 20/11",
        12: "Các trường ôn tập, kiểm tra cuối học kỳ I theo kế hoạch",
    }
    text = f"- Giáo dục và đào tạo: {by_month[w.frame.month]}"
    if w.frame.kind in {"half", "annual"} or w.frame.month % 4 == 1:
        code = "education.national_standard_schools"
        count = w.level(code, w.stock(code)[0], form(1, 0, "trường"), w.frame.point)
        text += f". Đến nay, toàn tỉnh có {count} đạt chuẩn quốc gia"
    return text + "."


def health(w: Writer) -> str:
    """Visits to doctors, and who is insured."""
    code, point = "health.insured_people", w.frame.point
    people = w.stock(code)
    rate = Decimal(targets.COVERAGE[w.frame.year][w.frame.month - 1]) / 10
    insured = w.level(code, people[0], PEOPLE, point)
    share = w.number("health.insurance_coverage", rate, form(1, 1, "%"), point, unit="%")
    note = w.ledger.note(
        f"Đến cuối kỳ báo cáo, toàn tỉnh có {insured} tham gia bảo hiểm y tế, {w.attained(code, people[0], point)}; "
        f"tỷ lệ bao phủ bảo hiểm y tế đạt {share} dân số."
    )
    visits = w.flow("health.patient_visits", w.frame.main)
    shape = form(1000, 1, "nghìn lượt người") if w.frame.month % 2 else form(1, 0, "lượt người")
    level = w.level("health.patient_visits", visits[0], shape, w.frame.main)
    lead = w.pick(
        "health",
        "Các cơ sở y tế duy trì trực cấp cứu, thu dung điều trị kịp thời",
        "Công tác giám sát, phòng, chống dịch bệnh theo mùa được chủ động thực hiện",
        "Chất lượng khám, điều trị tại tuyến cơ sở từng bước nâng lên",
    )
    return f"- Y tế: {lead}; đã khám, chữa bệnh cho {level}, {w.change('health.patient_visits', visits, w.frame.main)}; bảo hiểm y tế tiếp tục được mở rộng{note}."


def work(w: Writer) -> str:
    """Jobs and training: totals only, so that a month follows from two reports; poverty at the year's end."""
    span = w.frame.so_far if w.frame.kind == "month" and w.frame.month > 1 else w.frame.main
    jobs, abroad, trained = (w.flow(f"labour.{name}", span)[0] for name in ("jobs_created", "labour_export", "trained"))
    total = w.frame.kind == "month" and w.frame.month > 1
    lead = (
        w.pick("jobs", "Lũy kế từ đầu năm đã", "Lũy kế đã", "Cộng dồn từ đầu năm đã")
        if total
        else f"{w.frame.spoken} đã"
    )
    text = f"- Lao động, việc làm: {lead} giải quyết việc làm cho {w.level('labour.jobs_created', jobs, form(1, 0, 'lao động'), span)}, "
    text += w.attained("labour.jobs_created", jobs, span)
    level = w.level("labour.labour_export", abroad, PEOPLE, span, pad=True)
    text += f", trong đó xuất khẩu lao động {level}, {w.attained('labour.labour_export', abroad, span)}"
    if w.frame.month > 2:
        count = w.level("labour.trained", trained, form(1, 0, "lao động"), span)
        text += f"; đào tạo nghề cho {count}, {w.attained('labour.trained', trained, span)}"
    advice = w.count("labour.job_counselling", w.frame.in_month, "lượt người")
    text += f". Riêng tháng {w.frame.month:02d}, tư vấn, giới thiệu việc làm cho {advice}"
    if w.frame.kind == "annual":
        drop = Decimal(targets.RATES["social.poverty_reduction"][w.frame.year])
        rate = Decimal(targets.RATES["labour.trained_rate"][w.frame.year])
        text += f". Tỷ lệ hộ nghèo giảm {w.number('social.poverty_reduction', drop, form(1, 2, '%'), w.frame.main, unit='%')}"
        text += f"; tỷ lệ lao động qua đào tạo đạt {w.number('labour.trained_rate', rate, form(1, 1, '%'), w.frame.point, unit='%')}"
    return text + "."


def culture(w: Writer) -> str:
    """No statistics: feasts and sports."""
    return "- Văn hóa, thể thao: " + w.pick(
        "culture",
        "Các lễ hội truyền thống được tổ chức trang trọng, tiết kiệm, giữ gìn bản sắc các dân tộc trong tỉnh.",
        "Phong trào văn nghệ quần chúng sôi nổi ở cơ sở; các đội chiếu phim lưu động phục vụ đồng bào vùng sâu.",
        "Công tác bảo tồn di tích, truyền dạy nghệ thuật dân gian được các nghệ nhân và nhà trường phối hợp thực hiện.",
        "Hoạt động thông tin cơ sở kịp thời phản ánh các sự kiện chính trị, kinh tế của địa phương.",
    )


def offices(w: Writer) -> str:
    """Files received, online, resolved, in time."""
    span = w.frame.main
    received, online, done = (
        w.flow(f"administration.files_{name}", span)[0] for name in ("received", "online", "resolved")
    )
    files = form(1, 0, "hồ sơ")
    first = w.level("administration.files_received", received, files, span)
    second = w.level("administration.files_online", online, files, span)
    share = w.number(
        "administration.files_online", online / received * 100, form(1, 1, "%"), span, measure="share", vs="whole", unit="%"
    )  # fmt: skip
    third = w.level("administration.files_resolved", done, files, span)
    rate = Decimal(targets.ON_TIME[w.frame.year][w.frame.month - 1]) / 10
    time = w.number("administration.on_time_rate", rate, form(1, 1, "%"), span, unit="%")
    who = w.pick("office", "Trung tâm Phục vụ hành chính công tỉnh", "Bộ phận một cửa các cấp")
    return (
        f"- Cải cách hành chính: {w.frame.spoken}, {who} tiếp nhận {first}, trong đó hồ sơ trực tuyến {second}, {w.pick('share', 'chiếm', 'đạt')} {share}; "
        f"số hồ sơ đã giải quyết và trả kết quả là {third}, tỷ lệ hồ sơ trả trước và đúng hạn đạt {time}."
    )


def inspections(w: Writer) -> str:
    """Inspections, citizens received, petitions."""
    span = w.frame.main
    petitions = w.flow("inspection.petitions", span)
    return (
        f"- Thanh tra, tiếp công dân: Triển khai {w.count('inspection.inspections', span, 'cuộc')} thanh tra, ban hành "
        f"{w.count('inspection.conclusions', span, 'kết luận')}; tiếp {w.count('inspection.citizens_received', span, 'lượt công dân')}; "
        f"tiếp nhận {w.count('inspection.petitions', span, 'đơn')} khiếu nại, tố cáo, kiến nghị"
        f"{w.difference('inspection.petitions', petitions, span, 'đơn')}, đã giải quyết "
        f"{w.count('inspection.petitions_resolved', span, 'đơn')} thuộc thẩm quyền."
    )


def order(w: Writer) -> str:
    """Crimes against order, drugs."""
    span = w.frame.main
    crimes = w.count("security.social_crimes", span, "vụ")
    solved = w.count("security.social_crimes_solved", span, "vụ")
    suspects = w.count("security.social_crime_suspects", span, "đối tượng")
    drugs, dealers = w.count("security.drug_crimes", span, "vụ"), w.count("security.drug_suspects", span, "đối tượng")
    fewer = w.difference("security.social_crimes", w.flow("security.social_crimes", span), span, "vụ")
    return (
        f"- An ninh, trật tự: {w.pick('order', 'Tình hình an ninh chính trị ổn định', 'Lực lượng công an mở các đợt cao điểm tấn công, trấn áp tội phạm')}. "
        f"{w.frame.spoken}, toàn tỉnh ghi nhận {crimes} tội phạm về trật tự xã hội{fewer}; đã điều tra làm rõ {solved}, bắt giữ {suspects}; "
        f"triệt phá {drugs} phạm tội về ma túy với {dealers}."
    )


def traffic(w: Writer) -> str:
    """Accidents, deaths, injured."""
    span = w.frame.main
    cases = w.count("security.traffic_accidents", span, "vụ")
    dead = w.count("security.traffic_deaths", span, "người")
    hurt = w.count("security.traffic_injured", span, "người")
    fewer = w.difference("security.traffic_accidents", w.flow("security.traffic_accidents", span), span, "vụ")
    return f"- An toàn giao thông: Xảy ra {cases} tai nạn giao thông, làm {dead} chết, {hurt} bị thương{fewer and ';' + fewer[1:] + ' về số vụ'}."
