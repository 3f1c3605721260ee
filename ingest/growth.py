"""Numbers that are an indicator of their own: what GRDP and its sectors have grown by, the share of all that is a rate.

"GRDP tăng 7,1%" is the growth rate 7.1, and "còn 8.200 hộ nghèo (chiếm 5%)" tells the poverty rate.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.claim import Measure
from ingest.clauses import Clause
from ingest.lexer import PERCENT, POINTS
from ingest.situation import Reading, Situation
from ingest.subjects import RATES_OF_ALL, content_words, rate_of_reduction

_COUNT_OF_RATE = {rate: count for count, rate in RATES_OF_ALL.items()}
_ONLY_CHANGE = re.compile(r"\W*(?:tăng|giảm)(?: khoảng| gần| hơn| trên)?\s*")  # "tăng 6,5% (giảm 5% so với cùng kỳ)"
_THAN = re.compile(r"\b(?:cao|thấp) hơn[^,;\d]{0,20}$")
_ALL = {"hộ", "toàn", "tỉnh", "huyện", "dân", "cư"}
_WORKERS = {"lực", "lượng", "lao", "động", "llld", "lllđ", "độ", "tuổi"}
_LOANS = {"dư", "nợ", "tín", "dụng", "cho", "vay"}
#: Also behind the change of what is not paid back.
_OF_ALL_LOANS = (" tổng dư nợ", " trên tổng dư nợ", " trong tổng dư nợ")
_SHARES = ("chiếm", "tỷ trọng", "cơ cấu")
_GROWTH_BY_SECTOR = {
    "agriculture": "macro.agri_value_added_growth",
    "industry": "macro.industry_value_added_growth",
    "services": "macro.services_value_added_growth",
    "product_tax": "macro.product_tax_growth",
}
_GROWTH_OF_SECTORS = {f"macro.structure.{sector}": growth for sector, growth in _GROWTH_BY_SECTOR.items()}
GROWTH_TWINS = {f"macro.grdp.{sector}": growth for sector, growth in _GROWTH_BY_SECTOR.items()}
#: "khu vực dịch vụ tăng 9%, đóng góp tăng trưởng 5% GRDP" tells its part in the growth of all.
_CONTRIBUTES = re.compile(
    r"\b(?:đóng góp|góp phần làm)(?: (?:làm|vào|cho|tới|tăng|giảm|tăng trưởng|mức|chung|khoảng|gần|hơn|trên))*\s*$"
)
_CURRENT_PRICES = ("giá hiện hành", "giá thực tế")
_FIXED_PRICES = ("giá so sánh", "giá cố định", "tăng trưởng")


def rate_of_all(clause: Clause, code: str, reading: Reading, situation: Situation) -> tuple[str, Reading]:
    """The share of all that has a name of its own: "còn 8.200 hộ nghèo (chiếm 5%)" is the poverty rate.

    What has changed by more than the rate is what it counts: "nợ xấu 620 tỷ đồng, chiếm 0,5% tổng dư nợ, tăng 1,5%".
    """
    counted = situation.last_measure in ("level", "plan") or clause.right.startswith(_OF_ALL_LOANS)
    over_years = code == "social.poverty_rate" and reading.versus == "other"  # a rate may well fall so far
    count = _COUNT_OF_RATE.get(code, "") if reading.rule == "change of a percent" and not over_years else ""
    if count and situation.last_unit == PERCENT and situation.last_value < abs(reading.value):
        return count, replace(reading, rule="change in percent", measure="change_pct", unit=PERCENT)
    rate = RATES_OF_ALL.get(code, "") if reading.measure == "share" and counted else ""
    whole = {"insurance": _WORKERS, "banking": _LOANS}.get(rate.partition(".")[0], _ALL)
    if not rate or not set(content_words(clause.right)) <= whole:
        return code, reading
    measure: Measure = "plan" if situation.target else "level"
    return rate, replace(reading, rule="share of all", measure=measure, versus="")


def growth_twin(code: str, codes: frozenset[str]) -> str:
    """The indicator that is the growth of another: of GRDP and its sectors; else growth is a change, and this ""."""
    twin = GROWTH_TWINS.get(code) or (code if code.endswith("_growth") else f"{code}_growth")
    return twin if twin.startswith("macro.") and twin in codes else ""


def _at_current_prices(told: str) -> bool:
    """Not what production has grown by: "GRDP theo giá hiện hành đạt 21.771 tỷ đồng, tăng 11%"."""
    current = max(told.rfind(words) for words in _CURRENT_PRICES)
    return current > max(told.rfind(words) for words in _FIXED_PRICES)


def growth_of(
    code: str, reading: Reading, s: Situation, codes: frozenset[str], told: str, before: str
) -> tuple[str, Reading]:
    """Growth that is an indicator of its own is a level: "GRDP tăng 7,12%" is the growth rate 7.12.

    `told` is the sentence up to the number, `before` the code of the number before it: a sector of which they tell no
    share has grown by its percent.
    """
    grown = reading.rule == "change of a percent" and code in _GROWTH_OF_SECTORS and code != before
    if grown and not any(word in told for word in _SHARES):
        code, reading = _GROWTH_OF_SECTORS[code], replace(reading, measure="change_pct", unit=PERCENT)
    if reading.measure == "change_pp" and reading.versus != "plan" and "mức giảm" not in told:
        rate = rate_of_reduction(code)
        code = rate if rate in codes else code  # "tỷ lệ hộ nghèo giảm 1,2 điểm phần trăm"
    twin = growth_twin(code, codes)
    if twin and reading.unit == PERCENT and _CONTRIBUTES.search(told):
        return "", reading
    grown_again = twin and before == twin and s.last_unit == PERCENT and s.bracket_lead is not None
    if grown_again and reading.measure in ("change_pct", "change_pp") and _ONLY_CHANGE.fullmatch(s.bracket_lead or ""):
        return twin, replace(reading, rule="change of growth", measure="change_pp", unit=POINTS)
    if twin and _at_current_prices(told):
        twin = ""
    if not twin or reading.unit not in (PERCENT, POINTS) or reading.versus != "yoy":
        return code, reading
    if reading.unit == POINTS and not reading.verb:  # "trong mức tăng chung, khu vực dịch vụ 2,1 điểm phần trăm"
        return "", replace(reading, rule="contribution in points", measure="level", versus="")
    than = reading.rule == "points" or _THAN.search(s.lead)  # "tăng 1,4 điểm %", "..., thấp hơn 1% so với cùng kỳ"
    compared = reading.measure == "change_pp" and than
    if reading.measure not in ("change_pct", "change_pp"):
        return code, reading
    if compared:
        return twin, reading
    measure: Measure = "plan" if s.target else "level"
    return twin, replace(reading, rule="growth by its own name", measure=measure, versus="", unit=PERCENT)
