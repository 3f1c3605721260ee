"""What a name means by what was told before it: whose dead, which branch, which animal's meat, which season's crop."""

from __future__ import annotations

import re
from itertools import islice

from ingest.branches import branch_meant
from ingest.clauses import Clause
from ingest.course import Course, Finding
from ingest.doubts import of_cases_told
from ingest.seasons import in_its_season

_ALL_MEAT = "livestock.meat_output"
_HERDS = {
    "livestock.pig_herd": "livestock.pork_output", "livestock.sow_herd": "livestock.pork_output",
    "livestock.cow_herd": "livestock.beef_output", "livestock.dairy_herd": "livestock.beef_output",
    "livestock.buffalo_herd": "livestock.buffalo_meat", "livestock.goat_herd": "", "livestock.horse_herd": "",
    "livestock.poultry_flock": "livestock.poultry_meat", "livestock.chicken_flock": "livestock.chicken_meat",
    "livestock.duck_flock": "", "livestock.cattle_herd": _ALL_MEAT,
}  # fmt: skip
_MEATS = frozenset(_HERDS.values()) - {"", _ALL_MEAT}
_OF_ALL_HERDS = re.compile(r"\b(?:các loại|tổng|chung|cả|gia súc|gia cầm|vật nuôi)\b")
_NEAR = 40  # numbers back, among which herds are looked for
#: What is collected here, or sent from above, told as a part: then the whole is more than what is collected here.
_COLLECTED = "budget.domestic_revenue"
_MORE_THAN_COLLECTED = re.compile(
    r"(?:(?!\btổng thu\b|\bđịa phương\b).){0,160}?\b(?:trong đó|gồm|cụ thể)\b.{0,80}?"
    r"\bthu (?:(?:ngân sách|nhà nước|nsnn|nội địa|phát sinh) )*"
    r"(?:(?:trên|tại) địa bàn|bổ sung|trợ cấp|chuyển nguồn)\b"
)
#: "Giá trị sản xuất nông nghiệp đạt 72 triệu đồng/ha" is no value of everything that was grown.
_FARMED = "crops.farming_production_value"
#: "Thu hoạch xong lúa đông xuân với diện tích 18.856 ha, chiếm 99,5% diện tích gieo cấy": not what was sown.
_PART_OF_SOWN = re.compile(
    r"\W{0,2}(?:chiếm|bằng|đạt) (?:gần |khoảng |trên |hơn )?[\d.,]+ ?% (?:tổng )?diện tích (?:đã )?(?:gieo|xuống)\b"
)
_BY_AREA = re.compile(r"[^;.()]*/ ?ha\b")


def as_meant(code: str, clause: Clause, course: Course, known: frozenset[str]) -> str:
    """The code that a name has by what stands around it; "" for none.

    That of the dead of the cases told, the index of a branch, the meat of the herd told, all revenue, the value per
    hectare, the crop of the season told.
    """
    code = branch_meant(of_cases_told(code, course, clause, known), clause, course)
    code = _meat_of_herd(clause, course) if code == _ALL_MEAT else code
    code = _revenue_of_all(clause, course) if code == _COLLECTED else code
    if code == _FARMED and _BY_AREA.match(course.folded, clause.quantity.start, clause.quantity.unit_end + len("/ha")):
        return "crops.value_per_ha"
    return in_its_season(code, clause, course, known) if code else ""


def as_reaped(code: str, clause: Clause, course: Course, known: frozenset[str]) -> str:
    """The harvested area where all that was reaped is a part of what was sown; any other code as it is."""
    if not code.endswith(".area") or "thu hoạch xong" not in clause.left:
        return code
    reaped = code.removesuffix("area") + "harvested_area"
    part = reaped in known and _PART_OF_SOWN.match(course.folded, clause.quantity.unit_end)
    return reaped if part else code


def _revenue_of_all(clause: Clause, course: Course) -> str:
    """As in "tổng thu ngân sách 612 tỷ đồng, trong đó thu trên địa bàn 41 tỷ đồng": with what is sent from above."""
    more = "địa bàn" not in clause.left and _MORE_THAN_COLLECTED.match(course.folded, clause.quantity.unit_end)
    return "budget.revenue" if more else _COLLECTED


def _meat_of_herd(clause: Clause, course: Course) -> str:
    """As in "đàn lợn 430 nghìn con, sản lượng thịt hơi xuất chuồng 79 nghìn tấn"; all meat behind herds of all kinds.

    "" where it may be that of the last herd as well as that of all.
    """
    near = list(islice(reversed(course.done), _NEAR))
    if clause.bracket >= 0:
        return _of_one(_meats([f for f in near if f.quantity.start < clause.bracket][:1]))
    if _OF_ALL_HERDS.search(clause.left):
        return _ALL_MEAT
    beside = _meats([f for f in near if f.quantity.start >= clause.segment[0]])
    sentence = _meats([f for f in near if f.sentence == clause.sentence])
    passage = _meats(near)
    shared = any(f.code in _MEATS for f in near)
    if beside:
        return _of_one(beside) if beside == sentence or shared else _doubtful(beside)
    if sentence:
        return _of_one(sentence) if sentence == passage or shared else _doubtful(sentence)
    last = _meats([f for f in near if f.sentence == near[0].sentence]) if near else set()
    return _of_one(last) if last == passage or shared else _doubtful(last)


def _meats(findings: list[Finding]) -> set[str]:
    """The meat of the herds told; "" for animals that are not known."""
    herds = (f for f in findings if f.code in _HERDS or (not f.code and f.quantity.unit == "con"))
    return {_HERDS.get(f.code, "") for f in herds if f.reading.measure in ("level", "plan")}


def _of_one(meats: set[str]) -> str:
    return next(iter(meats)) if len(meats) == 1 else _ALL_MEAT


def _doubtful(meats: set[str]) -> str:
    """Behind several herds their meat together is told; behind one of several herds, nobody knows whose."""
    return "" if len(meats) == 1 else _ALL_MEAT
