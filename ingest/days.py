"""Which days the numbers of a passage cover, as it is read on: what rules a sentence, a segment, what comes behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ingest.bases import base_of
from ingest.clauses import Clause
from ingest.course import Course, Finding
from ingest.frames import Frame, frame_of_passage, frame_of_sentence
from ingest.scopes import CUMULATIVE_KINDS, Scope, one_of_years, scope_from
from ingest.times import Time, find_times

#: "..., nâng tổng doanh thu 8 tháng lên 90 tỷ đồng; khách đạt ..." goes on with the sums.
_RAISES = re.compile(r"\b(?:nâng|đưa) (?:tổng|lũy kế|số|doanh thu|kim ngạch)\b")
#: "đạt 120 triệu USD trong quý II": days told behind the number.
_TOLD_BEHIND = re.compile(r"\s*(?:chỉ |riêng |ngay |(?:so với )?(?:tổng|cả nước)\b(?: [^\W\d]+){0,6} )?trong\s+")
#: "có 725 nghìn con lợn tại thời điểm 1/4, tăng ..."; not "tăng 2% so với thời điểm 1/4".
_MOMENT_BEHIND = re.compile(r"(?: (?!so\b|với\b|cùng\b|đến\b|từ\b)[^\W\d]+){0,2} (?=(?:tại )?thời điểm (?:ngày )?\d)")
#: "663 ca mắc trong tháng, không có ca tử vong", whatever the sentence before tells of.
_MONTH_BEHIND = re.compile(r"(?: (?!so\b|với\b|cùng\b|đến\b|từ\b|của\b)[^\W\d]+){0,2} (?=trong (?:tháng|quý)\b)")
_ENDS = re.compile(r"\s*(?:vừa qua |qua |này )?(?:[,;)]|\.(?!\d)|so với\b|$)")
#: "... 127 triệu USD trong 5 tháng đầu năm.": days told at the end of a sentence.
_LAST_WORDS = re.compile(r"(?: (?!so\b|bằng\b|hơn\b|của\b|mức\b)[^\W\d]+){0,6}\s+(?:chỉ )?trong (?:vòng )?")
_ENDS_SENTENCE = re.compile(r"(?: qua)?\W*")
_BEHIND = (_TOLD_BEHIND, _MOMENT_BEHIND, _MONTH_BEHIND)
#: "Xảy ra 12 vụ tai nạn (từ 15/4 đến 14/5), làm chết 5 người": days alone in a bracket behind a number's words.
_BRACKET_BEHIND = re.compile(r"[^.;:,()\d%]{0,60}\((?:tính |kể )?")
_SINCE = frozenset(("interval", "since", "so far", "to date", "until"))
_NAMED_BEFORE = re.compile(r"[^\W\d]{2,} [^\W\d]{2,}")
_ITS_YEAR = re.compile(r"[^;:()]{5,80}\bnăm ((?:19|20)\d\d) (?:đã )?(?:đạt|là|còn|có|chiếm|tăng|giảm)\b")
#: What is told of a season as a whole, whenever that was: "đến 15/5 đã gặt 900 ha. Năng suất bình quân đạt ...".
_OF_SEASON = re.compile(r"\b(?:kết thúc|năng suất|sản lượng)\b")
_DAYS_BEHIND = frozenset(("month", "months", "quarter", "through quarter", "moment", "in period"))
_BY_THEN = ("crops.", "investment.")  # what is counted up to one day
#: Sectors of which a report goes on from one to the next; the prices of a month are explained behind their average.
_ECONOMY = frozenset(
    "macro industry construction trade external_trade transport tourism budget investment public_investment"
    " enterprise".split()
)
_MONTH_BEFORE = re.compile(
    r"\bso (?:với )?(?:cùng kỳ )?(?:tháng|quý) (?!cùng kỳ)|\d(?: [^\W\d]+){1,4} trong (?:tháng|kỳ)\s*[,;.]"
)
_SO_FAR = re.compile(r"\b(?:đã|đến nay|hiện)\b")
_EARLIER = 20  # how many numbers back one with a code is looked for


class Days:
    """The words of time in a passage, taken in as its course comes to them."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.default = course.state.scope  # of numbers of which the passage says no days
        starts = [c.quantity.start for c in course.shape.clauses]
        self._times = [
            time
            for time in sorted(find_times(course.folded), key=lambda t: t.start)
            if bisect_left(starts, time.end) == bisect_left(starts, time.start)  # "trong tháng 07 vụ" names no July
        ]
        self.spans = [(time.start, time.end) for time in self._times]
        self._next, self._sums = 0, [time.start for time in self._times if time.kind in CUMULATIVE_KINDS]
        self._stop = (0, -1)  # a bracket, and where the last sentence before it ends
        self._frame = frame_of_passage(course.folded, course.shape, self._times, course.around.section)
        if self._frame is not None:
            course.state.scope = course.state.sentence_scope = course.state.head_scope = self._frame.scope
        elif course.around.throughout is not None:
            self._frame = Frame(course.around.throughout, 1, alone=course.around.throughout.first.day > 1)

    def of_whole(self, clause: Clause) -> Scope:
        """The days that "trong đó" breaks down: the sum told last of "tháng 9 thu 8 tỷ, 9 tháng 80 tỷ; trong đó ...".

        A part that goes on to its own sum begins with the month: "...; trong đó gạo 2 tỷ, 9 tháng 18 tỷ".
        """
        last, head = self._course.state.scope, self._course.state.head_scope
        place = bisect_left(self._sums, clause.quantity.start)
        own_sum = place < len(self._sums) and self._sums[place] < clause.segment[1]
        return last if last.cumulative and not head.cumulative and not own_sum else head

    def told_in(self, bracket: int, after: int) -> bool:
        """Whether a bracket names days, which end with it, before another that begins at `after`."""
        place = bisect_left(self._times, bracket, key=lambda t: t.start)
        time = next(iter(self._times[place : place + 1]), None)
        end = self._course.folded.find(")", bracket, after)
        return bracket >= 0 and time is not None and time.end <= end

    def framed(self, clause: Clause) -> Scope | None:
        """The months that the sentence before opened with, while it goes on with things of one sector.

        All months of the year so far rule what is told of other sectors of the economy too: "IIP 10 tháng tăng 8%. Du
        lịch đón 3 triệu lượt.", unless the sentence tells its own sum, or compares with the month before.
        """
        if (told_last := self._told_last(clause)) is not None:
            return told_last
        frame, self._frame = self._frame, None
        if frame is None or (":" in clause.left and not frame.alone):
            return None
        told = next((f.code for f in reversed(self._course.done[-_EARLIER:]) if f.code), self._course.around.last_code)
        if frame.by_then and (not told.startswith(_BY_THEN) or _OF_SEASON.search(clause.left)):
            return None  # fields are looked at on one day: "đến 15/8 cấy 900 ha lúa. Ngô trồng được 70 ha."
        mentions = (m for m in self._course.found.mentions if m.start <= clause.quantity.start)
        sector, named = told.partition(".")[0], {m.alias.code.partition(".")[0] for m in mentions}
        so_far = frame.scope.first <= self.default.first and frame.scope.first.month == frame.scope.first.day == 1
        of_economy = sector in _ECONOMY and told != "macro.cpi" and not named.isdisjoint(_ECONOMY)
        if frame.start and sector not in named and not (so_far and of_economy):
            return None
        if frame.scope.first.day == 1 and self.tells_of_a_month(clause):
            return None
        self._frame = frame
        return frame.scope

    def _told_last(self, clause: Clause) -> Scope | None:
        """The months told behind a sentence's last number, and no other days: "6 dự án mới, vốn 9 tỷ trong 5 tháng"."""
        start, end = clause.sentence
        place = bisect_left(self._times, start, key=lambda t: t.start)
        times = [time for time in self._times[place : place + 2] if time.start < end]
        if len(times) != 1 or times[0].kind != "months":
            return None
        clauses, folded, section = self._course.shape.clauses, self._course.folded, self._course.around.section
        last = clauses[bisect_left(clauses, times[0].start, key=lambda c: c.quantity.start) - 1].quantity
        if last.start < start or not _LAST_WORDS.fullmatch(folded, last.unit_end, times[0].start):
            return None
        scope = scope_from(times[0], folded, section) if _ENDS_SENTENCE.fullmatch(folded, times[0].end, end) else None
        return scope if scope is not None and scope.last == section.period.end else None

    def tells_of_a_month(self, clause: Clause) -> bool:
        """Whether a sentence comes to its sum behind its first number, or tells of the month or its base by name."""
        start, end = clause.sentence
        place = bisect_left(self._sums, clause.quantity.start)
        own_sum = place < len(self._sums) and self._sums[place] < end
        return own_sum or bool(_MONTH_BEFORE.search(self._course.folded, start, end))

    def take(self, clause: Clause) -> None:
        """Take in the words of time before the number of `clause`; those behind it rule what follows."""
        while self._next < len(self._times) and self._times[self._next].start < clause.quantity.start:
            time = self._times[self._next]
            self._next += 1
            if time.start < clause.left_start and time.start < clause.segment[0] and not clause.sentence_first:
                continue
            if clause.bracket < 0 and self._course.shape.flat[time.start] == " ":
                continue
            self._open(time, clause)

    def take_of_sum(self, clause: Clause, index: int) -> None:
        """A number counted out of a sum told before is of its days: "lũy kế 912 đơn; đã giải quyết 845/912 đơn".

        `index` is the place of the number in its segment.
        """
        course = self._course
        following = next(iter(course.segment_clauses[index + 1 : index + 2]), None)
        if following is not None and following.quantity.over and not course.state.scope.cumulative:
            told = course.told_before(following.quantity)
            if told is not None and told.scope.cumulative:
                course.state.scope = told.scope

    def take_behind(self, clause: Clause, index: int) -> None:
        """Days told behind a number rule it, and the level whose change it is: "đạt 9 tỷ, tăng 8% trong quý II".

        `index` is the place of the number in its segment.
        """
        clauses, state = self._course.segment_clauses, self._course.state
        self._rule_behind(clause)
        change = next(iter(clauses[index + 1 : index + 2]), None)
        if change is not None and change.quantity.is_ratio and not (clause.quantity.is_ratio or state.scope.stated):
            self._rule_behind(change)

    def _rule_behind(self, clause: Clause) -> None:
        folded, end = self._course.folded, clause.quantity.unit_end
        place = bisect_left(self._times, end, key=lambda t: t.start)
        time = next(iter(self._times[place : place + 1]), None)
        bracket = None if time is None or time.kind not in _SINCE else _BRACKET_BEHIND.match(folded, end)
        alone = bracket is not None and time is not None and folded.startswith(")", time.end)
        told = bracket if alone else next(filter(None, (behind.match(folded, end) for behind in _BEHIND)), None)
        if time is None or told is None or time.start > told.end() or not (alone or time.kind in _DAYS_BEHIND):
            return
        section = self._course.around.section
        scope = scope_from(time, folded, section) if _ENDS.match(folded, time.end) else None
        if scope is not None and scope.last <= section.told_until:
            self._course.state.scope = scope

    def _open(self, time: Time, clause: Clause) -> None:
        """Let words of time rule what they come before."""
        folded, section, state = self._course.folded, self._course.around.section, self._course.state
        scope = scope_from(time, folded, section) or one_of_years(time, folded, section, state.scope)
        stop = clause.sentence[0] if clause.bracket < 0 else self._stop_before(clause.bracket)
        if scope is None or time.start < stop:
            return
        if clause.bracket >= 0 and _is_within_earlier_year(time, state.scope, section.period.year):
            scope = scope.years_before(section.period.year - state.scope.last.year)
        if time.kind == "now" and state.sentence_scope.cumulative and state.sentence_scope.last < scope.last:
            scope = replace(scope, last=state.sentence_scope.last)  # "tính đến 18/3 ..., hiện nay có 45 ca"
        if time.kind == "to date" and state.scope.stated and state.scope.cumulative:
            return  # "đến 15/3 lũy kế đạt": the day is the more telling of the two
        ahead = state.scope.stated and not state.scope.several_years and state.scope.last > section.told_until
        if time.kind == "to date" and ahead and not _SO_FAR.search(clause.left):
            scope = replace(scope, last=state.scope.last, stated=True)  # "phấn đấu tháng 11 trồng 90 ha, lũy kế 900 ha"
        if time.kind == "to date" and base_of(clause.right, section.period) == "prev":
            return  # "tính chung CPI tăng 0,1% so với tháng trước" tells of the month
        state.scope = scope
        # "riêng quý II" is an aside, a bare "lũy kế" goes with its verb alone, "hộ nghèo cuối năm 2023" with its name
        rules = clause.sentence_first or (scope.cumulative and time.kind != "to date")
        rules = rules and not (time.kind == "year" and self._tells_of_years(clause, time))
        opens = clause.segment_first or _RAISES.search(folded, clause.left_start, time.start)
        if opens and rules and clause.bracket < 0 and time.kind not in ("year start", "year end"):
            state.sentence_scope = scope
        if clause.sentence_first and clause.bracket < 0:
            self._frame = frame_of_sentence(folded, clause.sentence[0], time, scope, section)

    def _tells_of_years(self, clause: Clause, time: Time) -> bool:
        """Whether each item names its own year: "tỷ lệ A năm 2017 đạt 100%; tỷ lệ B năm 2018 đạt 68,7%; C 75%"."""
        start, end = clause.sentence
        if not _NAMED_BEFORE.search(self._course.folded, start, time.start):
            return False
        later = _ITS_YEAR.finditer(self._course.folded, clause.segment[1], end)
        return any(found[1] != time.numbers[0] for found in later)

    def _stop_before(self, bracket: int) -> int:
        """Where the last stop before a bracket is; brackets come in ascending order."""
        seen, stop = self._stop
        if bracket != seen:
            self._stop = (bracket, max(stop, self._course.folded.rfind(". ", max(0, seen - 1), bracket)))
        return self._stop[1]

    def carry(self, clause: Clause, finding: Finding) -> None:
        """What is measured by the year is compared by the year too, and so are its parts."""
        state = self._course.state
        by_year = finding.scope.cumulative and not state.scope.stated
        if finding.reading.measure == "level" and clause.bracket < 0 and by_year:
            state.scope = finding.scope
            if clause.segment_first:
                state.head_scope = finding.scope


def _is_within_earlier_year(time: Time, told: Scope, year: int) -> bool:
    """Whether a quarter or month without its year is one of an earlier year: "năm 2023 tăng 6,1% (quý I tăng 4,2%)"."""
    bare = time.kind in ("quarter", "month") and time.numbers[1] is None
    return bare and told.stated and not told.several_years and told.last.year < year
