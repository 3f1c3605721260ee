"""A whole report: head, opening, chapters, assessment, tasks; and the words that stand around the figures."""
# ruff: noqa: E501 - a sentence of the report stays on one line

from __future__ import annotations

from generator.calendar_words import Frame
from generator.economy import economy
from generator.ledger import Ledger
from generator.paper import Block, Paper, heading, item, para
from generator.phrases import Writer
from generator.society import society

PROVINCE = "Lam Khê"
DISTRICTS = (
    "thành phố Lam Khê",
    "huyện Thượng Vân",
    "huyện Nậm Lương",
    "huyện Bản Trà",
    "huyện Phù Vân",
    "huyện Tây Lương",
)

# month -> day of the report
_DAYS = {1: 24, 2: 22, 3: 25, 4: 24, 5: 23, 6: 24, 7: 24, 8: 26, 9: 25, 10: 24, 11: 25, 12: 27}


def report(year: int, month: int) -> Paper:
    """The report on a month, or on the quarter, half, nine months or year that end with it."""
    frame, ledger = Frame(year, month), Ledger()
    w = Writer(frame, ledger)
    return Paper(
        issuer=("ỦY BAN NHÂN DÂN", f"TỈNH {PROVINCE.upper()}"),
        number=f"Số: {38 + month * 29 + (year - 2024) * 7}/BC-UBND",
        place_and_date=f"{PROVINCE}, ngày {_DAYS[month]:02d} tháng {f'{month:02d}' if month < 3 else month} năm {year}",
        kind="BÁO CÁO",
        title=(
            f"Tình hình kinh tế - xã hội, quốc phòng - an ninh {frame.title_words};",
            f"nhiệm vụ trọng tâm {frame.next_words}",
        ),
        blocks=[*opening(w), *body(w), *assessment(w), *tasks(w)],
        recipients=("Nơi nhận:", "- Văn phòng Chính phủ;", "- Thường trực Tỉnh ủy, HĐND tỉnh;", "- Các sở, ban, ngành tỉnh;",
                    "- UBND các huyện, thành phố;", "- Lưu: VT, TH."),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(đã ký)"),
        ledger=ledger,
    )  # fmt: skip


def opening(w: Writer) -> list[Block]:
    """Why the report is written: letters with numbers and dates, none of them a statistic."""
    year, month = w.frame.year, w.frame.month
    letter = f"Công văn số {611 + month * 37}/BKH-TH ngày {w.long_date(w.frame.day(8))}"
    return [para(w.pick(
        "opening",
        f"Thực hiện Nghị quyết số 01/NQ-CP ngày 05/01/{year} của Chính phủ, Ủy ban nhân dân tỉnh {PROVINCE} báo cáo tình hình "
        f"{w.frame.title_words} như sau:",
        f"Theo đề nghị tại {letter}, Ủy ban nhân dân tỉnh {PROVINCE} tổng hợp kết quả thực hiện nhiệm vụ {w.frame.title_words} như sau:",
        f"Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh khóa XV về nhiệm vụ năm {year} và {letter}, Ủy ban nhân dân tỉnh {PROVINCE} "
        f"báo cáo các kết quả chủ yếu {w.frame.title_words}:",
    ))]  # fmt: skip


def body(w: Writer) -> list[Block]:
    """The chapters with figures, under one head, or under two in the longer reports."""
    period = w.frame.title_words.upper()
    lead = w.pick(
        "lead",
        "Ủy ban nhân dân tỉnh chỉ đạo các cấp, các ngành bám sát chương trình công tác, tháo gỡ khó khăn cho sản xuất và đời sống, "
        "kết quả cụ thể trên các lĩnh vực:",
        "Các cấp, các ngành đã chủ động triển khai nhiệm vụ ngay từ đầu kỳ, tình hình kinh tế - xã hội của tỉnh tiếp tục chuyển biến:",
        "Trong bối cảnh thời tiết diễn biến phức tạp, kinh tế - xã hội của tỉnh cơ bản ổn định, cụ thể như sau:",
    )
    head = w.pick("head", "TÌNH HÌNH KINH TẾ - XÃ HỘI", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ - XÃ HỘI")
    return [heading(f"I. {head} {period}", 1), para(lead), *economy(w, "1"), *society(w, 2)]


def assessment(w: Writer) -> list[Block]:
    """What went well and what did not, without figures."""
    good = w.pick(
        "good",
        "Sản xuất nông nghiệp được mùa, dịch bệnh trên vật nuôi được khống chế; thương mại, du lịch giữ đà phát triển; thu ngân sách theo sát dự toán.",
        "Các lĩnh vực sản xuất, kinh doanh có nhiều chuyển biến; an sinh xã hội được bảo đảm; quốc phòng, an ninh được giữ vững.",
        "Nhiều chỉ tiêu theo kịp tiến độ kế hoạch; cải cách hành chính tiếp tục được người dân và doanh nghiệp ghi nhận.",
    )
    bad = w.pick(
        "bad",
        f"Tiến độ giải ngân của một số chủ đầu tư còn chậm, nhất là trên địa bàn {DISTRICTS[1]} và {DISTRICTS[4]}; giá vật tư nông nghiệp ở mức cao.",
        "Công tác giải phóng mặt bằng ở một số dự án trọng điểm còn vướng mắc; sản xuất thủy điện phụ thuộc nhiều vào thời tiết.",
        f"Doanh nghiệp nhỏ khó tiếp cận vốn; đường giao thông đến một số bản vùng cao của {DISTRICTS[2]} thường bị sạt lở trong mùa mưa.",
    )
    cause = w.pick(
        "cause",
        "Nguyên nhân chủ yếu do năng lực của một số chủ đầu tư, nhà thầu còn hạn chế, sự phối hợp giữa các ngành có lúc chưa kịp thời.",
        "Nguyên nhân khách quan là thời tiết cực đoan và giá nguyên liệu tăng; nguyên nhân chủ quan là việc đôn đốc chưa thường xuyên.",
    )
    return [
        heading("II. ĐÁNH GIÁ CHUNG", 1), heading("1. Kết quả đạt được", 2), para(good),
        heading("2. Hạn chế và nguyên nhân", 2), para(bad), para(cause),
    ]  # fmt: skip


_TASKS = (
    "Tiếp tục thực hiện nghiêm các nghị quyết của Trung ương, của Tỉnh ủy và Hội đồng nhân dân tỉnh; phân công rõ người, rõ việc, rõ thời gian.",
    "Hướng dẫn nông dân gieo trồng đúng khung thời vụ, phòng trừ sâu bệnh; chủ động tiêm phòng cho đàn vật nuôi và bảo vệ rừng.",
    "Theo dõi sát hoạt động của các cơ sở sản xuất công nghiệp, kịp thời xử lý vướng mắc về đất đai, điện, nước và vốn.",
    "Đẩy nhanh tiến độ các dự án đầu tư công, kiên quyết điều chuyển vốn của những dự án chậm; rà soát thủ tục nghiệm thu, thanh toán.",
    "Tăng cường xúc tiến thương mại, đưa sản vật của tỉnh lên các sàn giao dịch điện tử; nâng chất lượng dịch vụ du lịch cộng đồng.",
    "Khai thác các nguồn thu, chống thất thu và nợ đọng thuế; điều hành chi ngân sách tiết kiệm, đúng dự toán được giao.",
    "Chuẩn bị các điều kiện dạy và học; nâng chất lượng khám, chữa bệnh ở tuyến cơ sở; chăm lo người có công và hộ nghèo.",
    "Đẩy mạnh chuyển đổi số trong cơ quan nhà nước, nâng tỷ lệ hồ sơ trực tuyến; giữ nghiêm kỷ luật, kỷ cương hành chính.",
    "Bảo đảm quốc phòng, an ninh; kéo giảm tai nạn giao thông; chủ động ứng phó với mưa lũ, sạt lở đất và cháy rừng.",
)


def tasks(w: Writer) -> list[Block]:
    """The next period's tasks: numbers in front of them, no statistics."""
    start = w.frame.month % 3
    chosen = (*_TASKS[start:], *_TASKS[:start])[: 7 if w.frame.kind == "month" else 9]
    lead = f"Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, {DISTRICTS[0]} và các huyện tập trung vào các nhiệm vụ sau:"
    if (w.frame.year, w.frame.month) == (2025, 6):
        chosen = (
            *chosen,
            "Bảo đảm hoạt động thông suốt khi kết thúc hoạt động của đơn vị hành chính cấp huyện từ ngày 01/7/2025.",
        )
    lines = [item(f"{number}. {text}") for number, text in enumerate(chosen, 1)]
    end = "Trên đây là báo cáo của Ủy ban nhân dân tỉnh./."
    return [heading(f"III. NHIỆM VỤ TRỌNG TÂM {w.frame.next_words.upper()}", 1), para(lead), *lines, para(end)]
