"""A whole and its parts, as the language lays them out.

Four forms: a bracket right behind the whole ("30 đơn (18 đơn tồn, 12 đơn mới)"), a cue in the sentence
("đạt 400 triệu đồng, trong đó: ..."), a cue that opens the next sentence (". Trong đó: ..."), of which the reader says
what it breaks down, and a footnote that begins with a cue ("¹ Gồm: ..."). Without a colon "trong đó" reaches to the
next semicolon, and what follows its first part need not be a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from warehouse.checks.sheet import Line, Placed, Region, Sheet

_OPENS = (
    r"(?:trong đó|trong số đó|bao gồm|gồm|chia ra|chia theo [^:;,.\d]{2,30}(?=:)|phân theo|cụ thể|thuộc các lĩnh vực)"
)
_CUE = re.compile(rf"\b{_OPENS}\b(?: có| là| riêng)?\s*(:?)")
_OPENING = re.compile(rf"[\s:;,-]*(?P<cue>{_OPENS}\b(?: có| là)?\s*(?P<colon>:?))")
_COMPLETE = re.compile(r"\b(?:bao gồm|gồm|chia ra|chia theo|phân theo)\b")
_ELSEWHERE = re.compile(
    r"\b(?:cùng kỳ|năm trước|tháng trước|quý trước|kỳ trước là|lũy kế|luỹ kế|bình quân|trung bình|tổng)\b"
)
#: What ends a list though no sign says so: what was done with the whole is told next.
_NEXT = re.compile(
    r"[;,]\s*(?:và )?(?:đã|hiện|ngoài ra|bên cạnh|đồng thời|trong tháng|trong kỳ|lũy kế|luỹ kế|kết quả|qua đó|tổng)\b"
)
_OPEN_END = re.compile(r"…|\.\.\.|\bv\.?v\b")
#: Units that all count people: parts may be told in another one than their whole.
_PEOPLE = frozenset("người|trường hợp|đối tượng|trẻ|cháu|bệnh nhân|ca|học sinh|lao động|đại biểu".split("|"))
_PER = re.compile(r"\s*(?:[^\W\d]+\s*){1,3}/\s*(?!kh\b|kế hoạch\b)[^\W\d]")
_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)\b")
_WORD = re.compile(r"[^\W\d_]{2}")
_ITS_PLAN = ("plan in a bracket", "plan of a pair")  # "312 ha/KH 350 ha, gồm: ..." breaks down what was reached
_ASKED_BY = "plan by another body"  # the rule of the reader: "(TW giao 80 tỷ đồng, HĐND tỉnh giao 90 tỷ đồng)"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts of a whole, in one unit."""

    whole: Placed
    parts: tuple[Placed, ...]
    doubtful: tuple[Placed, ...]  # numbers without a unit among them, which may be parts
    said: bool  # a cue says that they are parts
    listed: bool  # behind a colon or inside a bracket: every number of the list is a part
    exhaustive: bool  # the cue says that nothing is missing
    complete: bool  # and every item of the list has its number
    separated: bool  # the parts stand between semicolons
    near: bool  # the whole is the last amount before its parts
    far: bool = False  # the whole stands in another sentence


def breakdowns(sheet: Sheet, *only: Line) -> Iterator[Breakdown]:
    """Every breakdown of a report, or of some of its lines, in the order of the text."""
    anchors = _anchors(sheet)
    for line in only or sheet.lines:
        for region in line.regions:
            anchor = anchors.get(line.passage.note, []) if line.passage.note else []
            yield from _of_region(line, region, anchor, sheet)


def _anchors(sheet: Sheet) -> dict[str, list[Placed]]:
    """For each footnote mark, the numbers before it in its sentence."""
    out: dict[str, list[Placed]] = {}
    for line in sheet.lines:
        for mark in line.passage.marks:
            start, _ = line.sentence_at(max(mark.position - 1, 0))
            out[mark.label] = [p for p in line.placed if start <= p.start < mark.position]
    return out


def _of_region(line: Line, region: Region, anchor: list[Placed], sheet: Sheet) -> Iterator[Breakdown]:
    opening = _OPENING.match(line.folded, region.start) if region.outer >= 0 or anchor else None
    taken = -1
    if region.outer >= 0:
        before = [p for p in line.regions[region.outer].placed if p.end <= region.start - 1]
        between = line.folded[before[-1].end : region.start - 1] if before else ";"
        if opening or not re.search(r"[;:.,]", between):
            taken = opening.end("cue") if opening else region.start
            yield from _breakdown(line, region, (taken, region.end), before, opening, bracket=True)
    elif opening:
        taken = opening.end("cue")
        end = line.sentence_at(region.start + 1)[1]
        yield from _breakdown(line, region, (taken, end), anchor, opening, bracket=False)
    for cue in _CUE.finditer(region.view):
        if cue.end() <= taken or line.sentence_at(cue.start())[0] > cue.start():
            continue
        start, end = line.sentence_at(cue.start()) if region.outer < 0 else (region.start, region.end)
        if not cue[1]:
            stop = region.view.find(";", cue.end(), end)
            end = stop if stop >= 0 else end
        before = [p for p in region.placed if start <= p.start and p.end <= cue.start()]
        opens = not before and region.outer < 0
        before = _whole_before(region, (cue.end(), end), sheet) if opens else before
        yield from _breakdown(line, region, (cue.end(), end), before, cue, bracket=False, far=opens)


def _whole_before(region: Region, scope: tuple[int, int], sheet: Sheet) -> list[Placed]:
    """What the first part of a sentence or a paragraph that opens with a cue is a part of, as the reader has it."""
    first = next((p for p in region.placed if scope[0] <= p.start < scope[1] and p.is_amount), None)
    found = sheet.places.get(first.claim.part_of) if first is not None and first.claim.part_of is not None else None
    return [] if found is None else [found[1]]


def _breakdown(
    line: Line,
    region: Region,
    scope: tuple[int, int],
    before: list[Placed],
    cue: re.Match[str] | None,
    *,
    bracket: bool,
    far: bool = False,
) -> Iterator[Breakdown]:
    start, end = scope
    cuts = [
        found.start()
        for found in (_CUE.search(region.view, start, end), _NEXT.search(region.view, start, end))
        if found
    ]
    end = min([end, *cuts])
    inside = [p for p in region.placed if start <= p.start < end and p.is_amount and p.claim.rule != _ASKED_BY]
    first = next((p for p in inside if p.claim.unit), None)
    whole = None if first is None else _whole(before, first, near=cue is None)
    if first is None or whole is None or _is_average(line, whole):
        return
    colon = bool(cue is not None and cue[0].rstrip().endswith(":"))
    listed = colon or bracket
    pairs = {p.start for p in region.placed if _is_pair_end(region, p)}
    same = [p for p in inside if _one_kind(p, whole) and p.start not in pairs and not _is_elsewhere(region, start, p)]
    if cue is None and len(same) < 2:
        return
    timely = [p for p in same if _of_its_days(p, whole)]
    mixed = 1 < len(timely) < len(same)  # "bán lẻ tháng 10 đạt 14 tỷ đồng, 10 tháng đạt 136 tỷ đồng; ..."
    same = timely if mixed else same
    exhaustive = cue is not None and bool(_COMPLETE.search(cue[0])) and not _OPEN_END.search(region.view, start, end)
    same = same if exhaustive else _below(_to_semicolon(region, start, same, whole), whole)
    items = [item for item in re.split(r";", region.view[start:end]) if _WORD.search(item)]
    complete = exhaustive and listed and not cuts and not mixed and _one_each(region, start, end, same)
    doubtful = tuple(p for p in inside if not p.claim.unit)
    yield Breakdown(
        whole,
        tuple(same),
        doubtful,
        said=cue is not None,
        listed=listed,
        exhaustive=exhaustive,
        complete=complete,
        separated=1 < len(items) == len(same),
        near=not far and whole is [p for p in before if p.is_amount and p.claim.rule not in _ITS_PLAN][-1],
        far=far,
    )


def _whole(before: list[Placed], first: Placed, *, near: bool) -> Placed | None:
    """The nearest amount before in the same unit; right before the bracket where no cue says that it is one."""
    amounts = [p for p in before if p.is_amount]
    if near:
        amounts = amounts[-1:]
    for candidate in reversed(amounts[-3:]):
        claim = candidate.claim
        is_pair_head = any(p.start == candidate.end + 1 for p in before)
        if _one_kind(candidate, first) and claim.measure == first.claim.measure and not is_pair_head:
            itself_part = claim.part_of is not None and first.claim.value > claim.value
            return next((p for p in before if p.claim.start == first.claim.part_of), None) if itself_part else candidate
    return None


def _one_kind(a: Placed, b: Placed) -> bool:
    """Whether both count the same: "14 khu công nghiệp, trong đó 9 khu" too."""
    one, other = a.claim.unit, b.claim.unit
    if one == other or (one in _PEOPLE and other in _PEOPLE):
        return True
    return bool(one and other) and (one.startswith(f"{other} ") or other.startswith(f"{one} "))


def _is_average(line: Line, whole: Placed) -> bool:
    """Whether it is no sum: "bình quân 1,38 ngày/lượt, trong đó khách quốc tế 1,45 ngày/lượt"."""
    return bool(_PER.match(line.folded, whole.end) or _AVERAGE.search(line.name_of(whole)))


def _of_its_days(part: Placed, whole: Placed) -> bool:
    """Whether a part is not told of a month while its whole is since January, or the other way round."""
    kinds = {part.claim.accumulation, whole.claim.accumulation}
    return kinds != {"IN_PERIOD", "YTD"} or part.claim.first_day == whole.claim.first_day


def _is_pair_end(region: Region, placed: Placed) -> bool:
    """Whether the number is the second of a pair "36/37"."""
    return region.view[: placed.start].rstrip().endswith("/")


def _is_elsewhere(region: Region, start: int, part: Placed) -> bool:
    """Whether the words before the number say that it is of another time: "(cùng kỳ 12 vụ)"."""
    left = region.view[max(start, part.start - 60) : part.start]
    return bool(_ELSEWHERE.search(re.split(r"[;,(\d]", left)[-1]))


def _to_semicolon(region: Region, start: int, parts: list[Placed], whole: Placed) -> list[Placed]:
    """The parts that commas list before the first semicolon, where those behind it would be too many.

    "Đàn gia súc 48.200 con, trong đó: trâu 890 con, bò 21.300 con, lợn 24.700 con; đàn gia cầm 186.000 con".
    """
    stop = region.view.find(";", start)
    before = [p for p in parts if stop < 0 or p.start < stop]
    room = whole.claim.value - sum(p.claim.value for p in before)
    too_large = any(p.claim.value > whole.claim.value for p in parts if p not in before)
    return before if len(before) > 1 and too_large and room >= 0 else parts


def _below(parts: list[Placed], whole: Placed) -> list[Placed]:
    """Those before the first that the reader has beside the whole: "bò 37 con, trong đó: bò sữa 4 con; gia cầm 900"."""
    if not parts or parts[0].claim.part_of != whole.claim.start:
        return parts
    beside = (at for at, part in enumerate(parts) if part.claim.indicator and part.claim.part_of is None)
    return parts[: next(beside, len(parts))]


def _one_each(region: Region, start: int, end: int, parts: list[Placed]) -> bool:
    """Whether every item of the list has exactly one part."""
    text = region.view[start:end]
    sign = ";" if ";" in text else r",(?!\d)"
    bounds = [start, *(start + found.end() for found in re.finditer(sign, text)), end]
    for a, b in pairwise(bounds):
        count = sum(1 for p in parts if a <= p.start < b)
        if count != 1 and _WORD.search(region.view[a:b]):
            return False
    return bool(parts)
