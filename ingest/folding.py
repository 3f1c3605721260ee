"""One spelling to match against, character for character: lower case, tones in one place, slips of cue words."""

from __future__ import annotations

import re
from functools import lru_cache

#: Vietnamese capitals, for use inside a character class of a pattern.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

_OLD_TONES = """
    oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ
    """.split()
_NEW_TONES = """
    òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy
    """.split()
_TONES = dict(zip(_OLD_TONES, _NEW_TONES, strict=True))
_OLD_TONE = re.compile(rf"(?:{'|'.join(_OLD_TONES)})(?<!q..)(?![\wÀ-ỹ])")

#: What every one of them shows, found faster: their second letter is rarer than their first.
_OLD_TONE_SHOWN = re.compile(r"[àáảãạèéẻẽẹỳýỷỹỵ](?![\wÀ-ỹ])(?<=[ou].)")

#: Slips of scanning and typing in the words that carry meaning, each the length of what it stands for.
_SLIPS = {
    "kê hoạch": "kế hoạch",
    "kế hoach": "kế hoạch",
    "kế họach": "kế hoạch",
    "cung kỳ": "cùng kỳ",
    "cùng kì": "cùng kỳ",
    "cùng ký": "cùng kỳ",
    "phần đấu": "phấn đấu",
    "dư toán": "dự toán",
    "so vói": "so với",
    "lủy kế": "lũy kế",
    "xuất quà": "suất quà",
    "xuất học bổng": "suất học bổng",
}
#: Words written with i or y, in the one form that rules and aliases use.
_TWINS = {"kì": "kỳ", "sĩ": "sỹ", "tỉ": "tỷ", "lí": "lý", "mĩ": "mỹ", "kĩ": "kỹ", "quí": "quý"}
#: Twins differ in their last letter, which is rarer than their first.
_TWIN_LETTERS = {old[-1]: new[-1] for old, new in _TWINS.items()}
_TWIN_ENDS = "|".join(rf"(?<=\b{twin})" for twin in _TWINS)
_TWIN = re.compile(rf"[{''.join(_TWIN_LETTERS)}](?!\w)(?:{_TWIN_ENDS})")
_SHORT = 100  # characters; below it one pattern is faster than a dozen first looks
_REMEMBERED = 2_000  # characters; headings and passages are folded more than once
_SLIP = re.compile("|".join(map(re.escape, _SLIPS)))


def fold(text: str) -> str:
    """The text in the one spelling that rules and aliases use; position i stays position i.

    "Luỹ kế" and "lũy kế" fold to the same; "quý" keeps its tone, as q takes the u.
    """
    return _fold_again(text) if len(text) <= _REMEMBERED else _fold(text)


@lru_cache(maxsize=1024)
def _fold_again(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if _OLD_TONE_SHOWN.search(lower):
        lower = _OLD_TONE.sub(lambda m: _TONES[m[0]], lower)
    lower = _TWIN.sub(lambda m: _TWIN_LETTERS[m[0]], lower)
    if len(lower) < _SHORT or any(slip in lower for slip in _SLIPS):
        lower = _SLIP.sub(lambda m: _SLIPS[m[0]], lower)
    return lower
