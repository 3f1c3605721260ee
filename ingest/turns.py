"""To whom numbers belong that follow others in their order: "đạt 12 và 8 dự án, tăng lần lượt 13,7% và 12,2%"."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.clauses import Clause
from ingest.course import Course
from ingest.lexicon import PART_CUE
from ingest.linking import nearness, outermost
from ingest.sectors import shares_in_order
from ingest.situation import CHANGES, Reading
from ingest.subjects import Subject, content_words

_CHANGED = re.compile(r"[\s,;]*(?:tăng|giảm|bằng)\s*")
_AND = re.compile(r"\s*và\s*")
_JOINS_TWO = re.compile(r"^[^,;]*\bvà\b[^,;]*$")
_COMPARES = re.compile(r"\bso (?:với )?[^,;]*(?:,|tăng|giảm)")
_COMPARES_ALONE = re.compile(r"\W*(?:và |còn )?so (?:với )?[^,;]*,?\s*(?:thì )?(?:tăng|giảm)\s*(?:khoảng |gần |hơn )?")
_IN_TURN = re.compile(r"\b(?:lần lượt|tương ứng)\b[^,;]{0,20}$")
_SHARES = re.compile(r"\b(?:tỷ trọng|cơ cấu)\b")
_TURNS = ("lần lượt", "tương ứng")
_NEAR = 100  # numbers to come, among which those of one list are counted


class Turns:
    """Whose turn it is in the lists of a passage, as its course stands."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._sectors = shares_in_order(course.folded)

    def is_share(self, clause: Clause) -> bool:
        """Whether the number is the share of a sector, whose turn it is."""
        return clause.quantity.start in self._sectors

    def next(self, clause: Clause, reading: Reading, context: str) -> Subject | None:
        """Whose turn it is in "tăng lần lượt 13,7% và 12,2%": the levels stated before, or the names in the clause.

        `context` is what the names may need around them.
        """
        state = self._course.state
        if clause.quantity.start in self._course.paired:
            return None
        if clause.quantity.start in self._sectors:
            return Subject(self._sectors[clause.quantity.start])
        again = self._course.again.get(clause.bracket)
        if again is not None and again.numbers:
            if clause.quantity.start == again.start:
                pool = state.recent[-again.numbers :]
                state.respective = pool if len(pool) == again.numbers else ()
        elif self._two_for_two(clause):
            state.respective = state.recent[-2:]
        elif any(map(clause.left.__contains__, _TURNS)) and _IN_TURN.search(clause.left):
            clauses, start = self._course.segment_clauses, clause.quantity.start
            coming = bisect_right(clauses, start, key=lambda c: c.quantity.start)
            count = 1 + sum(not c.left.strip(" ,và") for c in clauses[coming : coming + _NEAR])
            found = self._course.found.inside(clause.left_start, start)
            names = outermost([m for m in found if nearness(m, context) is not None])
            pool = tuple(Subject(m.alias.code) for m in names) if len(names) >= count else self._told(clause, reading)
            fits = 1 < count <= len(pool) and not (reading.measure == "level" and self._growths_as_shares(clause, pool))
            state.respective = pool[-count:] if fits else ()
        elif clause.left.strip(" ,và") and not (state.respective and _CHANGED.fullmatch(clause.left)):
            state.respective = ()
        if not state.respective or reading.measure in ("attainment", "share"):
            return self._whole_with_its_base(clause, reading)
        subject, *rest = state.respective
        state.respective = tuple(rest)
        return subject

    def _told(self, clause: Clause, reading: Reading) -> tuple[Subject, ...]:
        """What was told before, whose changes may follow in turn; levels are its own only within the sentence.

        Where the words before the number name things, it is none of those told before.
        """
        recent = self._course.state.recent
        if content_words(clause.left):
            return ()
        if reading.measure not in ("level", "plan"):
            return recent
        return tuple(subject for subject in recent if subject.start >= clause.sentence[0])

    def _growths_as_shares(self, clause: Clause, pool: tuple[Subject, ...]) -> bool:
        """Whether shares are told behind the growth of sectors: "giảm tỷ trọng nông nghiệp; tỷ lệ tương ứng là 54%"."""
        grown = any(subject.code.endswith("_growth") for subject in pool)
        start, stop = clause.sentence[0], clause.quantity.start
        return grown and _SHARES.search(self._course.folded, start, stop) is not None

    def _whole_with_its_base(self, clause: Clause, reading: Reading) -> Subject | None:
        """The whole, told behind its parts: "So với tháng trước IIP tăng, trong đó ...; so với cùng kỳ tăng 7%"."""
        opens = clause.segment_first and clause.bracket < 0 and reading.measure in CHANGES
        if not opens or clause.segment[0] == clause.sentence[0] or not _COMPARES_ALONE.fullmatch(clause.left):
            return None
        told = [f for f in self._course.done[-_NEAR:] if f.quantity.start >= clause.sentence[0]]
        if not told or told[0].reading.measure not in CHANGES:
            return None
        if not _COMPARES.search(self._course.folded, clause.sentence[0], told[0].quantity.start):
            return None
        parts = self._course.folded[told[0].quantity.unit_end : clause.segment[0]]
        return Subject(told[0].code, told[0].label) if PART_CUE.search(parts) else None

    def _two_for_two(self, clause: Clause) -> bool:
        """Whether two changes follow two levels that "và" joins: "8 ngừng và 3 giải thể; tăng 5% và giảm 6%"."""
        clauses, done = self._course.segment_clauses, self._course.done[-2:]
        place = bisect_right(clauses, clause.quantity.start, key=lambda c: c.quantity.start)
        coming = clauses[place : place + 1]
        if len(done) < 2 or not coming or not _CHANGED.fullmatch(clause.left) or not _AND.fullmatch(clause.right):
            return False
        first, second = done
        between = self._course.folded[first.quantity.unit_end : second.quantity.start]
        return (
            _CHANGED.fullmatch(coming[0].left) is not None
            and {first.reading.measure, second.reading.measure} == {"level"}
            and first.quantity.unit == second.quantity.unit
            and first.code != second.code
            and _JOINS_TWO.search(between) is not None
        )
