"""Reading a passage: clause by clause, carrying forward subject, verb, base, days and whole, into findings.

A finding is a claim but for the facts that only the document knows (its name, offsets in the file).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest import lexicon
from ingest.aliases import NO_CODE, Mention, Word
from ingest.catalogue import Catalogue
from ingest.claim import Bound, Measure, Versus
from ingest.clauses import Clause, Shape, shape_passage
from ingest.folding import UPPER, fold
from ingest.lexer import PERCENT, POINTS, Quantity, UnitLexer, find_quantities
from ingest.linking import NO_LINK, Link, Linker
from ingest.measures import Reading, Situation, base_of, read_measure
from ingest.scopes import Scope, Section, scope_from, section_with_lead
from ingest.subjects import NOBODY, Subject, companion_code, content_words, is_companion, label_of, sibling_code
from ingest.times import Time, find_times

_CHANGES = frozenset(("change_pct", "change_abs", "change_ratio", "change_pp"))
_NATION = re.compile(r"\b(cả nước|toàn quốc|bình quân chung cả nước)\b[^,;]{0,40}$")
_PLACE = re.compile(
    rf"(?:^|\b(?:tại|ở|của|riêng|trong đó|,)\s+)"
    rf"((?:huyện|thị xã|thành phố|thị trấn|phường|xã)\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})[^,;]{{0,30}}$"
)
_YEAR_BEFORE = re.compile(r"^\s*\(?\s*(?:cùng kỳ(?: năm trước| năm \d{4})?|năm trước|năm ngoái)\s+(?:đạt|là|tăng|giảm|có)?\s*[^,;]{0,12}$")
_YEAR_AHEAD = re.compile(
    r"(?<!đến )(?<!tới )(?<!sang )(?:(?:phấn đấu|mục tiêu)[^.;]{0,25}đến )?\bnăm (20\d\d)\b"
)
_YEAR_BEHIND = re.compile(r"^\s*\(?\s*(?:của |trong |vào )?năm ((?:19|20)\d\d)\b")
_IN_TURN = re.compile(r"\b(?:lần lượt|tương ứng)\b[^,;]{0,20}$")
_VERB_IN_NAME = re.compile(rf"\b(?:{lexicon.INCREASE}|{lexicon.DECREASE}|{lexicon.OVER})\b")


@dataclass(frozen=True, slots=True)
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
    part_of: int | None
    doubt: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a passage inherits: its section, the words above it, and for a footnote what its mark hangs on."""

    section: Section
    context: str = ""
    scope: Scope | None = None
    subject: Subject = NOBODY
    note: bool = False  # a footnote, where days named once hold to its end
    part_of: str = ""  # the code of the whole that a footnote breaks down


@dataclass(slots=True)
class _State:
    """What is carried from clause to clause."""

    sentence_scope: Scope
    scope: Scope
    head_scope: Scope  # of the first number of the segment: what "trong đó" in the next segment goes on with
    subject: Subject = NOBODY
    main: Subject = NOBODY
    verb: str = ""
    last_measure: str = ""
    estimate: bool = False
    whole: int | None = None
    last_level: Subject = NOBODY
    part_scope: Scope | None = None  # of a "trong đó" inside a segment, whose list goes on behind semicolons
    recent: tuple[Subject, ...] = ()  # whose levels were stated in the sentence, newest last
    respective: tuple[Subject, ...] = ()  # to whom the next numbers belong: "tăng lần lượt 13,7% và 12,2%"


class Grammar:
    """Reads passages with one catalogue; holds what is compiled from it."""

    def __init__(self, catalogue: Catalogue, units: UnitLexer, linker: Linker) -> None:
        self._catalogue, self._units, self._linker = catalogue, units, linker
        self._codes = frozenset(catalogue.indicators)

    def read(self, text: str, around: Surroundings) -> list[Finding]:
        """The findings of one passage, in the order of their numbers."""
        quantities = find_quantities(text, self._units)
        if not quantities:
            return []
        folded = fold(text)
        shape = shape_passage(text, folded, quantities)
        return list(_Walk(self, text, folded, shape, around).findings())

    def unit_of(self, code: str) -> str:
        """The unit of an indicator, lower case; "" for no code."""
        return self._catalogue.indicators[code].unit.lower() if code else ""

    def nature_of(self, code: str) -> str:
        """The nature of an indicator; "" for no code."""
        return self._catalogue.indicators[code].nature if code else ""

    @property
    def linker(self) -> Linker:
        """The linker, for the walk."""
        return self._linker

    @property
    def codes(self) -> frozenset[str]:
        """All indicator codes."""
        return self._codes


class _Walk:
    """One pass over a passage."""

    def __init__(self, grammar: Grammar, text: str, folded: str, shape: Shape, around: Surroundings) -> None:
        lead = folded[: max(folded.find(":"), 0)]
        around = replace(around, section=section_with_lead(around.section, lead))
        self.grammar, self.text, self.folded, self.shape, self.around = grammar, text, folded, shape, around
        self.times = sorted(find_times(folded), key=lambda t: t.start)
        self.default = around.scope or around.section.scope()
        self.state = _State(self.default, self.default, self.default, around.subject, around.subject)
        self.segment: tuple[int, int, int] = (-1, -1, -1)
        self.sentence: tuple[int, int] = (-1, -1)
        self.segment_clauses: list[Clause] = []
        self.found: tuple[list[Word], list[Mention]] = ([], [])
        self.next_time = 0
        self.done: list[Finding] = []

    def findings(self) -> Iterator[Finding]:
        """Walk the clauses; a bracket works on a copy of the state that is dropped at its end."""
        outer: _State | None = None
        for clause in self.shape.clauses:
            if clause.bracket >= 0 and outer is None:
                outer = replace(self.state)
            elif clause.bracket < 0 and outer is not None:
                self.state, outer = outer, None
            self._enter(clause)
            finding = self._read(clause)
            self.done.append(finding)
            yield finding

    # ------------------------------------------------------------- days
    def _enter(self, clause: Clause) -> None:
        key = (*clause.segment, clause.bracket)
        if key != self.segment:
            self._enter_segment(clause)
            self.segment = key
            self._take_times(clause)
            self.state.head_scope = self.state.scope
        self._take_times(clause)

    def _enter_segment(self, clause: Clause) -> None:
        state = self.state
        goes_on = bool(lexicon.PART_CUE.match(clause.left.lstrip(" ;,:-")))
        if clause.bracket < 0 and clause.sentence != self.sentence:
            self.sentence = clause.sentence
            if not (self.around.note and state.sentence_scope.stated):
                state.sentence_scope = state.head_scope if goes_on else self.default
            state.scope = state.sentence_scope
            state.whole = state.part_scope = None
            state.recent = state.recent[-4:]
        elif clause.bracket < 0:
            state.scope = state.head_scope if goes_on else state.part_scope or state.sentence_scope
        if clause.bracket >= 0 and self.segment[2] != clause.bracket:
            state.whole = state.last_level.start if state.last_level.start >= 0 else None
        if clause.bracket < 0:
            state.verb = ""
        self.segment_clauses = [
            c for c in self.shape.clauses if c.segment == clause.segment and c.bracket == clause.bracket
        ]
        view = self.folded if clause.bracket >= 0 else self.shape.flat
        self.found = self.grammar.linker.mentions(view, clause.segment, [c.quantity for c in self.segment_clauses])

    def _take_times(self, clause: Clause) -> None:
        quantity = clause.quantity
        while self.next_time < len(self.times) and self.times[self.next_time].start < quantity.start:
            time = self.times[self.next_time]
            self.next_time += 1
            if time.start < clause.left_start and time.start < clause.segment[0] and not clause.sentence_first:
                continue
            if clause.bracket < 0 and self.shape.flat[time.start] == " ":
                continue
            self._open(time, clause)
        # "đạt 209 tỷ đồng đến ngày ..." is rare: a phrase behind its number opens the scope of what follows

    def _open(self, time: Time, clause: Clause) -> None:
        scope = scope_from(time, self.folded, self.around.section)
        stop = clause.sentence[0] if clause.bracket < 0 else self.folded.rfind(". ", 0, clause.bracket)
        if scope is None or time.start < stop:
            return
        if time.kind == "to date" and self.state.scope.stated and self.state.scope.cumulative:
            return  # "đến 15/3 lũy kế đạt": the day is the more telling of the two
        self.state.scope = scope
        if clause.sentence_first and clause.bracket < 0:
            self.state.sentence_scope = scope

    # ------------------------------------------------------------- one number
    def _read(self, clause: Clause) -> Finding:
        state, quantity = self.state, clause.quantity
        index = self.segment_clauses.index(clause)
        context = self._context(clause)
        level = self.grammar.linker.link(clause, index, self.found, context, level=True)
        situation = self._situation(clause, level)
        reading = read_measure(clause, situation)
        if reading.measure == "share":
            level = self.grammar.linker.link(clause, index, self.found, context, level=True, never="_growth")
        if reading.measure == "share" and level.code and self.grammar.nature_of(level.code) == "rate":
            measure: Measure = "plan" if situation.target else "level"
            reading = replace(reading, rule="share by its own name", measure=measure, versus="")
        if reading.measure in ("level", "plan"):
            link = level
        else:
            behind = reading.measure not in ("share", "attainment")
            link = self.grammar.linker.link(clause, index, self.found, context, level=False, behind=behind)
        code, label = self._subject(clause, reading, link, context)
        code, reading = self._growth(code, reading, situation)
        if self.grammar.nature_of(code) == "plan" and reading.measure == "level":
            reading = replace(reading, measure="plan", rule="plan by nature")
        finding = self._finding(clause, reading, link, code, label)
        self._carry(clause, reading, finding)
        return finding

    def _growth(self, code: str, reading: Reading, situation: Situation) -> tuple[str, Reading]:
        """Growth that is an indicator of its own is a level: "GRDP tăng 7,12%" is the growth rate 7.12."""
        twin = code if code.endswith("_growth") else f"{code}_growth"
        if not twin.startswith("macro."):
            return code, reading  # elsewhere growth is a change of the level that is also reported
        if twin not in self.grammar.codes or reading.unit not in (PERCENT, POINTS) or reading.versus != "yoy":
            return code, reading
        if reading.measure not in ("change_pct", "change_pp"):
            return code, reading
        measure: Measure = "plan" if situation.target else "level"
        return twin, replace(reading, rule="growth by its own name", measure=measure, versus="", unit=PERCENT)

    def _situation(self, clause: Clause, link: Link) -> Situation:
        state = self.state
        consumed = ""
        if link.mention is not None and clause.quantity.is_ratio:
            name = self.folded[link.mention.start : min(link.mention.end, clause.quantity.start)]
            consumed = name if _VERB_IN_NAME.search(name) else ""
        subject = link.code or ("" if content_words(clause.left) else state.subject.code)
        own = self.grammar.unit_of(subject) or ("" if link.code or content_words(clause.left) else state.subject.unit)
        if self.grammar.nature_of(subject) == "index":
            own = ""  # an index changes in percent, not in points
        return Situation(
            verb=state.verb,
            last_measure=state.last_measure or None,  # type: ignore[arg-type]
            subject_unit=own,
            report_year=self.around.section.period.year,
            target=self._target_year(clause) is not None,
            consumed=consumed,
            later_base=self._later_base(clause),
            part=state.whole is not None and self.folded[clause.left_start - 1 : clause.left_start] == ",",
            lead=self._lead(clause),
            lead_base=self._lead_base(clause),
        )

    def _later_base(self, clause: Clause) -> Versus | None:
        """The base that closes the list: "tăng 2,1%; ..., tăng 3% so với cùng kỳ năm trước"."""
        year = self.around.section.period.year
        for later in self.shape.clauses:
            if later.quantity.start <= clause.quantity.start or later.bracket != clause.bracket:
                continue
            if later.sentence != clause.sentence:
                return None
            base = base_of(later.right, year)
            if base is not None and not base.startswith("plan"):
                return base
        return None

    def _target_year(self, clause: Clause) -> int | None:
        """The year for which the number is a target: said by the section, or a year to come named before it."""
        period, year = self.around.section.period, None
        for year in _YEAR_AHEAD.finditer(self.folded, clause.sentence[0], clause.quantity.start):
            pass
        if year is not None and int(year[1]) > period.year and int(year[1]) - period.year <= 5:
            return int(year[1])
        return period.year if self.around.section.target else None

    def _lead_base(self, clause: Clause) -> Versus | None:
        start = clause.sentence[0]
        lead = re.match(r"\W*(so với [^,:;]{3,60})[,:]", self.folded[start : start + 90])
        return base_of(lead[1], self.around.section.period.year) if lead else None

    def _lead(self, clause: Clause) -> str:
        start = max(self.folded.rfind(sign, 0, clause.quantity.start) + 1 for sign in (". ", "; "))
        return self.folded[max(start, clause.quantity.start - 200) : clause.quantity.start]

    def _context(self, clause: Clause) -> str:
        stop = max(clause.quantity.unit_end, clause.segment[1]) if clause.bracket < 0 else clause.sentence[1]
        return f"{self.around.context} {self.folded[: min(stop, clause.quantity.unit_end + len(clause.right))]}"

    # ------------------------------------------------------------- whose number it is
    def _subject(self, clause: Clause, reading: Reading, link: Link, context: str) -> tuple[str, str]:
        state, quantity = self.state, clause.quantity
        label = label_of(clause.left, quantity.unit_words, clause.right)
        if respective := self._respective(clause, reading):
            return respective.code, respective.label
        if self.done and (quantity.range_end or reading.rule == "plan of a pair"):
            return self.done[-1].code, self.done[-1].label
        if quantity.over:
            return self._whole_of_pair(quantity), label
        if link.code and link.code == self._whole_code(clause, reading):
            return "", label  # a part never carries the code of its whole
        if link.mention is not None and not self._belongs_to_unnamed(clause, link):
            return link.code, label
        if link.candidates:
            return (state.subject.code, label) if state.subject.code in link.candidates else ("", label)
        if sibling := sibling_code(clause.left, state.subject, self.grammar.codes):
            if reading.measure not in ("level", "plan") or self._fits(sibling, quantity):
                return sibling, label
        if companion := companion_code(clause.left, state.main, self.grammar.codes):
            if self._fits(companion, quantity) and reading.measure in ("level", "plan"):
                return companion, label
        if reading.measure in ("level", "plan") and quantity.unit == PERCENT:
            if shared := self._shared_predicate(clause, context):
                return shared, label
        if clause.bracket >= 0 and (not content_words(clause.left) or clause.left_start < clause.bracket):
            outer = self._before_bracket(clause, context)
            if outer.code and (reading.measure not in ("level", "plan") or self._fits(outer.code, quantity)):
                return outer.code, label
        return self._inherited(clause, reading, label)

    def _whole_code(self, clause: Clause, reading: Reading) -> str:
        """The code of the whole that this level is a part of; "" where it is none."""
        if reading.measure not in ("level", "share"):
            return ""
        opens = lexicon.PART_CUE.search(clause.left)
        if self.state.whole is None and not opens and not self.around.part_of:
            return ""
        return self.around.part_of or self.state.last_level.code

    def _belongs_to_unnamed(self, clause: Clause, link: Link) -> bool:
        """Money told right after a number without a code is that thing's: "cho vay 03 khách hàng, tổng dư nợ ...".

        A name with a context of its own, or in a segment of its own, stands for itself.
        """
        subject, mention = self.state.subject, link.mention
        return (
            mention is not None
            and clause.quantity.unit == "đồng"
            and not clause.segment_first
            and not subject.code
            and subject.start >= 0
            and mention.words <= 3
            and not mention.alias.context
        )

    def _shared_predicate(self, clause: Clause, context: str) -> str:
        """The code that the last item of a list gives with its predicate: "86% hộ gia đình, 97% cơ quan đạt chuẩn"."""
        last = self.segment_clauses[-1]
        if last is clause or not content_words(clause.right):
            return ""
        words = last.right.split()
        for cut in range(1, min(len(words), 8)):
            text = f"{clause.right.strip(' ,')} {' '.join(words[cut:])}"
            link = self.grammar.linker.link_phrase(clause.quantity, text, context)
            if link.code:
                return link.code
        return ""

    def _inherited(self, clause: Clause, reading: Reading, label: str) -> tuple[str, str]:
        state, quantity = self.state, clause.quantity
        if content_words(clause.left) and not self._tells_of_last(clause):
            return "", label
        if reading.measure in ("level", "plan", "share"):
            if reading.measure == "share":
                return state.subject.code, label
            named_after = bool(content_words(clause.right)) and not quantity.is_ratio
            other_unit = quantity.unit != state.subject.unit and bool(quantity.unit)
            if quantity.unit == PERCENT or named_after:
                return "", label
            subject = self._recent(clause) if other_unit else state.subject
            return subject.code, subject.label or label
        subject = state.main if state.main is not NOBODY else state.subject
        if reading.measure == "change_abs" and quantity.unit:
            subject = self._recent(clause)
        return subject.code, subject.label or label

    def _recent(self, clause: Clause) -> Subject:
        """Of those whose level was stated in this unit, the one that the words behind the number name, else the last."""
        same = [s for s in self.state.recent if s.unit == clause.quantity.unit]
        words = set(content_words(clause.right))
        return max(same, key=lambda s: (len(words & set(s.label.split())), s.start), default=NOBODY)

    def _tells_of_last(self, clause: Clause) -> bool:
        """Whether a bracket hangs on the number right before it: "1.012 doanh nghiệp trở lại hoạt động (+2,9%)"."""
        return (
            clause.bracket >= 0
            and bool(self.done)
            and clause.left_start == self.done[-1].quantity.unit_end
            and clause.left_start < clause.bracket
        )

    def _respective(self, clause: Clause, reading: Reading) -> Subject | None:
        """Whose turn it is in "tăng lần lượt 13,7% và 12,2%": the levels stated before, or the names in the clause."""
        state = self.state
        if _IN_TURN.search(clause.left):
            count = 1 + sum(
                1 for c in self.segment_clauses if c.quantity.start > clause.quantity.start and not c.left.strip(" ,và")
            )
            named = [m for m in self.found[1] if clause.left_start <= m.start and m.end <= clause.quantity.start]
            names = _outermost(named)
            pool = tuple(Subject(m.alias.code) for m in names) if len(names) >= count else state.recent
            state.respective = pool[-count:] if count > 1 and len(pool) >= count else ()
        elif clause.left.strip(" ,và"):
            state.respective = ()
        if not state.respective or reading.measure in ("attainment", "share"):
            return None
        subject, *rest = state.respective
        state.respective = tuple(rest)
        return subject

    def _fits(self, code: str, quantity: Quantity) -> bool:
        return not quantity.unit or self.grammar.unit_of(code) == quantity.unit

    def _whole_of_pair(self, quantity: Quantity) -> str:
        for finding in reversed(self.done):
            same = finding.quantity.value == quantity.value and finding.quantity.unit == quantity.unit
            if same and finding.reading.measure == "level":
                return finding.code
        return ""

    def _before_bracket(self, clause: Clause, context: str) -> Link:
        """The name that stands right before a bracket without one of its own: "thu ngân sách (giảm 7%)"."""
        stop = clause.bracket - 1
        before = [f.quantity.unit_end for f in self.done if f.quantity.unit_end <= stop]
        start = max([before[-1] if before else 0, self.shape.flat.rfind(";", 0, stop) + 1])
        spot = replace(clause.quantity, start=stop, end=stop, unit_end=stop, unit="", unit_words="")
        pseudo = replace(clause, quantity=spot, left=self.shape.flat[start:stop], left_start=start, right="")
        found = self.grammar.linker.mentions(self.shape.flat, (start, stop), [])
        return self.grammar.linker.link(pseudo, -2, found, context, level=False)

    # ------------------------------------------------------------- the finding, and what is carried on
    def _finding(self, clause: Clause, reading: Reading, link: Link, code: str, label: str) -> Finding:
        state, quantity = self.state, clause.quantity
        scope = self._scope_of(clause, reading)
        if _YEAR_BEFORE.search(clause.left):
            scope = scope.year_before()
        opens_part = lexicon.PART_CUE.search(clause.left)
        if opens_part and state.last_level.start >= 0:
            state.whole = state.last_level.start
            if clause.bracket < 0 and not clause.segment_first:
                state.part_scope = state.scope
        own_estimate = bool(lexicon.ESTIMATE.search(clause.left))
        if reading.measure in ("level", "plan"):
            state.estimate = own_estimate
        bound = _bound(clause)
        return Finding(
            quantity, reading, link if not code else NO_LINK, code, label, scope, self.around.section.target,
            bound, own_estimate or state.estimate, self._area(clause), clause.sentence,
            state.whole if reading.measure == "level" else None, quantity.doubt,
        )  # fmt: skip

    def _scope_of(self, clause: Clause, reading: Reading) -> Scope:
        """The state's scope, unless a year right behind the number or a year to come says otherwise."""
        target = self._target_year(clause)
        if target is not None and (reading.measure == "plan" or self.around.section.target):
            return Scope(date(target, 1, 1), date(target, 12, 31), False, True)
        behind = _YEAR_BEHIND.match(clause.right)
        if behind and reading.measure == "level" and int(behind[1]) < self.around.section.period.year:
            return Scope(date(int(behind[1]), 1, 1), date(int(behind[1]), 12, 31), False, True)
        return self.state.scope

    def _area(self, clause: Clause) -> str:
        if nation := _NATION.search(clause.left):
            return nation[1] if nation[1] != "bình quân chung cả nước" else "cả nước"
        place = _PLACE.search(self.text[clause.left_start : clause.quantity.start])
        return place[1] if place and clause.bracket < 0 else ""

    def _carry(self, clause: Clause, reading: Reading, finding: Finding) -> None:
        state, quantity = self.state, clause.quantity
        state.verb, state.last_measure = reading.verb, reading.measure
        if quantity.over:
            return
        subject = Subject(finding.code, finding.label, quantity.unit, quantity.start)
        if reading.measure in ("level", "plan"):
            state.subject = subject
            state.recent = (*state.recent[-7:], subject)
            if not is_companion(clause.left):
                state.main = subject
            if finding.part_of is None:
                state.last_level = subject
        elif finding.code and finding.code != state.subject.code:
            state.subject = state.main = replace(subject, unit=self.grammar.unit_of(finding.code))
        elif content_words(clause.left) and not finding.code:
            state.subject = state.main = replace(subject, unit="")


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping names the longest, in order; names that name nothing are left out."""
    out: list[Mention] = []
    for mention in sorted((m for m in mentions if m.alias.code != NO_CODE), key=lambda m: (m.start, -m.words)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _bound(clause: Clause) -> Bound:
    if after := lexicon.BOUND_AFTER.match(clause.right):
        return ">" if after[1] == "trở lên" else "<"
    for pattern, bound in lexicon.BOUNDS:
        if pattern.search(clause.left):
            return bound
    return ""
