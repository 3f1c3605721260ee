"""Farming in a report: crops, tea and fruit, herds, fish, forest."""
# ruff: noqa: E501 - a sentence of the report stays on one line

from __future__ import annotations

from decimal import Decimal

from generator import simulation, targets
from generator.incidents import CONTRADICTORY
from generator.ledger import Stat, vietnamese
from generator.paper import Block, para
from generator.phrases import HEAD, HECTARES, THOUSAND_TONS, TONS, Writer, form
from generator.targets import CEREALS, cereal_output, season_area, season_output


def farming(w: Writer) -> list[Block]:
    """Crops, herds, fish, forest."""
    return [para(crops(w)), para(perennials(w)), para(herds(w)), para(fish(w)), para(forest(w))]


def crops(w: Writer) -> str:
    """What stands in the fields this month."""
    month = w.frame.month
    opening = w.pick(
        "crops",
        "Các địa phương tập trung chăm sóc cây trồng theo khung thời vụ, chủ động nguồn nước tưới",
        "Ngành nông nghiệp hướng dẫn nông dân bám sát lịch thời vụ, theo dõi sâu bệnh trên đồng ruộng",
        "Sản xuất nông nghiệp diễn ra thuận lợi, giống và vật tư được cung ứng đủ cho nông dân",
    )
    if month <= 5:
        return f"{opening}. {_planting(w, 'crops.rice.winter_spring', 'lúa đông xuân')}{_maize(w)}."
    if month == 6:
        return f"{opening}. {_harvest(w, 'crops.rice.winter_spring', 'lúa đông xuân')}; {_planting(w, 'crops.rice.main_season', 'lúa mùa', plan=False)}."
    if month <= 9:
        return f"{opening}. {_planting(w, 'crops.rice.main_season', 'lúa mùa')}."
    return f"{opening}. {_cereals(w)}."


def _planting(w: Writer, crop: str, name: str, plan: bool = True) -> str:
    code, year, month, point = f"{crop}.area", w.frame.year, w.frame.month, w.frame.point
    now, before = season_area(crop, year, month), season_area(crop, year - 1, month)
    area = w.number(code, now, HECTARES, point, unit="ha")
    done = w.pick(
        "plant" + crop, f"Toàn tỉnh đã gieo cấy {area} {name}", f"Đến nay, diện tích {name} đã gieo cấy đạt {area}"
    )
    if not plan:
        return f"diện tích {name} đã gieo cấy đạt {area}" + _area_change(w, code, now, before)
    return f"{done}, {w.attained(code, now, point)}" + _area_change(w, code, now, before)


def _area_change(w: Writer, code: str, now: Decimal, before: Decimal) -> str:
    if now == before:
        return ""
    token = w.ledger.add(Stat(vietnamese(now - before), code, "change_abs", "yoy", now - before, "ha", w.frame.point))
    return f", {'tăng' if now > before else 'giảm'} {token} ha" + w.base(code)


def _maize(w: Writer) -> str:
    if w.frame.month not in {3, 4}:
        return ""
    area = season_area("crops.maize.spring_summer", w.frame.year, w.frame.month)
    token = w.number("crops.maize.spring_summer.area", area, HECTARES, w.frame.point, unit="ha")
    return f"; trồng được {token} ngô xuân hè"


def _harvest(w: Writer, crop: str, name: str) -> str:
    year = w.frame.year
    area = w.number(f"{crop}.area", Decimal(CEREALS[crop][year][0]), HECTARES, w.frame.point, unit="ha")
    yield_ = w.number(
        f"{crop}.yield", Decimal(CEREALS[crop][year][1]), form(1, 1, "tạ/ha"), w.frame.point, unit="tạ/ha"
    )
    output = season_output(crop, year), season_output(crop, year - 1)
    code, span = f"{crop}.output", w.frame.main
    tons = w.number(code, output[0], TONS, span, unit="tấn", estimate=True)
    return (
        f"Vụ đông xuân toàn tỉnh gieo cấy {area} lúa; năng suất {name} đạt {yield_}, sản lượng {name} ước đạt {tons}, "
        + w.change(code, output, span, estimate=True)
    )


def _cereals(w: Writer) -> str:
    year, point = w.frame.year, w.frame.point
    names = {
        "crops.rice.main_season": "lúa mùa",
        "crops.rice.winter_spring": "lúa đông xuân",
        "crops.rice.upland": "lúa nương",
    }
    rice = [Decimal(CEREALS[crop][year][0]) for crop in names]
    maize = [Decimal(CEREALS[crop][year][0]) for crop in ("crops.maize.spring_summer", "crops.maize.autumn_winter")]
    area = w.number("crops.cereal.area", sum(rice) + sum(maize), HECTARES, point, unit="ha")
    whole = w.number("crops.rice.area", sum(rice, Decimal(0)), HECTARES, point, unit="ha")
    parts = "; ".join(
        f"{name} {w.number(f'{crop}.area', value, HECTARES, point, unit='ha')}"
        for (crop, name), value in zip(names.items(), rice, strict=True)
    )
    corn = w.number("crops.maize.area", sum(maize, Decimal(0)), HECTARES, point, unit="ha")
    spring = w.number("crops.maize.spring_summer.area", maize[0], HECTARES, point, unit="ha")
    autumn = w.number("crops.maize.autumn_winter.area", maize[1], HECTARES, point, unit="ha")
    note = w.ledger.note(
        f"{w.pick('parts', 'Trong đó', 'Gồm')}: Diện tích lúa {whole} ({parts}); diện tích ngô {corn} "
        f"(ngô xuân hè {spring}; ngô thu đông {autumn})."
    )
    code = "crops.cereal.output"
    span = w.frame.so_far if w.frame.kind == "month" else w.frame.main
    shape = THOUSAND_TONS if w.frame.month == 10 else TONS
    tons = w.number(code, cereal_output(year), shape, span, unit="tấn", estimate=True)
    plan = w.attained(code, cereal_output(year), span, estimate=True)
    words = "Lũy kế, tổng" if w.frame.kind == "month" else "Tổng"
    return f"{words} diện tích gieo trồng cây lương thực có hạt đạt {area}{note}; sản lượng lương thực có hạt ước đạt {tons}, {plan}"


def perennials(w: Writer) -> str:
    """Tea and fruit."""
    point, year, month = w.frame.point, w.frame.year, w.frame.month
    area, productive = w.stock("crops.tea.area"), w.stock("crops.tea.productive_area")
    tea = f"Diện tích chè hiện có {w.level('crops.tea.area', area[0], HECTARES, point)}, trong đó chè kinh doanh "
    tea += w.level("crops.tea.productive_area", productive[0], HECTARES, point)
    buds = w.progress("crops.tea.fresh_bud_output", "sản lượng chè búp tươi", TONS)
    new = ""
    if month >= 7:
        code = "crops.tea.new_area"
        span = w.frame.so_far if w.frame.kind == "month" else w.frame.main
        value = simulation.in_months(code, year, 1, month)
        words = "lũy kế trồng mới" if w.frame.kind == "month" else "đã trồng mới"
        new = f"; {words} {w.level(code, value, HECTARES, span)} chè, {w.attained(code, value, span)}"
    fruit = w.progress("crops.fruit.output", "sản lượng cây ăn quả", TONS, planned=month > 1)
    return f"{tea}{new}. {buds}. {fruit}."


def herds(w: Writer) -> str:
    """Cattle, poultry, meat."""
    point = w.frame.point
    wrong = (w.frame.year, w.frame.month) == CONTRADICTORY
    parts = []
    for code, name in (("buffalo", "Đàn trâu"), ("cow", "đàn bò"), ("pig", "đàn lợn")):
        value = w.stock(f"livestock.{code}_herd")[0]
        remark = ""
        if wrong and code == "pig":  # two digits exchanged
            digits = f"{value:.0f}"
            value, remark = Decimal(digits[0] + digits[2] + digits[1] + digits[3:]), "contradiction"
        parts.append(f"{name} {w.level(f'livestock.{code}_herd', value, HEAD, point, remark=remark)}")
    note = w.ledger.note(f"{w.pick('herd', 'Trong đó', 'Gồm', 'Trong đó')}: {', '.join(parts)}.")
    herd = w.stock("livestock.cattle_herd")
    style = w.pick("herdform", "exact", "above", "exact")
    shape = HEAD if style == "exact" else form(1000, 0, "nghìn con")
    level = w.level(
        "livestock.cattle_herd", herd[0], shape, point, estimate=True, bound=">" if style == "above" else ""
    )
    above = "trên " if style == "above" else ""
    text = f"Chăn nuôi ổn định. Tổng đàn gia súc ước đạt {above}{level}{note}, {w.change('livestock.cattle_herd', herd, point, estimate=True)}"
    poultry = w.stock("livestock.poultry_flock")
    million = w.level("livestock.poultry_flock", poultry[0], form(10**6, 3, "triệu con"), point, estimate=True)
    text += (
        f"; tổng đàn gia cầm ước đạt {million}, {w.change('livestock.poultry_flock', poultry, point, estimate=True)}"
    )
    meat_note = ""
    if w.frame.kind != "month":
        pork = w.flow("livestock.pork_output", w.frame.main)[0]
        meat_note = w.ledger.note(
            f"Trong đó: Thịt lợn hơi {w.level('livestock.pork_output', pork, TONS, w.frame.main)}."
        )
    return f"{text}. {w.progress('livestock.meat_output', 'sản lượng thịt hơi xuất chuồng các loại', TONS, note=meat_note)}."


def fish(w: Writer) -> str:
    """Ponds and catch; the footnote splits the period's output."""
    span = w.headline_span("fisheries.output")
    farmed = w.level("fisheries.aquaculture_output", w.flow("fisheries.aquaculture_output", span)[0], TONS, span)
    caught = w.level("fisheries.capture_output", w.flow("fisheries.capture_output", span)[0], TONS, span)
    note = w.ledger.note(f"{w.pick('fish', 'Gồm', 'Trong đó')}: Sản lượng nuôi trồng {farmed}; khai thác {caught}.")
    ponds = w.stock("fisheries.pond_area")
    area = w.level("fisheries.pond_area", ponds[0], HECTARES, w.frame.point)
    start = f"Diện tích ao nuôi trồng thủy sản duy trì {area}. "
    return start + w.progress("fisheries.output", "sản lượng thủy sản nuôi trồng và khai thác", TONS, note=note) + "."


def forest(w: Writer) -> str:
    """Violations each time; planting from May on; cover at the year's end."""
    code, span = "forestry.violations", w.frame.main
    cases = w.count(code, span, "vụ vi phạm")
    text = w.pick(
        "forest",
        f"Lực lượng kiểm lâm duy trì tuần tra tại các khu rừng giáp ranh, phát hiện {cases} pháp luật về lâm nghiệp",
        f"Công tác bảo vệ rừng, phòng cháy, chữa cháy rừng được các chủ rừng quan tâm; phát hiện, xử lý {cases} pháp luật về lâm nghiệp",
    )
    if w.frame.month >= 5:
        code = "forestry.new_area"
        total = w.frame.so_far if w.frame.kind == "month" else w.frame.main
        value = w.flow(code, total)[0]
        lead = "lũy kế trồng rừng mới đạt" if w.frame.kind == "month" else "trồng rừng mới đạt"
        text += f"; {lead} {w.level(code, value, HECTARES, total)}, {w.attained(code, value, total)}"
    if w.frame.kind == "annual":
        rate = Decimal(targets.RATES["forestry.cover_rate"][w.frame.year])
        text += f"; tỷ lệ che phủ rừng đạt {w.number('forestry.cover_rate', rate, form(1, 1, '%'), w.frame.point, unit='%')}"
    return text + "."
