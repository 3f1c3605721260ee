"""What is known while a passage is read: what it inherits, what is carried from number to number, what was found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from ingest.again import Again
from ingest.aliases import Words
from ingest.catalogue import Catalogue
from ingest.claim import Bound, Measure, PriceBase, Versus
from ingest.clauses import Clause, Shape, in_usual_words
from ingest.lexer import MEASURED, PERCENT, Quantity
from ingest.linking import Found, Link, Linker
from ingest.period import Period
from ingest.scopes import Scope, Section
from ingest.situation import Reading
from ingest.subjects import NOBODY, Subject
from ingest.valuation import price_base


@dataclass(frozen=True, slots=True)
class Whole:
    """A level that parts add up to: where its number starts, its unit and its code."""

    start: int  # in the passage; in the document's text with `outside`
    unit: str
    code: str
    outside: bool = False  # stated before the footnote or passage that breaks it down


@dataclass(slots=True)
class Finding:
    """One number read: which indicator, which measure, which days."""

    quantity: Quantity
    reading: Reading
    link: Link
    code: str
    label: str
    scope: Scope
    target: bool
    bound: Bound
    estimate: bool
    area: str
    sentence: tuple[int, int]
    part_of: Whole | None
    doubt: str
    price_base: PriceBase


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a passage inherits: its section, the words above it, and for a footnote what its mark hangs on."""

    section: Section
    context: str = ""
    scope: Scope | None = None
    area: str = ""  # the name of the area that the report is about
    city: bool = False  # that area is a city
    note: bool = False  # a footnote, where days named once hold to its end
    part_of: str = ""  # the code of the whole that a footnote or an item of a list breaks down
    wholes: tuple[Whole, ...] = ()  # the levels before its mark, the nearest first
    base: Versus | None = None  # what the heading right above compares with: "Các nhóm hàng tăng so với tháng trước:"
    attained: Versus | None = None  # the plan that the whole of a list is measured against
    price_base: Versus | None = None  # what passages about consumer prices compare with
    throughout: Scope | None = None  # the months of the year so far, where the passage before told of nothing else
    last_code: str = ""  # the code that it told of last
    told: tuple[Subject, ...] = ()  # the levels of the passage before, that this one compares
    whole_base: tuple[Versus, Scope] | None = None  # the only base of the sentence that it breaks down
    nation: str = ""  # "cả nước", of which the passage before told that this one breaks down


@dataclass(slots=True)
class State:
    """What is carried from clause to clause."""

    sentence_scope: Scope
    scope: Scope
    opening_scope: Scope  # of the first number of the sentence
    head_scope: Scope  # of the first number of the segment: what "trong đó" in the next segment goes on with
    subject: Subject = NOBODY
    main: Subject = NOBODY
    coded: Subject = NOBODY  # the last level with a code
    main_changed: bool = False  # its change was told: what accompanies it from now on has changes of its own
    verb: str = ""
    last_measure: Measure | None = None
    estimate: bool = False
    list_base: tuple[Versus, Scope] | None = None  # stated by an item of the list that the sentence is, and its days
    index_bases: tuple[tuple[Versus, Scope], ...] = ()  # stated of indices in this passage, and their days
    bases_of: dict[str, set[tuple[Versus, Scope]]] = field(default_factory=dict)  # the same of other codes
    attained: Versus | None = None  # the plan that the sentence measured its whole against
    equal_base: Versus | None = None  # what the passage compared with when it last said "bằng 96% so với cùng kỳ"
    whole: int | None = None
    last_level: Subject = NOBODY
    part_scope: Scope | None = None  # of a "trong đó" inside a segment, whose list goes on behind semicolons
    recent: tuple[Subject, ...] = ()  # whose levels were stated in the sentence, newest last
    respective: tuple[Subject, ...] = ()  # to whom the next numbers belong: "tăng lần lượt 13,7% và 12,2%"


@dataclass(slots=True)
class Course:
    """Where the reading of one passage stands."""

    text: str
    folded: str
    shape: Shape
    around: Surroundings
    state: State
    segment_clauses: list[Clause] = field(default_factory=list)
    found: Found = field(default_factory=lambda: Found(Words(), []))
    done: list[Finding] = field(default_factory=list)
    paired: dict[int, Versus] = field(default_factory=dict)  # by a number's start, its base told with another's
    again: dict[int, Again] = field(default_factory=dict)  # the brackets that tell a list again, by their starts

    def told_of(self) -> Period:
        """The period of which the number is told: an earlier year's or one day's if stated, else the section's."""
        period, scope = self.around.section.period, self.state.scope
        if scope.stated and scope.first == scope.last and scope.last.year == period.year:
            return Period(period.year, scope.last.month, scope.last.month)
        if not scope.stated or scope.last.year >= period.year:
            return period
        return Period(scope.last.year, scope.first.month, scope.last.month)

    def told_before(self, quantity: Quantity, beyond: int = 0) -> Finding | None:
        """The level that was told as this very number `beyond` the last few, of which others are now counted out."""
        for finding in islice(reversed(self.done), beyond, _NEAR):
            same = finding.quantity.value == quantity.value and finding.quantity.unit == quantity.unit
            if same and finding.reading.measure == "level":
                return finding
        return None

    def last_told(self, quantity: Quantity) -> Finding | None:
        """The number told before `quantity`; before a percent over ranks: "tăng 7%, đứng thứ 26/63, cao hơn (6%)"."""
        for finding in islice(reversed(self.done), _RANKS if quantity.unit == PERCENT else 1):
            of_rank = finding.quantity.over and finding.quantity.unit in _PLACES
            if quantity.unit != PERCENT or not (of_rank or finding.reading.rule == "rank"):
                return finding
        return None

    def estimated(self, reading: Reading, code: str) -> bool:
        """Whether what a change is told of was estimated: the level of the same code, or the last one."""
        told = (f for f in islice(reversed(self.done), _NEAR) if f.code == code and f.reading.measure == "level")
        level = next(told, None) if code and reading.measure not in ("level", "plan") else None
        return self.state.estimate if level is None else level.estimate

    def bracket_lead(self, clause: Clause) -> str | None:
        """The words before the first number of a bracket that hangs on the number before it; None elsewhere."""
        if clause.bracket < 0 or not clause.segment_first or not self.done:
            return None
        before = self.done[-1].quantity
        if before.start > clause.bracket or _PAUSE.search(self.folded, before.unit_end, clause.bracket):
            return None
        return in_usual_words(self.folded[clause.bracket : clause.quantity.start])

    def told_in_bracket(self, place: int, clause: Clause) -> bool:
        """Whether `place` is in a bracket before the number that told its own: "68,7% (KH năm 2025 đạt 70%); ..."."""
        closed = self.folded.find(")", place, clause.quantity.start)
        opened = self.folded.find("(", place, clause.quantity.start)
        if closed < 0 or 0 <= opened < closed:
            return False
        told = bisect_left(self.done, place, key=lambda finding: finding.quantity.start)
        return told < len(self.done) and self.done[told].quantity.start < closed

    def behind_rate(self, clause: Clause) -> bool:
        """Whether a share stands right before what is told of it: "14/20 xã (tỷ lệ 70%), vượt 5% so với chỉ tiêu"."""
        if not self.done or self.done[-1].quantity.unit != PERCENT or clause.quantity.unit != PERCENT:
            return False
        told, start = self.done[-1], clause.quantity.start
        behind = _OVER_BEHIND.fullmatch(self.folded, told.quantity.unit_end, start)
        return behind is not None and told.reading.measure in ("share", "level")

    def sentence_of(self, clause: Clause) -> tuple[int, int]:
        """The whole sentence that states the number, around the bracket if it stands in one."""
        if clause.bracket < 0:
            return clause.sentence
        index = bisect_right(self.shape.sentences, clause.bracket, key=itemgetter(0)) - 1
        return self.shape.sentences[max(index, 0)]


_NEAR = 100  # numbers back, among which one that is told again is looked for
_RANKS = 6  # numbers back, behind which no rank stands any more
_PLACES = ("", "tỉnh", "địa phương")
_PAUSE = re.compile("[,;:.]")
_OVER_BEHIND = re.compile(r"\s*\)?\s*,?\s*(?:và )?vượt (?:hơn |gần |trên )?")
_MEASURED = MEASURED | {PERCENT}
_ACCOUNTS = "macro.grdp"  # of quarters at the least
_BY_YEAR = frozenset(("macro", "social", "population", "health"))
_SEASONS = frozenset(("winter_spring", "spring_summer", "summer_autumn", "autumn_winter", "main_season", "winter"))


class Lexis:
    """The catalogue as the grammar sees it: natures and units of codes, and the linker compiled from the aliases."""

    def __init__(self, catalogue: Catalogue, linker: Linker) -> None:
        self._indicators = catalogue.indicators
        self.linker = linker
        self.codes = frozenset(catalogue.indicators)
        self.parents = {code: i.parent for code, i in catalogue.indicators.items()}

    def unit_of(self, code: str) -> str:
        """The unit of an indicator, lower case; "" for no code."""
        return self._indicators[code].unit.lower() if code else ""

    def measured_in(self, code: str, quantity: Quantity) -> bool:
        """Whether the quantity is printed in the unit of the indicator, or in none."""
        return not quantity.unit or self.unit_of(code) == quantity.unit

    def may_change_by(self, code: str, quantity: Quantity) -> bool:
        """Whether an indicator may change by an amount; what is measured, not counted, changes by no bare number."""
        return self.linker.fits(code, quantity) and bool(quantity.unit or self.unit_of(code) not in _MEASURED)

    def nature_of(self, code: str) -> str:
        """The nature of an indicator; "" for no code."""
        return self._indicators[code].nature if code else ""

    def price_base(self, code: str, before: str, behind: str) -> PriceBase:
        """The prices in which an indicator is valued, as `ingest.valuation` tells."""
        return price_base(code, self._indicators[code].name_vi, before, behind) if code else ""

    def is_rate(self, code: str) -> bool:
        """Whether an indicator is a rate, at a moment or of a period."""
        return self.nature_of(code) in ("rate", "period_rate")

    def of_no_month(self, code: str) -> bool:
        """Whether an indicator tells of more than a month: of a season, national accounts, the people."""
        by_year = self.nature_of(code) == "period_rate" and code.split(".")[0] in _BY_YEAR
        return by_year or code.startswith(_ACCOUNTS) or not _SEASONS.isdisjoint(code.split("."))
