"""From a file to its claims: the one way through ingest."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.aliases import AliasFinder
from ingest.carried import Carried
from ingest.catalogue import Catalogue, load_catalogue
from ingest.claim import Claim
from ingest.course import Finding, Lexis, Surroundings, Whole
from ingest.document import Document, Passage
from ingest.errors import InputError
from ingest.folding import fold
from ingest.grammar import Grammar
from ingest.header import Header, read_header
from ingest.lexer import PERCENT, RATIO_UNITS, BaseUnit, Quantity, UnitLexer, holds_number
from ingest.linking import Linker, UnitRule
from ingest.numerals import plain, printed_interval
from ingest.period import Period
from ingest.readers import read_document
from ingest.restated import told_again
from ingest.scopes import accumulation_of
from ingest.situation import Reading
from ingest.tables.reading import Family, TableReading
from ingest.unread import crowded, is_crowded, larger_than_any, long_rows, notices_of, too_large
from ingest.wording import in_usual_words

if TYPE_CHECKING:
    from ingest.tables.naming import Namer

_POINT_NATURES = frozenset(("stock", "rate"))


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: its text, what its head says, and its claims in the order of the text.

    `families` are rows of its tables with the rows that make them up.
    """

    document: Document
    header: Header
    claims: tuple[Claim, ...]
    families: tuple[Family, ...] = ()


def read_report(
    path: Path,
    *,
    area: str | None = None,
    period: Period | None = None,
    issued: date | None = None,
    must_name_area: bool = False,
) -> Report:
    """Read a report file; the keyword arguments override what its head says.

    Raises UnreadableFileError where the file cannot be read, InputError where no period is found in it or given, nor,
    with `must_name_area`, an area: before its numbers are read, which takes the most time.
    """
    return read_claims(read_document(path), area=area, period=period, issued=issued, must_name_area=must_name_area)


def read_claims(
    document: Document,
    *,
    area: str | None = None,
    period: Period | None = None,
    issued: date | None = None,
    must_name_area: bool = False,
) -> Report:
    """Read the claims of a document that a reader gave; arguments and errors as `read_report`."""
    reader = _reader()
    header = read_header(document, reader.area_names)
    header = replace(header, area=area or header.area, period=period or header.period, issued=issued or header.issued)
    if header.period is None:
        raise InputError(
            f"{document.name}: the head names no period such as 'tháng 10 năm 2024'; give it with --period 2024-10"
        )
    if must_name_area and not header.area:
        raise InputError(f"{document.name}: it does not say which area it reports on; give it with --area")
    found, unread, families = reader.claims(document, header, header.period)
    large = [claim for claim in found if too_large(claim)]
    unread += map(larger_than_any, large)
    for passage in document.passages:
        unread.extend([crowded(passage)] if is_crowded(passage) else long_rows(passage))
    document = replace(document, notices=document.notices + notices_of(unread, document))
    claims = [claim for claim in found if not too_large(claim)] if large else found
    return Report(document, header, tuple(claims), tuple(families))


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

    def claims(self, document: Document, header: Header, period: Period) -> TableReading:
        """The claims of a document in the order of its text, and what else its tables say."""
        area = self._area_names.get(header.area, header.area)
        passages = tuple(map(in_usual_words, document.passages))
        body = tuple(passage for passage in passages if passage.kind != "footnote")
        carried = Carried(header, period, area, area in self._cities, self._lexis.unit_of, body)
        out: list[Claim] = []
        for passage in body:
            carried.enter(passage)
            findings = self._findings(passage, carried.around)
            if carried.doubt:
                findings = [replace(finding, code="", doubt=finding.doubt or carried.doubt) for finding in findings]
            carried.leave(passage, findings)
            out.extend(self._claim(document, passage, finding) for finding in findings)
        for note in passages:
            if note.kind == "footnote":
                findings = self._findings(note, carried.around_note)
                out.extend(self._claim(document, note, finding) for finding in findings)
        prose = told_again(document, sorted(out, key=lambda c: c.start))
        tables = self._tables(document, header, period) if document.tables else TableReading([], [], [])
        found = sorted([*prose, *tables.claims], key=lambda c: c.start)
        found = [replace(c, review=c.review or _SCANNED) if c.page in document.scanned else c for c in found]
        return tables._replace(claims=found)

    def _findings(self, passage: Passage, around: Callable[[Passage], Surroundings]) -> list[Finding]:
        """The numbers of a passage read with what is around it; most passages hold none."""
        if is_crowded(passage) or not holds_number(passage.text):
            return []
        return self._grammar.read(passage.text, around(passage))

    def _tables(self, document: Document, header: Header, period: Period) -> TableReading:
        """What the tables say; what reads them is loaded when the first document with tables comes."""
        from ingest.tables.claims import table_claims
        from ingest.tables.naming import Namer

        if self._namer is None:
            self._namer = Namer(self._catalogue, self._grammar, self._units)
        return table_claims(document, header, period, self._namer)

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
            value=plain(reading.value),
            unit=unit,
            first_day=first,
            last_day=last,
            accumulation=accumulation_of(nature, finding.scope) if reading.measure != "plan" else "IN_PERIOD",
            bound=finding.bound,
            estimate=finding.estimate,
            area=finding.area,
            decimals=quantity.decimals,
            multiplier=quantity.multiplier,
            low=plain(low + shift),
            high=plain(high + shift),
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


def _days(finding: Finding, nature: str) -> tuple[date, date]:
    scope = finding.scope
    if scope.several_years and nature == "period_rate" and finding.reading.unit not in RATIO_UNITS:
        return date(scope.last.year, 1, 1), scope.last  # an amount per head is one of a year, told of the last
    if scope.aimed or (scope.several_years and nature not in _POINT_NATURES):
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


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end
