"""What the passages of a document inherit: from their headings, from passages before them, from a footnote's mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.bases import base_of
from ingest.claim import Versus
from ingest.course import Finding, Surroundings, Whole
from ingest.document import Passage
from ingest.due import section_due, years_of_lists
from ingest.folding import fold
from ingest.header import Header
from ingest.leads import LONGEST_LIST, GoalLead, Lead, goal_lead, lead_of, lead_without_numbers
from ingest.lexicon import OPENS_PARTS
from ingest.onward import compared, onward
from ingest.period import Period
from ingest.places import NATIONS
from ingest.prices import INDEX_NAME, Prices, prices_of
from ingest.scopes import Scope, Section, scope_ahead, section_of
from ingest.seasons import SeasonLead, season_lead
from ingest.situation import CHANGES

_YEAR = re.compile(r"(?<!cả )(?<!hết )\bnăm\b")  # "cả năm" rules the targets behind it by itself
_COMPARED = 400  # characters before a passage that compares what they tell
_BEHIND_TARGETS = "behind a list of targets, and not said to be one itself"
_MID_MONTH = (14, 15, 16)  # on which the months of the police begin and end
#: "Tai nạn giao thông (từ ngày 15/7 đến ngày 14/8): xảy ra 17 vụ": days that its title gives are of that item alone.
_DAYS_OF_ITEM = re.compile(r"\W*[^\W\d][^(:;.]*\([^()]*\d[^()]*\)\s*:")
_WHOLES = 6  # numbers before a footnote's mark, one of which it may break down


@dataclass(frozen=True, slots=True)
class Told:
    """What was read up to a place that others hang on: a footnote's mark, or the end of a passage."""

    text: str  # of the whole passage
    before: int  # characters of it before the place
    scope: Scope | None
    last: Finding | None
    wholes: tuple[Whole, ...] = ()  # the levels before the place, the nearest first
    findings: tuple[Finding, ...] = ()  # of the passage
    headings: tuple[str, ...] = ()  # above it


@dataclass(slots=True)
class Carried:
    """What is carried from passage to passage.

    Each passage of the body, in the order of the text, is entered, asked what is around it, and left; footnotes come
    behind the body, and leave nothing.
    """

    header: Header
    period: Period
    area: str  # the name of the area that the report is about
    city: bool  # that area is a city
    unit_of: Callable[[str], str]  # the unit of a code
    passages: Sequence[Passage] = ()  # of the document
    _due: dict[tuple[str, ...], int] = field(init=False)  # years of targets that no heading names
    _place: int = 0  # of the passage behind the one that was entered
    _section: Section = field(init=False)  # of the passage that was entered
    _marks: dict[str, Told] = field(default_factory=dict)  # of footnotes, by their labels
    _before: Told | None = None  # the last passage that told a number
    _lead: Lead | None = None
    _sign: str = ""  # that the last passage ended in
    _goals: GoalLead | None = None
    _prices: Prices | None = None
    _season: SeasonLead | None = None

    def __post_init__(self) -> None:
        self._due = years_of_lists(self.passages, self.period.year)

    def enter(self, passage: Passage) -> None:
        """Drop what does not reach the next passage of the body."""
        self._place += 1
        held = self._lead is not None and self._lead.holds(passage, self._sign)
        self._lead = self._lead if held else None
        held_goals = self._goals is not None and self._goals.holds(passage)
        self._goals = self._goals.at(passage) if self._goals is not None and held_goals else None
        self._season = self._season if self._season is not None and self._season.holds(passage) else None
        self._prices = prices_of(passage, self._prices, self.period)
        self._section = self._goals.section if self._goals is not None else self._section_of(passage)

    @property
    def doubt(self) -> str:
        """Why the numbers of the passage that was entered may be no targets of the list above it; "" elsewhere."""
        return _BEHIND_TARGETS if self._goals is not None and self._goals.unsure else ""

    def around(self, passage: Passage) -> Surroundings:
        """What the passage that was entered inherits from its headings and from passages before it."""
        around = self._below_headings(passage, self._section)
        if self._season is not None:
            around = replace(around, context=f"{around.context} {self._season.season} {self._season.done}")
        before, base = self._before, around.base
        below_same = before is not None and before.headings == passage.headings
        monthly = self._prices is not None and self._prices.base == "prev"  # prices compared with the month before
        if before is not None and below_same and not monthly and (months := self._months_throughout(before)):
            code = next((f.code for f in reversed(before.findings) if f.code), "")
            around = replace(around, throughout=months, last_code=code)
        goes_on = before is not None and bool(OPENS_PARTS.match(fold(passage.text)))
        if self._prices is not None and not goes_on:
            around = replace(around, context=f"{INDEX_NAME} {around.context}", price_base=self._prices.base)
        if before is not None and below_same and (index := onward(passage.text, _last_coded(before))):
            scope = None if monthly and index.scope.cumulative else index.scope
            around = replace(around, context=f"{index.name} {around.context}", scope=scope, base=base or index.base)
        if before is not None and below_same and (told := compared(passage.text, before.findings)):
            context = f"{around.context} {fold(before.text)[-_COMPARED:]}"
            return replace(around, context=context, scope=before.findings[-1].scope, told=told)
        if before is not None and goes_on:
            return _hanging_on(before, passage, replace(around, base=base))
        if lead := self._lead:
            context = f"{around.context} {lead.words}"
            around = replace(
                around, context=context, scope=lead.scope, base=base or lead.base, attained=lead.attained,
                part_of=lead.whole,
            )  # fmt: skip
        return around

    def around_note(self, passage: Passage) -> Surroundings:
        """What a footnote inherits."""
        around, mark = self._below_headings(passage, self._section_of(passage)), self._marks.get(passage.note)
        return around if mark is None else _hanging_on(mark, passage, around)

    def leave(self, passage: Passage, findings: list[Finding]) -> None:
        """Keep of the passage what later ones may go on with."""
        self._sign = passage.text.rstrip()[-1:]
        for mark in passage.marks:
            told = [f for f in findings if f.quantity.start < mark.position]
            stated = told[-1].scope if told and told[-1].scope.stated else _scope_at(findings, mark.position)
            wholes = self._wholes(passage, told)
            self._marks[mark.label] = Told(passage.text, mark.position, stated, told[-1] if told else None, wholes)
        if findings:
            last, wholes = _last_told(findings, passage.text), self._wholes(passage, findings)
            text, headings = passage.text, passage.headings
            self._before = Told(text, len(text), last.scope, last, wholes, tuple(findings), headings)
        if self._goals is not None and findings and passage.kind == "item":
            self._goals = replace(self._goals, listed=True)
        self._goals = self._goals or goal_lead(passage, self._section, self._behind())
        self._season = self._season or season_lead(passage)
        if self._before is not None:
            self._lead = lead_of(passage, self._before.text, self._before.findings) or self._lead
        if not findings:
            self._lead = lead_without_numbers(passage, self._section) or self._lead

    def _behind(self) -> Sequence[Passage]:
        return self.passages[self._place : self._place + LONGEST_LIST]

    def _months_throughout(self, before: Told) -> Scope | None:
        """The months of the year so far, or those of the police, if all that a passage told was told of them."""
        scopes = {f.scope for f in before.findings if f.scope.last.year == self.period.year}
        only = scopes.pop() if len(scopes) == 1 else None
        if only is not None and only.stated and only.first.day in _MID_MONTH and only.last.day in _MID_MONTH:
            goes_on = self.period.end.replace(day=1) <= only.last <= self.period.end
            return only if goes_on and not _DAYS_OF_ITEM.match(before.text) else None
        if only is None or not (only.stated and only.cumulative and only.last == self.period.end):
            return None
        return only if only.first < self.period.start else None

    def _section_of(self, passage: Passage) -> Section:
        section = section_of(passage.headings, self.period, plan_document=self.header.sets_targets)
        return section_due(section, passage, self._due)

    def _below_headings(self, passage: Passage, section: Section) -> Surroundings:
        """What the headings above a passage say."""
        base = base_of(fold(passage.headings[-1]), section.period) if passage.headings else None
        base = base if base in ("yoy", "prev", "other") else None
        context = " ".join(map(fold, passage.headings))
        # among the tasks of a month too, those of the year are named so
        monthly = section.target and not _YEAR.search(fold(passage.text))
        scope = scope_ahead(passage.headings, section) if monthly else None
        return Surroundings(section, context, scope, self.area, self.city, bool(passage.note), base=base)

    def _wholes(self, passage: Passage, findings: list[Finding]) -> tuple[Whole, ...]:
        """The levels of the last sentence, the nearest first, for what a footnote or the next passage breaks down."""
        levels = [f for f in findings if f.reading.measure == "level" and f.sentence == findings[-1].sentence]
        return tuple(
            Whole(
                passage.source_span(f.quantity.start, f.quantity.end)[0],
                f.reading.unit or self.unit_of(f.code),
                f.code,
                outside=True,
            )
            for f in reversed(levels[-_WHOLES:])
            if not f.quantity.is_ratio and not f.quantity.over
        )


def _last_coded(told: Told) -> Finding | None:
    """The last finding; where it has no code, the one before it with one that its sentence tells of the same days."""
    last = told.last
    if last is None or last.code:
        return last
    coded = (f for f in reversed(told.findings) if f.code and f.sentence == last.sentence and f.scope == last.scope)
    return next(coded, last)


def _last_told(findings: list[Finding], text: str) -> Finding:
    """The last finding that is no aside on days before: "tăng 6% so với cùng kỳ năm trước (5,1%)"."""
    latest = max(f.scope.last for f in findings)
    return next((f for f in reversed(findings) if not _is_aside(f, text, latest)), findings[-1])


def _is_aside(finding: Finding, text: str, latest: date) -> bool:
    """Whether it tells in a bracket of days before `latest`: "đạt 7,5% (cùng kỳ năm 2020 tăng 2,9%)"."""
    if finding.reading.rule == "value of the base":
        return True
    start = finding.quantity.start
    return finding.scope.last < latest and text.rfind("(", 0, start) > text.rfind(")", 0, start)


def _hanging_on(told: Told, passage: Passage, around: Surroundings) -> Surroundings:
    """The same for a passage that hangs on what was told: it may break that down."""
    opens_part = bool(OPENS_PARTS.match(fold(passage.text)))
    return replace(
        around,
        context=f"{around.context} {fold(told.text)[: told.before]}",
        scope=_scope_of_note(told, opens_part=opens_part),
        note=True,
        part_of=told.last.code if opens_part and told.last is not None else "",
        wholes=told.wholes if opens_part else (),
        whole_base=_only_base(told) if opens_part else None,
        nation=told.last.area if opens_part and told.last is not None and told.last.area in NATIONS else "",
    )


def _only_base(told: Told) -> tuple[Versus, Scope] | None:
    """What the last sentence compares with, where all its changes are of the same days and have one base."""
    last = told.findings[-1].sentence if told.findings else None
    changes = [f for f in told.findings if f.sentence == last and f.reading.measure in CHANGES]
    bases = {(f.reading.versus, f.scope) for f in changes}
    return bases.pop() if len(bases) == 1 else None


def _scope_of_note(told: Told, *, opens_part: bool) -> Scope | None:
    """A breakdown covers what its whole covers; other notes only keep days that the sentence names."""
    if opens_part and told.last is not None:
        return told.last.scope
    return told.scope if told.scope is not None and not told.scope.cumulative else None


def _scope_at(findings: list[Finding], position: int) -> Scope | None:
    """The stated scope of the sentence around a mark that stands before any number of it."""
    for finding in findings:
        if finding.sentence[0] <= position <= finding.sentence[1] and finding.scope.stated:
            return finding.scope
    return None
