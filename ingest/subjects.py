"""What a sentence is speaking of, and how it is carried from one number to the next."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ingest import lexicon
from ingest.linking import NEUTRAL
from ingest.remembering import remembered
from ingest.times import MONTH_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_CUES = re.compile(
    rf"\b(?:{lexicon.INCREASE}|{lexicon.DECREASE}|{lexicon.OVER}|{lexicon.REACH}|{lexicon.SHARE}|{lexicon.TIMES})\b"
    r"|\b(?:mở rộng|thu hẹp)(?: thêm| nhiều nhất)?(?: với)?(?: hơn| gần| khoảng| trên)*\s*$"
    rf"|{lexicon.PART_CUE.pattern}|\blần lượt\b|\btiến độ (?:[^\W\d]+ ){{0,2}}cùng kỳ\b"
    rf"|\bvụ (?:[^\W\d]+ ){{0,4}}(?:trước|ngoái|20\d\d)\b"
    r"|\bcả (?:\d+ |hai |ba )?(?:tiêu chí|mặt)\b"  # "tăng cả 3 tiêu chí" names none of them
    r"|\b(?:tăng|giảm) (?:hơn |gần |trên )?(?:một|nửa|hai|ba) (?:triệu|nghìn|tỷ) (?:người|lượt|đồng)\b"  # in words
    rf"|\b{lexicon.OF_THE_SAME}"
    r"|\bkhông đáng kể\b|\b(?:gần như |hầu như )?không (?:thay )?đổi\b"
    r"|\bdự báo\b|\bcùng kỳ (?:dịp |kỳ nghỉ )*tết(?: nguyên đán)?\b"
    rf"|\btháng (?:{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})\b"
)
#: Words that stand around a number without naming anything.
_EMPTY = NEUTRAL | frozenset(
    """
    riêng ngoài ra cả nước toàn quốc thì đều nên đang bị do so với cùng kỳ trước ngoái năm theo tương điểm phần trăm
    chi tiết giao trung ương hđnd hội đồng nhân dân tỉnh dự toán kế hoạch nghị quyết đã dưới lần nhưng hay tức
    tuy nhiên mặc dù vậy vẫn bq ck cknt kh th ubnd mục tiêu đề ra trở lại hơn nữa cấp khi i ii iii iv nâng đưa tổng số
    tới
    """.split()
)
_WITH = re.compile(r"\bvới\b")
_COMPANION = re.compile(r"^\s*(?:,\s*)?(?:với|kèm theo)\b")

_WORD_OR_COMMA = re.compile(r"[^\W\d_]+|,")
_STOP, _PAUSE = re.compile(r"[;:.]\s"), re.compile(r"[,;:.]")
_LABEL_WORDS = 12
_MORE_WORDS = 8  # so many may be added for a label to begin with a phrase
_OPENING = frozenset("các những của cho với về tại trong từ theo để đối trên do gồm cùng nhằm cả".split())
_BEFORE_OPENING = frozenset(", đã đang sẽ được là và".split())
_LEFT_OVER = 3  # words before the first comma that may be the end of a phrase, and are left out
_LOOKED_AT = 60  # words, of which the last ones may be verbs
_OF_ALL_SEASONS = re.compile(r"\b(?:cả năm|các vụ)\b")
_OF_OTHER_DAYS = re.compile(r"\b(?:lũy kế|tính chung|cộng dồn|\d+ tháng|cả năm)\b")
_DAYS = re.compile(
    r"(?:\b(?:tính |ước )?(?:đến |từ |trong )?(?:hết )?)(?:ngày |tháng |quý |năm ){1,4}(?:[ivx]+\b|[\d/.]+)"
    r"|trong (?:tháng|quý|năm|kỳ)"
)
#: What a label may begin with that says nothing of what was counted: "trong đó", "toàn tỉnh", "đến nay".
_BEFORE_NAME = re.compile(
    r"(?:(?:trong (?:số )?(?:đó|này)|và|còn|riêng|gồm|bao gồm|cụ thể|đến nay|hiện nay|trong tháng|trong kỳ|tháng đầu"
    r"|toàn (?:tỉnh|huyện|xã|thành phố|ngành)|so với cùng kỳ)\b[\s,]*)+(?=[^\W\d]|$)"
)
_DAY_WORDS = ("ngày", "tháng", "quý", "năm", "kỳ")
_VERBS_AT_END = re.compile(rf"(?:\b(?:{lexicon.REACH}|khoảng|trên|gần|hơn|có|được)\s*)+$")

#: What accompanies a counted thing, and what its indicator's code then ends in: "cấp 45 giấy ... với diện tích 6,1 ha".
COMPANIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bdiện tích\b"), "_area"),
    (re.compile(r"\bvốn\b|\btổng mức đầu tư\b"), "_capital"),
    (re.compile(r"\b(?:kinh phí|trị giá|số tiền|giá trị)\b"), "_value"),
)
_COMPANION_WORDS = frozenset(
    """
    diện tích vốn đăng ký đầu tư kinh phí trị giá số tiền giá trị tổng mức là cam kết viện trợ
    """.split()
)

#: Nouns that name an aspect of what was just spoken of, and the last part of the sibling indicator's code.
ASPECTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\bdiện tích (?:đã |cho )*thu hoạch\b|(?<!sản lượng )(?<!năng suất )\b(?:thu hoạch|gặt)\b"),
        "harvested_area",
    ),
    (re.compile(r"\btrồng mới\b"), "new_area"),
    (re.compile(r"\bsản lượng(?: (?:đã )?thu hoạch(?: được)?)?(?: cả năm)?\b"), "output"),
    (re.compile(r"\bnăng suất(?: bq)?(?: thu hoạch)?\b"), "yield"),
    (re.compile(r"\bdiện tích(?: gieo (?:trồng|cấy|sạ)| xuống giống)?\b"), "area"),
)


#: "tạm tính sản lượng chung toàn vụ", "bà con nông dân đã thu hoạch xong"
_WHOLE_SEASON = frozenset("dự tạm vụ bà con nông dân xong dứt điểm cơ bản".split())

#: The share of a counted thing in all of its kind, where that share is an indicator.
RATES_OF_ALL = {
    "social.poor_households": "social.poverty_rate",
    "social.near_poor_households": "social.near_poverty_rate",
    "health.insured_people": "health.insurance_coverage",
    "insurance.social_total": "insurance.social_coverage",
    "banking.npl": "banking.npl_ratio",
}


_COUNTS = {rate: count for count, rate in RATES_OF_ALL.items()} | {
    "education.national_standard_rate": "education.national_standard_schools",
    "rural.communes_new_rural_rate": "rural.communes_new_rural",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator (or words that no code fits) that following numbers without a name of their own belong to."""

    code: str = ""
    label: str = ""
    unit: str = ""  # as printed with its level
    start: int = -1  # `start` of the claim that stated its level


NOBODY = Subject()


@remembered
def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that name something: no cues, no neutral words, no time."""
    return tuple(w for w in _WORD.findall(_CUES.sub(" ", text)) if w not in _EMPTY)


@remembered
def is_companion(left: str) -> bool:
    """Whether the number only accompanies the subject: "30 doanh nghiệp với tổng vốn đăng ký 263,6 tỷ đồng"."""
    return bool(_COMPANION.search(left))


def rate_of_reduction(code: str) -> str:
    """Of what such a code tells the reduction; other codes as they are."""
    return f"{code.removesuffix('_reduction')}_rate" if code.endswith("_reduction") else code


def sibling_code(left: str, subject: Subject, known: frozenset[str]) -> str:
    """The code of another aspect of the subject: "sản lượng" after "diện tích cây ăn quả" is the output of fruit.

    Of other days the same aspect is told again: "sản lượng tháng 3 đạt 1.100 tấn, 3 tháng sản lượng 4.300 tấn".
    """
    if not subject.code:
        return ""
    for suffix in _aspects_in(left):
        parts = subject.code.split(".")
        if _OF_ALL_SEASONS.search(left):
            parts = [*parts[:2], parts[-1]]
            if ".".join([*parts[:2], suffix]) in known:
                return ".".join([*parts[:2], suffix])
        if parts[-1] == suffix and _OF_OTHER_DAYS.search(left):
            return subject.code
        if parts[-1] == suffix:
            continue  # "diện tích" again is that of a part, and not of all seasons
        for depth in range(len(parts) - 1, 0, -1):
            code = ".".join([*parts[:depth], suffix])
            if code in known and code != subject.code and depth > 1:
                return code
        stem, _, aspect = subject.code.rpartition("_")  # "fisheries.shrimp_area" and "fisheries.shrimp_output"
        again = aspect == suffix and not _OF_OTHER_DAYS.search(left)
        if aspect in ("area", "output") and not again and f"{stem}_{suffix}" in known:
            return f"{stem}_{suffix}"
    return ""


@remembered
def _aspects_in(left: str) -> tuple[str, ...]:
    """The ends of codes for the aspects that the words before a number name, where they name nothing else."""
    words = set(content_words(left))
    found = ((pattern.findall(left), suffix) for pattern, suffix in ASPECTS)
    return tuple(suffix for said, suffix in found if said and words - _WHOLE_SEASON <= set(" ".join(said).split()))


def is_aspect_alone(subject: Subject) -> bool:
    """Whether an aspect is all that is known of it: "diện tích thu hoạch 300 ha"."""
    return not subject.code and bool(_aspects_in(subject.label.removesuffix(subject.unit)))


def count_of_rate(left: str, rate: str) -> str:
    """The code of what makes up a rate, told right behind it: "tỷ lệ hộ nghèo 5,4% (11.200 hộ)"."""
    return _COUNTS.get(rate, "") if not content_words(left) else ""


def companion_code(left: str, subject: Subject, known: frozenset[str]) -> str:
    """The code of what goes with a counted subject: its area, its capital, its value."""
    if not subject.code:
        return ""
    for suffix in _companions_in(left):
        code = subject.code.replace("_projects", suffix) if "_projects" in subject.code else subject.code + suffix
        if code in known:
            return code
    return ""


@remembered
def _companions_in(left: str) -> tuple[str, ...]:
    """The ends of codes for what the words before a number count by, where they name nothing else."""
    tail = _WITH.split(left)[-1]
    if not set(content_words(tail)) <= _COMPANION_WORDS:
        return ()
    return tuple(suffix for pattern, suffix in COMPANIONS if pattern.search(tail))


#: Words that say how something is counted or paid for, not what: "với tổng số tiền", "trị giá", "diện tích".
_HOW_MUCH = _COMPANION_WORDS | frozenset(
    """
    kinh phí tiền dư nợ khoản từ cho suất quà huy động tỷ lệ trọng hỗ trợ nguồn đó gồm
    """.split()
)


@remembered
def names_little(left: str, right: str) -> bool:
    """Whether the words around a number say how much but not of what: "với tổng kinh phí #", "đạt #%"."""
    tail = _PAUSE.split(right, maxsplit=1)[0]
    return set(content_words(left)) <= _HOW_MUCH and not content_words(tail)


def label_of(left: str, unit_words: str, right: str) -> str:
    """The words that name what was counted, for people who review numbers without a code."""
    words = [*_name_before(left), *unit_words.split(), *_name_behind(right)]
    return " ".join(words).strip(" ,")


@remembered
def _name_before(left: str) -> tuple[str, ...]:
    before = _STOP.split(left.rstrip(" :"))[-1]  # "cây ăn quả: 2.640 ha"
    if any(map(before.__contains__, _DAY_WORDS)):
        before = _DAYS.sub(" ", before)
    lead = " ".join(_WORD_OR_COMMA.findall(before)[-_LOOKED_AT:]).strip(" ,")
    words = _VERBS_AT_END.sub("", lead).strip(" ,").split()
    return tuple(plain_label(" ".join(words[_beginning(words) :])).split())


def plain_label(label: str) -> str:
    """A label without the words before it that say nothing of what was counted: "trong đó", "toàn tỉnh"."""
    said = _BEFORE_NAME.match(label)
    return label[said.end() :] if said else label


def _beginning(words: Sequence[str]) -> int:
    """Where a label begins that ends with these words: not within a phrase, as "(doanh) nhân, đối thoại" would."""
    first = len(words) - _LABEL_WORDS
    if first <= 0:
        return 0
    for start in range(first, max(first - _MORE_WORDS, 0), -1):
        if words[start] in _OPENING or _opens(words, start, _BEFORE_OPENING):
            return start
    if first <= _MORE_WORDS:
        return 0
    behind = range(first + 1, first + _LEFT_OVER + 2)
    return next((start for start in behind if _opens(words, start, (",",))), first)


def _opens(words: Sequence[str], start: int, before: Container[str]) -> bool:
    return words[start - 1] in before and words[start] != "lâm"  # "nông, lâm nghiệp" is one phrase


@remembered
def _name_behind(right: str) -> tuple[str, ...]:
    return tuple(_PAUSE.split(right, maxsplit=1)[0].split()[:_LABEL_WORDS])
