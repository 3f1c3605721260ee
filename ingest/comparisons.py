"""What a number is compared with where only the words before or behind it tell: its list, its sentence, its passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property
from itertools import islice

from ingest import lexicon
from ingest.bases import attains_barely, base_before, base_behind_bracket, base_of, later_bases
from ingest.claim import Versus
from ingest.clauses import Clause
from ingest.course import Course, Finding, Lexis
from ingest.lexer import MEASURED, PERCENT
from ingest.scopes import Scope
from ingest.situation import CHANGES, Reading
from ingest.subjects import content_words
from ingest.wholes import ROUNDING

_ROW = 24  # how many numbers back the index of all prices may open a row of its groups
_GOODS = 8  # how many numbers of goods without a code may stand behind the group of prices that they belong to
_PLANNED = re.compile(rf"\b{lexicon.PLAN_WORDS}\b")
_GROWN = frozenset(("ha", "tấn", "con", "tạ/ha", "m3", "ster", "cây"))  # compared with the year before, not a plan
_OPENING_BASE = re.compile(
    r"\W*(?:(?:tuy nhiên|ngược lại|trong khi đó|đồng thời|như vậy|theo đó|do đó|nhìn chung|ngoài ra|bên cạnh đó|cụ thể"
    r"|riêng|còn|nếu|nhưng)\W+)?(so với [^,:;]{3,60})[,:]"
)
#: "Diện tích một số cây trồng so với cùng kỳ năm trước như sau: ngô 4.801 ha, bằng 98%; ..."
_BASE_OF_LIST = re.compile(r"\b(so (?:với )?[^,:;.%]{4,40}?) (?:cụ thể |chi tiết )?như sau\s?:")
_COUNTED_GROUPS = re.compile(
    r"\bnhóm(?: hàng)?(?: (?!so\b)[^\W\d]+){0,9} (?:tăng|giảm)(?: giá)? (so (?:với )?[^,;:.%]{4,40})[,:]\s*"
    r"(?:trong đó|như|gồm|bao gồm|cụ thể|đó là)\b"
)
#: "So với tháng 12 năm trước, có 9/11 nhóm hàng tăng. Trong đó, giáo dục tăng 8%"
_BASE_OF_COUNTED = re.compile(r"\b(so (?:với )?[^,;:.%]{4,40}),? (?:đã |vẫn )?có \d+(?:/\d+)? nhóm\b")
_STEP = re.compile(r"\bso (?:với )?(?:cùng kỳ )?(tháng|quý)\b")
_MONTHS_BASE = re.compile(
    r"\s*so (?:với )?(?:cùng kỳ )?0?([2-9]|1[0-2]) tháng(?: (?:đầu )?(?:của )?năm\b|[ /]20\d\d\b)"
)
#: "8.150 lao động, so với kế hoạch đạt 61,3%"
_PLAN_BEFORE = re.compile(rf"\bso (?:với )?(?:tổng |mức )?{lexicon.PLAN_WORDS}[^,;:%\d]{{0,40}}\b(?:đạt|bằng) $")
_WITH_AVERAGE = re.compile(r"\s*so (?:với )?(?:mức )?bình quân cùng kỳ\b")
#: What is told of other days behind the base is no longer compared with it.
_ONE_MONTH = re.compile(
    r"(?:cùng )?tháng \d{1,2}(?:\s?[/-]\s?|\s?/\s?năm | (?:của )?năm )(?:19|20)\d\d\b"
    r"(?!.*\b(?:tính chung|bình quân|lũy kế|\d tháng)\b)"
)
_ALSO = re.compile(r"\W*(?:(?:và|nhưng|đồng thời|cũng) )*(?:tăng|giảm)(?: (?:khoảng|gần|hơn|trên))*\s*")
_OPENS_PARTS = re.compile(r"\W*(?:trong (?:số )?đó|cụ thể|bao gồm|gồm|chia ra)\b")
_WAY = re.compile(r"\b(?:tăng|giảm)\b")
_PARTS = 2  # so many parts that go one way tell how the whole went
_ITEMS = 12  # numbers of a list to come
_OPENING = 40  # characters of a sentence that may open a breakdown
_NEAR = 200  # characters before a number in which its base may be told


class Comparisons:
    """The bases stated in a passage for other numbers than the nearest, as its course stands."""

    def __init__(self, lexis: Lexis, course: Course) -> None:
        self._lexis, self._course = lexis, course
        self._later = later_bases(course.shape.clauses, course.around.section.period)
        self._equals = later_bases(course.shape.clauses, course.around.section.period, equals=True)
        self._bracketed: tuple[tuple[int, int], Versus] | None = None  # a base told in a bracket, and in which sentence
        self._openings: dict[int, str] = {}  # the base that opens a sentence or a segment, by its start

    def later(self, clause: Clause) -> Versus | None:
        """The base that stands behind a later number of the same list, if it can be that of these days, too."""
        base, scope = self._later[clause.quantity.start], self._course.state.scope
        return None if base == "prev" and scope.last_months(3) is not scope else base

    def last_step(self, clause: Clause, versus: Versus, scope: Scope) -> Scope | None:
        """The days of what is compared with the ones right before: a month, or a quarter, of more than that.

        What is compared with one month of the year before, "so với tháng 11/2014", is of a month, too; what is compared
        with the average of the year before, of the months so far.
        """
        if versus == "yoy" and _WITH_AVERAGE.match(clause.right):
            return Scope(date(scope.last.year, 1, 1), scope.last, cumulative=True, stated=True)
        if versus != "prev":
            if versus == "yoy" and self._goes_on_behind_step(clause):
                return self._course.done[-1].scope
            return scope.last_months(1) if versus == "yoy" and self._with_one_month(clause) else None
        start = max(clause.sentence[0], clause.quantity.start - _NEAR)
        before = list(_STEP.finditer(self._course.folded, start, clause.quantity.start))
        told = _STEP.search(clause.right) or (before[-1] if before else None)
        if told is None:
            return scope if scope.last_months(3) is scope else scope.last_months(1)
        return scope.last_months(3 if told[1] == "quý" else 1)

    def _goes_on_behind_step(self, clause: Clause) -> bool:
        """Whether a change goes on with an index of a month: "..., CPI tăng 0,3% so với tháng trước, tăng 6% ..."."""
        before = self._course.done[-1] if self._course.done else None
        if before is None or before.reading.versus != "prev" or before.quantity.start < clause.segment[0]:
            return False
        return self._lexis.nature_of(before.code) == "index" and _ALSO.fullmatch(clause.left) is not None

    def _with_one_month(self, clause: Clause) -> bool:
        """Whether the base that stands last before the number, or right behind it, is one month by its name."""
        stop = clause.quantity.start
        before = self._course.folded[max(clause.segment[0], stop - _NEAR) : stop]
        _, told, base = before.rpartition("so với ")
        behind = clause.right.startswith(" so với ") and _ONE_MONTH.match(clause.right, len(" so với "))
        return bool(behind or (told and _ONE_MONTH.match(base)))

    def equal(self, clause: Clause) -> Versus | None:
        """What "bằng 96%" without a base compares with: as the passage last said it, or as its list says it later."""
        state, start = self._course.state, clause.quantity.start
        if state.equal_base or state.attained:
            return state.equal_base
        told = (f for f in islice(reversed(self._course.done), _GOODS) if f.sentence == clause.sentence)
        bases = {f.reading.versus for f in told if f.reading.measure == "change_pct"}
        if not bases and (whole := self._as_the_whole(clause)):
            return whole
        # "lúa tăng 2%; ngô bằng 100%; lạc giảm 3% so ..."
        listed = (self._later[start] or self._as_the_list(bases)) if bases else None
        return self._equals[start] or listed or self._of_list(start)

    def _of_list(self, stop: int) -> Versus | None:
        """The base that the lead of a list names for all of it."""
        lead = self._lead_of_list
        return base_of(lead[1], self._course.told_of()) if lead is not None and lead.end() <= stop else None

    @cached_property
    def _lead_of_list(self) -> re.Match[str] | None:
        """The lead that names a base: "Diện tích các cây trồng so với cùng kỳ năm trước như sau:"."""
        folded = self._course.folded
        return _BASE_OF_LIST.search(folded) if " như sau" in folded else None

    def _as_the_whole(self, clause: Clause) -> Versus | None:
        """The base of what is broken down: "lúa tăng 3% so cùng kỳ. Trong đó: lúa tái sinh 8.700 ha, bằng 94%"."""
        start, done = clause.sentence[0], self._course.done
        opening = self._course.folded[start : start + _OPENING].lstrip(" ;,:-.+")
        parts = lexicon.PART_CUE.match(opening) and done and done[-1].quantity.unit in _GROWN
        if not parts or self._tells_of_plans:
            return None
        near = (f for f in islice(reversed(done), _GOODS) if f.reading.measure == "change_pct")
        return next((f.reading.versus for f in near), None)

    def _as_the_list(self, bases: set[Versus]) -> Versus | None:
        """The one base of the list, where no plan is spoken of: "ngô giảm 9% so với cùng kỳ; khoai 42 ha, bằng 84%"."""
        stated, before = self._course.state.list_base, self._course.done[-1].quantity
        if stated is None or bases != {stated[0]} or before.unit not in _GROWN or self._tells_of_plans:
            return None
        return stated[0]

    @cached_property
    def _tells_of_plans(self) -> bool:
        """Whether the passage speaks of a plan anywhere."""
        return _PLANNED.search(self._course.folded) is not None

    def before(self, clause: Clause, code: str) -> Versus | None:
        """The base that opens the sentence, that an earlier item stated, or the only one stated of what `code` is."""
        opening = self.opening(self._course.sentence_of(clause)[0])
        listed = opening or self._listed(clause) or self._of_groups(clause, code) or self._of_indices(code)
        return listed or self._of_list(clause.quantity.start)

    def _of_groups(self, clause: Clause, code: str) -> Versus | None:
        """The base told of how many groups rose: "có 8 nhóm tăng so với cùng kỳ, trong đó nhóm giáo dục tăng 8%"."""
        if not code.startswith("prices."):
            return None
        folded, start, stop = self._course.folded, self._course.sentence_of(clause)[0], clause.quantity.start
        told = _COUNTED_GROUPS.search(folded, start, stop)
        if told is None and _OPENS_PARTS.match(folded, start):
            told = _BASE_OF_COUNTED.search(folded, folded.rfind(". ", 0, max(start - 2, 0)) + 1, start)
        return base_of(told[1], self._course.told_of()) if told else None

    def opening(self, start: int) -> Versus | None:
        """The base that opens the sentence or the segment at `start`: "so với tháng trước, số vụ tăng 5 vụ"."""
        if start not in self._openings:
            found = _OPENING_BASE.match(self._course.folded, start, start + 90)
            self._openings[start] = found[1] if found else ""
        opening = self._openings[start]
        return base_of(opening, self._course.told_of()) if opening else None

    def own_lead(self, clause: Clause) -> Versus | None:
        """The base that opens its segment, or the last one since: "so với tháng trước tăng, so với cùng kỳ giảm"."""
        start, stop = clause.segment[0], clause.quantity.start
        opening = self.opening(start)
        last = self._course.folded.rfind(" so với ", start + 1, stop) if opening else -1
        return (base_of(self._course.folded[last:stop], self._course.told_of()) if last >= 0 else None) or opening

    def _listed(self, clause: Clause) -> Versus | None:
        """The base that an earlier item stated of the same days: "tăng 4% so với đầu năm; dư nợ ... tăng 6%".

        Brackets go on with that of a bracket: "18 vụ (tăng 3 vụ so với tháng trước), làm 10 người chết (giảm 2 người)".
        """
        if clause.bracket >= 0 and self._bracketed and self._bracketed[0] == self._course.sentence_of(clause):
            return self._bracketed[1]
        stated = self._course.state.list_base
        return stated[0] if stated and clause.bracket < 0 and stated[1] == self._course.state.scope else None

    def _of_indices(self, code: str) -> Versus | None:
        """The only base stated of indices so far: "CPI tăng 0,1% so với tháng trước. Nhóm giao thông tăng 1,9%".

        Of several the groups of prices, and the goods without a code that are told of behind them, take the first.
        """
        days = self._course.state.scope.first, self._course.state.scope.last
        bases = [base for base, scope in self._course.state.index_bases if (scope.first, scope.last) == days]
        done = self._course.done
        before = "" if code else next((f.code for f in reversed(done[-_GOODS:]) if f.code), "")
        good = before.startswith(("prices.cpi", "macro.cpi"))
        group = good or code.startswith("prices.")
        if self._lexis.nature_of(code) != "index" and not good:
            return self._of_whole(code, days) or self._of_sentence_before(days)
        if not bases:
            return self._course.around.price_base if group and not self._course.state.scope.cumulative else None
        if group and (base := self._of_new_row(days)):
            return base
        return bases[0] if group or len(set(bases)) == 1 else None

    def _of_new_row(self, days: tuple[date, date]) -> Versus | None:
        """The base with which the index of all prices, told again behind groups, opens another row of them."""
        near = self._course.done[-_ROW:]
        told = [f for f in near if (f.scope.first, f.scope.last) == days and f.reading.measure in CHANGES and f.code]
        last = next((i for i in reversed(range(len(told))) if told[i].code == "macro.cpi"), -1)
        while last > 0 and told[last - 1].code == "macro.cpi":
            last -= 1
        return told[last].reading.versus if last > 0 and told[last - 1].code.startswith("prices.cpi") else None

    def _of_whole(self, code: str, days: tuple[date, date]) -> Versus | None:
        """The only base stated of what the code is a part of: "bán lẻ giảm 7% so với tháng trước. Lưu trú giảm 6%"."""
        told = self._course.state.bases_of.get(self._lexis.parents.get(code, ""), set())
        bases = {base for base, scope in told if (scope.first, scope.last) == days}
        return bases.pop() if len(bases) == 1 else None

    def _of_sentence_before(self, days: tuple[date, date]) -> Versus | None:
        """The only base of the sentence that parts follow: "... tăng 5% so với đầu năm. Trong đó, vốn vay tăng 3%"."""
        own = self._course.sentence_of(self._course.shape.clauses[len(self._course.done)])[0]
        if not _OPENS_PARTS.match(self._course.folded, own):
            return None
        before = [f for f in islice(reversed(self._course.done), _ROW) if f.quantity.start < own]
        if not before:
            base, scope = self._course.around.whole_base or (None, self._course.state.scope)
            return base if (scope.first, scope.last) == days else None
        told = [f for f in before if f.sentence == before[0].sentence and f.reading.measure in CHANGES]
        rises = {f.reading.versus: f.reading.value > 0 for f in told if (f.scope.first, f.scope.last) == days}
        return next(iter(rises)) if len(rises) == 1 else self._as_parts_go(own, rises)

    def _as_parts_go(self, start: int, rises: dict[Versus, bool]) -> Versus | None:
        """Of two bases the one against which the whole goes as all parts of the sentence at `start` do.

        "giảm 1% so với tháng trước và tăng 6% so với cùng kỳ. Trong đó, hành khách giảm 2%; hàng hóa giảm 1%"
        """
        if sorted(rises.values()) != [False, True]:
            return None
        clauses = self._course.shape.clauses
        coming = clauses[bisect_left(clauses, start, key=lambda c: c.quantity.start) :][:_ROW]
        parts = [c for c in coming if c.sentence[0] == start and c.quantity.unit == PERCENT]
        ways = {found[-1] for c in parts if (found := _WAY.findall(c.left))}
        stated = any(base_of(c.right, self._course.told_of()) for c in parts)
        if len(parts) < _PARTS or len(ways) != 1 or stated:
            return None
        return next(base for base, rose in rises.items() if rose == ("tăng" in ways))

    def with_the_year(self, clause: Clause, reading: Reading) -> bool:
        """Whether the number is measured by the year: against a plan, "đạt 103,8% kế hoạch", or as many months."""
        if reading.measure == "attainment" or self._attained_in_bracket(clause) or self._with_as_many_months(clause):
            return True
        state, place = self._course.state, self._place(clause) + 1
        for following in self._course.segment_clauses[place : place + 3]:
            if following.quantity.over and self._goes_on_with_plans(following):
                return True
            if following.quantity.unit == PERCENT:
                compared = state.equal_base is not None or state.whole is not None
                attains = state.attained is not None or (not compared and clause.quantity.unit in MEASURED)
                planned = lexicon.PLAN_PHRASE.search(following.right) or _PLAN_BEFORE.search(following.left)
                if planned or (attains and attains_barely(following)):
                    return True
                if self._with_as_many_months(following):
                    return True
                if base_of(following.right, self._course.told_of()) != "yoy" or content_words(following.left):
                    return False  # "tăng 12% so với cùng kỳ, đạt 60% kế hoạch" goes on to its plan
            elif not following.quantity.over:
                return False
        return False

    def _with_as_many_months(self, clause: Clause) -> bool:
        """Whether it is compared with all months so far, a year ago: "tăng 4,4% so với 8 tháng năm 2019"."""
        months = _MONTHS_BASE.match(clause.right) if " tháng" in clause.right else None
        return months is not None and int(months[1]) == self._course.told_of().last

    def _attained_in_bracket(self, clause: Clause) -> bool:
        """Whether a bracket right behind the number tells its plan's percent: "142 tỷ đồng (đạt 79% dự toán)"."""
        place = len(self._course.done) + 1
        following = next(iter(self._course.shape.clauses[place : place + 1]), None)
        if following is None or following.bracket < 0 or clause.bracket >= 0 or following.quantity.unit != PERCENT:
            return False
        if self._course.folded[clause.quantity.unit_end : following.bracket].strip(" ("):
            return False
        told = [c for c in self._course.shape.clauses[place : place + 3] if c.bracket == following.bracket]
        return any(c.quantity.unit == PERCENT and lexicon.PLAN_PHRASE.search(c.right) for c in told)

    def attained_with(self, clause: Clause) -> bool:
        """Whether a bare percent is of a plan as a like item's is: "9 nghìn thẻ, đạt 80%; 7 nghìn, đạt 96% kế hoạch".

        Between the two stand levels in the same unit, each with its percent and nothing else.
        """
        place, unit = len(self._course.done), self._course.done[-1].quantity.unit if self._course.done else PERCENT
        if clause.bracket >= 0 or unit == PERCENT or not attains_barely(clause):
            return False
        coming = self._course.shape.clauses[place + 1 : place + 1 + _ITEMS]
        listed = [c for c in coming if c.sentence == clause.sentence and c.bracket < 0]
        for level, percent in zip(listed[::2], listed[1::2], strict=False):
            if level.quantity.unit != unit or percent.quantity.unit != PERCENT or percent.segment_first:
                return False
            if lexicon.PLAN_PHRASE.search(percent.right):
                return True
            if not attains_barely(percent):
                return False
        return False

    def divides(self, clause: Clause) -> bool:
        """Whether a plan's percent behind the pair says what the pair says: "135/130 ha, đạt 103,8% kế hoạch"."""
        place, beside = self._place(clause), self._course.segment_clauses
        if clause.quantity.over and self._goes_on_with_plans(clause):
            return True
        if not clause.quantity.over or not 0 < place < len(beside) - 1 or not clause.quantity.value:
            return False
        first, percent = beside[place - 1].quantity, beside[place + 1]
        reached = first.value / clause.quantity.value * 100
        told = percent.quantity.unit == PERCENT and lexicon.PLAN_PHRASE.search(percent.right)
        return bool(told) and abs(reached - percent.quantity.value) <= ROUNDING

    def _goes_on_with_plans(self, clause: Clause) -> bool:
        """Whether pairs before it told plans: "đông xuân 40/39 ha, đạt 102% kế hoạch; hè thu đạt 38 ha/39 ha"."""
        before = (f for f in islice(reversed(self._course.done), _ITEMS) if f.quantity.over)
        last = next(before, None)
        return last is not None and last.reading.rule == "plan of a pair" and last.quantity.unit == clause.quantity.unit

    def _place(self, clause: Clause) -> int:
        """The clause's place in its segment."""
        return bisect_left(self._course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)

    def carry(self, clause: Clause, reading: Reading, finding: Finding) -> None:
        """What later numbers of the list, the sentence or the passage are compared with or measured against."""
        state, period = self._course.state, self._course.told_of()
        stated_base = base_before(clause, period) or base_of(clause.right, period)
        stated_base = stated_base or self.opening(self._course.sentence_of(clause)[0])
        if clause.bracket >= 0 and reading.measure in CHANGES and stated_base == reading.versus:
            self._bracketed = (finding.sentence, stated_base)
        behind = base_behind_bracket(self._course.folded, clause, period)  # "tăng mạnh (+9%) so với tháng trước"
        outside = clause.bracket < 0 or behind is not None
        if outside and reading.measure in CHANGES and (behind or stated_base) == reading.versus:
            state.list_base = (reading.versus, finding.scope)
            if self._lexis.nature_of(finding.code) == "index":
                state.index_bases += (state.list_base,)
            elif finding.code:
                state.bases_of.setdefault(finding.code, set()).add(state.list_base)
        if clause.bracket < 0 and reading.measure == "attainment":
            state.attained, state.equal_base = reading.versus, None
        elif reading.rule == "equal to the base":
            state.equal_base = reading.versus
