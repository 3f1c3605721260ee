"""The economic half of a report: growth, industry, trade, money, investment; farming is in `farming.py`."""
# ruff: noqa: E501 - a sentence of the report stays on one line

from __future__ import annotations

from decimal import Decimal

from generator import simulation, targets
from generator.farming import farming
from generator.incidents import CONTRADICTORY, GAP, RESTATES
from generator.ledger import Span, rounded, vietnamese
from generator.paper import Block, heading, item, para
from generator.phrases import (
    BILLION,
    BILLION_0,
    BILLION_2,
    BILLION_3,
    MILLION,
    MILLION_USD,
    TONS,
    VISITS,
    Form,
    Writer,
    capital,
    form,
)  # fmt: skip
from generator.targets import INVESTMENT


def economy(w: Writer, chapter: str) -> list[Block]:
    """All economic paragraphs; `chapter` is the number of their chapter."""
    lettered = w.frame.kind == "month"
    titles = ("Sản xuất nông, lâm nghiệp và thủy sản", "Công nghiệp, giao thông vận tải", "Thương mại, dịch vụ, du lịch",
              "Tài chính, ngân hàng", "Đầu tư công và phát triển doanh nghiệp")  # fmt: skip
    bodies = (farming(w), industry(w), trade(w), money(w), investment(w))
    blocks = [heading(f"{chapter}. Về phát triển kinh tế", 2), *growth(w)]
    for number, (title, body) in enumerate(zip(titles, bodies, strict=True)):
        mark = "abcdđ"[number] + ")" if lettered else f"{chapter}.{number + 1}."
        blocks += [heading(f"{mark} {title}", 3), *body]
    return blocks


def growth(w: Writer) -> list[Block]:
    """Gross product, in the half-year's and the year's report only."""
    year, span = w.frame.year, w.frame.main
    if w.frame.kind not in {"half", "annual"}:
        return []
    rate = Decimal(
        targets.HALF_YEAR_GROWTH[year] if w.frame.kind == "half" else targets.RATES["macro.grdp_growth"][year]
    )
    percent = form(1, 2, "%")
    text = f"Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) {w.frame.main_words} ước đạt " + w.number(
        "macro.grdp_growth", rate, percent, span, unit="%", estimate=True
    )
    if w.frame.kind == "annual":
        head = w.number(
            "macro.grdp_per_capita", Decimal("56400000"), form(10**6, 1, "triệu đồng"), span, unit="đồng", estimate=True
        )  # fmt: skip
        text += f"; GRDP bình quân đầu người ước đạt {head}"
    return [para(text + ".")]


# -- industry and transport ---------------------------------------------------------------------------------------
PRODUCTS: tuple[tuple[str, str, Form], ...] = (
    ("industry.cement", "xi măng", TONS),
    ("industry.bricks", "gạch xây dựng", form(10**6, 1, "triệu viên")),
    ("industry.electricity", "điện sản xuất", form(10**6, 1, "triệu kWh")),
    ("industry.dried_tea", "chè khô các loại", TONS),
    ("industry.construction_stone", "đá xây dựng", form(1, 0, "m³")),
    ("industry.tap_water", "nước máy sản xuất", form(1000, 0, "nghìn m³")),
)


def industry(w: Writer) -> list[Block]:
    """Output value, a list of products that share one base, transport."""
    value = w.progress("industry.production_value", "giá trị sản xuất công nghiệp (giá so sánh 2010)", BILLION)
    products = []
    for number, (code, name, shape) in enumerate(PRODUCTS):
        one = w.flow(code, w.frame.main)
        last = number == len(PRODUCTS) - 1
        words = name[0].upper() + name[1:] if number == 0 else name
        change = w.change(code, one, w.frame.main, base=last)
        products.append(f"{words} {w.level(code, one[0], shape, w.frame.main)}, {change}")
    lead = w.pick(
        "products", "Một số sản phẩm chủ yếu", "Sản lượng một số sản phẩm công nghiệp chủ yếu", "Các sản phẩm chính"
    )
    blocks = [item(f"- Sản xuất công nghiệp: {value}. {lead}: {'; '.join(products)}.")]
    if (w.frame.year, w.frame.month) == GAP:
        return [*blocks, item(
            "- Giao thông vận tải: Các đơn vị quản lý đường bộ tập trung khắc phục sạt lở sau mưa lớn, bảo đảm thông xe trên các tuyến "
            "quốc lộ và đường tỉnh; số liệu vận tải trong tháng đang được rà soát."
        )]  # fmt: skip
    return [*blocks, item(transport(w))]


def transport(w: Writer) -> str:
    """Revenue of transport; passengers and freight in the longer reports."""
    wrong = (w.frame.year, w.frame.month) == CONTRADICTORY
    misprint = None
    if wrong:  # 31,4% printed as 13,4%: two digits exchanged
        total = w.flow("transport.revenue", w.frame.so_far)[0]
        text = vietnamese(rounded(total / targets.plan("transport.revenue", w.frame.year) * 100, 1))
        misprint = (text[1] + text[0] + text[2:], "contradiction")
    shape = MILLION if w.frame.month % 4 == 2 else BILLION_2
    text = "- Giao thông vận tải: Hoạt động vận tải đáp ứng nhu cầu đi lại và lưu thông hàng hóa. "
    text += w.progress("transport.revenue", "doanh thu vận tải", shape, misprint=misprint)
    if w.frame.kind != "month":
        span = w.frame.main
        people, goods = w.flow("transport.passengers", span), w.flow("transport.freight", span)
        million = form(10**6, 3, "triệu lượt hành khách")
        text += f"; vận chuyển {w.level('transport.passengers', people[0], million, span)}, {w.change('transport.passengers', people, span, base=False)}"
        tons = form(10**6, 3, "triệu tấn hàng hóa")
        text += (
            f" và {w.level('transport.freight', goods[0], tons, span)}, {w.change('transport.freight', goods, span)}"
        )
    return text + "."


# -- trade --------------------------------------------------------------------------------------------------------
RETAIL = (
    ("trade.retail_goods", "Doanh thu bán lẻ hàng hóa"),
    ("trade.accommodation_catering", "doanh thu dịch vụ lưu trú, ăn uống"),
    ("trade.travel_services", "doanh thu du lịch lữ hành"),
    ("trade.other_services", "doanh thu dịch vụ khác"),
)


def trade(w: Writer) -> list[Block]:
    """Retail sales, foreign trade, tourism."""
    return [item(retail(w)), item(foreign_trade(w)), item(tourism(w))]


def retail(w: Writer) -> str:
    """Retail sales; a footnote with the four parts in the longer reports; February 2025 restated in March."""
    note = ""
    if w.frame.kind != "month":
        parts = [
            f"{name} {w.level(code, w.flow(code, w.frame.main)[0], BILLION, w.frame.main)}" for code, name in RETAIL
        ]
        note = w.ledger.note(f"{w.pick('retailparts', 'Trong đó', 'Gồm')}: {'; '.join(parts)}.")
    opening = w.pick(
        "market",
        "Thị trường hàng hóa ổn định, nguồn cung dồi dào",
        "Giá cả các mặt hàng thiết yếu không biến động lớn",
        "Hoạt động mua bán tại các chợ, siêu thị diễn ra bình thường",
    )
    shape = BILLION if w.frame.month % 3 else BILLION_2
    text = f"- Thương mại: {opening}. " + w.progress(
        "trade.retail_sales", "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", shape, note=note
    )
    if (w.frame.year, w.frame.month) == RESTATES:
        month = Span(w.frame.end.replace(month=2, day=1), w.frame.end.replace(month=2, day=28), "IN_PERIOD")
        final = simulation.in_months("trade.retail_sales", 2025, 2, 2)
        text += (
            ". Số chính thức tháng 02 về tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt "
            f"{w.level('trade.retail_sales', final, BILLION, month, remark='revision')}, thấp hơn số ước đã báo cáo"
        )
    return text + "."


def foreign_trade(w: Writer) -> str:
    """Turnover, then exports and imports as its parts."""
    span = w.frame.main
    text = "- Xuất nhập khẩu: " + w.progress(
        "external_trade.turnover", "tổng giá trị xuất nhập khẩu trên địa bàn", MILLION_USD
    )
    out, into = w.flow("external_trade.exports", span), w.flow("external_trade.imports", span)
    when = "" if w.frame.kind != "month" else "trong tháng "
    text += f". Kim ngạch xuất khẩu {when}đạt {w.level('external_trade.exports', out[0], MILLION_USD, span)}, "
    text += w.change("external_trade.exports", out, span)
    text += f"; kim ngạch nhập khẩu {when}đạt {w.level('external_trade.imports', into[0], MILLION_USD, span)}, "
    return text + w.change("external_trade.imports", into, span) + "."


def tourism(w: Writer) -> str:
    """Visitors with a footnote on where they came from, and their spending."""
    span = w.headline_span("tourism.visitors")
    abroad = w.level("tourism.international_visitors", w.flow("tourism.international_visitors", span)[0], VISITS, span)
    home = w.level("tourism.domestic_visitors", w.flow("tourism.domestic_visitors", span)[0], VISITS, span)
    note = w.ledger.note(f"{w.pick('guests', 'Gồm', 'Trong đó')}: Khách quốc tế {abroad}; khách nội địa {home}.")
    guests = w.progress("tourism.visitors", "tổng lượt khách du lịch", VISITS, note=note)
    money = w.progress("tourism.revenue", "doanh thu du lịch", BILLION)
    return f"- Du lịch: {guests}. {money}."


# -- money --------------------------------------------------------------------------------------------------------
def money(w: Writer) -> list[Block]:
    """The budget to a day of the month, then the banks."""
    return [item(budget(w)), item(banks(w))]


def budget(w: Writer) -> str:
    """Revenue against both estimates, and expenditure; to a date in the monthly reports, to the period's end in the others."""
    year, month = w.frame.year, w.frame.month
    day = 18 + (year + month) % 4
    monthly = w.frame.kind == "month"
    span = w.frame.until(day) if monthly else w.frame.main

    def value(code: str) -> Decimal:
        return simulation.to_day(code, year, month, day) if monthly else simulation.in_months(code, year, 1, month)

    inland, whole, spent = (f"budget.{name}" for name in ("domestic_revenue", "revenue", "expenditure"))
    date_ = w.long_date(w.frame.day(day))
    opening = (
        w.pick("budget", f"Tính đến ngày {date_}", f"Lũy kế đến {date_}") if monthly else capital(w.frame.main_words)
    )
    verb, estimate = ("đạt", False) if monthly else ("ước đạt", True)
    shape = w.pick("budgetform", "whole", "tenth")
    form_ = BILLION_0 if shape == "whole" else BILLION
    before = (
        simulation.to_day(inland, year - 1, month, day) if monthly else simulation.in_months(inland, year - 1, 1, month)
    )
    text = f"- Tài chính: {opening}, thu ngân sách nhà nước trên địa bàn {verb} "
    text += f"{w.level(inland, value(inland), form_, span, estimate=estimate)}, {w.both_plans(inland, value(inland), span, estimate=estimate)}, "
    text += w.change(inland, (value(inland), before), span, estimate=estimate)
    council = targets.BUDGET_PLANS[spent][year - 2024][1]
    text += f"; tổng thu ngân sách địa phương {verb} {w.level(whole, value(whole), form_, span, estimate=estimate)}, "
    text += w.both_plans(whole, value(whole), span, estimate=estimate)
    text += f"; tổng chi ngân sách địa phương {verb} {w.level(spent, value(spent), form_, span, estimate=estimate)}, "
    return text + w.attained(
        spent, value(spent), span, plan=council, plan_words="dự toán HĐND tỉnh giao", vs="plan:council", estimate=estimate
    ) + "."  # fmt: skip


def banks(w: Writer) -> str:
    """Credit and bad debt, then deposits with the local share."""
    point = w.frame.point
    all_, local, credit = (w.stock(f"banking.{name}") for name in ("deposits", "local_deposits", "credit"))
    verb = w.pick("credit", "ước đạt", "đạt")
    guess = verb.startswith("ước")
    text = f"- Ngân hàng: Tổng dư nợ {verb} {w.level('banking.credit', credit[0], BILLION_0, point, estimate=guess)}, "
    text += w.change("banking.credit", credit, point, decimals=2, estimate=guess)
    bad = Decimal(targets.NPL[w.frame.year][w.frame.month - 1]) / 100
    rate = w.number("banking.npl_ratio", bad, form(1, 2, "%"), point, unit="%")
    text += f"; tỷ lệ nợ xấu nội bảng {w.pick('npl', 'là', 'ở mức', 'chiếm')} {rate} tổng dư nợ"
    text += f". Tổng huy động vốn của các tổ chức tín dụng ước đạt {w.level('banking.deposits', all_[0], BILLION_0, point, estimate=True)}, "
    text += w.change("banking.deposits", all_, point, estimate=True, decimals=2)
    share = w.number(
        "banking.local_deposits", local[0] / all_[0] * 100, form(1, 2, "%"), point, measure="share", vs="whole", unit="%"
    )  # fmt: skip
    level = w.level("banking.local_deposits", local[0], BILLION_0, point)
    text += f", trong đó vốn huy động tại địa phương {level}, chiếm {share}, "
    return text + w.change("banking.local_deposits", local, point, decimals=2) + "."


# -- investment ---------------------------------------------------------------------------------------------------
def investment(w: Writer) -> list[Block]:
    """Public investment to a day, then enterprises."""
    return [item(public_investment(w)), item(enterprises(w))]


def public_investment(w: Writer) -> str:
    """The plan with its two sources, what was paid out by the fifteenth or the month's end, and the rate a year before."""
    year, month, code = w.frame.year, w.frame.month, "public_investment.disbursed"
    day = 15 if w.frame.kind == "month" else w.frame.end.day
    span, plan_span = w.frame.until(day), w.frame.whole_year
    current, carried = INVESTMENT[year]
    shape = MILLION if month % 2 else BILLION_3
    plan = w.number("public_investment.plan", current + carried, shape, plan_span, measure="plan", unit="đồng")
    this = w.number("public_investment.plan_current_year", current, shape, plan_span, measure="plan", unit="đồng")
    old = w.number("public_investment.plan_carried_over", carried, shape, plan_span, measure="plan", unit="đồng")
    monthly = w.frame.kind == "month"

    def paid(of_year: int) -> Decimal:
        return (
            simulation.to_day(code, of_year, month, day) if monthly else simulation.in_months(code, of_year, 1, month)
        )

    text = f"- Đầu tư công: Tổng kế hoạch vốn đầu tư công năm {year} là {plan} (kế hoạch vốn năm {year} là {this}; "
    text += f"kế hoạch vốn kéo dài từ năm {year - 1} sang là {old}). {'Giải' if monthly else 'Ước giải'} ngân đến "
    text += f"{'ngày ' if month % 2 else ''}{w.long_date(w.frame.day(day))} {w.pick('paid', 'đạt', 'là', 'được')} "
    text += f"{w.level(code, paid(year), shape, span, estimate=not monthly)}, "
    text += w.attained(
        code, paid(year), span, plan=current + carried, plan_words="kế hoạch giao", decimals=2, estimate=not monthly
    )
    rate, past = paid(year) / (current + carried) * 100, paid(year - 1) / sum(INVESTMENT[year - 1]) * 100
    points = w.number(
        code,
        rate - past,
        form(1, 2, "điểm %"),
        span,
        measure="change_pp",
        vs="yoy",
        unit="điểm %",
        estimate=not monthly,
    )
    return f"{text}, {'cao' if rate >= past else 'thấp'} hơn {points} so với cùng kỳ năm {year - 1}."


FIELDS = (
    ("enterprise.new.construction", "Xây dựng"), ("enterprise.new.trade_services", "thương mại và dịch vụ"),
    ("enterprise.new.agriculture", "nông lâm nghiệp"), ("enterprise.new.manufacturing", "công nghiệp chế biến"),
)  # fmt: skip


def enterprises(w: Writer) -> str:
    """New enterprises with a footnote by field, their capital, closures, cooperatives."""
    span = w.frame.main
    by_field = "; ".join(f"{name} {w.count(code, span, 'doanh nghiệp')}" for code, name in FIELDS)
    note = w.ledger.note(f"Thuộc các lĩnh vực: {by_field}.")
    new = w.count("enterprise.new", span, "doanh nghiệp")
    capital = w.level("enterprise.new_capital", w.flow("enterprise.new_capital", span)[0], BILLION, span)
    text = f"- Phát triển doanh nghiệp: {w.frame.spoken}, có {new} thành lập mới, vốn đăng ký {capital}{note}"
    text += w.difference("enterprise.new", w.flow("enterprise.new", span), span, "doanh nghiệp")
    if w.frame.kind == "month" and w.frame.month > 1:
        total = w.frame.so_far
        value = w.flow("enterprise.new", total)[0]
        count = w.number("enterprise.new", value, form(1, 0, "doanh nghiệp"), total, pad=True)
        text += f"; lũy kế thành lập mới {count}, {w.attained('enterprise.new', value, total)}"
    closed, back = (
        w.count("enterprise.dissolved", span, "doanh nghiệp"),
        w.count("enterprise.resumed", span, "doanh nghiệp"),
    )
    text += f". Có {closed} giải thể, {back} hoạt động trở lại."
    if w.frame.kind != "month":
        whole = w.level("enterprise.total", w.stock("enterprise.total")[0], form(1, 0, "doanh nghiệp"), w.frame.point)
        coops = w.count("enterprise.cooperatives_new", span, "hợp tác xã")
        all_ = w.level(
            "enterprise.cooperatives_total",
            w.stock("enterprise.cooperatives_total")[0],
            form(1, 0, "hợp tác xã"),
            w.frame.point,
        )
        text += (
            f" Đến nay, toàn tỉnh có {whole}; thành lập mới {coops}, nâng tổng số hợp tác xã trên địa bàn lên {all_}."
        )
    return text
