"""Where the catalogue's phrases stand in a sentence: a word trie with slots for numbers and gaps.

An alias is a row of words; `#` is the number that the alias names, `@` any other number, `…` up to eight other words.
Words are compared in folded text with abbreviations written out, so that "DN" finds "doanh nghiệp".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest
from typing import NamedTuple

from ingest.folding import fold
from ingest.lexer import Quantity

MAX_GAP = 8
NO_CODE = "-"  # the code of phrases that name something for which there is no indicator
_TOKEN = re.compile(r"[^\W_]+(?:[³²])?|,")
_BRACES = frozenset("{|}")
_ALIAS_TOKEN = re.compile(r"[^\W_]+(?:[³²])?|[,#@…{|}]")

#: Words that only bound or round the number behind them: "đón hơn 121.500 lượt khách".
_BEFORE_NUMBER = frozenset("trên hơn gần khoảng dưới được thêm ước đạt là".split())

#: Abbreviations of the genre, written out before words are compared.
ABBREVIATIONS = {
    "dn": "doanh nghiệp",
    "htx": "hợp tác xã",
    "nsnn": "ngân sách nhà nước",
    "nsđp": "ngân sách địa phương",
    "xnk": "xuất nhập khẩu",
    "xk": "xuất khẩu",
    "nk": "nhập khẩu",
    "đtpt": "đầu tư phát triển",
    "xdcb": "xây dựng cơ bản",
    "bq": "bình quân",
    "sxcn": "sản xuất công nghiệp",
    "đkkd": "đăng ký kinh doanh",
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
    "ttcn": "tiểu thủ công nghiệp",
    "tcđđ": "tiêm chủng đầy đủ",
    "qsd": "quyền sử dụng",
    "qsdđ": "quyền sử dụng đất",
}
_WRITTEN_OUT = {short: tuple(full.split()) for short, full in ABBREVIATIONS.items()}


class Word(NamedTuple):
    """A word of a sentence, or a quantity ("#"), with its place."""

    text: str
    start: int
    end: int
    quantity: int = -1
    unit_end: int = -1  # where the unit of a quantity ends


class Alias(NamedTuple):
    """A row of words that names an indicator, and the words one of which must be near for it to count, all folded."""

    code: str
    words: tuple[str, ...]
    context: tuple[str, ...] = ()


class Mention(NamedTuple):
    """An alias found: its words' span, how many words it has, and the quantity it names (-1: none by itself)."""

    alias: Alias
    start: int
    end: int
    words: int
    slot: int
    behind: int = 0  # how many of its words stand behind the quantity that it names


class _Node:
    __slots__ = ("aliases", "children")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.aliases: tuple[tuple[Alias, int], ...] = ()  # and how many of its words stand behind its "#"

    def ends_before(self, word: str) -> bool:
        """Whether no alias ends here, and none goes on with this plain word."""
        return not self.aliases and word not in self.children and "…" not in self.children


def words_of(folded: str, start: int, end: int, quantities: list[Quantity]) -> list[Word]:
    """The words of folded[start:end] with each quantity's digits and scale words as one "#" word.

    A percent sign belongs to its "#"; of a pair like "36/37 vụ" or a range like "7,5-8%" only the first is a word.

    `quantities` are those that begin inside, in order; a word's `quantity` is the index in that list.
    """
    out: list[Word] = []
    at = start
    for index, quantity in enumerate(quantities):
        if not quantity.over:
            out.extend(_plain(folded, at, quantity.start))
        before = quantities[index - 1].unit_end if quantity.over and index else at
        named = len(folded[at:before].split()) > len(quantity.unit_words.split())
        named = named and "/" not in folded[before : quantity.start]
        if named:  # "120 hộ nghèo trong tổng số 2.100 hộ" names itself
            out.extend(_plain(folded, at, before))
        at = quantity.unit_end
        if not named and not quantity.is_ratio and quantity.unit_words:
            at = max(quantity.end, quantity.unit_end - len(quantity.unit_words))
        if not (quantity.over or quantity.range_end):
            out.append(Word("#", quantity.start, at, index, quantity.unit_end))
    out.extend(_plain(folded, at, end))
    return out


def _plain(folded: str, start: int, end: int) -> list[Word]:
    out: list[Word] = []
    for found in _TOKEN.finditer(folded, start, end):
        text, (at, stop) = found[0], found.span()
        if text in _WRITTEN_OUT:
            out += [Word(part, at, stop) for part in _WRITTEN_OUT[text]]
        else:
            out.append(Word(text, at, stop))
    return out


@lru_cache(maxsize=16_384)  # each phrase is taken apart by the checks and for the finder
def spellings(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The rows of words that a phrase stands for, as they are compared: "{tổng|} đàn {lợn|heo}" is four of them."""
    return tuple(dict.fromkeys(_rows(iter(_ALIAS_TOKEN.findall(fold(phrase))))))


def _rows(signs: Iterator[str]) -> list[tuple[str, ...]]:
    """The rows up to the brace that closes these alternatives, or to the end."""
    done: list[tuple[str, ...]] = []
    rows: list[tuple[str, ...]] = [()]
    plain: tuple[str, ...] = ()  # words that all of `rows` go on with
    for sign in signs:
        if sign not in _BRACES:
            plain += _WRITTEN_OUT.get(sign) or (sign,)
            continue
        rows, plain = [row + plain for row in rows], ()
        if sign == "{":
            choices = _rows(signs)
            rows = [row + choice for row in rows for choice in choices]
        elif sign == "|":
            done, rows = done + rows, [()]
        else:
            break
    return done + [row + plain for row in rows]


def _may_skip_comma(words: list[Word], index: int, named: Word | None) -> bool:
    """Not right behind the number that the alias names: "06 vụ, mua bán" parts two items."""
    return named is None or (words[index - 1].quantity < 0 and words[index - 1].end > named.unit_end)


class AliasFinder:
    """Finds every alias in a sentence, overlapping ones included; built once from the catalogue.

    An alias is tried from each word, over a bounded number of words: the time is linear in the sentence.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._root = _Node()
        for alias in aliases:
            node, words = self._root, alias.words
            for word in words:
                child = node.children.get(word)
                if child is None:
                    child = node.children[word] = _Node()
                node = child
            node.aliases += ((alias, len(words) - words.index("#") - 1 if "#" in words else 0),)

    def find(self, words: list[Word]) -> list[Mention]:
        """All mentions in `words`, in order of their first word."""
        out: list[Mention] = []
        children = self._root.children
        for index, (word, second) in enumerate(zip_longest(words, islice(words, 1, None), fillvalue=_NO_WORD)):
            if word.text not in _BRANCHING:
                node = children.get(word.text)
                if node is None or (second.text not in _BRANCHING and node.ends_before(second.text)):
                    continue  # nothing begins with these two words: so are most of a sentence
            elif word.text == "," and "," not in children:
                continue
            _Search(words, index, out).walk(self._root, index, 0, None)
        return out


_NO_WORD = Word("", 0, 0)
#: Words that may be passed over, and the number, which two signs of an alias stand for.
_BRANCHING = _BEFORE_NUMBER | {",", "#"}


@dataclass(slots=True)
class _Search:
    """The aliases that begin with one word, the number `named` by them known once its slot is passed."""

    words: list[Word]
    first: int
    out: list[Mention]
    passed: int = 0  # words before a number that were passed over

    def walk(self, node: _Node, index: int, length: int, named: Word | None) -> None:
        """Go on from `node` with the word at `index`; `length` words of the alias are found."""
        words = self.words
        while True:
            if node.aliases:
                self._add(node, index, length, named)
            children = node.children
            if not children or index >= len(words):
                return
            word = words[index]
            if word.text in _BRANCHING or "…" in children:
                self._branch(node, index, length, named)
                return
            child = children.get(word.text)
            if child is None:
                return
            node, index, length = child, index + 1, length + 1

    def _add(self, node: _Node, index: int, length: int, named: Word | None) -> None:
        end = self.words[index - 1].end
        slot = -1 if named is None else named.quantity
        for alias, words_behind in node.aliases:
            behind = words_behind if named is not None and end > named.end else 0
            self.out.append(Mention(alias, self.words[self.first].start, end, length, slot, behind))

    def _branch(self, node: _Node, index: int, length: int, named: Word | None) -> None:
        """Go on where the next word may be taken in more than one way."""
        word, children = self.words[index], node.children
        if word.quantity >= 0:
            if child := children.get("#"):
                self.walk(child, index + 1, length + 1, word)
            if child := children.get("@"):
                self.walk(child, index + 1, length + 1, named)
        elif child := children.get(word.text):
            self.walk(child, index + 1, length + 1, named)
        if word.text in _BEFORE_NUMBER and ("#" in children or "@" in children) and self.passed < MAX_GAP:
            self.passed += 1
            self.walk(node, index + 1, length, named)
            self.passed -= 1
        if word.text == "," and length and _may_skip_comma(self.words, index, named):
            self._walk_over_comma(node, index, length, named)
        if gap := children.get("…"):
            self._walk_gap(gap, index, length, named)

    def _walk_over_comma(self, node: _Node, index: int, length: int, named: Word | None) -> None:
        """Commas inside a name are often left out or put in: "nông, lâm nghiệp" and "nông lâm nghiệp" are one name."""
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        if following is not None and following.quantity < 0 and (child := node.children.get(following.text)):
            self.walk(child, index + 2, length + 1, named)

    def _walk_gap(self, gap: _Node, index: int, length: int, named: Word | None) -> None:
        if self.words[index].text == "," and not _may_skip_comma(self.words, index, named):
            return
        for position in range(index, min(index + MAX_GAP + 1, len(self.words))):
            word = self.words[position]
            if word.quantity >= 0:
                if child := gap.children.get("#"):
                    self.walk(child, position + 1, length + 1, word)
                if child := gap.children.get("@"):
                    self.walk(child, position + 1, length + 1, named)
                return
            if child := gap.children.get(word.text):
                self.walk(child, position + 1, length + 1, named)
            if word.text == ";":
                return
