"""Whether the words before a number name another thing than the one told of before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice, takewhile
from operator import itemgetter

from ingest.clauses import Clause
from ingest.course import Course, Lexis
from ingest.lexer import PERCENT
from ingest.linking import outermost
from ingest.situation import CHANGES, Reading
from ingest.subjects import Subject, content_words

OTHER_DAYS = re.compile(
    r"\b(?:lũy kế|lũy tích|cộng dồn|tính chung|tháng|quý|năm|kỳ|từ đầu năm|ngày)\b(?<!trong tháng)"
    r"|\bđến \d{1,2}\s?[/-]\s?\d{1,2}(?![\d%])"  # "ước đến 30/9 đạt 36 tỷ đồng"
)
_EXCHANGED = re.compile(r"\W*(?:quy (?:đổi|ra)|tương đương|tính ra)\b[^,;.\d]*")
_VALUE_AGAIN = re.compile(r"\b(?:lũy kế|cộng dồn|tính chung)\b[^;.]*\bgiá trị (?:ước )?(?:đạt|là)\b")
#: What there is of a thing is not what was added of it: "cấp mới 15 dự án; đến nay có 640 dự án".
_ADDED = re.compile(r"[._]new(?:_projects|_capital)?$")
_THERE_ARE = re.compile(r"\b(?:(?<!đầu năm )đến nay|hiện(?: nay)?)\b[^;]*\b(?:có|còn)\b")
_FELL_ILL = re.compile(r"\s*(?:số )?(?:ca |trường hợp )?mắc(?: mới)?\s*(?:$|[,;.(]|(?:và|tăng|giảm|so)\b)")
_NEXT_YEAR = re.compile(
    r"\s*(?:,\s*)?(?:và\s+)?(?:đến\s+)?(?:hết\s+|cuối\s+)?năm (?:19|20)\d\d (?:ước |dự kiến |giảm |tăng )*"
    r"(?:đạt|là|còn|có|lên|xuống)(?: khoảng| trên| dưới| hơn| gần)?\s*"
)
HAPPENED = ("xảy", "ra", "phát", "hiện", "bắt", "giữ")
_REACHED = re.compile(r"[\s,]*(?:ước |đã )*(?:đạt|lên)(?: mức| khoảng| trên| gần| hơn| tới)*\s*")
_SUMS_UP = re.compile(r"\W*(?:tính )?(?:lũy kế|cộng dồn|tính chung)\b")
_NEAR = 12  # numbers back, among which cases of a disease, or what a level was reached from, are looked for
_DONE = frozenset("thu hút giải ngân huy động tiêu thụ khai thác đón phục vụ vận chuyển tiếp nhận".split())


def told_of_other_days(clause: Clause, subject: Subject) -> bool:
    """Whether the words before the number tell of `subject` on other days: "...; lũy kế 9 tháng 270 doanh nghiệp"."""
    if _ADDED.search(subject.code) and _THERE_ARE.search(clause.left):
        return False
    return OTHER_DAYS.search(clause.left) is not None


def cases_again(clause: Clause, course: Course) -> Subject | None:
    """The disease of which "ca mắc" are told again, behind its dead: "1 ca tử vong; lũy kế 1.503 ca mắc"."""
    counted = "" if clause.quantity.unit == PERCENT else f"{clause.quantity.unit_words} "
    if not _FELL_ILL.match(counted + clause.right) or set(content_words(clause.left)) - set(HAPPENED):
        return None
    for told in islice(reversed(course.done), _NEAR):
        if told.code.endswith("_cases") and told.code.startswith("health."):
            return Subject(told.code, told.label)
        if told.code or "tử vong" not in told.label:
            return None
    return None


def counted_again(clause: Clause, reading: Reading, named: set[str], course: Course) -> Subject | None:
    """The cases of the sentence told of other days, "...; lũy kế xảy ra 11 vụ"; "Lũy kế" may open the next sentence."""
    if reading.measure != "level" or clause.quantity.unit != "vụ" or not OTHER_DAYS.search(clause.left):
        return None
    since = clause.sentence[0]
    if clause.sentence_first and clause.bracket < 0 and _SUMS_UP.match(clause.left):
        index = bisect_right(course.shape.sentences, since, key=itemgetter(0)) - 1
        since = course.shape.sentences[max(0, index - 1)][0]
    cases = [s for s in course.state.recent if s.unit == "vụ" and s.start >= since]
    alone = len({s.code for s in cases}) == 1 and named <= set(HAPPENED) and not content_words(clause.right)
    return cases[-1] if alone else None


def told_of_next_year(clause: Clause, course: Course) -> bool:
    """Whether only a year parts the number from the one before it: "năm 2025 đạt 80 triệu USD và năm 2030 đạt 170"."""
    if not course.done or clause.bracket >= 0:
        return False
    return _NEXT_YEAR.fullmatch(course.folded, course.done[-1].quantity.unit_end, clause.quantity.start) is not None


def newly_named(clause: Clause, reading: Reading, subject: Subject) -> set[str]:
    """The words before the number that name another thing than `subject`, the one told of before it."""
    quantity = clause.quantity
    named = set(content_words(clause.left))
    if reading.measure == "change_abs":
        named -= {*quantity.unit_words.split(), *HAPPENED}  # "số vụ tăng 5 vụ" names nothing new
    if quantity.unit != subject.unit:
        return named
    if subject.code.startswith("budget."):
        named -= {"thu", "chi"}  # "tháng 8 là 940 tỷ đồng; lũy kế 8 tháng thu 7.120 tỷ đồng"
    if _VALUE_AGAIN.search(clause.left):
        named -= {"giá", "trị"}  # "lũy kế 8 tháng giá trị ước đạt 310 triệu USD"
    if named and named <= _DONE and named <= set(subject.label.split()) and OTHER_DAYS.search(clause.left):
        return set()  # "thu hút FDI được 40 triệu USD; lũy kế 5 tháng thu hút 190 triệu USD"
    return named


def named_by_sentence_before(clause: Clause, course: Course, lexis: Lexis) -> Subject | None:
    """What opens the sentence before, where that holds no number: "Thu ngân sách có nhiều cố gắng. 6 tháng đạt 52%".

    None where the sentence of the number names something, or the one before it goes on with what was told.
    """
    index = bisect_right(course.shape.sentences, clause.sentence[0], key=itemgetter(0)) - 1
    if not clause.sentence_first or clause.bracket >= 0 or index < 1 or content_words(clause.left):
        return None
    start, end = course.shape.sentences[index - 1]
    if course.done and course.done[-1].quantity.start >= start:
        return None
    names = lexis.linker.mentions(course.shape.flat, (start, end), []).mentions
    opening = course.shape.flat[start:end]
    first = start + len(opening) - len(opening.lstrip(" -+*"))
    named = outermost([name for name in names if name.slot < 0 and not name.alias.context])
    return Subject(named[0].alias.code) if named and named[0].start == first else None


def reached_by_change(clause: Clause, course: Course) -> bool:
    """Whether it is the level that a change led to: "xuất khẩu tăng 12% so với cùng kỳ, đạt 350 triệu USD"."""
    subject = course.state.subject
    if not subject.code or clause.bracket >= 0 or clause.segment_first or not _REACHED.fullmatch(clause.left):
        return False
    near = islice(reversed(course.done), _NEAR)
    told = list(takewhile(lambda finding: finding.sentence == clause.sentence, near))
    changed = bool(told) and told[0].code == subject.code and told[0].reading.measure in CHANGES
    first = not any(f.code == subject.code and f.reading.measure == "level" for f in told)
    return changed and first and clause.quantity.unit == subject.unit


def name_of_money_before(clause: Clause, course: Course) -> str:
    """The words before the money that a share is told behind: "dịch vụ 538 tỷ đồng, chiếm 45,4%"."""
    place = bisect_left(course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)
    if not place or content_words(clause.left) or course.segment_clauses[place - 1].quantity.unit != "đồng":
        return ""
    return course.segment_clauses[place - 1].left


def told_in_dollars(clause: Clause, code: str, codes: frozenset[str]) -> str:
    """The code of the same in dollars: "GRDP bình quân đầu người 78 triệu đồng, quy đổi đô la Mỹ đạt 3.259 USD"."""
    dollars = f"{code}_usd"
    exchanged = clause.quantity.unit == "usd" and dollars in codes and _EXCHANGED.fullmatch(clause.left)
    return dollars if exchanged else ""
