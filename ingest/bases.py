"""What a change or an attainment is measured against: the same period of the year before, the period before, a plan."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.claim import Versus
from ingest.clauses import Clause
from ingest.cues import EQUALS
from ingest.period import Period
from ingest.remembering import remembered
from ingest.times import MONTH_WORDS

#: No base: of what was sown a harvest is a part.
OF_SOWN = re.compile(r"\bso (?:với )?(?:tổng )?diện tích (?:đã )?(?:gieo (?:trồng|cấy|sạ)|xuống giống)\b")
#: Nor where the number stands among others: "tăng 9,4%, cao nhất so với 4 năm trở lại đây".
_NO_BASE = re.compile(rf"{OF_SOWN.pattern}|\b(?:cao|thấp|khá|nhất|thứ \d+) so với\b")
#: "..., so với cùng kỳ, số dự án cấp mới bằng 100%" is compared with what a comma parts from it.
BASE_AHEAD = re.compile(r"\b(so (?:với )?(?:cùng kỳ|tháng trước|năm trước|năm ngoái)[^,;]{0,20}),[^,;]{3,60}\bbằng\s*$")
_NEXT_VERB = re.compile(r"\b(?:và|nhưng|còn|nên) (?:đạt|bằng|tăng|giảm|chiếm|vượt)\b")
SAYS_NO_MORE = re.compile(r"\W*(?:và\W*)?$")  # "bằng 38% và tăng 4%": "và" joins the next number
_SHARE = re.compile(r"\bchiếm\b[^,;]{0,20}$")  # "chiếm 86% so với tổng đàn" compares with no other time
_REACHES = re.compile(r"\bđạt\s*(?:tỷ lệ\s*)?$")
_BRACKET_AND_BASE = re.compile(r"\s*\)\s*(so (?:với )?[^,;:.(]{3,40})")
_DECEMBER = 12  # from whose end the year is counted
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1}

_PLAN = re.compile(lexicon.PLAN_WORDS)
_OF_YEAR = re.compile(r"(?: tăng trưởng| đề ra| của| cho| cả)* năm\b")
#: The council of a district or commune sets its own plan; that of the province is told apart from it.
_OWN_COUNCIL = re.compile(r"\b(?:hđnd|hội đồng nhân dân) (?:huyện|thị xã|xã|phường|thị trấn)\b")


def names_scenario(words: str) -> bool:
    """Whether the plan that the words name is a scenario: what is wanted by a day or in a quarter, not of the year."""
    named = _PLAN.search(words) if "kịch bản" in words else None
    return named is not None and named[0] == "kịch bản" and not _OF_YEAR.match(words, named.end())


@remembered
def plan_kind(text: str) -> Versus:
    """By whom the plan named in `text` was set: the first of the two authorities that is named; "other": a scenario."""
    phrase = re.split(r"[;,]|(?<!\bt)\.", text, maxsplit=1)[0][:80]  # "dự toán T.Ư giao"
    if names_scenario(phrase):
        return "other"
    phrase = _OWN_COUNCIL.sub("", phrase)
    central, council = lexicon.CENTRAL.search(phrase), lexicon.COUNCIL.search(phrase)
    if central and (not council or central.start() < council.start()):
        return "plan:central"
    return "plan:council" if council else "plan"


def plan_of(clause: Clause, opening: Versus | None) -> Versus:
    """By whom the plan was set: told behind the number, or where its sentence opens: "so với dự toán HĐND giao"."""
    behind = plan_kind(clause.right)
    return opening if opening is not None and behind == "plan" and opening.startswith("plan:") else behind


def attains_barely(clause: Clause) -> bool:
    """Whether nothing but "bằng" or "đạt" and the number is said, as in "92,5 tỷ đồng, bằng 49,6%"."""
    said = re.fullmatch(r"\W*(?:ước |dự kiến |mới |chỉ )?(?:bằng|đạt)\s*(?:gần |hơn |trên |khoảng )?", clause.left)
    return said is not None and SAYS_NO_MORE.match(clause.right) is not None


def reaches_barely(clause: Clause) -> bool:
    """Whether the number stands behind "đạt" and nothing is said behind it: "thu ngân sách đạt 62%"."""
    return _REACHES.search(clause.left) is not None and SAYS_NO_MORE.match(clause.right) is not None


def base_behind_bracket(folded: str, clause: Clause, period: Period) -> Versus | None:
    """The base right behind the bracket that holds a number: "giảm (-3%) so với tháng trước"."""
    behind = _BRACKET_AND_BASE.match(folded, clause.quantity.unit_end) if clause.bracket >= 0 else None
    return base_of(behind[1], period) if behind else None


def base_before(clause: Clause, period: Period) -> Versus | None:
    """The base that stands right before the verb: "so với tháng trước tăng 2,1%".

    A number with a base of its own has none before it: "bằng so với tháng trước và giảm 3 vụ so với cùng kỳ".
    """
    told = _after_so(clause.left)
    behind = base_of(clause.right, period) if _NEXT_VERB.search(told) else None
    return behind or (base_of(told, period) if told else None)


@remembered
def _after_so(left: str) -> str:
    """The words from the last "so" on, if no comma stands between them and the number; "" without any."""
    place = max(left.rfind(" so "), 0 if left.lstrip(" ,;:-").startswith("so ") else -1)
    return "" if place < 0 or "," in left[place:] else left[place:]


@remembered
def base_of(text: str, period: Period) -> Versus | None:
    """What a phrase like "so với cùng kỳ năm trước" compares with, in a report on `period`; None without a base."""
    text = _NEXT_VERB.split(text, maxsplit=1)[0]
    found: list[tuple[int, Versus]] = []
    for pattern, versus in lexicon.BASES:
        if hit := pattern.search(text):
            year = next((int(part) for part in hit.groups() if part), period.year - 1)
            found.append((hit.start(), versus if year == period.year - 1 else "other"))
    if hit := lexicon.BASE_MONTH.search(text):
        month = MONTH_WORDS.get(hit[1]) or int(hit[1])
        found.append((hit.start(), _steps_back(month, hit[2], period.last, 12, period.year)))
    if hit := lexicon.BASE_QUARTER.search(text):
        quarter = _QUARTERS.get(hit[1]) or int(hit[1])
        found.append((hit.start(), _steps_back(quarter, hit[2], (period.last + 2) // 3, 4, period.year)))
    if hit := lexicon.BASE_YEAR.search(text):
        found.append((hit.start(), "yoy" if int(hit[1] or hit[2]) == period.year - 1 else "other"))
    if hit := lexicon.BASE_DAY.search(text):
        same_month = int(hit[1]) == period.last != _DECEMBER and hit[2] == str(period.year - 1)
        found.append((hit.start(), "yoy" if same_month else "other"))
    if hit := lexicon.BASE_PLAN.search(text):
        found.append((hit.start(), plan_kind(text[hit.start() :])))
    if found:
        return min(found)[1]
    return "other" if lexicon.BASE_ANY.search(text) and not _NO_BASE.search(text) else None


def _steps_back(base: int, base_year: str | None, now: int, in_a_year: int, year: int) -> Versus:
    """How a month or a quarter lies before the one reported: just before it, a year before it, or elsewhere."""
    if base_year is None:
        return "prev" if base < now or now == 1 else "other"
    years = 1 if base_year == "trước" else year - int(base_year)
    back = now - base + in_a_year * years
    return "prev" if back == 1 else "yoy" if back == in_a_year else "other"


def later_bases(clauses: list[Clause], period: Period, *, equals: bool = False) -> dict[int, Versus | None]:
    """The base that closes the list, for each quantity's start: "tăng 2,1%; ..., tăng 3% so với cùng kỳ năm trước".

    With `equals` only that of percents told with "bằng": "lúa 2.700 ha, bằng 98,8%; ..., bằng 96% so với cùng kỳ".
    """
    out: dict[int, Versus | None] = {}
    coming: dict[tuple[tuple[int, int], int], Versus | None] = {}
    for clause in reversed(clauses):
        key = (clause.sentence, clause.bracket)
        out[clause.quantity.start] = coming.get(key)
        if equals and not EQUALS.search(clause.left):
            continue
        base = base_of(clause.right, period)
        if base == "other" and _SHARE.search(clause.left):
            continue
        if base is not None and not base.startswith("plan"):
            coming[key] = base
        elif equals and lexicon.PLAN_PHRASE.search(clause.right):
            coming[key] = None
    return out
