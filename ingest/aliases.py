"""Where the catalogue's phrases stand in a sentence: a word trie with slots for numbers and gaps.

An alias is a row of words; `#` is the number that the alias names, `@` any other number, `…` up to eight other words.
Words are compared in folded text with abbreviations written out, so that "DN" finds "doanh nghiệp".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.folding import fold
from ingest.lexer import Quantity

MAX_GAP = 8
NO_CODE = "-"  # the code of phrases that name something for which there is no indicator
_TOKEN = re.compile(r"[^\W_]+(?:[³²])?|,")
_ALIAS_TOKEN = re.compile(r"[^\W_]+(?:[³²])?|,|#|@|…")

#: Words that only bound or round the number behind them: "đón hơn 121.500 lượt khách".
_BEFORE_NUMBER = frozenset("trên hơn gần khoảng dưới được thêm ước đạt là".split())

#: Abbreviations of the genre, written out before words are compared.
ABBREVIATIONS = {
    "dn": "doanh nghiệp",
    "htx": "hợp tác xã",
    "nsnn": "ngân sách nhà nước",
    "nsđp": "ngân sách địa phương",
    "xnk": "xuất nhập khẩu",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "bhtn": "bảo hiểm thất nghiệp",
    "tttm": "trung tâm thương mại",
    "ntm": "nông thôn mới",
    "tngt": "tai nạn giao thông",
    "kcn": "khu công nghiệp",
    "đtnn": "đầu tư nước ngoài",
    "xkld": "xuất khẩu lao động",
    "xklđ": "xuất khẩu lao động",
    "gtsx": "giá trị sản xuất",
    "gcn": "giấy chứng nhận",
    "tmbl": "tổng mức bán lẻ",
    "pccc": "phòng cháy chữa cháy",
    "atvstp": "an toàn vệ sinh thực phẩm",
    "vsattp": "vệ sinh an toàn thực phẩm",
    "dvmtr": "dịch vụ môi trường rừng",
    "tthc": "thủ tục hành chính",
    "tcđđ": "tiêm chủng đầy đủ",
    "qsd": "quyền sử dụng",
    "qsdđ": "quyền sử dụng đất",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, or a quantity ("#"), with its place."""

    text: str
    start: int
    end: int
    quantity: int = -1
    unit_end: int = -1  # where the unit of a quantity ends


@dataclass(frozen=True, slots=True)
class Alias:
    """A phrase that names an indicator, and the words one of which must be near for it to count."""

    code: str
    phrase: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An alias found: its words' span, how many words it has, and the quantity it names (-1: none by itself)."""

    alias: Alias
    start: int
    end: int
    words: int
    slot: int
    behind: int = 0  # how many of its words stand behind the quantity that it names


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)


def words_of(folded: str, start: int, end: int, quantities: list[Quantity]) -> list[Word]:
    """The words of folded[start:end] with each quantity's digits and scale words as one "#" word.

    A percent sign belongs to its "#"; of a pair like "36/37 vụ" or a range like "7,5-8%" only the first is a word.

    `quantities` are those that begin inside, in order; a word's `quantity` is the index in that list.
    """
    out: list[Word] = []
    at = start
    for index, quantity in enumerate(quantities):
        out.extend(_plain(folded, at, quantity.start))
        at = quantity.unit_end
        if not quantity.is_ratio and quantity.unit_words:
            at = max(quantity.end, quantity.unit_end - len(quantity.unit_words))
        if not (quantity.over or quantity.range_end):
            out.append(Word("#", quantity.start, at, index, quantity.unit_end))
    out.extend(_plain(folded, at, end))
    return out


def _plain(folded: str, start: int, end: int) -> Iterator[Word]:
    for found in _TOKEN.finditer(folded, start, end):
        text = found[0]
        for part in ABBREVIATIONS.get(text, text).split():
            yield Word(part, found.start(), found.end())


def alias_tokens(phrase: str) -> list[str]:
    """The words of an alias as they are compared."""
    out: list[str] = []
    for token in _ALIAS_TOKEN.findall(fold(phrase)):
        out.extend(ABBREVIATIONS.get(token, token).split())
    return out


def _may_skip_comma(words: list[Word], index: int, slot: int) -> bool:
    """Not right behind the number that the alias names: "06 vụ, mua bán" parts two items."""
    if slot < 0:
        return True
    named = next(w for w in words if w.quantity == slot)
    return words[index - 1].quantity < 0 and words[index - 1].end > named.unit_end


def slot_end(words: list[Word], slot: int) -> int:
    """Where the quantity number `slot` ends among `words`."""
    return next(w.end for w in words if w.quantity == slot)


class AliasFinder:
    """Finds every alias in a sentence, overlapping ones included; built once from the catalogue."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._root = _Node()
        for alias in aliases:
            node = self._root
            for token in alias_tokens(alias.phrase):
                node = node.children.setdefault(token, _Node())
            node.aliases.append(alias)

    def find(self, words: list[Word]) -> list[Mention]:
        """All mentions in `words`, in order of their first word."""
        out: list[Mention] = []
        for index in range(len(words)):
            self._walk(self._root, words, index, index, 0, -1, out)
        return out

    def _walk(
        self, node: _Node, words: list[Word], first: int, index: int, length: int, slot: int, out: list[Mention]
    ) -> None:
        for alias in node.aliases:
            behind = words[index - 1].end > slot_end(words, slot) if slot >= 0 else False
            behind_count = length - alias_tokens(alias.phrase).index("#") - 1 if behind else 0
            out.append(Mention(alias, words[first].start, words[index - 1].end, length, slot, behind_count))
        if index >= len(words):
            return
        word = words[index]
        keys = ("#", "@") if word.quantity >= 0 else (word.text,)
        for key in keys:
            child = node.children.get(key)
            if child is not None:
                self._walk(child, words, first, index + 1, length + 1, word.quantity if key == "#" else slot, out)
        if word.text in _BEFORE_NUMBER and ("#" in node.children or "@" in node.children):
            self._walk(node, words, first, index + 1, length, slot, out)
        if word.text == "," and node is not self._root and _may_skip_comma(words, index, slot):
            self._walk_over_comma(node, words, first, index, length, slot, out)
        gap = node.children.get("…")
        if gap is not None:
            self._walk_gap(gap, words, first, index, length, slot, out)

    def _walk_over_comma(
        self, node: _Node, words: list[Word], first: int, index: int, length: int, slot: int, out: list[Mention]
    ) -> None:
        """Commas inside a name are often left out or put in: "nông, lâm nghiệp" and "nông lâm nghiệp" are one name."""
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or following.quantity >= 0:
            return
        child = node.children.get(following.text)
        if child is not None:
            self._walk(child, words, first, index + 2, length + 1, slot, out)

    def _walk_gap(
        self, gap: _Node, words: list[Word], first: int, index: int, length: int, slot: int, out: list[Mention]
    ) -> None:
        for skip in range(MAX_GAP + 1):
            position = index + skip
            if position >= len(words):
                return
            word = words[position]
            key = "#" if word.quantity >= 0 else word.text
            for k in (key, "@") if word.quantity >= 0 else (key,):
                child = gap.children.get(k)
                if child is not None:
                    next_slot = word.quantity if k == "#" else slot
                    self._walk(child, words, first, position + 1, length + 1, next_slot, out)
            if word.quantity >= 0 or word.text == ";":
                return
