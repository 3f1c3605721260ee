"""Percentages against the numbers that they are percentages of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.catalogue import load_catalogue
from ingest.claim import Claim
from ingest.interval import Interval, ratio_percent, whole_of
from warehouse.checks.breakdowns import breakdowns
from warehouse.checks.figures import (
    EXCHANGED,
    Slip,
    digits_of,
    explain,
    in_full,
    in_units_of,
    lenient,
    misprints,
    put_right,
    shown,
    vietnamese,
)
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Placed, Sheet

#: Of a pair: "120 ha (lúa)/150 ha"; not of the last number of a bracket: "40 vụ (30 vụ cũ, 10 vụ mới)/52 vụ".
_SLASH = re.compile(r"[^\d;.,/()]{0,25}(?:\([^\d;.,/()]{0,25}\)\s*)?/\s*")
_RANK = re.compile(r"\b(?:thứ|hạng|xếp|vị trí)\s*$")
#: What leads from a number to its percentage: the rest of its name, then nothing but a verb, or a bracket.
_REACHED = re.compile(
    r"[^\d;.:,(/]{0,70}"
    r"(?:, [^\W\d]+(?: [^\W\d]+)?(?=,))?"  # "62.400 con chó, mèo, đạt 77,9%"
    r"(?:\(|[,(]?\s*\b(?:đạt tỷ lệ|chiếm tỷ lệ|đạt|chiếm|bằng|tỷ lệ|tương đương|tương ứng))"
    r"(?: với)?(?: khoảng| gần| trên| hơn| là)?\s*"
)
_SHARES = ("level", "share", "attainment")  # a percentage without the word plan may be read as an attainment
_OTHERWISE = re.compile(r"\b(?:tăng|giảm|vượt|so với|trong đó|kế hoạch|mục tiêu)\b|\btỷ lệ(?=\s+[^\W\d])")
_PLAN = re.compile(r"\s*%\s*(?:so với |so |của |với )?(?:kế hoạch|kh\b|dự toán|chỉ tiêu|mục tiêu|nghị quyết)")
_REACHES = re.compile(r"\bđạt\b")
_CENTRAL = re.compile(r"\b(?:trung ương|tw|bộ tài chính|thủ tướng|chính phủ)\b[^,;]{0,25}\bgiao\b")
_COUNCIL = re.compile(r"\b(?:hđnd|hội đồng nhân dân)\b[^,;]{0,25}\bgiao\b")
_OF_SOWN = re.compile(r"\s*%\s*(?:so với )?(?:tổng )?diện tích (?:lúa )?(?:đã )?(?:gieo|xuống giống|cấy)\b")
_BEFORE = 8  # amounts before a part, of any of which it may be the share
_LONG = 3  # digits of a percentage that hardly become right by chance
#: "4/14 chỉ tiêu đạt 100% trở lên": how well those counted did, not how many they are.
_CLASS = re.compile(r"\s*%?\s*(?:trở (?:lên|xuống)|(?:-|–|đến)(?: dưới)?\s*\d)")
_SHARE_OF = re.compile(r"\s*(?:[;,.)]|$)")


def pairs_against_percent(sheet: Sheet) -> Iterator[Finding]:
    """A pair "x/y" and the percentage printed behind it."""
    for line in sheet.lines:
        for first, second in pairwise(line.placed):
            if not _SLASH.fullmatch(line.folded, first.end, second.start) or first.claim.unit != second.claim.unit:
                continue
            percent = _percent_after(line, second)
            if percent is None or _RANK.search(line.folded[: first.start]) or not second.claim.value:
                continue
            if _PLAN.match(line.folded, percent.end) and not _slipped(percent, first, second):
                continue  # the second of the pair need not be the plan
            alone = _stands_alone(line, percent)
            yield from _ratio(sheet, line, "ratio", first.claim, second.claim, percent.claim, certain=alone)


def _percent_after(line: Line, pair: Placed) -> Placed | None:
    after = next((p for p in line.placed if p.start > pair.start), None)
    if after is None or after.claim.unit != "%" or after.claim.measure not in _SHARES:
        return None
    if _CLASS.match(line.folded, after.end):
        return None
    return after if _leads(line, pair, after) else None


def _slipped(percent: Placed, part: Placed, whole: Placed) -> bool:
    """Whether a percentage of three digits or more becomes right by exchanging two of them, or by another one."""
    right = _percent(part.claim, whole.claim)
    if digits_of(percent.claim) < _LONG:
        return False
    return _exchanged(percent, right) or bool(misprints(percent.claim, right))


def _exchanged(percent: Placed, right: Interval) -> bool:
    slip = explain(percent.claim, right)
    return slip is not None and slip.what == EXCHANGED


def _leads(line: Line, number: Placed, percent: Placed) -> bool:
    """Whether the percentage is told of the number."""
    between = line.folded[number.end : percent.start]
    return bool(_REACHED.fullmatch(between)) and not _OTHERWISE.search(between)


def _stands_alone(line: Line, percent: Placed) -> bool:
    """Whether no words behind the percentage say that it is of something else."""
    return bool(_SHARE_OF.match(line.folded, line.folded.find("%", percent.end) + 1))


def shares_against_parts(sheet: Sheet) -> Iterator[Finding]:
    """The share printed behind a part, against the part and its whole."""
    for line in sheet.lines:
        wholes = {p.start: b for b in breakdowns(sheet, line) for p in b.parts if b.said}
        for part, share in pairwise(line.placed):
            if not _is_share(share.claim) or not _leads(line, part, share) or share.claim.value > 100:
                continue
            if not part.is_amount or line.folded[: part.start].endswith("/"):
                continue  # pairs have a rule of their own
            others = [p for p in line.placed if p.start < part.start and p.claim.unit == part.claim.unit][-_BEFORE:]
            if any(_percent(part.claim, p.claim).meet(lenient(share.claim)) for p in others):
                continue
            if _OF_SOWN.match(line.folded, share.end):  # of its own crop, not of the one told before
                others = [p for p in others if ";" not in line.folded[p.end : part.start]]
            alone = _stands_alone(line, share)
            breakdown = wholes.get(part.start)
            if breakdown and breakdown.far and _REACHES.search(line.folded, part.end, share.start):
                continue  # "Trong đó, lúa 3.583 ha, đạt 57,9%" need not be of that whole
            if breakdown:
                # without a colon, what follows the first part need not be a part
                sure = breakdown.near and (breakdown.listed or part is breakdown.parts[0])
                whole, certain = breakdown.whole.claim, sure and alone
            elif found := _whole_of(sheet, part, others) if alone else _whole_by_slip(part, share, others):
                whole, certain = found.claim, False
            else:
                continue
            yield from _ratio(sheet, line, "share", part.claim, whole, share.claim, certain=certain)


def _is_share(claim: Claim) -> bool:
    """Whether it is a share, or the rate that one is: "486 trường, trong đó 312 trường đạt chuẩn, chiếm 64,2%"."""
    return claim.measure == "share" or (claim.rule == "share by its own name" and claim.unit == "%")


def _whole_of(sheet: Sheet, part: Placed, others: list[Placed]) -> Placed | None:
    """The whole that the reader found for a part, if it is among the amounts before it."""
    return next((p for p in others if p.claim.start == part.claim.part_of), None)


def _whole_by_slip(part: Placed, share: Placed, others: list[Placed]) -> Placed | None:
    """The amount before a part of which two exchanged digits make the share right: "chiếm 67,2% diện tích"."""
    larger = (p for p in others if p.claim.value > part.claim.value)
    return next((p for p in larger if _exchanged(share, _percent(part.claim, p.claim))), None)


def _percent(part: Claim, whole: Claim) -> Interval:
    return ratio_percent(lenient(part), lenient(whole))


def _ratio(
    sheet: Sheet, line: Line, rule: str, part: Claim, whole: Claim, percent: Claim, *, certain: bool
) -> Iterator[Finding]:
    right = _percent(part, whole)
    if right.meet(lenient(percent)) or right.low is None:
        return
    bounded = any(c.bound for c in (part, whole, percent))
    value = whole.value and part.value / whole.value * 100
    text = in_units_of(value, percent)
    same = [p.claim for p in line.placed if p.claim.unit == "%" and p.claim.number_text == percent.number_text]
    copied = f"; {percent.number_text} also stands elsewhere in this passage and may be copied" if len(same) > 1 else ""
    yield sheet.finding(
        rule,
        certain and not bounded,
        [part, whole, percent],
        f"The printed {percent.number_text}% is not what {part.number_text} is of {whole.number_text}.",
        f"{part.number_text} / {whole.number_text} = {in_units_of(value, percent, 2)}%; printed {percent.number_text}%",
        f"{text} instead of {percent.number_text}{copied}",
    )


def attainment_against_plan(sheet: Sheet) -> Iterator[Finding]:
    """A level and the attainment printed with it, against a plan for the same year stated in the report."""
    told = list(_attainments(sheet))
    for level, attained in told:
        if level.bound or attained.bound:
            continue
        plans = [plan for plan in _plans_of(sheet, level) if not plan.bound and plan.value]
        if any(_percent(level, plan).meet(lenient(attained)) for plan in plans):
            continue  # of a plan that was changed within the year one value fits
        for plan in plans:
            kind = _kind_of(sheet, plan)
            if kind != attained.versus and "plan:central" in (kind, attained.versus):
                continue  # plans are the council's unless they say otherwise
            right = _percent(level, plan)
            if any(other is level and right.meet(lenient(percent)) for other, percent in told):
                continue  # of two plans it is the other one that the level attains so
            slip = explain(attained, right)
            if plan.indicator == level.indicator or (slip and slip.strong):  # funds may be planned more than once
                yield _misattained(sheet, level, attained, plan, slip)


def _plans_of(sheet: Sheet, level: Claim) -> Sequence[Claim]:
    """The plans of its indicator, else of the resources that it uses up: what is disbursed, of the funds planned."""
    year, area = level.last_day.year, level.area
    own = sheet.plans.get((level.indicator, level.series_unit, area, year), ())
    return own or sheet.plans.get((f"{level.indicator.rpartition('.')[0]}.plan", level.unit, area, year), ())


def _kind_of(sheet: Sheet, plan: Claim) -> str:
    """Whose plan it is, where it is said right before it: "TW giao 80 tỷ đồng"."""
    if plan.versus or plan.start not in sheet.places or sheet.by_start.get(plan.start) is not plan:
        return plan.versus
    line, placed = sheet.places[plan.start]
    named = line.name_of(placed)
    return "plan:central" if _CENTRAL.search(named) else "plan:council" if _COUNCIL.search(named) else ""


def _misattained(sheet: Sheet, level: Claim, attained: Claim, plan: Claim, slip: Slip | None) -> Finding:
    local = [c for c in (level, attained, plan) if sheet.by_start.get(c.start) is c]
    elsewhere = "" if len(local) == 3 else f" ({plan.doc})"
    value, printed = level.value / plan.value * 100, in_units_of(attained.value, attained)
    return sheet.finding(
        "attainment",
        bool(slip and slip.strong) and plan.indicator == level.indicator,
        local,
        f"The printed {printed}% of the plan is not what {level.number_text} is of it.",
        f"{in_full(level.value)} / {in_full(plan.value)}{elsewhere} = "
        f"{in_units_of(value, attained, 2)}%; printed {printed}%",
        put_right(attained, slip),
    )


def plans_implied(sheet: Sheet) -> Iterator[Finding]:
    """The plan that two levels of one year imply by their attainments must be one plan."""
    seen: dict[tuple[object, ...], tuple[Claim, Claim]] = {}
    for level, attained in _attainments(sheet):
        if level.bound or attained.bound or not attained.value:
            continue
        key = (level.indicator, level.area, level.series_unit, attained.versus, level.last_day.year)
        earlier = seen.setdefault(key, (level, attained))
        here, there = (whole_of(lenient(a), lenient(b)) for a, b in ((level, attained), earlier))
        same_days = (earlier[0].first_day, earlier[0].last_day) == (level.first_day, level.last_day)
        if same_days or here.meet(there) or _told_apart(sheet, level, earlier[0]):
            continue  # two levels of the same days are of two things
        yield sheet.finding(
            "plan-implied",
            False,
            [*earlier, level, attained],
            "Two levels and their attainments imply two different plans for one year.",
            " but ".join(
                f"{a.number_text} / {b.number_text}% = {vietnamese(a.value / b.value * 100)}"
                for a, b in (earlier, (level, attained))
            ),
        )


def _is_target(claim: Claim) -> bool:
    """Whether it is striven for and has a percentage of its own: "phấn đấu cả năm đạt 750 ha, đạt 100% kế hoạch"."""
    return claim.measure == "plan" and claim.rule == "plan"


def _told_apart(sheet: Sheet, one: Claim, other: Claim) -> bool:
    """Whether each name says what the other does not: "tổng thu ngân sách", "thu ngân sách trên địa bàn"."""
    a, b = sheet.words_of(one), sheet.words_of(other)
    return not (a <= b or b <= a)


def council_below_central(sheet: Sheet) -> Iterator[Finding]:
    """The plans that one flow attains: the council asks no less of a province than the central government does."""
    flows = {i.code for i in load_catalogue().indicators.values() if i.nature == "flow"}
    told: dict[tuple[int, str], Claim] = {}
    for level, attained in _attainments(sheet):
        told[level.start, attained.versus] = attained
        central, council = told.get((level.start, "plan:central")), told.get((level.start, "plan:council"))
        if central is None or council is None or level.indicator not in flows or central.bound or council.bound:
            continue
        if lenient(central).below(lenient(council)):
            yield sheet.finding(
                "council-below-central",
                False,
                [level, central, council],
                "The plan of the people's council is below that of the central government.",
                f"{level.number_text} is {central.number_text}% of the central plan but {council.number_text}% of the "
                "council's, which so is the smaller one",
            )


def plans_of_two_bodies(sheet: Sheet) -> Iterator[Finding]:
    """The plans themselves, where both are told: "(TW giao 80 tỷ đồng, HĐND tỉnh giao 75 tỷ đồng)"."""
    flows = {i.code for i in load_catalogue().indicators.values() if i.nature == "flow"}
    for plans in sheet.plans.values():
        local = [p for p in plans if p.indicator in flows and sheet.by_start.get(p.start) is p and not p.bound]
        for central, council in pairwise(local):
            kinds = _kind_of(sheet, central), _kind_of(sheet, council)
            told = kinds == ("plan:central", "plan:council") and central.sentence == council.sentence
            if told and lenient(council).below(lenient(central)):
                yield sheet.finding(
                    "council-below-central",
                    False,
                    [central, council],
                    "The plan of the people's council is below that of the central government.",
                    f"{shown(council)} < {shown(central)}",
                )


def _attainments(sheet: Sheet) -> Iterator[tuple[Claim, Claim]]:
    """Each attainment of a plan, of a known indicator, with the level that it is told of."""
    for line in sheet.lines:
        for at, placed in enumerate(line.placed):
            claim = placed.claim
            if claim.measure != "attainment" or not claim.indicator or not claim.versus.startswith("plan"):
                continue  # a scenario is no plan of the year
            before = (p.claim for p in reversed(line.placed[:at]) if p.claim.measure == "level" or _is_target(p.claim))
            level = next((c for c in before if c.indicator == claim.indicator and c.area == claim.area), None)
            if level is None or level.measure != "level":
                continue
            if level.last_day == claim.last_day and level.sentence == claim.sentence:
                yield level, claim
