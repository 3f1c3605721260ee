"""One spelling to match against, character for character: lower case, tones in one place, slips of cue words."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations, product

from ingest.remembering import remembered
from ingest.tries import trie_pattern

#: Vietnamese capitals, for use inside a character class of a pattern.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

_OLD_TONES = """
    oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ
    """.split()
_NEW_TONES = """
    òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy
    """.split()
_TONES = dict(zip(_OLD_TONES, _NEW_TONES, strict=True))
_OLD_TONE = re.compile(r"[ou][àáảãạèéẻẽẹỳýỷỹỵ](?<!q..)(?![\wÀ-ỹ])")  # not all of these pairs are
#: Signs that look like those of Vietnamese print, and what they stand for.
_LOOK_ALIKES = dict(zip("Ðð％（）＋：；／‐‑﹣－⁄∕—―", "Đđ%()+:;/----//––", strict=True))
_LOOK_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]")

#: Months that words count, not name: "sáu tháng đầu năm", "sáu tháng ước đạt", "qua hai tháng,".
_MONTHS_COUNTED = re.compile(r" tháng(?<=[^\W\d] tháng)(?= (?:đầu năm|qua|năm (?:19|20)\d\d|ước|dự kiến)\b|,| toàn\b)")
_COUNTS = dict(zip("hai ba bốn năm sáu bảy tám chín mười".split(), range(2, 11), strict=True)) | {
    "mười một": 11,
    "bẩy": 7,
}
_COUNT = re.compile(r"\b(qua |chung |kế )?(hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười một|mười)$")

#: Slips of scanning and typing in the words that carry meaning, each the length of what it stands for.
_SLIPS = {
    "kế họach": "kế hoạch",
    "cùng ký": "cùng kỳ",
    "phần đấu": "phấn đấu",
    "so vói": "so với",
    "lủy kế": "lũy kế",
    "gdrp": "grdp",
    "giá tri": "giá trị",
    "tri giá": "trị giá",
    "xuất quà": "suất quà",
    "xuất học bổng": "suất học bổng",
    # Verbs of one syllable that are no other word without their marks ("giam" and "bang" are).
    "dat": "đạt",
    "đat": "đạt",
    "chiem": "chiếm",
    "vuot": "vượt",
}
#: Phrases that are known where marks of their letters are lost ("ke hoạch"): no other words are left then. One syllable
#: alone seldom is: "giam" is "giảm" or "giam", "ngan" a thousand or a duck.
_KNOWN_BARE = (
    "kế hoạch|cùng kỳ|so với|dự toán|lũy kế|năm trước|tháng trước|trung ương|phấn đấu|chỉ tiêu|nghị quyết|trong đó|"
    "ước đạt|ước tính|tương đương|điểm %|tỷ đồng|triệu đồng|nghìn đồng|triệu usd|nghìn tấn|triệu tấn|nghìn con|"
    "triệu con|nghìn lượt|triệu lượt|triệu kwh|tính chung|đầu năm|cả năm|ước"
)
#: Words without their marks that are known right beside a number: scales behind it, "tang" before it.
_BARE_BESIDE = {"nghin": "nghìn", "trieu": "triệu", "triêu": "triệu", "tang": "tăng"}
_BESIDE = re.compile(r"(?<=\d )(?:nghin|trieu|triêu)(?!\w)|(?<!quả )\btang(?= \d)")
#: Words written with i or y, in the one form that rules and aliases use.
_TWINS = {"kì": "kỳ", "sĩ": "sỹ", "tỉ": "tỷ", "lí": "lý", "mĩ": "mỹ", "kĩ": "kỹ", "quí": "quý"}
#: Twins differ in their last letter, which is rarer than their first.
_TWIN_LETTERS = {old[-1]: new[-1] for old, new in _TWINS.items()}
_TWIN_ENDS = "|".join(rf"(?<=\b{twin})" for twin in _TWINS)
_TWIN = re.compile(rf"[{''.join(_TWIN_LETTERS)}](?!\w)(?:{_TWIN_ENDS})")
_UNTIL = re.compile(
    r"\b[Tt]ới(?<!tháng tới)(?<!quý tới)(?<!năm tới)(?<!gian tới)(?<!tuần tới)"
    r"(?= (?:(?:hết|cuối|thời điểm|ngày|tháng \d|quý [\div]|năm \d{4}|nay)\b|\d{1,2}\s?[/-]\s?\d{1,2}\b(?![.,]?\d)))"
)
_REMEMBERED = 2_000  # characters; headings and passages are folded more than once, of longer ones the last is kept


def less_marked(letter: str) -> list[str]:
    """A letter, and what is left of it when some of its marks are lost."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    kept = (chosen for count in range(len(marks) + 1) for chosen in combinations(marks, count))
    left = [unicodedata.normalize("NFC", base + "".join(chosen)) for chosen in kept]
    return [*left, "d"] if letter == "đ" else left


_SLIPS |= {
    "".join(letters): phrase for phrase in _KNOWN_BARE.split("|") for letters in product(*map(less_marked, phrase))
}
_SLIP = re.compile(trie_pattern(slip for slip, meant in _SLIPS.items() if slip != meant) + r"(?!\w)")


def plain_signs(text: str) -> str:
    """The text with the signs of Vietnamese print for those that look like them; position i stays position i."""
    return _LOOK_ALIKE.sub(lambda m: _LOOK_ALIKES[m[0]], text)


def until_spelled(text: str) -> str:
    """The text with "đến" for "tới" before days, which means the same; position i stays position i."""
    return _UNTIL.sub(lambda m: "Đến" if m[0] == "Tới" else "đến", text) if "ới " in text else text


def fold(text: str) -> str:
    """The text in the one spelling that rules and aliases use; position i stays position i.

    "Luỹ kế" and "lũy kế" fold to the same; "quý" keeps its tone, as q takes the u.
    """
    return _fold_short(text) if len(text) <= _REMEMBERED else _fold_long(text)


def _fold(text: str) -> str:
    text = plain_signs(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = _OLD_TONE.sub(lambda m: _TONES.get(m[0], m[0]), lower)
    if " tháng" in lower:
        lower = _counts_in_digits(lower)
    lower = until_spelled(lower)
    lower = _TWIN.sub(lambda m: _TWIN_LETTERS[m[0]], lower)
    if any(map(lower.__contains__, _BARE_BESIDE)):
        lower = _BESIDE.sub(lambda m: _BARE_BESIDE[m[0]], lower)
    return _SLIP.sub(lambda m: _SLIPS[m[0]] if _begins_word(m) else m[0], lower)


def _counts_in_digits(lower: str) -> str:
    """For "sáu tháng đầu năm" the same with a 6; what is no count of months since January stays in words."""
    for found in _MONTHS_COUNTED.finditer(lower):
        end = found.start()
        count = _COUNT.search(lower, max(0, end - 14), end)
        if count is None:
            continue
        behind = lower[found.end() : found.end() + 8]
        if behind == " đầu năm" or (count[2] != "năm" and (count[1] or not behind.startswith((",", " to")))):
            digits = str(_COUNTS[count[2]]).rjust(len(count[2]))
            lower = lower[: count.start(2)] + digits + lower[end:]
    return lower


def _begins_word(found: re.Match[str]) -> bool:
    return found.start() == 0 or not found.string[found.start() - 1].isalnum()


_fold_short, _fold_long = remembered(_fold), remembered(_fold, kept=1)
