"""Percentages against the numbers that they are percentages of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.claim import Claim
from ingest.interval import Interval, ratio_percent, whole_of
from warehouse.checks.breakdowns import breakdowns
from warehouse.checks.figures import explain, in_units_of, lenient, put_right, vietnamese
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Placed, Sheet

_SLASH = re.compile(r"[^\d;.,/]{0,25}/\s*")
_RANK = re.compile(r"\b(?:thứ|hạng|xếp|vị trí)\s*$")
#: What leads from a number to its percentage: the rest of its name, then nothing but a verb, or a bracket.
_REACHED = re.compile(
    r"[^\d;.:,(/]{0,70}"
    r"(?:\(|[,(]?\s*\b(?:đạt tỷ lệ|chiếm tỷ lệ|đạt|chiếm|bằng|tỷ lệ|tương đương|tương ứng))"
    r"(?: với)?(?: khoảng| gần| trên| hơn| là)?\s*"
)
_SHARES = ("level", "share", "attainment")  # a percentage without the word plan may be read as an attainment
_OTHERWISE = re.compile(r"\b(?:tăng|giảm|vượt|so với|trong đó|kế hoạch|mục tiêu)\b|\btỷ lệ(?=\s+[^\W\d])")
_PLAN = re.compile(r"\s*%\s*(?:so với |so |của |với )?(?:kế hoạch|kh\b|dự toán|chỉ tiêu|mục tiêu|nghị quyết)")
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
            alone = _stands_alone(line, percent)
            yield from _ratio(sheet, line, "ratio", first.claim, second.claim, percent.claim, certain=alone)


def _percent_after(line: Line, pair: Placed) -> Placed | None:
    after = next((p for p in line.placed if p.start > pair.start), None)
    if after is None or after.claim.unit != "%" or after.claim.measure not in _SHARES:
        return None
    of_plan = _PLAN.match(line.folded, after.end)
    return after if _leads(line, pair, after) and not of_plan else None


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
            breakdown = wholes.get(part.start)
            if breakdown is None or share.claim.measure != "share" or not _leads(line, part, share):
                continue
            others = [p for p in line.placed if p.start < part.start and p.claim.unit == part.claim.unit]
            if any(_percent(part.claim, p.claim).meet(lenient(share.claim)) for p in others[-4:]):
                continue
            certain = breakdown.near and _stands_alone(line, share)
            whole = breakdown.whole.claim
            yield from _ratio(sheet, line, "share", part.claim, whole, share.claim, certain=certain)


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
        for plan in sheet.plans.get((level.indicator, level.series_unit, level.area, level.last_day.year), ()):
            if plan.bound or level.bound or attained.bound or not plan.value:
                continue
            if attained.versus == "plan:central" and plan.versus != attained.versus:
                continue  # plans are the council's unless they say otherwise
            right = _percent(level, plan)
            if any(other is level and right.meet(lenient(percent)) for other, percent in told):
                continue  # it is this plan or, of two, the other one that the level attains so
            slip = explain(attained, right)
            local = [c for c in (level, attained, plan) if sheet.by_start.get(c.start) is c]
            elsewhere = "" if len(local) == 3 else f" ({plan.doc})"
            value = level.value / plan.value * 100
            yield sheet.finding(
                "attainment",
                bool(slip and slip.strong),
                local,
                f"The printed {attained.number_text}% of the plan is not what {level.number_text} is of it.",
                f"{vietnamese(level.value)} / {vietnamese(plan.value)}{elsewhere} = "
                f"{in_units_of(value, attained, 2)}%; printed {attained.number_text}%",
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
        if earlier[0] is level or here.meet(there):
            continue
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


def _attainments(sheet: Sheet) -> Iterator[tuple[Claim, Claim]]:
    """Each attainment of a known indicator with the level that it is told of."""
    for line in sheet.lines:
        for at, placed in enumerate(line.placed):
            claim = placed.claim
            if claim.measure != "attainment" or not claim.indicator:
                continue
            before = (p.claim for p in reversed(line.placed[:at]) if p.claim.measure == "level")
            level = next((c for c in before if c.indicator == claim.indicator and c.area == claim.area), None)
            if level is not None and level.last_day == claim.last_day and level.sentence == claim.sentence:
                yield level, claim
