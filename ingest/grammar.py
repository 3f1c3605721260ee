"""Reading a passage: clause by clause, carrying forward subject, verb, base, days and whole, into findings.

A finding is a claim but for the facts that only the document knows (its name, offsets in the file).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import itemgetter

from ingest import lexicon
from ingest.again import told_again
from ingest.asides import without_asides
from ingest.bases import base_behind_bracket, names_scenario, reaches_barely
from ingest.basevalues import base_value
from ingest.claim import Measure, PriceBase
from ingest.clauses import Clause, Shape, by_segment, in_usual_words, shape_passage
from ingest.comparisons import Comparisons
from ingest.course import Course, Finding, Lexis, State, Surroundings
from ingest.cues import is_estimate, list_cue, part_cue
from ingest.days import Days
from ingest.doubts import VALUE_OF_BASE, doubt_of, year_told_behind
from ingest.folding import fold
from ingest.goals import OUTLOOK, Goals, looks_back, tells_results, year_behind, year_of_plan, years_ahead
from ingest.growth import growth_of, growth_twin, rate_of_all
from ingest.headed import names_aspect_alone, names_money
from ingest.lexer import MEASURED, PERCENT, UnitLexer, find_quantities
from ingest.linking import NO_LINK, Found, Link
from ingest.measures import end_of_range, read_measure
from ingest.ownership import Ownership
from ingest.paired import paired_bases
from ingest.period import Period
from ingest.places import Areas, cue_of_places
from ingest.scopes import HORIZON, Scope, results_behind, section_with_lead
from ingest.situation import CHANGES, Reading, Situation
from ingest.subjects import NOBODY, Subject, content_words, count_of_rate, is_companion
from ingest.wholes import Wholes

_OPENS_BASE = re.compile(r"\W*so với\b")
_MOST_GROWTH = 20  # percent; "GRDP 9 tháng đạt 8,6%" has grown by so much, and "đạt 62%" is of its plan
_YEAR_LETTERS, _SOON = len("năm 2025"), 5  # years ahead, of which a number may be told that is not called a goal
#: How many characters before a number may say what it is about; only passages that are no prose are longer.
_CONTEXT, _LEAD = 4_000, 200
_OPENING = 60  # characters of a sentence that say whether it goes on with the one before
#: "6 tháng cuối năm đạt 225 triệu USD, phấn đấu năm 2024 đạt 750 triệu USD"
_ALL_YEAR = re.compile(r"\bcả năm\b|(?:,|\b(?:phấn đấu|để|trong))\s*năm 20\d\d\b")
_BEHIND = 40  # characters behind a number in which its prices may be told
#: A rate without a code of its own: "tỷ lệ người dân hài lòng tăng 4,1%" is told in points.
_RATE_NAMED = re.compile(r"(?:^|[,:;] |\b(?:và|trong đó|nâng|đưa) )tỷ lệ (?!tăng|giảm)[^,;:]*\b(?:tăng|giảm)\b[^,;:]*$")
_VERB_IN_NAME = re.compile(rf"\b(?:{lexicon.INCREASE}|{lexicon.DECREASE}|{lexicon.OVER})\b")
_FALLS = re.compile(r"\b(?:giảm|âm)(?: (?:khoảng|gần|hơn|trên|mạnh|sâu))*\s*$|[^\W\d]:? ?[-–−]$")
_RANK_WORDS = frozenset("xếp đứng thứ hạng vị trí".split())
_RATES = frozenset(("share by its own name", "share of all"))


class Grammar:
    """Reads passages with one catalogue; holds what is compiled from it."""

    def __init__(self, lexis: Lexis, units: UnitLexer) -> None:
        self.lexis, self._units = lexis, units

    def read(self, text: str, around: Surroundings) -> list[Finding]:
        """The findings of one passage, in the order of their numbers."""
        quantities = find_quantities(text, self._units)
        if not quantities:
            return []
        folded = without_asides(text, fold(text), around.area, city=around.city)
        shape = shape_passage(text, folded, quantities)
        section = section_with_lead(around.section, folded[: max(folded.find(":"), 0)])
        findings = self._walked(text, folded, shape, replace(around, section=section))
        results = results_behind(folded, shape.sentences, section) if section is not around.section else None
        if results is None:
            return findings
        behind = self._walked(text, folded, shape, around)
        return [f for f in findings if f.quantity.start < results] + [f for f in behind if f.quantity.start > results]

    def _walked(self, text: str, folded: str, shape: Shape, around: Surroundings) -> list[Finding]:
        walk = _Walk(self.lexis, text, folded, shape, around)
        findings = list(walk.findings())
        del walk.owner, walk.wholes, walk.comparisons, walk.days  # they hold the walk; so it needs no garbage collector
        return findings


class _Walk(Course):
    """One pass over a passage, clause by clause."""

    def __init__(self, lexis: Lexis, text: str, folded: str, shape: Shape, around: Surroundings) -> None:
        default = around.scope or around.section.scope()
        told = around.told[0] if len(around.told) == 1 else NOBODY
        state = State(default, default, default, default, told, told, recent=around.told)
        super().__init__(text, folded, shape, around, state)
        self.lexis, self.owner = lexis, Ownership(lexis, self)
        self.wholes = Wholes(self, lexis.unit_of, lexis.parents)
        self.days = Days(self)
        self.areas = Areas(text, around.area, city=around.city, nation=around.nation)
        self.again = told_again(folded, shape.clauses)
        self.segment: tuple[int, int, int] = (-1, -1, -1)
        self.groups, self.index = by_segment(shape.clauses)
        self.in_segment: dict[tuple[int, int, int], Found] = {}
        self.comparisons = Comparisons(lexis, self)
        self.paired = paired_bases(folded, shape.clauses, around.section.period)
        year = around.section.period.year
        self.years, self.goals = years_ahead(folded, year), Goals(folded, year)
        self.sentence: tuple[int, int] = (-1, -1)
        self.goal_since: int | None = None  # where the sentence begins that makes the number one striven for
        self.target: int | None = None  # the year that the number is a target of
        self.looks_back = False  # the number stands in a bracket that tells of what was before: "(năm 2025: 220 ha)"

    def findings(self) -> Iterator[Finding]:
        """Walk the clauses; a bracket works on a copy of the state that is dropped at its end."""
        outer: State | None = None
        for clause in self.shape.clauses:
            if clause.bracket >= 0 and outer is None:
                outer = replace(self.state)
            elif clause.bracket < 0 and outer is not None:
                outer.main_changed |= self.state.main_changed and self.state.main is outer.main
                outer.index_bases = self.state.index_bases
                self.state, outer = outer, None
            elif outer is not None and self.days.told_in(self.segment[2], clause.bracket):
                self.state.scope, self.state.head_scope = outer.scope, outer.head_scope
            self._enter(clause)
            self.wholes.enter(clause)
            finding = self._read(clause)
            self.done.append(finding)
            yield finding

    # ------------------------------------------------------------- days
    def _enter(self, clause: Clause) -> None:
        key = (*clause.segment, clause.bracket)
        if key != self.segment:
            before, opens = self.state.scope, clause.bracket != self.segment[2]
            self._enter_segment(clause)
            self.segment = key
            self.days.take(clause)
            if opens and clause.bracket in self.again:
                self.state.scope = self.again[clause.bracket].days(before)
            self.state.head_scope = self.state.scope
            if clause.sentence_first and clause.bracket < 0:
                self.state.opening_scope = self.state.scope
        self.days.take(clause)
        index = self.index[clause.quantity.start]
        self.days.take_of_sum(clause, index)
        self.days.take_behind(clause, index)

    def _enter_segment(self, clause: Clause) -> None:
        state = self.state
        key = (*clause.segment, clause.bracket)
        self.segment_clauses = self.groups[key]
        if key not in self.in_segment:
            view, quantities = self.folded if clause.bracket >= 0 else self.shape.flat, self.segment_clauses
            numbers = [c.quantity for c in quantities]
            found = self.lexis.linker.mentions(view, clause.segment, numbers, self.days.spans)
            self.in_segment[key] = found
        self.found = self.in_segment[key]
        begins = clause.bracket < 0 and clause.sentence != self.sentence  # even where a bracket tells its first number
        start = clause.sentence[0]
        opening = (self.folded[start : start + _OPENING] if begins else clause.left).lstrip(" ;,:-.")
        one_time = state.opening_scope == state.head_scope
        goes_on = bool(lexicon.PART_CUE.match(opening) or (one_time and lexicon.LIST_HEAD.match(opening)))
        whole_scope = self.days.of_whole(clause) if lexicon.PART_CUE.match(opening) else state.head_scope
        if begins:
            self.sentence = clause.sentence
            compared = bool(_OPENS_BASE.match(self.folded, clause.sentence[0]))
            held = self.around.note and state.sentence_scope.stated  # but what is expected of days to come
            if not held or state.sentence_scope.last > self.around.section.told_until:
                framed = None if goes_on or compared else self._beside_parts(clause) or self.days.framed(clause)
                state.sentence_scope = whole_scope if goes_on or compared else framed or self.days.default
            state.scope = state.sentence_scope
            state.whole = state.part_scope = None
            state.recent = state.recent[-4:]
            state.list_base = None
            state.attained = (state.attained if lexicon.PART_CUE.match(opening) else None) or self.around.attained
        elif clause.bracket < 0 and clause.segment_first:  # behind a bracket the segment goes on with its days
            if state.part_scope not in (state.sentence_scope, state.scope):
                state.part_scope = None  # "trong đó quý I tăng 6%, quý II tăng 7%; dịch vụ tăng 8%": a list of periods
            state.scope = whole_scope if goes_on else state.part_scope or state.sentence_scope
        if clause.bracket >= 0 and self.segment[2] != clause.bracket:
            state.whole = state.last_level.start if state.last_level.start >= 0 else None
        if clause.bracket < 0 and clause.segment_first:  # a bracket does not end its segment
            state.verb = ""

    def _beside_parts(self, clause: Clause) -> Scope | None:
        """The days of the last part, of whose whole a sentence tells another: "trong đó: chi đầu tư 2. Chi khác 7"."""
        last = self.done[-1] if self.done and self.state.whole is not None else None
        parent = self.lexis.parents.get(last.code, "") if last is not None and last.scope.stated else ""
        named = (m.alias.code for m in self.found.mentions if m.start < clause.quantity.start)
        beside = bool(parent) and any(self.lexis.parents.get(code) == parent for code in named)
        return last.scope if last is not None and beside and not self.days.tells_of_a_month(clause) else None

    # ------------------------------------------------------------- one number
    def _read(self, clause: Clause) -> Finding:
        index = self.index[clause.quantity.start]
        self.goal_since = self._goal_since(clause)
        self.looks_back = looks_back(self.folded, clause.bracket, self.around.section.told_until.year)
        self.target = None if self.looks_back else self._target_year(clause)
        context = self._context(clause)
        level = self.lexis.linker.link(clause, index, self.found, context, level=True)
        situation = self._situation(clause, level)
        reading = read_measure(clause, situation)
        if reading.measure == "share":
            level = self.lexis.linker.link(
                clause, index, self.found, context, level=True, behind=False, never="_growth"
            )
        if reading.measure == "share" and level.code and self.lexis.is_rate(level.code):
            measure: Measure = "plan" if situation.target else "level"
            reading = replace(reading, rule="share by its own name", measure=measure, versus="")
        if reading.rule == "level" and not level.code:
            reading = self._amount_attained(clause, context, reading)
        if reading.measure in ("level", "plan"):
            link = level
        else:
            behind = reading.measure not in ("share", "attainment")
            never = "_growth" if reading.measure == "share" else ""
            link = self.lexis.linker.link(clause, index, self.found, context, level=False, behind=behind, never=never)
            unit = self.lexis.unit_of(link.code)
            if reading.rule == "change of a percent" and link.code != level.code and unit not in ("", PERCENT):
                reading = read_measure(clause, replace(situation, subject_unit=unit))
        if clause.quantity.range_end and self.done:
            reading = end_of_range(self.done[-1].quantity, self.done[-1].reading, clause.quantity, reading)
        code, label = self.owner.of(clause, reading, link, context)
        if reading.measure == "change_abs" and code and not self.lexis.may_change_by(code, clause.quantity):
            code = ""  # dollars change no indicator in đồng, and "tăng 6,71" may lack its percent sign
        told = self.folded[max(clause.sentence[0], clause.quantity.start - _CONTEXT) : clause.quantity.start]
        before = self.done[-1].code if self.done else ""
        code, reading = growth_of(code, reading, situation, self.lexis.codes, told, before)
        code, reading = rate_of_all(clause, code, reading, situation)
        if reading.measure == "share" and self.lexis.unit_of(code) == PERCENT:
            measure = "plan" if situation.target else "level"
            reading = replace(reading, rule="share by its own name", measure=measure, versus="")
        if self.lexis.nature_of(code) == "plan" and reading.measure == "level":
            reading = replace(reading, measure="plan", rule="plan by nature")
        if clause.bracket >= 0 and reading.measure == "level":
            reading = replace(reading, unit=self.wholes.unit_of_part(reading.unit, clause.quantity))
        finding = self._finding(clause, reading, link, code, label)
        self._carry(clause, reading, finding)
        code = finding.code
        doubt = doubt_of(self, clause, finding, self.lexis.nature_of(code), self.lexis.unit_of(code))
        return replace(finding, code="", doubt=doubt) if doubt else finding

    def _amount_attained(self, clause: Clause, context: str, reading: Reading) -> Reading:
        """A percent told of an amount is one of its plan: "thu ngân sách trên địa bàn đạt 62%; chi ..."."""
        part = self.state.whole is not None or part_cue(clause.left)
        if reading.unit != PERCENT or (part and not self.state.attained) or not reaches_barely(clause):
            return reading
        if self.owner.is_share_in_turn(clause):
            return reading
        index = self.index[clause.quantity.start]
        link = self.lexis.linker.link(clause, index, self.found, context, level=False, behind=False)
        if self.lexis.unit_of(link.code) not in MEASURED and (link.code or not names_money(clause.left)):
            return reading
        if growth_twin(link.code, self.lexis.codes) and abs(reading.value) < _MOST_GROWTH:
            return replace(reading, rule="growth told as a level", measure="change_pct", versus="yoy")
        return replace(reading, rule="attainment of a named amount", measure="attainment", versus="plan")

    def _situation(self, clause: Clause, link: Link) -> Situation:
        state = self.state
        consumed = ""
        if link.code and link.mention is not None and clause.quantity.is_ratio:
            name = self.folded[link.mention.start : min(link.mention.end, clause.quantity.start)]
            falls = link.code.endswith("_growth") and _FALLS.search(clause.left)
            consumed = name if _VERB_IN_NAME.search(name) and not falls else ""
        subject = link.code or ("" if content_words(clause.left) else state.subject.code)
        own = self.lexis.unit_of(subject) or ("" if link.code or content_words(clause.left) else state.subject.unit)
        if not link.code and "tỷ lệ" in clause.left and _RATE_NAMED.search(clause.left):
            own = PERCENT
        index = self.lexis.nature_of(subject) == "index"
        own = "" if index else own  # an index changes in percent, not in points
        own = PERCENT if own == "‰" else own  # both change by points
        target, period, last = self.target, self.told_of(), self.last_told(clause.quantity)
        return Situation(
            verb=state.verb,
            last_measure=last.reading.measure if last and last is not self.done[-1] else state.last_measure,
            last_unit=last.quantity.unit if last else "",
            last_value=abs(last.reading.value) if last else Decimal(0),
            last_versus=last.reading.versus if last else "",
            subject_unit=own,
            index=index,
            period=period if target in (None, period.year) else Period(target, 1, 12),
            target=target is not None,
            consumed=consumed,
            later_base=self.comparisons.later(clause),
            equal_base=self.comparisons.equal(clause),
            list_cue=list_cue(self.folded, clause, self.sentence_of(clause)[0]) or cue_of_places(clause, self.text),
            base_behind=base_behind_bracket(self.folded, clause, period),
            paired_base=self.paired.get(clause.quantity.start),
            part=state.whole is not None and self.folded[clause.left_start - 1 : clause.left_start] == ",",
            lead=self._lead(clause),
            divides=self.comparisons.divides(clause),
            lead_base=self.comparisons.before(clause, subject),
            own_lead_base=self.comparisons.own_lead(clause) or self.around.base,
            bracket_lead=self.bracket_lead(clause),
            attained_with=clause.quantity.unit == PERCENT and self.comparisons.attained_with(clause),
            after_pair=bool(self.done) and self.done[-1].quantity.over,
            behind_rate=self.behind_rate(clause),
            after_plan=bool(self.done) and self.done[-1].reading.rule in ("plan in a bracket", "plan of a pair"),
            divided=self.wholes.divided(clause),
            attained=state.attained,
            plan_part=self._is_part_of_plan(clause),
            planned=clause.bracket >= 0 and clause.segment_first and self.wholes.planned(clause.quantity),
            changed_by=clause.bracket >= 0 and clause.segment_first and self.wholes.changed_by(clause.quantity),
            off_plan=clause.bracket >= 0 and clause.segment_first and self.wholes.off_plan(clause.quantity),
        )

    def _is_part_of_plan(self, clause: Clause) -> bool:
        """Whether it breaks down a plan told in its sentence: "kế hoạch là 90 tỷ đồng, gồm: vốn tỉnh 50 tỷ đồng"."""
        last = self.done[-1] if self.done else None
        if last is None or last.reading.measure != "plan" or last.quantity.unit != clause.quantity.unit:
            return False
        same = clause.sentence[0] <= last.quantity.start < clause.sentence[1] or clause.bracket > last.quantity.start
        between = self.folded[last.quantity.unit_end : clause.quantity.start]
        if ")" in between and "(" not in between.partition(")")[0]:
            return False  # "(đạt 104% so với chỉ tiêu 9.000 người), trong đó ..." breaks down what was reached
        return same and (last.reading.rule == "part of a plan" or bool(lexicon.PART_CUE.search(between)))

    def _target_year(self, clause: Clause) -> int | None:
        """The year for which the number is a target: said by the section, or a year to come named before it."""
        period = self.around.section.period
        if self.around.section.target and (own := year_of_plan(self.folded, clause.bracket)):
            return own
        since = self.goal_since
        last = bisect_right(self.years, (clause.quantity.start, 9999)) - 1
        while last >= 0 and self.told_in_bracket(self.years[last][0], clause):
            last -= 1
        end, named = self.years[last] if last >= 0 else (0, 0)
        stop = clause.sentence[0] if since is None else min(since, clause.sentence[0])
        if last >= 0 and since is None and self.goals.tells_done(clause.segment[0], clause.quantity.start):
            stop = clause.segment[0]
        if 0 <= clause.bracket <= stop and not tells_results(self.folded[clause.bracket : clause.quantity.start]):
            # a bracket of several sentences: "năm 2020 (Lúa: ... tấn. Ngô: ...)"
            stop = self.folded.rfind(". ", max(0, clause.bracket - _LEAD), clause.bracket) + 1
        if self.state.scope.several_years and self.state.scope.first.year > period.year:
            return self.state.scope.last.year
        aims = since is not None or self.around.section.target
        if aims and (due := year_behind(clause.right, period.year)):
            return due
        aimed = aims or "mục tiêu" in self.folded[stop:end]
        if end - _YEAR_LETTERS >= stop and 0 < named - period.year <= (HORIZON if aimed else _SOON):
            return named
        return period.year if self._is_goal() else None

    def _is_goal(self) -> bool:
        """Whether the section or the verb "phấn đấu" before it makes the number a target."""
        section = self.around.section.target and not OUTLOOK.match(self.folded, self.sentence[0])
        return (section or self.goal_since is not None) and not self.looks_back

    def _goal_since(self, clause: Clause) -> int | None:
        places = clause.sentence[0], clause.segment[0], clause.quantity.start
        return self.goals.since(*places) if clause.bracket < 0 else None

    def _lead(self, clause: Clause) -> str:
        stop = clause.quantity.start
        earliest = max(0, stop - _LEAD)
        start = max(self.folded.rfind(sign, earliest, stop) + 1 for sign in (". ", "; "))
        return in_usual_words(self.folded[max(start, earliest) : stop])

    def _context(self, clause: Clause) -> str:
        stop = max(clause.quantity.unit_end, clause.segment[1]) if clause.bracket < 0 else clause.sentence[1]
        stop = min(stop, clause.quantity.unit_end + min(len(clause.right), _CONTEXT))
        place = self.index[clause.quantity.start] + 1
        behind = [c.right for c in self.segment_clauses[place : place + 1] if c.quantity.over]  # "3/9 huyện ..."
        return " ".join([self.around.context, self.folded[max(0, stop - _CONTEXT) : stop], *behind])

    # ------------------------------------------------------------- the finding, and what is carried on
    def _finding(self, clause: Clause, reading: Reading, link: Link, code: str, label: str) -> Finding:
        state, quantity = self.state, clause.quantity
        scope, doubt = self._scope_of(clause, reading, code), quantity.doubt
        if base := base_value(self, clause, reading, scope, self._lead(clause)):
            scope, doubt = base.days or scope, doubt if base.days else VALUE_OF_BASE
        if part_cue(clause.left) and state.last_level.start >= 0:
            state.whole = state.last_level.start
            if clause.bracket < 0 and (not clause.segment_first or state.scope.first == state.scope.last):
                state.part_scope = state.scope
        own_estimate = is_estimate(clause.left)
        if reading.measure in ("level", "plan") and reading.rule != "growth by its own name":
            state.estimate = own_estimate
        area = self.areas.of(clause, goes_on=reading.measure not in ("level", "plan"))
        return Finding(
            quantity, reading, link if not code else NO_LINK, code, label, scope, self._is_goal(),
            clause.bound, own_estimate or self.estimated(reading, code), area, self.sentence_of(clause),
            self.wholes.of(clause, reading, code), doubt, self._prices(clause, code),
        )  # fmt: skip

    def _prices(self, clause: Clause, code: str) -> PriceBase:
        """The prices told in the sentence before the number, or right behind it: "(theo giá so sánh 2010)".

        A sentence that breaks down the one before goes on at its prices: "GRDP theo giá ... đạt 90. Trong đó: ...".
        """
        start, end = clause.quantity.start, clause.quantity.unit_end
        sentences, earliest = self.shape.sentences, start - _CONTEXT
        place = bisect_right(sentences, self.sentence_of(clause)[0], key=itemgetter(0)) - 1
        while place > 0 and sentences[place][0] > earliest and lexicon.PART_CUE.match(self._opening(sentences[place])):
            place -= 1
        before = self.text[max(sentences[place][0] if place >= 0 else 0, earliest) : start].lower()
        return self.lexis.price_base(code, before, self.text[end : end + _BEHIND].lower())

    def _opening(self, sentence: tuple[int, int]) -> str:
        return self.folded[sentence[0] : sentence[0] + _LEAD].lstrip(" ;,:-.")

    def _scope_of(self, clause: Clause, reading: Reading, code: str) -> Scope:
        """The state's scope, unless a year right behind the number or a year to come says otherwise."""
        target = self.target
        if reading.measure == "plan" and self.done and names_scenario(clause.left):
            return replace(self.done[-1].scope, aimed=True)  # of the days of what reaches it, or does not
        milestone = reading.measure == "attainment" and self.state.scope.stated
        behind = year_told_behind(clause) if reading.measure == "level" else 0
        years = self.state.scope.several_years  # of which the report's own may be told apart: "25,1% (năm 2020)"
        named = behind if behind < self.around.section.period.year + years else 0
        if years and not named:
            return self.state.scope
        ahead = target is not None and target > self.around.section.period.year  # "đến năm 2030 gấp 2 lần năm 2025"
        if (reading.measure == "plan" or self._is_goal() or ahead) and not milestone:
            if self._due_ahead(clause, target):
                return replace(self.state.scope, aimed=True)
            if target is not None:
                return Scope(date(target, 1, 1), date(target, 12, 31), False, True)
        of_the_year = self.comparisons.with_the_year(clause, reading) or self.lexis.of_no_month(code)
        scope = self.state.scope
        moment = scope.first == scope.last and self.lexis.nature_of(code) == "flow"  # "tại thời điểm 1/4" is of stocks
        grown = reading.rule == "growth by its own name"  # "cao hơn mức tăng 5,2% của năm 2017" tells of the base
        if of_the_year and (moment or not scope.stated) and not self.around.note and (grown or not named):
            return self.around.section.to_date()
        if named:
            return Scope(date(named, 1, 1), date(named, 12, 31), False, True)
        if reading.rule == "change of a percent" and not scope.stated and self._follows_attainment():
            return self.done[-1].scope  # "tỷ lệ giải ngân đạt 52% kế hoạch, tăng 3,5% so với cùng kỳ"
        if (step := self.comparisons.last_step(clause, reading.versus, scope)) is not None:
            return step
        return self.days.default if moment else scope

    def _follows_attainment(self) -> bool:
        return bool(self.done) and self.done[-1].reading.measure == "attainment"

    def _due_ahead(self, clause: Clause, target: int | None) -> bool:
        """Whether a target is set for days to come, not the year: "phấn đấu tháng 9 thu ngân sách đạt 180 tỷ đồng"."""
        scope, told_until = self.state.scope, self.around.section.told_until
        stated = scope.stated and scope.last > told_until and scope.first.year == (target or told_until.year)
        return stated and not _ALL_YEAR.search(clause.left)

    def _goes_with_subject(self, clause: Clause, reading: Reading, finding: Finding) -> bool:
        """Whether the number tells the growth or the count of the subject, of which the next ones are told again."""
        subject = self.state.subject.code
        if reading.rule == "growth by its own name":
            # "GRDP 1.846 tỷ đồng, tăng 8,2%, đạt 44,7% kế hoạch": of its level
            return finding.code == growth_twin(subject, self.lexis.codes)
        counted = reading.measure == "level" and bool(finding.code)
        if counted and finding.code == f"{subject}_usd":
            # "65 triệu đồng, tương đương 2.650 USD, tăng 9%": told again in another money; not "65 triệu, tăng 8%, ..."
            return not self.state.main_changed
        return counted and finding.code == count_of_rate(clause.left, subject)  # "3,2%, tương ứng 6.540 hộ, giảm 1,1%"

    def _carry_ranked(self, clause: Clause, finding: Finding) -> None:
        """What has a rank is told of on: "ngành dệt đứng thứ 2 với mức tăng 7%"."""
        state, start = self.state, finding.quantity.start
        state.recent = (*state.recent[-7:], Subject(finding.code, finding.label, finding.reading.unit, start))
        if not finding.code and set(content_words(clause.left)) - _RANK_WORDS:
            state.subject = state.main = Subject("", finding.label, "", start)

    def _carry(self, clause: Clause, reading: Reading, finding: Finding) -> None:
        state, quantity = self.state, clause.quantity
        state.verb, state.last_measure = reading.verb, reading.measure
        self.comparisons.carry(clause, reading, finding)
        if reading.rule == "rank":
            self._carry_ranked(clause, finding)
        if quantity.over or reading.rule == "rank":
            return
        self.days.carry(clause, finding)
        if self._goes_with_subject(clause, reading, finding):
            return
        named = bool(content_words(clause.left))
        of_households = (
            reading.rule in _RATES and state.subject.unit == "hộ"
        )  # "2.100 hộ, chiếm 5%, giảm 1,2%": the rate
        if reading.rule == "share by its own name" and state.subject.code and not (of_households or named):
            return  # "nợ xấu 540 tỷ đồng, chiếm 0,5% tổng dư nợ, tăng 8%": what grew are the loans
        subject = Subject(finding.code, finding.label, quantity.unit, quantity.start)
        if reading.measure in ("level", "plan"):
            state.subject = subject
            state.recent = (*state.recent[-7:], subject)
            if finding.code or not (quantity.is_ratio or names_aspect_alone(finding.label)):
                state.coded = subject
            if state.main_changed or not is_companion(clause.left) or of_households:
                state.main, state.main_changed = subject, False
            if state.whole is None or reading.measure == "plan":
                state.last_level = subject
            return
        if reading.measure in CHANGES and finding.code and finding.code == state.main.code:
            state.main_changed = True
        if finding.code and finding.code != state.subject.code:
            state.subject = state.main = replace(subject, unit=self.lexis.unit_of(finding.code))
        elif named and not finding.code:
            state.subject = state.main = replace(subject, unit="")
