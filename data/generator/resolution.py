"""The council's resolution of December 2024 on the plan for 2025: the targets that the reports of 2025 are measured by."""
# ruff: noqa: E501 - a sentence of the report stays on one line

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator import targets
from generator.calendar_words import Frame
from generator.ledger import Ledger, Span
from generator.paper import Block, Paper, heading, item, para
from generator.phrases import (
    BILLION_0,
    HECTARES,
    THOUSAND_TONS,
    TONS,
    Form,
    Writer,
    form,
)  # fmt: skip
from generator.reports import PROVINCE

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31), "IN_PERIOD")
PERCENT_1, PERCENT_2 = form(1, 1, "%"), form(1, 2, "%")


def _target(w: Writer, code: str, shape: Form, unit: str, value: Decimal | None = None, bound: str = "") -> str:
    amount = value if value is not None else targets.plan(code, 2025)
    return w.number(code, amount, shape, YEAR, measure="plan", unit=unit, bound=bound)


def resolution() -> Paper:
    """The plan for 2025, as passed on 10 December 2024."""
    ledger = Ledger()
    w = Writer(Frame(2024, 12), ledger)
    return Paper(
        issuer=("HỘI ĐỒNG NHÂN DÂN", f"TỈNH {PROVINCE.upper()}"),
        number="Số: 62/NQ-HĐND",
        place_and_date=f"{PROVINCE}, ngày 10 tháng 12 năm 2024",
        kind="NGHỊ QUYẾT",
        title=("Về kế hoạch phát triển kinh tế - xã hội năm 2025",),
        blocks=[*_grounds(), *_targets(w), *_orders()],
        recipients=(
            "Nơi nhận:",
            "- Ủy ban Thường vụ Quốc hội;",
            "- UBND tỉnh;",
            "- Các đại biểu HĐND tỉnh;",
            "- Lưu: VT.",
        ),
        signed=("CHỦ TỊCH", "(đã ký)"),
        ledger=ledger,
    )


def _grounds() -> list[Block]:
    return [
        para(f"HỘI ĐỒNG NHÂN DÂN TỈNH {PROVINCE.upper()} KHÓA XV, KỲ HỌP THỨ 21"),
        para("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
        para(
            "Xét Tờ trình số 4127/TTr-UBND ngày 28 tháng 11 năm 2024 của Ủy ban nhân dân tỉnh; ý kiến thảo luận của đại biểu tại kỳ họp,"
        ),
        heading("QUYẾT NGHỊ:", 1),
    ]


def _targets(w: Writer) -> list[Block]:
    def dong(text: str) -> Decimal:
        return Decimal(text) * 10**9

    revenue = targets.BUDGET_PLANS["budget.domestic_revenue"][1]
    growth = _target(w, "macro.grdp_growth", PERCENT_1, "%", Decimal(targets.RATES["macro.grdp_growth"][2025]), "~")
    head = _target(w, "macro.grdp_per_capita", form(10**6, 1, "triệu đồng"), "đồng", Decimal("62500000"), "~")
    structure = [
        ("macro.structure.services", "dịch vụ", "40.1"),
        ("macro.structure.industry", "công nghiệp và xây dựng", "33.2"),
        ("macro.structure.agriculture", "nông, lâm nghiệp và thủy sản", "21.4"),
        ("macro.structure.product_tax", "thuế sản phẩm trừ trợ cấp sản phẩm", "5.3"),
    ]
    shares = "; ".join(f"{name} {_target(w, code, PERCENT_1, '%', Decimal(value))}" for code, name, value in structure)
    lines = [
        f"GRDP bình quân đầu người khoảng {head}; tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) khoảng {growth}. Cơ cấu kinh tế: {shares}.",
        f"Sản lượng lương thực có hạt {_target(w, 'crops.cereal.output', THOUSAND_TONS, 'tấn')}; sản lượng chè búp tươi "
        f"{_target(w, 'crops.tea.fresh_bud_output', TONS, 'tấn')}; trồng mới {_target(w, 'crops.tea.new_area', HECTARES, 'ha')} chè; "
        f"sản lượng thịt hơi xuất chuồng các loại {_target(w, 'livestock.meat_output', TONS, 'tấn')}; sản lượng thủy sản nuôi trồng và khai thác "
        f"{_target(w, 'fisheries.output', TONS, 'tấn')}; trồng rừng mới {_target(w, 'forestry.new_area', HECTARES, 'ha')}; tỷ lệ che phủ rừng đạt "
        f"{_target(w, 'forestry.cover_rate', PERCENT_1, '%', Decimal(targets.RATES['forestry.cover_rate'][2025]))}.",
        f"Giá trị sản xuất công nghiệp (giá so sánh 2010) đạt {_target(w, 'industry.production_value', BILLION_0, 'đồng')}; "
        f"doanh thu vận tải {_target(w, 'transport.revenue', BILLION_0, 'đồng')}.",
        f"Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt {_target(w, 'trade.retail_sales', BILLION_0, 'đồng')}; tổng giá trị xuất nhập khẩu trên "
        f"địa bàn {_target(w, 'external_trade.turnover', form(10**6, 0, 'triệu USD'), 'usd')}, trong đó kim ngạch xuất khẩu "
        f"{_target(w, 'external_trade.exports', form(10**6, 1, 'triệu USD'), 'usd')}.",
        f"Đón {_target(w, 'tourism.visitors', form(10**6, 2, 'triệu lượt khách'), 'lượt')} du lịch; doanh thu du lịch đạt "
        f"{_target(w, 'tourism.revenue', BILLION_0, 'đồng')}.",
        f"Thu ngân sách nhà nước trên địa bàn đạt {_target(w, 'budget.domestic_revenue', BILLION_0, 'đồng', revenue[1])}; tổng vốn đầu tư thực hiện "
        f"toàn xã hội {_target(w, 'macro.total_investment', BILLION_0, 'đồng', dong('11200'))}.",
        f"Thành lập mới {_target(w, 'enterprise.new', form(1, 0, 'doanh nghiệp'), 'doanh nghiệp')}.",
        f"Giải quyết việc làm cho {_target(w, 'labour.jobs_created', form(1, 0, 'lao động'), 'người')}, trong đó xuất khẩu lao động "
        f"{_target(w, 'labour.labour_export', form(1, 0, 'người'), 'người')}; đào tạo nghề cho {_target(w, 'labour.trained', form(1, 0, 'lao động'), 'người')}; "
        f"tỷ lệ lao động qua đào tạo đạt {_target(w, 'labour.trained_rate', PERCENT_1, '%', Decimal(targets.RATES['labour.trained_rate'][2025]))}; "
        f"tỷ lệ hộ nghèo giảm {_target(w, 'social.poverty_reduction', PERCENT_1, '%', Decimal(targets.RATES['social.poverty_reduction'][2025]))}.",
        f"Có {_target(w, 'health.insured_people', form(1, 0, 'người'), 'người')} tham gia bảo hiểm y tế; tỷ lệ bao phủ bảo hiểm y tế đạt "
        f"{_target(w, 'health.insurance_coverage', PERCENT_1, '%', Decimal('94.5'))}.",
    ]
    return [
        heading("Điều 1. Kế hoạch phát triển kinh tế - xã hội năm 2025", 2),
        heading("1. Mục tiêu chung", 3),
        para(
            "Duy trì tăng trưởng kinh tế gắn với chuyển dịch cơ cấu; phát triển nông nghiệp hàng hóa, công nghiệp chế biến và du lịch cộng đồng; "
            "nâng cao đời sống vật chất, tinh thần của Nhân dân; giữ vững quốc phòng, an ninh."
        ),
        heading("2. Các chỉ tiêu chủ yếu năm 2025", 3),
        *[item(f"({number}) {text}") for number, text in enumerate(lines, 1)],
    ]


def _orders() -> list[Block]:
    return [
        heading("3. Nhiệm vụ và giải pháp", 3),
        item(
            "a) Cơ cấu lại sản xuất nông nghiệp theo chuỗi giá trị, mở rộng vùng nguyên liệu chè và cây ăn quả có chứng nhận."
        ),
        item(
            "b) Tháo gỡ vướng mắc về đất đai cho các dự án công nghiệp, năng lượng; phát triển kết cấu hạ tầng giao thông kết nối vùng."
        ),
        item("c) Quản lý chặt chẽ thu, chi ngân sách; giải ngân vốn đầu tư công ngay từ những tháng đầu năm."),
        item("d) Chăm lo giáo dục, y tế, giảm nghèo bền vững; bảo tồn và phát huy bản sắc văn hóa các dân tộc."),
        heading("Điều 2. Tổ chức thực hiện", 2),
        para(
            "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này; Thường trực, các Ban và đại biểu Hội đồng nhân dân tỉnh giám sát."
        ),
        para(
            f"Nghị quyết này được Hội đồng nhân dân tỉnh {PROVINCE} khóa XV, kỳ họp thứ 21 thông qua ngày 10 tháng 12 năm 2024./."
        ),
    ]
