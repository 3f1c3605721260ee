"""What "really" happened in Lam Khê from January 2023 to June 2025: one number per series and month, at every run.

A flow is a whole number of its smallest unit (a million đồng, a ton, a visitor) in each month, so months add up exactly
to quarters and years. A stock is a whole number at each month's end. Nothing here is rounded for print and nothing is
random: the unevenness comes from a hash of the series' code and the month.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

DONG, USD = "đồng", "usd"
MILLION = Decimal(10**6)


def noise(*key: object) -> float:
    """A number between -1 and 1 that depends on nothing but the key."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**47 - 1


@dataclass(frozen=True)
class Flow:
    """A flow: its total of 2023 in steps of `step` units, growth in 2024 and 2025, the year's shape, unevenness."""

    unit: str
    total: int
    growth: tuple[float, float]
    season: str = "even"
    uneven: float = 0.03
    step: Decimal = Decimal(1)


@dataclass(frozen=True)
class Stock:
    """A stock: its value at the end of 2022 in steps of `step` base units and its growth in each of the three years."""

    unit: str
    start: int
    growth: tuple[float, float, float]
    uneven: float = 0.002
    step: Decimal = Decimal(1)


# Twelve weights from January to December.
SEASONS: dict[str, tuple[int, ...]] = {
    "even": (8, 7, 8, 8, 8, 8, 8, 8, 8, 9, 9, 11),
    "retail": (9, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 10),
    "hydro": (4, 3, 3, 4, 7, 11, 14, 15, 14, 11, 8, 6),
    "industry": (6, 5, 7, 7, 8, 9, 10, 10, 10, 10, 9, 9),
    "tea": (1, 1, 6, 10, 12, 12, 13, 13, 12, 11, 7, 2),
    "fruit": (7, 6, 4, 4, 6, 9, 12, 13, 11, 10, 9, 9),
    "tourism": (9, 13, 10, 10, 10, 8, 7, 7, 8, 7, 6, 5),
    "planting": (0, 0, 0, 1, 5, 16, 24, 23, 17, 9, 4, 1),
    "jobs": (4, 6, 9, 9, 9, 9, 9, 9, 10, 10, 9, 7),
    "courses": (0, 1, 4, 8, 10, 11, 11, 12, 14, 13, 11, 5),
    "budget": (10, 6, 7, 8, 7, 9, 8, 7, 8, 8, 9, 13),
    "spending": (5, 6, 7, 7, 8, 9, 8, 8, 9, 9, 10, 14),
    "building": (2, 3, 6, 7, 8, 9, 9, 9, 10, 10, 12, 15),
}

_BILLION = 1_000  # million đồng

FLOWS: dict[str, Flow] = {
    "trade.retail_goods": Flow(DONG, 9_612 * _BILLION, (0.112, 0.104), "retail", 0.02, MILLION),
    "trade.accommodation_catering": Flow(DONG, 1_148 * _BILLION, (0.146, 0.131), "tourism", 0.03, MILLION),
    "trade.travel_services": Flow(DONG, 41_600, (0.172, 0.158), "tourism", 0.05, MILLION),
    "trade.other_services": Flow(DONG, 1_427 * _BILLION, (0.091, 0.087), "even", 0.02, MILLION),
    "industry.production_value": Flow(DONG, 6_452 * _BILLION, (0.083, 0.094), "industry", 0.03, MILLION),
    "industry.electricity": Flow("kwh", 23_500, (0.061, 0.078), "hydro", 0.09, Decimal(10**5)),
    "industry.cement": Flow("tấn", 182_400, (0.047, 0.066), "building", 0.05, Decimal(1)),
    "industry.bricks": Flow("viên", 961, (0.034, 0.052), "building", 0.04, Decimal(10**5)),
    "industry.dried_tea": Flow("tấn", 8_930, (0.058, 0.071), "tea", 0.04),
    "industry.construction_stone": Flow("m3", 783_000, (0.022, 0.041), "building", 0.04),
    "industry.tap_water": Flow("m3", 8_610, (0.037, 0.033), "even", 0.02, Decimal(10**3)),
    "transport.revenue": Flow(DONG, 512_300, (0.103, 0.118), "even", 0.03, MILLION),
    "transport.passengers": Flow("lượt", 3_118, (0.084, 0.091), "tourism", 0.03, Decimal(10**3)),
    "transport.freight": Flow("tấn", 2_904, (0.077, 0.082), "building", 0.03, Decimal(10**3)),
    "external_trade.exports": Flow(USD, 61_240, (0.089, 0.124), "even", 0.11, Decimal(10**3)),
    "external_trade.imports": Flow(USD, 24_310, (-0.063, 0.046), "even", 0.16, Decimal(10**3)),
    "tourism.international_visitors": Flow("lượt", 31_450, (0.31, 0.22), "tourism", 0.06),
    "tourism.domestic_visitors": Flow("lượt", 1_121_300, (0.118, 0.097), "tourism", 0.04),
    "tourism.revenue": Flow(DONG, 905_700, (0.164, 0.139), "tourism", 0.04, MILLION),
    "budget.domestic_revenue": Flow(DONG, 2_141_800, (0.072, 0.121), "budget", 0.05, MILLION),
    "budget.revenue": Flow(DONG, 11_926_000, (0.051, 0.062), "budget", 0.04, MILLION),
    "budget.expenditure": Flow(DONG, 11_214_000, (0.048, 0.059), "spending", 0.04, MILLION),
    "public_investment.disbursed_current_year": Flow(DONG, 2_604_300, (0.105, 0.098), "building", 0.05, MILLION),
    "public_investment.disbursed_carried_over": Flow(DONG, 118_400, (0.061, 0.043), "building", 0.08, MILLION),
    "crops.tea.fresh_bud_output": Flow("tấn", 43_180, (0.062, 0.057), "tea", 0.03),
    "crops.tea.new_area": Flow("ha", 362, (0.08, 0.05), "planting", 0.04),
    "crops.fruit.output": Flow("tấn", 58_240, (0.049, 0.043), "fruit", 0.03),
    "livestock.pork_output": Flow("tấn", 14_310, (0.052, 0.049), "even", 0.02),
    "livestock.other_meat": Flow("tấn", 10_290, (0.041, 0.038), "even", 0.02),
    "fisheries.aquaculture_output": Flow("tấn", 3_418, (0.055, 0.047), "fruit", 0.03),
    "fisheries.capture_output": Flow("tấn", 212, (-0.021, -0.014), "even", 0.05),
    "forestry.new_area": Flow("ha", 1_652, (0.094, 0.061), "planting", 0.06),
    "forestry.violations": Flow("vụ", 164, (-0.09, -0.06), "even", 0.3),
    "enterprise.new.construction": Flow("doanh nghiệp", 48, (0.06, 0.09), "even", 0.35),
    "enterprise.new.trade_services": Flow("doanh nghiệp", 84, (0.09, 0.1), "even", 0.3),
    "enterprise.new.agriculture": Flow("doanh nghiệp", 27, (0.05, 0.04), "even", 0.3),
    "enterprise.new.manufacturing": Flow("doanh nghiệp", 21, (0.08, 0.07), "even", 0.3),
    "enterprise.new_capital": Flow(DONG, 1_712_000, (0.13, 0.08), "even", 0.22, MILLION),
    "enterprise.dissolved": Flow("doanh nghiệp", 34, (0.1, 0.03), "even", 0.4),
    "enterprise.resumed": Flow("doanh nghiệp", 57, (0.04, 0.08), "even", 0.35),
    "enterprise.cooperatives_new": Flow("hợp tác xã", 33, (0.04, 0.07), "even", 0.35),
    "labour.jobs_created": Flow("người", 9_412, (0.038, 0.044), "jobs", 0.06),
    "labour.labour_export": Flow("người", 518, (0.14, 0.11), "jobs", 0.15),
    "labour.trained": Flow("người", 8_306, (0.027, 0.036), "courses", 0.06),
    "labour.job_counselling": Flow("lượt", 14_200, (0.05, 0.06), "jobs", 0.1),
    "health.patient_visits": Flow("lượt", 641_300, (0.043, 0.039), "even", 0.03),
    "administration.files_received": Flow("hồ sơ", 62_480, (0.11, 0.09), "even", 0.05),
    "inspection.inspections": Flow("cuộc", 64, (0.05, 0.04), "even", 0.3),
    "inspection.citizens_received": Flow("lượt", 486, (0.02, -0.03), "even", 0.2),
    "inspection.petitions": Flow("đơn", 628, (-0.06, -0.05), "even", 0.2),
    "security.social_crimes": Flow("vụ", 238, (-0.05, -0.04), "even", 0.22),
    "security.drug_crimes": Flow("vụ", 196, (0.03, -0.02), "even", 0.2),
    "security.traffic_accidents": Flow("vụ", 104, (-0.07, -0.06), "even", 0.25),
}

STOCKS: dict[str, Stock] = {
    "banking.local_deposits": Stock(DONG, 11_632_000, (0.124, 0.131, 0.118), 0.004, MILLION),
    "banking.other_funds": Stock(DONG, 9_774_000, (0.141, 0.122, 0.109), 0.004, MILLION),
    "banking.credit": Stock(DONG, 20_318_000, (0.127, 0.138, 0.126), 0.004, MILLION),
    "livestock.buffalo_herd": Stock("con", 8_912, (-0.011, -0.009, -0.008), 0.001, Decimal(10)),
    "livestock.cow_herd": Stock("con", 3_246, (0.043, 0.047, 0.041), 0.002, Decimal(10)),
    "livestock.pig_herd": Stock("con", 19_870, (0.061, 0.058, 0.054), 0.004, Decimal(10)),
    "livestock.poultry_flock": Stock("con", 1_742, (0.038, 0.034, 0.041), 0.004, Decimal(1000)),
    "crops.tea.area": Stock("ha", 9_654, (0.034, 0.036, 0.035), 0.0),
    "crops.tea.productive_area": Stock("ha", 7_388, (0.041, 0.044, 0.042), 0.0),
    "crops.fruit.area": Stock("ha", 8_420, (0.031, 0.027, 0.024), 0.0),
    "fisheries.pond_area": Stock("ha", 986, (0.018, 0.016, 0.017), 0.0),
    "enterprise.total": Stock("doanh nghiệp", 1_934, (0.064, 0.058, 0.061), 0.0),
    "enterprise.cooperatives_total": Stock("hợp tác xã", 372, (0.071, 0.068, 0.064), 0.0),
    "health.insured_people": Stock("người", 459_200, (0.021, 0.017, 0.016), 0.001),
    "education.national_standard_schools": Stock("trường", 196, (0.046, 0.049, 0.047), 0.0),
    "rural.ocop_products": Stock("sản phẩm", 121, (0.21, 0.19, 0.17), 0.0),
}

SUMS: dict[str, tuple[str, ...]] = {
    "trade.retail_sales": (
        "trade.retail_goods", "trade.accommodation_catering", "trade.travel_services", "trade.other_services",
    ),
    "external_trade.turnover": ("external_trade.exports", "external_trade.imports"),
    "tourism.visitors": ("tourism.international_visitors", "tourism.domestic_visitors"),
    "livestock.meat_output": ("livestock.pork_output", "livestock.other_meat"),
    "livestock.cattle_herd": ("livestock.buffalo_herd", "livestock.cow_herd", "livestock.pig_herd"),
    "fisheries.output": ("fisheries.aquaculture_output", "fisheries.capture_output"),
    "enterprise.new": (
        "enterprise.new.construction", "enterprise.new.trade_services",
        "enterprise.new.agriculture", "enterprise.new.manufacturing",
    ),
    "banking.deposits": ("banking.local_deposits", "banking.other_funds"),
    "public_investment.disbursed": (
        "public_investment.disbursed_current_year", "public_investment.disbursed_carried_over",
    ),
}  # fmt: skip

# A count that follows from another: (the other, how many of a hundred, how many of a hundred it swings).
SHARES: dict[str, tuple[str, str, int, int]] = {
    "security.social_crimes_solved": ("vụ", "security.social_crimes", 91, 6),
    "security.social_crime_suspects": ("đối tượng", "security.social_crimes", 168, 20),
    "security.drug_suspects": ("đối tượng", "security.drug_crimes", 124, 9),
    "security.traffic_deaths": ("người", "security.traffic_accidents", 41, 14),
    "security.traffic_injured": ("người", "security.traffic_accidents", 77, 16),
    "administration.files_online": ("hồ sơ", "administration.files_received", 78, 5),
    "administration.files_resolved": ("hồ sơ", "administration.files_received", 96, 1),
    "inspection.conclusions": ("cuộc", "inspection.inspections", 70, 15),
    "inspection.petitions_resolved": ("đơn", "inspection.petitions", 84, 6),
}

# What happened in one month and is more than unevenness: (code, year, month) -> factor.
EVENTS = {
    ("industry.cement", 2023, 7): 0.44,  # the kiln stood still for repairs
    ("external_trade.imports", 2024, 5): 2.31,  # turbines for a power plant
    ("industry.construction_stone", 2025, 1): 1.72,  # a road begun
}

# The first estimate of a month that a later report restates: (code, year, month) -> estimate / final figure.
FIRST_ESTIMATES = {("trade.retail_goods", 2025, 2): 1.0215}


def unit_of(code: str) -> str:
    """The base unit of a series."""
    if code in SUMS:
        return unit_of(SUMS[code][0])
    if code in SHARES:
        return SHARES[code][0]
    return (FLOWS.get(code) or STOCKS[code]).unit


def in_month(code: str, year: int, month: int, seen: tuple[int, int] = (9999, 12)) -> Decimal:
    """A flow in one month in base units, as known to the report on the month `seen` (year, month)."""
    if code in SUMS:
        return sum((in_month(part, year, month, seen) for part in SUMS[code]), Decimal(0))
    if code in SHARES:
        _, other, percent, swing = SHARES[code]
        base = in_month(other, year, month, seen)
        part = round(base * Decimal(percent + round(swing * noise(code, year, month))) / 100)
        return Decimal(min(part, int(base)) if percent < 100 else part)
    flow = FLOWS[code]
    weights = SEASONS[flow.season]
    total = float(flow.total)
    for growth in flow.growth[: year - 2023]:
        total *= 1 + growth
    steps = total * weights[month - 1] / sum(weights) * (1 + flow.uneven * noise(code, year, month))
    steps *= EVENTS.get((code, year, month), 1.0)
    if seen == (year, month):
        steps *= FIRST_ESTIMATES.get((code, year, month), 1.0)
    return round(steps) * flow.step


def in_months(code: str, year: int, first: int, last: int, seen: tuple[int, int] = (9999, 12)) -> Decimal:
    """A flow from the month `first` to the month `last` in base units."""
    return sum((in_month(code, year, month, seen) for month in range(first, last + 1)), Decimal(0))


def to_day(code: str, year: int, month: int, day: int) -> Decimal:
    """A flow from 1 January to a day inside a month in base units."""
    before = in_months(code, year, 1, month - 1)
    if code in SUMS:
        return sum((to_day(part, year, month, day) for part in SUMS[code]), Decimal(0))
    step = FLOWS[code].step
    return before + int(in_month(code, year, month) / step * day / 30) * step


def at_end(code: str, year: int, month: int) -> Decimal:
    """A stock at the end of a month in base units."""
    if code in SUMS:
        return sum((at_end(part, year, month) for part in SUMS[code]), Decimal(0))
    stock = STOCKS[code]
    steps = float(stock.start)
    for growth in stock.growth[: year - 2023]:
        steps *= 1 + growth
    steps *= 1 + stock.growth[year - 2023] * month / 12 + stock.uneven * noise(code, year, month)
    return round(steps) * stock.step
