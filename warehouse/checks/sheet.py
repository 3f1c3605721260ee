"""A report laid out for checking: each claim at its place in the passage that states it, brackets told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.claim import Claim
from ingest.clauses import sentence_spans
from ingest.document import Passage
from ingest.folding import UPPER, fold
from ingest.report import Report
from ingest.subjects import content_words
from warehouse.checks.finding import Certainty, Finding

_SCALE = re.compile(r"^\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)*")
_SEGMENT = re.compile(r"[;:]|\.\s")
_BREAK = re.compile(rf"[.!?]\s+(?=[{UPPER}])")


PlanKey = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim and where its number stands in its passage's text."""

    claim: Claim
    start: int
    end: int

    @property
    def is_amount(self) -> bool:
        """Whether it is a level or a plan in units that can be added."""
        return self.claim.measure in ("level", "plan") and self.claim.unit not in ("%", "‰", "lần", "điểm %", "tạ/ha")


@dataclass(frozen=True, slots=True)
class Region:
    """The inside of a bracket, or the whole passage, and the claims that stand right in it, not deeper."""

    start: int
    end: int
    outer: int  # index of the region around it; -1 for the passage
    view: str  # the passage's folded text, blank but for this region without its brackets
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A passage with its claims."""

    passage: Passage
    folded: str
    placed: tuple[Placed, ...]
    regions: tuple[Region, ...]
    sentences: tuple[tuple[int, int], ...]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence, brackets passed over, that holds a position."""
        for start, end in self.sentences:
            if start <= position < end:
                return start, end
        return 0, len(self.folded)

    def name_of(self, placed: Placed) -> str:
        """The words between the number before, with its unit, and this one, within its segment: what names it."""
        before = max((p for p in self.placed if p.end <= placed.start), key=lambda p: p.end, default=None)
        words = self.folded[before.end if before else 0 : placed.start]
        words = _SCALE.sub("", words) if before else words
        return _SEGMENT.split(words.removeprefix(before.claim.unit) if before else words)[-1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines of a report, and its claims by their place in the document."""

    report: Report
    lines: tuple[Line, ...]
    claims: tuple[Claim, ...]
    by_start: dict[int, Claim] = field(repr=False)
    #: Where each claim stands that does not stand in a table, by the start of its number.
    places: dict[int, tuple[Line, Placed]] = field(repr=False)
    #: Plans of whole years by indicator, unit, area and year: of this report, and of others given along.
    plans: dict[PlanKey, list[Claim]] = field(repr=False)

    def words_of(self, claim: Claim) -> frozenset[str]:
        """The words that name a number; none in a table."""
        if claim.start not in self.places:
            return frozenset()
        line, placed = self.places[claim.start]
        return frozenset(content_words(line.name_of(placed)))

    def finding(
        self,
        rule: str,
        certain: bool,
        claims: Sequence[Claim],
        message: str,
        arithmetic: str,
        suggestion: str = "",
    ) -> Finding:
        """A finding on these claims."""
        certainty: Certainty = "certain" if certain else "suspicious"
        spans = tuple(sorted({(c.start, c.end) for c in claims}))
        return Finding(rule, certainty, self.report.document.name, spans, message, arithmetic, suggestion)


def lay_out(report: Report, others: Iterable[Report] = ()) -> Sheet:
    """Place the claims of a report; `others` only give their plans, where they are of the same area."""
    places = {
        start: (index, at) for index, p in enumerate(report.document.passages) for at, start in enumerate(p.starts)
    }
    per_line: dict[int, list[Placed]] = {}
    for claim in report.claims:
        if claim.start not in places:
            continue  # in a cell of a table: no sentence to read around it
        index, at = places[claim.start]
        ends = report.document.passages[index].ends
        per_line.setdefault(index, []).append(Placed(claim, at, bisect_left(ends, claim.end, at) + 1))
    lines = [_line(report.document.passages[i], sorted(found, key=lambda p: p.start)) for i, found in per_line.items()]
    lines.sort(key=lambda line: line.placed[0].claim.start)
    plans: dict[PlanKey, list[Claim]] = {}
    for source in (report, *(o for o in others if o is not report and o.header.area == report.header.area)):
        for claim in source.claims:
            if claim.measure == "plan" and claim.indicator and _covers_year(claim):
                plans.setdefault((claim.indicator, claim.series_unit, claim.area, claim.last_day.year), []).append(
                    claim
                )
    stands = {p.claim.start: (line, p) for line in lines for p in line.placed}
    return Sheet(report, tuple(lines), report.claims, {c.start: c for c in report.claims}, stands, plans)


def _covers_year(claim: Claim) -> bool:
    """Whether a plan is one of the year: what is striven for in a month is no yardstick of attainments."""
    first, last = claim.first_day, claim.last_day
    return (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31)


def _line(passage: Passage, placed: list[Placed]) -> Line:
    folded = fold(passage.text)
    spans = [(0, len(folded), -1), *_bracket_spans(passage.text)]
    owner = [_innermost(spans, p.start) for p in placed]
    regions = tuple(
        Region(
            start, end, outer, _view(folded, spans, i), tuple(p for p, o in zip(placed, owner, strict=True) if o == i)
        )
        for i, (start, end, outer) in enumerate(spans)
    )
    return Line(passage, folded, tuple(placed), regions, tuple(sentence_spans(passage.text, regions[0].view)))


def _bracket_spans(text: str) -> list[tuple[int, int, int]]:
    """Insides of brackets with the index of the one around, outer first; one never closed ends with its sentence."""
    stack: list[int] = []
    out: list[list[int]] = []
    for at, sign in enumerate(text):
        if sign == "(":
            out.append([at + 1, -1, 1 + stack[-1] if stack else 0])
            stack.append(len(out) - 1)
        elif sign == ")" and stack:
            out[stack.pop()][1] = at
    for index in stack:
        found = _BREAK.search(text, out[index][0])
        out[index][1] = found.start() if found else len(text)
    return [(start, end, outer) for start, end, outer in out]


def _innermost(spans: list[tuple[int, int, int]], position: int) -> int:
    return max(i for i, (start, end, _) in enumerate(spans) if start <= position < end)


def _view(folded: str, spans: list[tuple[int, int, int]], index: int) -> str:
    start, end, _ = spans[index]
    out, at = [" " * start], start
    for inner_start, inner_end, outer in spans[1:]:
        if outer == index:
            stop = min(inner_end + 1, end)
            out += [folded[at : inner_start - 1], " " * (stop - inner_start + 1)]
            at = stop
    return "".join([*out, folded[at:end], " " * (len(folded) - end)])
