"""Parts against their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ingest.claim import Claim
from ingest.interval import Interval, total
from warehouse.checks.breakdowns import Breakdown, breakdowns
from warehouse.checks.figures import (
    EXCHANGED,
    SHIFTED,
    Slip,
    digits_of,
    explain,
    in_units_of,
    lenient,
    misprints,
    put_right,
    shown,
    vietnamese,
)
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Region, Sheet

_NEAR = Fraction(1, 500)  # parts that miss a whole by less are hardly meant to miss it
_LIKELY = Fraction(1, 100)  # the same where a slip of the pen explains it
_MOST_MISSING = Fraction(1, 2)  # of a whole that "chia ra" tells the parts of; with less told it was a selection
_SELDOM_MISSING = Fraction(1, 10)  # more of it may have been left out all the same, where no slip explains it
_MOST_TOLD = 2  # numbers of which each may be the wrong one
_SHORT, _LONG = 3, 4  # digits of a number in which an exchange of two is hardly chance, and proves something
_MONEY = frozenset(("đồng", "usd"))
_STRUCTURE = re.compile(r"\bcơ cấu\b[^.;]{0,60}?[:,]")
_NEW_SUBJECT = re.compile(r"\b(?:tốc độ|bình quân|trong đó|so với|tăng|giảm|năm trước|cùng kỳ)\b")


def parts_against_whole(sheet: Sheet) -> Iterator[Finding]:
    """Parts that exceed their whole, or miss one that they are said to make up."""
    for breakdown in breakdowns(sheet):
        found = _single_part(sheet, breakdown) or (
            _sum(sheet, breakdown) if breakdown.listed else _near(sheet, breakdown)
        )
        if found:
            yield found


def _single_part(sheet: Sheet, b: Breakdown) -> Finding | None:
    """A part that alone is more than its whole."""
    whole = b.whole.claim
    counted = (p for p in b.parts[1:] if p.claim.part_of == whole.start and p.claim.low == p.claim.high)
    tried = b.parts if b.listed else [*b.parts[:1], *counted]  # of money behind a first part something else is told
    above = [p.claim for p in tried if lenient(whole).below(lenient(p.claim))]
    if not above or b.far or (not b.said and len(b.parts) < 2):
        return None
    slip = explain(whole, total(lenient(p.claim) for p in b.parts))
    strong = slip is not None and slip.strong
    if b.listed and len(above) < len(b.parts) and not strong:
        return None  # left to the sum, which shows all parts
    if not strong and not b.listed:
        slip = explain(whole, _tenfold(above[0]))
        slip = slip if slip and slip.strong and slip.what != EXCHANGED else None  # some digits always can be exchanged
        strong = slip is not None
    bounded = any(c.bound for c in (whole, above[0]))
    sure = b.near and _one_time(whole, above[0]) and (b.listed or above[0] is b.parts[0].claim)
    claims = [whole, *(p.claim for p in b.parts)] if b.listed else [whole, above[0]]
    return sheet.finding(
        "part-above-whole",
        (strong or sure) and not bounded,
        claims,
        f"A part ({above[0].number_text}) is more than the whole that it is a part of ({whole.number_text}).",
        f"{shown(above[0])} > {shown(whole)}"
        + (" (a comma sets decimals apart, a dot thousands)" if whole.decimals and not above[0].decimals else "")
        + (f"; {_addition(claims[1:], whole)}" if len(claims) > 2 else ""),
        put_right(whole, slip),
    )


def _tenfold(part: Claim) -> Interval:
    """What the whole of a part may be: not less, and hardly ten times more."""
    return Interval.of(part.value, abs(part.value) * 10)


def _one_time(a: Claim, b: Claim) -> bool:
    """Whether two claims are of the same days, or one of them of a moment in the other's year."""
    if a.accumulation == b.accumulation:
        return (a.first_day, a.last_day) == (b.first_day, b.last_day)
    return a.last_day == b.last_day


def _sum(sheet: Sheet, b: Breakdown) -> Finding | None:
    """The sum of all parts of a list against the whole."""
    whole, parts = b.whole.claim, [p.claim for p in b.parts]
    if len(parts) < 2 or _agree(b):
        return None
    parts_sum, stated = total(map(lenient, parts)), lenient(whole)
    slips = _slips_of(whole, parts)
    explained = any(slip.strong for _, slip in slips)
    proved = explained and any(_to_the_last_digit(whole, parts, wrong, slip) for wrong, slip in slips)
    exceeds = stated.below(parts_sum)
    if b.far and not explained and _distance(b) > _NEAR:
        return None
    if exceeds:
        certain = (b.near and b.complete) or proved or _repeats_whole(b)
    else:
        missing = b.near and b.complete and _distance(b) <= _MOST_MISSING
        certain = (missing and (bool(slips) or _distance(b) <= _SELDOM_MISSING)) or proved
        if not (missing or explained) and _distance(b) > _NEAR:
            return None
    bounded = any(c.bound for c in (whole, *parts))
    verb = "exceed" if exceeds else "do not make up"
    return sheet.finding(
        "sum",
        certain and not bounded,
        [whole, *parts],
        f"The parts {verb} the whole of {whole.number_text}.",
        _addition(parts, whole),
        _put_right(slips) or _twin_of_whole(b),
    )


def _near(sheet: Sheet, b: Breakdown) -> Finding | None:
    """Parts behind a cue without a colon: only a slip of the pen tells that they should make the whole."""
    whole, parts = b.whole.claim, [p.claim for p in b.parts]
    if len(parts) < 2 or _agree(b) or (_distance(b) > _LIKELY and not b.exhaustive):
        return None
    slips = _slips_of(whole, parts)
    if not any(slip.strong for _, slip in slips):
        return None
    message = f"The parts do not make up the whole of {whole.number_text}, but would with one slip put right."
    return sheet.finding("sum", False, [whole, *parts], message, _addition(parts, whole), _put_right(slips))


def _agree(b: Breakdown) -> bool:
    """Whether the parts make the whole: all, or the first of them, of which those behind then tell something else."""
    parts = [p.claim for p in b.parts]
    fewest = len(parts) - 1 if b.complete else 1
    chosen = [[*parts, *(p.claim for p in b.doubtful)], *(parts[:count] for count in range(len(parts), fewest, -1))]
    return any(total(map(lenient, some)).meet(lenient(b.whole.claim)) for some in chosen)


def _distance(b: Breakdown) -> Fraction:
    whole = Fraction(b.whole.claim.value)
    return abs(sum((Fraction(p.claim.value) for p in b.parts), Fraction(0)) - whole) / whole if whole else Fraction(1)


def _slips_of(whole: Claim, parts: Sequence[Claim]) -> list[tuple[Claim, Slip]]:
    """The numbers of the sum of which a strong slip explains it, else the one of which another does.

    None in short numbers, where chance is large.
    """
    found: list[tuple[Claim, Slip]] = []
    others = total(map(lenient, parts))
    if slip := explain(whole, others):
        found.append((whole, slip))
    for i, part in enumerate(parts):
        rest = total(lenient(p) for j, p in enumerate(parts) if j != i)
        if slip := explain(part, lenient(whole) - rest):
            found.append((part, slip))
    found = [(c, slip) for c, slip in found if digits_of(c) >= (_SHORT if slip.what == EXCHANGED else _LONG)]
    strong = [pair for pair in found if pair[1].strong]
    return strong or (found if len(found) == 1 else [])


def _to_the_last_digit(whole: Claim, parts: Sequence[Claim], wrong: Claim, slip: Slip) -> bool:
    """Whether a long number put right makes the sum come out, and not only within what rounding hides.

    Of numbers printed to different digits the sum has to be exact; else each may be off by half of its last one.
    """
    gap = sum((Fraction(part.value) for part in parts), Fraction(0)) - Fraction(whole.value)
    mended = Fraction(slip.value) - Fraction(wrong.value)
    gap = gap - mended if wrong is whole else gap + mended
    units = {claim.multiplier.scaleb(-claim.decimals) for claim in (whole, *parts) if claim is not wrong}
    slack = Fraction(units.pop()) * len(parts) / 2 if len(units) == 1 and wrong.low != wrong.high else Fraction(0)
    return digits_of(wrong) >= _LONG and abs(gap) <= slack


def _put_right(slips: Sequence[tuple[Claim, Slip]]) -> str:
    """What was likely meant: either number, where two may be wrong; nothing, where more may be."""
    return " or ".join(put_right(claim, slip) for claim, slip in slips) if len(slips) <= _MOST_TOLD else ""


def _repeats_whole(b: Breakdown) -> bool:
    """Money in a list of separate items, one of which already is the whole sum: the others cannot be nothing."""
    equal = any(p.claim.value == b.whole.claim.value for p in b.parts)
    return equal and b.separated and len(b.parts) > 2 and b.whole.claim.unit in _MONEY


def _twin_of_whole(b: Breakdown) -> str:
    twins = [p.claim for p in b.parts if p.claim.value == b.whole.claim.value]
    rest = b.whole.claim.value - sum(p.claim.value for p in b.parts if p.claim not in twins)
    if len(twins) != 1 or rest <= 0:
        return ""
    twin = twins[0]
    return f"the part {twin.number_text} repeats the whole; {in_units_of(rest, twin)} would fit"


def structures(sheet: Sheet) -> Iterator[Finding]:
    """Shares of a structure ("cơ cấu ...") that do not add up to 100 %.

    What exceeds 100 is certainly wrong; what misses it may lack a share that is not worth a word.
    """
    for line in sheet.lines:
        for region in line.regions:
            for found in _STRUCTURE.finditer(region.view):
                shares = _shares(line, region, found.end())
                sums = total(map(lenient, shares))
                if len(shares) < 3 or sums.holds(100):
                    continue
                if not 98 <= sum(c.value for c in shares) <= 105 and not _misplaced(shares):
                    continue  # hardly all of the structure, or more than it
                yield sheet.finding(
                    "structure",
                    Interval.point(100).below(sums) and not any(c.bound for c in shares),
                    shares,
                    "The shares of a structure do not add up to 100 %.",
                    _addition(shares, None) + f", between {_bounds(sums)} whatever was rounded; must be 100",
                    _misplaced(shares) or _misprint(shares),
                )


def _shares(line: Line, region: Region, start: int) -> list[Claim]:
    """The shares of one moment in the list that begins at `start`."""
    end = line.sentence_at(start)[1]
    chosen: list[Claim] = []
    at = start
    for placed in region.placed:
        if not start <= placed.start < end:
            continue
        claim = placed.claim
        other = claim.unit != "%" or claim.measure not in ("level", "plan", "share")
        if other or _NEW_SUBJECT.search(region.view[at : placed.start]):
            break
        if chosen and (claim.last_day, claim.measure) != (chosen[0].last_day, chosen[0].measure):
            break
        chosen.append(claim)
        at = placed.end
    return chosen


def _misplaced(shares: Sequence[Claim]) -> str:
    """The share of which two exchanged digits, or a comma out of its place, make the structure right."""
    texts = []
    for i, share in enumerate(shares):
        rest = Interval.point(100) - total(Interval.point(s.value) for j, s in enumerate(shares) if j != i)
        slip = explain(share, rest)
        if slip is not None and slip.what in (EXCHANGED, SHIFTED) and digits_of(share) >= _SHORT:
            texts.append(put_right(share, slip))
    return texts[0] if len(texts) == 1 else ""


def _misprint(shares: Sequence[Claim]) -> str:
    texts = []
    for i, share in enumerate(shares):
        rest = Interval.point(100) - total(Interval.point(s.value) for j, s in enumerate(shares) if j != i)
        texts += [f"{slip.text} for {share.number_text}" for slip in misprints(share, rest)]
    return f"one wrong digit would explain it: {' or '.join(texts)}" if texts else ""


def _bounds(found: Interval) -> str:
    low, high = found.low or Fraction(0), found.high or Fraction(0)
    return f"{vietnamese(low, 2)} and {vietnamese(high, 2)}"


def _addition(parts: Sequence[Claim], whole: Claim | None) -> str:
    """The sum as it would be written on paper, in the unit in which the first part is printed."""
    numbers = [*parts, whole] if whole is not None else list(parts)
    one_scale = len({c.multiplier for c in numbers}) == 1
    unit = max(numbers, key=lambda c: c.decimals) if one_scale else min(numbers, key=lambda c: c.multiplier)
    value = sum((Fraction(c.value) for c in parts), Fraction(0))
    terms = [c.number_text if one_scale else in_units_of(c.value, unit) for c in parts]
    text = f"{' + '.join(terms)} = {in_units_of(value, unit)}"
    if whole is None:
        return text
    gap = value - Fraction(whole.value)
    stated = whole.number_text if one_scale else in_units_of(whole.value, unit)
    more = "more" if gap > 0 else "less"
    return f"{text}; printed {stated} ({in_units_of(abs(gap), unit)} {more} than printed)"
