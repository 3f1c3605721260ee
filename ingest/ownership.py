"""Whose number it is: the indicator named in the clause, or the one that the number is told of.

Tried in order: whose turn it is in a list, the name in the clause, another aspect of the subject, what accompanies it,
a predicate shared by a list, the name before a bracket, and last the subject that is carried on. Words that name
something of their own stop the search: then the number has a label and no code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import islice

from ingest import lexicon
from ingest.aliases import Mention
from ingest.behind import capital_behind, counted_behind, main_told, named_behind
from ingest.brackets import Brackets
from ingest.clauses import ITS_PLAN, Clause
from ingest.course import Course, Lexis
from ingest.cues import part_cue
from ingest.disbursement import paid_out
from ingest.doubts import is_left_out, names_nobody, of_unnamed_cases
from ingest.halves import name_of_other_half
from ingest.headed import area_meant, as_sown, named_alone, names_in_order, names_of_topic, same_thing
from ingest.lexer import PERCENT
from ingest.linking import Link
from ingest.meant import as_meant, as_reaped
from ingest.naming import (
    cases_again,
    counted_again,
    name_of_money_before,
    named_by_sentence_before,
    newly_named,
    reached_by_change,
    told_in_dollars,
    told_of_next_year,
    told_of_other_days,
)
from ingest.parts import is_amount_of_share, spreads, whole_before
from ingest.places import place_alone
from ingest.rates import rate_beside_count, rate_of_count, rate_of_other_days
from ingest.seasons import in_its_season, next_in_season, rice_of_season
from ingest.situation import CHANGES, Reading
from ingest.subjects import (
    NOBODY,
    Subject,
    companion_code,
    content_words,
    count_of_rate,
    is_aspect_alone,
    label_of,
    names_little,
    rate_of_reduction,
    sibling_code,
)
from ingest.turns import Turns
from ingest.wholes import change_of_pair

_GOES_ON = re.compile(  # "từ 62,3% lên 64,1%", "từ 62,3% năm 2016 tăng lên 64,1%"
    r"[\s,]*(?:năm (?:19|20)\d\d )?(?:đã )?(?:tăng |giảm )?(?:lên|xuống|còn|lên còn|xuống còn)"
    r"(?: dưới| trên| khoảng)?\s*"
)
_DAYS_APART = re.compile(
    r"\briêng (?:trong )?(?:tháng|quý) (?:\d|[ivx]+\b)|\b(?:riêng|trong đó)\W+(?:trong )?năm 20\d\d\b|^\W*năm 20\d\d\b"
)
_STILL_MORE = re.compile(r"\b(?:thêm|(?:phát triển|công nhận) mới)(?: được| ít nhất| khoảng| từ)*\s*$")
_MORE_BEHIND = re.compile(r"[^,;.]{0,60}\btăng thêm\b")
_SUM = re.compile(r"\btổng số\b|^\W*tổng\b")
_RAISES = re.compile(r"\b(?:nâng|đưa) (?:tổng|lũy kế|luỹ kế|giá trị|doanh thu|kim ngạch)\b")
_TOTAL_WORDS = frozenset("nâng tổng số thu chi đầu nay giá trị doanh kim ngạch".split())
_GROWN = ("crops.", "fisheries.")  # what has areas, yields and outputs
_GROWTHS = ("change_pct", "change_ratio")
_BESIDE_ITS_OWN = frozenset(("plan of a pair", "plan by another body", "rate of the nation"))
_NEAR = 100  # numbers back, among which one that belongs to a number is looked for
_LONGEST_NAME = 250  # characters
_WORTH = re.compile(
    r"[\s,(]*(?:tương đương|với|đạt|ước)?(?: ?(?:tổng|trị giá|giá trị|kim ngạch|đạt|là|khoảng|trên|gần|hơn|ước))*\s*"
)
_NONE_OF = re.compile(r"\s*,\s*(?:không|chưa) (?:có|xảy ra|ghi nhận)\b.*")  # "lũy kế 84 ca, không có tử vong"
_RANKED = re.compile(r"[\s,]*(?:xếp|đứng)?(?: ở)?\s*(?:thứ hạng|thứ|hạng|vị trí(?: thứ)?)\s*")
_DEALT_WITH = re.compile(r"_(?:solved|done)$")
_OF_VOLUME = re.compile(r"\s*về (?:mặt )?(?:số |khối |sản )?lượng(?=\s*(?:$|[,;.)]|(?:và|nhưng|so|trong khi)\b))")
_MONEY = ("đồng", "usd")
#: "tỷ lệ bao phủ BHYT 95%, giảm 13% hộ nghèo" tells nothing more of what was told before.
_OTHERS_BEHIND = re.compile(r"\s*(?:số )?(?:hộ|trường|xã|thôn|lao động|học sinh|trẻ em|dân cư)\b")
_AND = re.compile(r"\s*(?:,|và)\s*")


class Ownership:
    """Decides code and label of each number of a passage, as its course stands."""

    def __init__(self, lexis: Lexis, course: Course) -> None:
        self._lexis, self._course, self._turns = lexis, course, Turns(course)
        self._brackets = Brackets(lexis, course)

    def of(self, clause: Clause, reading: Reading, link: Link, context: str) -> tuple[str, str]:
        """The code and the label of the number; the code is "" where no indicator is meant or several may be."""
        code, label = self._of(clause, reading, link, context)
        code = as_reaped(as_sown(code, clause.left), clause, self._course, self._lexis.codes)
        if _OF_VOLUME.match(clause.right) and reading.measure in CHANGES and self._lexis.unit_of(code) in _MONEY:
            code = self._volume_before(clause)  # "xuất khẩu 12 nghìn tấn, trị giá 5 triệu USD, tăng 9% về lượng"
        return code, label

    def is_share_in_turn(self, clause: Clause) -> bool:
        """Whether the number is the share of a sector that was named in a list before it."""
        return self._turns.is_share(clause)

    def _volume_before(self, clause: Clause) -> str:
        """The code of the last amount in its segment that is no money; "" without one."""
        recent = reversed(self._course.state.recent)
        within = (s for s in recent if s.start >= clause.segment[0] and s.unit not in ("", PERCENT, *_MONEY))
        return next(within, NOBODY).code

    def _of(self, clause: Clause, reading: Reading, link: Link, context: str) -> tuple[str, str]:
        """The code and the label, where what is told may be the value as well as the volume."""
        state, label = self._course.state, self._label(clause)
        level = reading.measure in ("level", "plan")
        if names_nobody(self._course, clause):
            return "", label
        owner = self._turns.next(clause, reading, context) or self._of_the_same(clause, reading)
        if owner := owner or (capital_behind(clause, state.recent) if not level else None):
            return owner.code, owner.label or label
        if (of_pair := self._of_pair(clause)) is not None:
            return of_pair, label
        if reading.measure == "attainment" and rate_beside_count(link, self._course, self._lexis):
            return state.subject.code, state.subject.label or label
        rate = self._brackets.rate_left(clause, self._lexis.codes) if level else ""
        if level and (rate := rate or rate_of_count(clause, reading, self._course, self._lexis)):
            return rate, label
        if (told := self._not_named_alone(clause, reading, link)) is not None:
            return told, label
        next_season = next_in_season(clause, self._course, self._lexis.codes) if level else ""
        if level and (code := next_season or self._told_in_another_order(clause, link, context)):
            code = in_its_season(code, clause, self._course, self._lexis.codes)
            return "" if code == self._whole_code(clause, reading) else code, label
        if reading.rule == "rank" and link.code and self._lexis.unit_of(link.code) != reading.unit:
            return "", label  # "đứng thứ 18 toàn quốc về tốc độ tăng trưởng"
        if link.mention is not None and not self._belongs_to_unnamed(clause, link):
            return self._named(clause, reading, link.code, link.mention), label
        if link.candidates:
            return (state.subject.code, label) if state.subject.code in link.candidates else ("", label)
        related = self._related(clause, reading, context) or self._before_bracket(clause, reading, context)
        if related is not None:
            return related, label
        return self._inherited(clause, reading, label)

    def _not_named_alone(self, clause: Clause, reading: Reading, link: Link) -> str | None:
        """The code, or "", where the name in the clause is not all that tells: more of a stock, a capital, a part."""
        stock = reading.measure in ("level", "plan") and self._lexis.nature_of(link.code) == "stock"
        if stock and (self._still_more(clause) or _MORE_BEHIND.match(clause.right)):
            return ""  # "thêm 02 xã đạt chuẩn" does not tell how many there are
        if link.mention is not None and is_left_out(self._course, clause, link.mention):
            return ""
        paid = None if link.mention is None else paid_out(clause, link.mention, self._course)
        code = paid or link.code
        part = code and code == self._whole_code(clause, reading)
        return "" if part else paid  # a part never carries the code of its whole

    def _named(self, clause: Clause, reading: Reading, code: str, mention: Mention) -> str:
        """The code of the name in the clause, unless its words say that an area, or a season's part, is another."""
        unnamed = mention.alias.context and of_unnamed_cases(self._course, clause, reading)
        code = "" if unnamed else area_meant(code, clause, mention, self._lexis.codes)
        return as_meant(code, clause, self._course, self._lexis.codes)

    def _label(self, clause: Clause) -> str:
        """The words that name the number; where they do not say of what it is told, the name of the number before it.

        Of a pair "36/37 vụ" the first takes the words behind the second, and the second is told of the first.
        """
        quantity, right = clause.quantity, clause.right
        place = bisect_right(self._course.segment_clauses, quantity.start, key=lambda c: c.quantity.start)
        following = next(islice(self._course.segment_clauses, place, None), None)
        unit = quantity.unit_words
        if following is not None and following.quantity.over:
            right, unit = following.right, unit or following.quantity.unit_words
        label = label_of(clause.left, unit, right)
        before = self._course.done[-1] if self._course.done else None
        if before is None or before.sentence[1] < clause.sentence[0]:
            return label
        telling = not quantity.is_ratio and unit != quantity.unit  # "đơn tố cáo" says more than "đơn"
        if quantity.over or (names_little(clause.left, right) and not telling):
            topic = before.label.rpartition(": ")[0] or before.label
            return f"{topic}: {label}" if topic != label else label
        return label

    def _told_in_another_order(self, clause: Clause, link: Link, context: str) -> str:
        """The code of a name whose parts stand in another order: "Lúa mùa: diện tích 300 ha"."""
        for name in names_in_order(clause, context):
            link = self._lexis.linker.link_name(clause.quantity, name, context)
            if link.code:
                return link.code
        of_season = rice_of_season(clause, self._course, self._lexis.codes)
        if code := of_season or self._elsewhere(clause, context):
            return code
        named = link.code and link.mention is not None and link.mention.slot >= 0  # "diện tích hiện có # ha cây ăn quả"
        return "" if named else self._topic(clause, context)

    def _elsewhere(self, clause: Clause, context: str) -> str:
        """The code of the last name told of the other half: "rác thải thu gom ở đô thị đạt 95%, nông thôn đạt 80%"."""
        name = name_of_other_half(clause, self._course)
        code = self._told_as(name, clause, context).code if name else ""
        another = code and code != self._course.done[-1].code
        return code if another and self._lexis.measured_in(code, clause.quantity) else ""

    def _topic(self, clause: Clause, context: str) -> str:
        """The code of a bare aspect of the one thing named before it: "Vụ lúa hè thu được mùa, năng suất #"."""
        codes: set[str] = set()
        taken: list[tuple[int, int]] = []
        for name, first, last in names_of_topic(clause, context):
            if any(first < stop and start < last for start, stop in taken):
                continue
            code = self._lexis.linker.link_name(clause.quantity, name, context).code
            if code.startswith(_GROWN):
                taken.append((first, last))
                codes.add(code)
        return codes.pop() if len(codes) == 1 else ""

    def _still_more(self, clause: Clause) -> bool:
        """Whether "thêm" rules the number, perhaps over items before it: "thêm 4 xã đạt chuẩn và 6 sản phẩm OCOP"."""
        place = bisect_right(self._course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)
        for before in reversed(self._course.segment_clauses[max(place - _NEAR, 0) : place]):
            if _STILL_MORE.search(before.left):
                return True
            alike = before.quantity.unit == clause.quantity.unit or not clause.left.strip(" ,và")
            if content_words(before.left) or not alike:
                return False
        return False

    def _related(self, clause: Clause, reading: Reading, context: str) -> str:
        """A code that follows from the subject or from the words around, where the clause itself names none."""
        state, quantity, codes = self._course.state, clause.quantity, self._lexis.codes
        level = reading.measure in ("level", "plan")
        ranked = f"{state.subject.code}_rank"  # "PCI đạt 60 điểm, xếp hạng 40/63"
        if reading.rule == "rank" and ranked in codes and _RANKED.fullmatch(clause.left):
            return ranked
        told = self._course.done[-1] if level and self._course.done else None
        if told is not None and told.reading.measure == reading.measure:
            count = count_of_rate(clause.left, told.code)
            if count and self._lexis.measured_in(count, quantity):
                return count
        sibling = told_in_dollars(clause, state.subject.code, codes) if level else ""
        sibling = sibling or sibling_code(clause.left, whole_before(clause, self._course), codes)
        sibling = sibling or sibling_code(clause.left, state.subject, codes)
        near = state.coded.start >= clause.sentence[0] or is_aspect_alone(state.subject)
        if not sibling and not state.subject.code and near:
            sibling = sibling_code(clause.left, state.coded, codes)  # "lạc 46 ha, năng suất 28 tạ/ha, sản lượng"
        if sibling and (not level or self._lexis.measured_in(sibling, quantity)):
            return sibling
        thing = same_thing(clause, state.subject, self._course.folded[:_LONGEST_NAME]) if level else ""
        if thing and (code := self._lexis.linker.link_name(quantity, thing, context).code):
            return in_its_season(code, clause, self._course, codes)
        beside = self._traded(clause, context) if level else self._changed_in_kind(clause, reading, context)
        if beside:
            return beside
        name = name_of_money_before(clause, self._course) if reading.measure == "share" else ""
        if name and (code := self._told_as(name, clause, context).code).startswith("macro.structure."):
            return code
        companion = companion_code(clause.left, state.main, codes) or self._brackets.capital_of(clause, codes)
        told_of = level or (reading.measure in CHANGES and not quantity.is_ratio)
        if companion and ((told_of and self._lexis.measured_in(companion, quantity)) or reading.measure in _GROWTHS):
            return companion
        behind = re.match(r"\s*về (?:số |tổng )*(.*)", clause.right)
        if behind and not level and (aspect := companion_code(behind[1].split(" so ")[0], state.main, codes)):
            return aspect
        if level and quantity.unit == PERCENT and (shared := self._shared_predicate(clause, context)):
            return shared
        return ""

    def _changed_in_kind(self, clause: Clause, reading: Reading, context: str) -> str:
        """The code of a part named alone, in a whole or beside another: "..., trong đó lúa tăng 2%, ngô giảm 3%"."""
        state, last = self._course.state, self._course.done[-1] if self._course.done else None
        told = state.last_level.code if state.whole is not None or part_cue(clause.left) else ""
        if not told and last is not None and last.sentence == clause.sentence and last.reading.measure in CHANGES:
            told = last.code
        changed = told and clause.quantity.is_ratio and reading.measure != "share"
        name = named_alone(clause, told) if changed else ""
        code = self._lexis.linker.link_name(replace(clause.quantity, unit=""), name, context).code if name else ""
        alike = code != told and code.partition(".")[0] == told.partition(".")[0]
        return in_its_season(code, clause, self._course, self._lexis.codes) if code and alike else ""

    def _traded(self, clause: Clause, context: str) -> str:
        """The trade that money tells of behind its tonnes: "gạo 385 nghìn tấn, tương đương 231 triệu USD"."""
        clauses = self._course.segment_clauses
        place = bisect_left(clauses, clause.quantity.start, key=lambda c: c.quantity.start)
        if clause.quantity.unit not in ("usd", "đồng") or not place or not _WORTH.fullmatch(clause.left):
            return ""
        tonnes = clauses[place - 1]
        if tonnes.quantity.unit != "tấn" or self._course.done[-1].code:
            return ""
        code = self._told_as(tonnes.left, clause, context).code
        goods = code.startswith(("external_trade.exports.", "external_trade.imports."))
        return code if goods and self._lexis.measured_in(code, clause.quantity) else ""

    def _before_bracket(self, clause: Clause, reading: Reading, context: str) -> str | None:
        """The code of the name right before the bracket, "" where that is a season's; None without such a name."""
        if clause.bracket < 0 or (content_words(clause.left) and clause.left_start >= clause.bracket):
            return None
        outer = self._told_as(self._brackets.name_before(clause), clause, context).code
        level = reading.measure in ("level", "plan")
        if not outer or (level and not self._lexis.measured_in(outer, clause.quantity)):
            return None
        return in_its_season(outer, clause, self._course, self._lexis.codes)

    def _whole_code(self, clause: Clause, reading: Reading) -> str:
        """The code of the whole that this level is a part of; "" where it is none."""
        summed = bool(_RAISES.search(clause.left) or (clause.segment_first and _SUM.search(clause.left)))
        summed = summed or bool(_DAYS_APART.search(clause.left))  # "riêng tháng 10 có 690 người"
        if summed or reading.measure not in ("level", "share") or clause.bracket in self._course.again:
            return ""
        around, opens = self._course.around, clause.sentence[0] == self._course.shape.sentences[0][0]
        opens = opens and (around.note or self._course.state.scope == around.scope)  # an item may tell of other days
        part_of = around.part_of if opens else ""
        if self._course.state.whole is None and not part_cue(clause.left) and not part_of:
            return ""
        return part_of or self._course.state.last_level.code

    def _belongs_to_unnamed(self, clause: Clause, link: Link) -> bool:
        """Money told right after a number without a code is that thing's: "cho vay 03 khách hàng, tổng dư nợ ...".

        A name with a context of its own, or in a segment of its own, stands for itself.
        """
        subject, mention = self._course.state.subject, link.mention
        return (
            mention is not None
            and clause.quantity.unit == "đồng"
            and not clause.segment_first
            and not subject.code
            and subject.start >= 0
            and subject.start == self._course.done[-1].quantity.start
            and mention.words <= 3
            and not mention.alias.context
        )

    def _shared_predicate(self, clause: Clause, context: str) -> str:
        """The code that the last item of a list gives with its predicate: "86% hộ gia đình, 97% cơ quan đạt chuẩn"."""
        last = self._course.segment_clauses[-1]
        if last is clause or not content_words(clause.right):
            return ""
        if len(clause.right) + len(last.right) > _LONGEST_NAME:
            return ""
        words = last.right.split()
        for cut in range(1, min(len(words), 8)):
            text = f"{clause.right.strip(' ,')} {' '.join(words[cut:])}"
            link = self._lexis.linker.link_phrase(clause.quantity, text, context)
            if link.code:
                return link.code
        return ""

    def _inherited(self, clause: Clause, reading: Reading, label: str) -> tuple[str, str]:
        state, quantity, recent = self._course.state, clause.quantity, self._course.state.recent
        named = newly_named(clause, reading, state.subject)
        if again := self._told_of_other_days(clause, reading, named):
            return again.code, again.label
        if reading.measure != "level" and (told := named_by_sentence_before(clause, self._course, self._lexis)):
            return told.code, label
        if (named and not self._brackets.tells_of_last(clause)) or self._brackets.behind_another(clause):
            return "", label
        if reading.measure != "level" and self._brackets.tells_of_other_words(clause):
            return "", label
        if reading.measure in ("change_pct", "change_pp") and _OTHERS_BEHIND.match(clause.right):
            return "", label
        if reading.measure in ("level", "plan", "share"):
            if reading.measure == "share":
                subject = counted_behind(clause, recent) or state.subject
                return ("" if self._brackets.tells_of_words(clause) else subject.code), label
            named_after = bool(content_words(_NONE_OF.sub("", clause.right))) and not quantity.is_ratio
            other_unit = quantity.unit != state.subject.unit and bool(quantity.unit)
            goes_on = bool(_GOES_ON.fullmatch(clause.left)) or told_of_next_year(clause, self._course)
            goes_on = goes_on and quantity.unit == state.subject.unit
            goes_on = goes_on or rate_of_other_days(clause, self._course, self._lexis)
            if not named_after and reached_by_change(clause, self._course):
                return state.subject.code, state.subject.label or label
            if (quantity.unit == PERCENT and not goes_on) or named_after:
                return "", label
            if not goes_on and not told_of_other_days(clause, state.subject):
                return "", label  # a level without a name is the same thing told of other days, or it is nothing known
            subject = self._recent(clause) if other_unit else self._whole_again(clause) or state.subject
            left = goes_on and "còn" in clause.left.split()  # "giảm hộ nghèo 1,2%, còn 3,5%": the rate that is left
            return (rate_of_reduction(subject.code) if left else subject.code), subject.label or label
        beside = self._at_once(clause, reading) or self._brackets.right_behind(clause)
        main = state.subject if beside else main_told(state.main, state.subject)
        subject = counted_behind(clause, recent) or named_behind(clause, recent) or main
        if reading.measure == "change_abs" and quantity.unit:
            subject = self._changed_in_units(clause)
        return subject.code, subject.label or label

    def _changed_in_units(self, clause: Clause) -> Subject:
        """What changed by so many of its unit; a rate by what it counts: "tỷ lệ hộ nghèo còn 3,2% (giảm 2.200 hộ)"."""
        subject = self._brackets.changed_before(clause) or self._brackets.counted_before(clause)
        subject = subject or self._recent(clause)
        count = "" if subject.code else count_of_rate(clause.left, self._course.state.subject.code)
        return Subject(count) if count and self._lexis.measured_in(count, clause.quantity) else subject

    def _told_of_other_days(self, clause: Clause, reading: Reading, named: set[str]) -> Subject | None:
        """What was just told, raised to its total, or the cases of the sentence: "...; lũy kế xảy ra 11 vụ"."""
        if self._raises_total(clause, reading):
            return self._course.state.subject
        return cases_again(clause, self._course) or counted_again(clause, reading, named, self._course)

    def _at_once(self, clause: Clause, reading: Reading) -> bool:
        """Whether an attainment follows its level without a pause: "với sản lượng 3.150 tấn đạt 97% kế hoạch"."""
        done = self._course.done
        if reading.measure != "attainment" or not done or not done[-1].code:
            return False
        between = self._course.folded[done[-1].quantity.unit_end : clause.quantity.start]
        return "," not in between and ";" not in between

    def _whole_again(self, clause: Clause) -> Subject | None:
        """The whole, where a segment behind its parts tells of other days: "trong đó tôm 6 tấn; 10 tháng 90 tấn"."""
        whole, part = self._course.state.last_level, self._course.state.subject
        told = bool(self._course.done) and self._course.done[-1].sentence == clause.sentence
        behind = clause.sentence[0] <= whole.start < part.start and whole.unit == part.unit
        return whole if told and clause.segment_first and clause.bracket < 0 and behind else None

    def _raises_total(self, clause: Clause, reading: Reading) -> bool:
        """Whether a level adds the month to the year so far: "thu 401 tỷ đồng, nâng tổng thu 8 tháng lên 4.126 tỷ"."""
        state, quantity = self._course.state, clause.quantity
        if reading.measure != "level" or quantity.unit != state.subject.unit or not _RAISES.search(clause.left):
            return False
        clauses = self._course.segment_clauses
        following = bisect_right(clauses, quantity.start, key=lambda c: c.quantity.start)
        planned = any(lexicon.PLAN_PHRASE.search(c.right) for c in clauses[following : following + 1])
        of_the_unit = set(content_words(clause.left)) <= _TOTAL_WORDS | set(quantity.unit_words.split())
        return of_the_unit and (planned or (state.scope.stated and state.scope.cumulative))

    def _recent(self, clause: Clause) -> Subject:
        """Of the levels stated in this unit, the one that the words behind the number name, else the last."""
        same = [s for s in self._course.state.recent if s.unit == clause.quantity.unit]
        words = set(content_words(clause.right))
        return max(same, key=lambda s: (len(words & set(s.label.split())), s.start), default=NOBODY)

    def _of_the_same(self, clause: Clause, reading: Reading) -> Subject | None:
        """Of what a number beside another is told: a range, what stood there, its plan, a part in one place."""
        state, quantity = self._course.state, clause.quantity
        stood_there = reading.rule == "value of the base"
        listed = clause.bracket >= 0 and self._brackets.name_before(clause).lstrip(" )").startswith(("và ", ", "))
        unnamed = reading.rule == "attainment elsewhere" and not content_words(clause.left) and not listed
        told_elsewhere = unnamed and state.last_measure == "attainment"
        ranked = bool(self._course.done) and self._course.done[-1].reading.rule == "rank" and not quantity.unit
        told_elsewhere = told_elsewhere or (ranked and _AND.fullmatch(clause.left) is not None)  # "xếp thứ 2 và 3"
        beside = quantity.range_end or stood_there or told_elsewhere or reading.rule in _BESIDE_ITS_OWN
        beside = beside or (reading.measure == "plan" and self._brackets.tells_its_plan(clause))
        beside = beside or (reading.rule == "percent off its plan" and self._course.behind_rate(clause))
        if stood_there and self._course.done[-1].reading.rule == "growth by its own name" and not quantity.is_ratio:
            of_level = state.subject  # "GRDP đạt 40 tỷ đồng, tăng 7,1% so với cùng kỳ (37 tỷ đồng)": not of its growth
            return Subject(of_level.code if self._lexis.measured_in(of_level.code, quantity) else "", of_level.label)
        if beside and (number := self._course.last_told(quantity)):
            return Subject(number.code, number.label)
        if self._course.done and reading.rule == "plan" and ITS_PLAN.fullmatch(clause.left):
            before = self._course.done[-1]
            return Subject(before.code if self._lexis.measured_in(before.code, quantity) else "", before.label)
        if self._course.done and reading.rule == "plan in a bracket":
            before = self._course.done[-1]
            name = self._brackets.name_before(clause).strip(" ;")
            apart = ";" in self._course.shape.flat[before.quantity.unit_end : max(clause.bracket, 0)]
            if apart and not name.startswith("so với"):  # "xuất khẩu 2 tỷ USD; thu vượt dự toán (6 tỷ đồng)"
                return Subject(self._told_as(name, clause, "").code, "")
            own = before.code.rpartition(".")[0] + ".plan"
            code = own if own in self._lexis.codes else before.code
            return Subject(code if self._lexis.measured_in(code, quantity) else "", before.label)
        again = self._brackets.is_level_of_change(clause, reading) or self._brackets.tells_change_again(clause, reading)
        if again or is_amount_of_share(clause, reading, self._course, self._lexis):
            return Subject(self._course.done[-1].code, self._course.done[-1].label)
        whole = state.last_level
        told = clause.sentence[0] <= whole.start or (clause.bracket >= 0 and whole.start >= 0)
        told = told or spreads(clause, self._course)
        alike = reading.measure == "level" and whole.unit == quantity.unit
        if told and alike and place_alone(clause, self._course.text):
            return Subject(whole.code, whole.label)
        last = self._course.done[-1] if self._course.done else None
        changes = last is not None and reading.measure == last.reading.measure == "change_abs"
        if last and changes and quantity.unit == last.quantity.unit and place_alone(clause, self._course.text):
            return Subject(last.code, last.label)  # "ở huyện Tân Phú giảm 72 ha; huyện An Bình giảm 6 ha"
        return None

    def _of_pair(self, clause: Clause) -> str | None:
        """The code of a number behind a slash, or of either one behind their change; None elsewhere."""
        if (change := change_of_pair(self._course, clause)) is not None:
            return change.code
        if not clause.quantity.over:
            return None
        if told := self._course.told_before(clause.quantity, beyond=1):  # the first of "3/3 trường" is no whole
            return told.code
        part = self._course.done[-1].code if self._course.done else ""
        whole = _DEALT_WITH.sub("", part)  # of 45 solved in "làm rõ 45/48 vụ" all that happened
        return whole if whole != part and whole in self._lexis.codes else ""

    def _told_as(self, name: str, clause: Clause, context: str) -> Link:
        """What `name` would name if the number stood right behind it."""
        stop = len(name) + 1
        spot = replace(clause.quantity, start=stop, end=stop, unit_end=stop, unit="", unit_words="")
        pseudo = replace(clause, quantity=spot, left=name, left_start=-1, right="")
        found = self._lexis.linker.mentions(name, (0, len(name)), [])
        return self._lexis.linker.link(pseudo, -2, found, context, level=False)
