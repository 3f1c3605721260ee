"""The year's targets and the figures that are not monthly: crops by season, rates, the plan of public investment."""

from __future__ import annotations

from decimal import Decimal

BILLION = Decimal(10**9)

# code -> (2024, 2025) in base units. The resolution of December 2024 prints the second column.
PLANS: dict[str, tuple[Decimal, Decimal]] = {
    "trade.retail_sales": (13_500 * BILLION, 15_100 * BILLION),
    "industry.production_value": (7_050 * BILLION, 7_620 * BILLION),
    "transport.revenue": (560 * BILLION, 630 * BILLION),
    "external_trade.turnover": (Decimal(92_000_000), Decimal(100_000_000)),
    "external_trade.exports": (Decimal(66_000_000), Decimal(74_500_000)),
    "tourism.visitors": (Decimal(1_250_000), Decimal(1_420_000)),
    "tourism.revenue": (1_020 * BILLION, 1_210 * BILLION),
    "crops.rice.winter_spring.area": (Decimal(6_150), Decimal(6_200)),
    "crops.rice.main_season.area": (Decimal(17_900), Decimal(17_900)),
    "crops.cereal.output": (Decimal(188_000), Decimal(189_500)),
    "crops.tea.fresh_bud_output": (Decimal(45_000), Decimal(48_000)),
    "crops.tea.new_area": (Decimal(380), Decimal(400)),
    "crops.fruit.output": (Decimal(61_500), Decimal(63_500)),
    "livestock.meat_output": (Decimal(25_500), Decimal(26_800)),
    "fisheries.output": (Decimal(3_800), Decimal(3_950)),
    "forestry.new_area": (Decimal(1_750), Decimal(1_850)),
    "enterprise.new": (Decimal(190), Decimal(200)),
    "labour.jobs_created": (Decimal(9_500), Decimal(9_800)),
    "labour.labour_export": (Decimal(560), Decimal(620)),
    "labour.trained": (Decimal(8_400), Decimal(8_700)),
    "health.insured_people": (Decimal(478_000), Decimal(488_000)),
}

# code -> ((central 2024, council 2024), (central 2025, council 2025)) in base units
BUDGET_PLANS: dict[str, tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]] = {
    "budget.domestic_revenue": ((2_120 * BILLION, 2_280 * BILLION), (2_365 * BILLION, 2_540 * BILLION)),
    "budget.revenue": ((12_150 * BILLION, 12_320 * BILLION), (12_860 * BILLION, 13_040 * BILLION)),
    "budget.expenditure": ((12_150 * BILLION, 12_320 * BILLION), (12_860 * BILLION, 13_040 * BILLION)),
}

_MILLION = Decimal(10**6)
INVESTMENT = {
    2023: (3_104_250 * _MILLION, 171_380 * _MILLION),
    2024: (3_412_618 * _MILLION, 186_354 * _MILLION),
    2025: (3_587_904 * _MILLION, 204_871 * _MILLION),
}

# year -> area in ha and yield in tạ/ha of each crop of the cereal group
CEREALS: dict[str, dict[int, tuple[int, str]]] = {
    "crops.rice.winter_spring": {2023: (6_121, "57.2"), 2024: (6_187, "57.9"), 2025: (6_234, "58.4")},
    "crops.rice.main_season": {2023: (17_846, "50.3"), 2024: (17_912, "50.9"), 2025: (17_930, "51.2")},
    "crops.rice.upland": {2023: (1_243, "12.6"), 2024: (1_188, "12.8"), 2025: (1_150, "12.9")},
    "crops.maize.spring_summer": {2023: (14_317, "38.1"), 2024: (14_402, "38.7"), 2025: (14_420, "39.0")},
    "crops.maize.autumn_winter": {2023: (2_652, "35.9"), 2024: (2_684, "36.3"), 2025: (2_700, "36.4")},
}

# How much of a season's area was planted by the end of the month, in percent: code -> month -> (2023, 2024, 2025)
PROGRESS: dict[str, dict[int, tuple[int, int, int]]] = {
    "crops.rice.winter_spring": {1: (58, 61, 64), 2: (95, 97, 98)},
    "crops.rice.main_season": {6: (41, 44, 46), 7: (90, 92, 93)},
    "crops.maize.spring_summer": {2: (9, 11, 12), 3: (34, 38, 41), 4: (86, 88, 91)},
}

# Rates in percent: code -> year -> value at the year's end, or what the year is planned to reach
RATES: dict[str, dict[int, str]] = {
    "macro.grdp_growth": {2024: "7.46", 2025: "8.1"},
    "forestry.cover_rate": {2024: "48.9", 2025: "49.3"},
    "social.poverty_reduction": {2024: "3.12", 2025: "3.0"},
    "labour.trained_rate": {2024: "60.4", 2025: "61.8"},
}
HALF_YEAR_GROWTH = {2024: "6.83", 2025: "7.92"}
NPL = {2024: (112, 114, 115, 118, 121, 119, 117, 118, 116, 114, 112, 108), 2025: (110, 111, 113, 115, 114, 112)}
ON_TIME = {2024: (991, 992, 994, 993, 995, 995, 996, 996, 997, 997, 998, 998), 2025: (997, 998, 998, 999, 998, 999)}
COVERAGE = {2024: (927, 928, 929, 930, 930, 932, 933, 933, 934, 935, 936, 938), 2025: (937, 938, 939, 940, 940, 942)}


def season_area(code: str, year: int, month: int) -> Decimal:
    """The area in ha that a season's crop was planted on by the end of a month."""
    area = CEREALS[code][year][0]
    progress = PROGRESS.get(code, {}).get(month)
    return Decimal(area if progress is None else round(area * progress[year - 2023] / 100))


def season_output(code: str, year: int) -> Decimal:
    """The output in tons of a season's crop: area times yield, rounded to a ton."""
    area, hundredweight = CEREALS[code][year]
    return round(area * Decimal(hundredweight) / 10, 0)


def cereal_output(year: int) -> Decimal:
    """The output in tons of all cereals of a year."""
    return sum((season_output(code, year) for code in CEREALS), Decimal(0))


def plan(code: str, year: int) -> Decimal:
    """The target for a year in base units."""
    return PLANS[code][year - 2024]
