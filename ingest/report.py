"""From a file to its claims: the one way through ingest."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.aliases import AliasFinder
from ingest.bases import base_of
from ingest.catalogue import Catalogue, load_catalogue
from ingest.claim import Claim
from ingest.course import Finding, Lexis, Surroundings, Whole
from ingest.document import Document, Passage
from ingest.errors import InputError
from ingest.folding import fold
from ingest.grammar import Grammar
from ingest.header import Header, read_header
from ingest.leads import GoalLead, Lead, goal_lead, lead_of, lead_without_numbers
from ingest.lexer import PERCENT, RATIO_UNITS, BaseUnit, Quantity, UnitLexer, holds_number
from ingest.lexicon import PART_CUE
from ingest.linking import Linker, UnitRule
from ingest.numerals import printed_interval
from ingest.onward import onward
from ingest.period import Period
from ingest.prices import INDEX_NAME, Prices, prices_of
from ingest.readers import read_document
from ingest.scopes import Scope, Section, accumulation_of, section_of
from ingest.seasons import SeasonLead, season_lead
from ingest.situation import Reading
from ingest.unread import Unread, crowded, is_crowded, larger_than_any, long_rows, notices_of, too_large

if TYPE_CHECKING:
    from ingest.tables.naming import Namer

_POINT_NATURES = frozenset(("stock", "rate"))


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: its text, what its head says, and its claims in the order of the text."""

    document: Document
    header: Header
    claims: tuple[Claim, ...]


def read_report(
    path: Path, *, area: str | None = None, period: Period | None = None, issued: date | None = None
) -> Report:
    """Read a report file; the keyword arguments override what its head says.

    Raises UnreadableFileError where the file cannot be read, InputError where no period is found in it or given.
    """
    return read_claims(read_document(path), area=area, period=period, issued=issued)


def read_claims(
    document: Document, *, area: str | None = None, period: Period | None = None, issued: date | None = None
) -> Report:
    """Read the claims of a document that a reader gave; errors as `read_report`."""
    reader = _reader()
    header = read_header(document, reader.area_names)
    header = replace(header, area=area or header.area, period=period or header.period, issued=issued or header.issued)
    if header.period is None:
        raise InputError(
            f"{document.name}: the head names no period such as 'tháng 10 năm 2024'; give it with --period 2024-10"
        )
    found, unread = reader.claims(document, header, header.period)
    large = [claim for claim in found if too_large(claim)]
    unread += map(larger_than_any, large)
    for passage in document.passages:
        unread.extend([crowded(passage)] if is_crowded(passage) else long_rows(passage))
    document = replace(document, notices=document.notices + notices_of(unread, document))
    claims = [claim for claim in found if not too_large(claim)] if large else found
    return Report(document, header, tuple(claims))


@lru_cache(maxsize=1)
def _reader() -> _Reader:
    """The one reader; it lives as long as the process, so the garbage collector is kept from walking it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Reader(load_catalogue())
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


_SCANNED = "read by OCR from a picture of the page"
_WHOLES = 6  # numbers before a footnote's mark, one of which it may break down
_PASSAGE_BEFORE = ""  # stands where a footnote has its label


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a footnote's mark hangs on, or the passage before one that begins with "trong đó"."""

    text: str  # of the whole passage
    before: int  # characters of it before the mark
    scope: Scope | None
    last: Finding | None
    wholes: tuple[Whole, ...] = ()  # the levels before the mark, the nearest first
    findings: tuple[Finding, ...] = ()  # of the passage
    headings: tuple[str, ...] = ()  # above it


class _Reader:
    """Everything compiled from the catalogue, once."""

    def __init__(self, catalogue: Catalogue) -> None:
        counted = frozenset(u.code for u in catalogue.units.values() if u.integral)
        self._counted = counted
        self._catalogue = catalogue
        self._namer: Namer | None = None
        words = {fold(w.word): BaseUnit(w.unit, w.factor) for w in catalogue.unit_words}
        units = UnitLexer(words, counted)
        unit_of = {code: i.unit.lower() for code, i in catalogue.indicators.items()}
        finder = AliasFinder((*catalogue.aliases, *catalogue.blockers))
        linker = Linker(finder, UnitRule(unit_of.__getitem__, counted.__contains__))
        self._lexis = Lexis(catalogue, linker)
        self._units = units
        self._grammar = Grammar(self._lexis, units)
        self._area_names = {code: area.name for code, area in catalogue.areas.items()}
        self._cities = frozenset(area.name for area in catalogue.areas.values() if area.kind == "city")
        self.area_names = tuple(dict.fromkeys(a.name for a in catalogue.areas.values() if a.kind != "country"))

    def claims(self, document: Document, header: Header, period: Period) -> tuple[list[Claim], list[Unread]]:
        """The claims of a document in the order of its text, and the numbers of its tables that are not read."""
        anchors: dict[str, _Anchor] = {}
        lead: Lead | None = None
        goals: GoalLead | None = None
        prices: Prices | None = None
        season: SeasonLead | None = None
        out: list[Claim] = []
        body = [p for p in document.passages if p.kind != "footnote"]
        for passage in body:
            goes_on = PART_CUE.match(fold(passage.text).lstrip(" :-+"))
            anchor = anchors.get(_PASSAGE_BEFORE) if goes_on else None
            lead = lead if lead is not None and lead.holds(passage) else None
            prices = prices_of(passage, prices, period)
            goals = goals if goals is not None and goals.holds(passage) else None
            section = section_of(passage.headings, period, plan_document=header.sets_targets)
            section = section if goals is None else goals.section
            season = season if season is not None and season.holds(passage) else None
            told = self._passage(document, header, section, passage, anchor, anchors, lead, prices, season)
            out.extend(told)
            goals = goals or goal_lead(passage, section)
            season = season or season_lead(passage)
            if before := anchors.get(_PASSAGE_BEFORE):
                lead = lead_of(passage, before.text, before.findings) or lead
            if not told:
                lead = lead_without_numbers(passage, section) or lead
        for passage in document.passages:
            if passage.kind == "footnote":
                section = section_of(passage.headings, period, plan_document=header.sets_targets)
                out.extend(self._passage(document, header, section, passage, anchors.get(passage.note), {}))
        prose = _restated(sorted(out, key=lambda c: c.start))
        tables, unread = self._tables(document, header, period) if document.tables else ([], [])
        found = sorted([*prose, *tables], key=lambda c: c.start)
        return [replace(c, review=c.review or _SCANNED) if c.page in document.scanned else c for c in found], unread

    def _tables(self, document: Document, header: Header, period: Period) -> tuple[list[Claim], list[Unread]]:
        """The claims of the tables; what reads them is loaded when the first document with tables comes."""
        from ingest.tables.claims import table_claims
        from ingest.tables.naming import Namer

        if self._namer is None:
            self._namer = Namer(self._catalogue, self._grammar, self._units)
        return table_claims(document, header, period, self._namer)

    def _passage(
        self,
        document: Document,
        header: Header,
        section: Section,
        passage: Passage,
        anchor: _Anchor | None,
        anchors: dict[str, _Anchor],
        lead: Lead | None = None,
        prices: Prices | None = None,
        season: SeasonLead | None = None,
    ) -> list[Claim]:
        if not passage.marks and not holds_number(passage.text):
            return []
        context = " ".join(map(fold, passage.headings))
        if season is not None:
            context = f"{context} {season.season}"
        area = self._area_names.get(header.area, header.area)
        city = area in self._cities
        base = base_of(fold(passage.headings[-1]), section.period) if passage.headings else None
        base = base if base in ("yoy", "prev", "other") else None
        around = Surroundings(section, context, area=area, city=city, note=bool(passage.note), base=base)
        if prices is not None:
            around = replace(around, context=f"{INDEX_NAME} {context}", price_base=prices.base)
        before = anchors.get(_PASSAGE_BEFORE)
        open_index = onward(passage.text, before.last) if before and before.headings == passage.headings else None
        if open_index is not None:
            context = f"{open_index.name} {around.context}"
            around = replace(around, context=context, scope=open_index.scope, base=base or open_index.base)
        if lead is not None:
            around = replace(around, scope=lead.scope, base=base or lead.base, attained=lead.attained)
        if anchor is not None:
            scope = self._scope_of_note(passage, anchor)
            opens_part = PART_CUE.match(fold(passage.text).lstrip(" :-"))
            whole = anchor.last.code if opens_part and anchor.last is not None else ""
            wholes = anchor.wholes if opens_part else ()
            around = Surroundings(
                section,
                f"{context} {fold(anchor.text)[: anchor.before]}",
                scope,
                area,
                city,
                note=True,
                part_of=whole,
                wholes=wholes,
                base=base,
            )
        findings = [] if is_crowded(passage) else self._grammar.read(passage.text, around)
        for mark in passage.marks:
            told = [f for f in findings if f.quantity.start < mark.position]
            stated = told[-1].scope if told and told[-1].scope.stated else _scope_at(findings, mark.position)
            last = told[-1] if told else None
            anchors[mark.label] = _Anchor(passage.text, mark.position, stated, last, self._wholes(passage, told))
        if findings:
            wholes = self._wholes(passage, findings)
            last = findings[-1]
            text, headings = passage.text, passage.headings
            anchors[_PASSAGE_BEFORE] = _Anchor(text, len(text), last.scope, last, wholes, tuple(findings), headings)
        return [self._claim(document, passage, finding) for finding in findings]

    def _wholes(self, passage: Passage, findings: list[Finding]) -> tuple[Whole, ...]:
        """The levels of the last sentence, the nearest first, for what a footnote or the next passage breaks down."""
        levels = [f for f in findings if f.reading.measure == "level" and f.sentence == findings[-1].sentence]
        return tuple(
            Whole(
                passage.source_span(f.quantity.start, f.quantity.end)[0],
                f.reading.unit or self._lexis.unit_of(f.code),
                f.code,
                outside=True,
            )
            for f in reversed(levels[-_WHOLES:])
            if not f.quantity.is_ratio and not f.quantity.over
        )

    @staticmethod
    def _scope_of_note(passage: Passage, anchor: _Anchor) -> Scope | None:
        """A breakdown covers what its whole covers; other notes only keep days that the sentence names."""
        opens_part = PART_CUE.match(fold(passage.text).lstrip(" :-"))
        if opens_part and anchor.last is not None:
            return anchor.last.scope
        if anchor.scope is not None and not anchor.scope.cumulative:
            return anchor.scope
        return None

    def _in_own_unit(self, finding: Finding) -> tuple[Quantity, Reading]:
        """The number and its reading in the unit of its indicator: 0,92% of what is counted per thousand is 9,2‰."""
        quantity, reading = finding.quantity, finding.reading
        per_thousand = self._lexis.unit_of(finding.code) == "‰" and quantity.unit == PERCENT
        if not per_thousand or reading.measure not in ("level", "plan"):
            return quantity, reading
        quantity = replace(quantity, value=quantity.value * 10, multiplier=quantity.multiplier * 10)
        return quantity, replace(reading, value=reading.value * 10)

    def _claim(self, document: Document, passage: Passage, finding: Finding) -> Claim:
        quantity, reading = self._in_own_unit(finding)
        nature = self._lexis.nature_of(finding.code)
        start, end = passage.source_span(quantity.start, quantity.end)
        first, last = _days(finding, nature)
        unit = reading.unit
        if reading.measure in ("level", "plan", "change_abs") and finding.code:
            unit = self._lexis.unit_of(finding.code)
        exact = quantity.decimals == 0 and quantity.multiplier == 1 and unit in self._counted
        shift = reading.value - (quantity.value if reading.value >= 0 else -quantity.value)
        low, high = printed_interval(
            reading.value - shift, quantity.decimals, quantity.multiplier, finding.bound, exact=exact
        )
        return Claim(
            doc=document.name,
            start=start,
            end=end,
            number_text=document.text[start:end],
            indicator=finding.code,
            label=finding.label,
            measure=reading.measure,
            versus=reading.versus,
            value=_plain(reading.value),
            unit=unit,
            first_day=first,
            last_day=last,
            accumulation=accumulation_of(nature, finding.scope) if reading.measure != "plan" else "IN_PERIOD",
            bound=finding.bound,
            estimate=finding.estimate,
            area=finding.area,
            decimals=quantity.decimals,
            multiplier=quantity.multiplier,
            low=_plain(low + shift),
            high=_plain(high + shift),
            part_of=None if finding.part_of is None else _place(passage, finding.part_of),
            sentence=passage.source_span(*_trim(passage.text, finding.sentence)),
            page=passage.page,
            rule=reading.rule,
            review=_review(finding, unit),
            candidates=finding.link.candidates,
            price_base=finding.price_base,
        )


def _place(passage: Passage, whole: Whole) -> int:
    """Where the whole's number starts in the document's text."""
    return whole.start if whole.outside else passage.source_span(whole.start, whole.start + 1)[0]


def _scope_at(findings: list[Finding], position: int) -> Scope | None:
    """The stated scope of the sentence around a mark that stands before any number of it."""
    for finding in findings:
        if finding.sentence[0] <= position <= finding.sentence[1] and finding.scope.stated:
            return finding.scope
    return None


def _days(finding: Finding, nature: str) -> tuple[date, date]:
    scope = finding.scope
    if scope.several_years:
        return scope.first, scope.last
    if finding.reading.measure == "plan" or (finding.target and finding.reading.measure == "change_pct"):
        return date(scope.last.year, 1, 1), date(scope.last.year, 12, 31)
    if nature in _POINT_NATURES:
        return scope.last, scope.last
    return scope.first, scope.last


def _review(finding: Finding, unit: str) -> str:
    if finding.doubt:
        return finding.doubt
    if finding.link.candidates:
        return "several indicators fit"
    if not unit:
        return "no unit is printed"
    return "" if finding.code else "no indicator of the catalogue fits"


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent, so that it prints as digits."""
    return Decimal(format(value, "f")) if "E" in str(value) else value


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def _restated(claims: list[Claim]) -> list[Claim]:
    """A number told again without its days covers the days that it covered the first time."""
    first: dict[tuple[object, ...], Claim] = {}
    out = []
    for claim in claims:
        key = (claim.indicator, claim.measure, claim.versus, claim.value, claim.unit, claim.area)
        earlier = first.setdefault(key, claim) if claim.indicator and claim.unit in RATIO_UNITS else claim
        later_days = earlier.last_day < claim.last_day and earlier.first_day == claim.first_day
        if earlier is not claim and later_days and (claim.last_day - earlier.last_day).days < 31:
            claim = replace(claim, last_day=earlier.last_day, accumulation=earlier.accumulation)
        out.append(claim)
    return out
