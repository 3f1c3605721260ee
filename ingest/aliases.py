"""Where the catalogue's phrases stand in a sentence: a word trie with slots for numbers and gaps.

An alias is a row of words; `#` is the number that the alias names, `@` any other number, `…` up to eight other words.
Words are compared in folded text with abbreviations written out, so that "DN" finds "doanh nghiệp".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ingest.folding import fold
from ingest.lexer import Quantity

MAX_GAP = 8
NO_CODE = "-"  # the code of phrases that name something for which there is no indicator
_TOKEN = re.compile(r"[^\W_]+(?:[³²])?|,")
_BRACES = frozenset("{|}")
Spelled: TypeAlias = tuple[tuple[str, ...], ...]  # the rows of words that a phrase stands for
_ALIAS_SIGNS = ",#@…{|}"  # the words of an alias that are no words

#: Words that only bound or round the number behind them: "đón hơn 121.500 lượt khách".
_BEFORE_NUMBER = frozenset("trên hơn gần khoảng xấp xỉ dưới được thêm ước tính dự kiến đạt là".split())

_BEFORE_TIME = frozenset(("trong", "của", "ước"))

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
    "atgt": "an toàn giao thông",
    "kcn": "khu công nghiệp",
    "đtnn": "đầu tư nước ngoài",
    "xkld": "xuất khẩu lao động",
    "xklđ": "xuất khẩu lao động",
    "gtsx": "giá trị sản xuất",
    "gcn": "giấy chứng nhận",
    "tmbl": "tổng mức bán lẻ",
    "dtgt": "diện tích gieo trồng",
    "knxk": "kim ngạch xuất khẩu",
    "knnk": "kim ngạch nhập khẩu",
    "đtc": "đầu tư công",
    "đkdn": "đăng ký doanh nghiệp",
    "gdnn": "giáo dục nghề nghiệp",
    "sxh": "sốt xuất huyết",
    "tcm": "tay chân miệng",
    "kh": "kế hoạch",
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


class Words:
    """The words of a sentence in order, each with its place in the text; a quantity is one word, "#"."""

    __slots__ = ("ends", "quantities", "starts", "texts", "unit_ends")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quantities: dict[int, int] = {}  # by the place of a "#" among the words, which quantity it is
        self.unit_ends: dict[int, int] = {}  # by the same, where its unit ends

    def add_plain(self, folded: str, start: int, end: int) -> None:
        """Go on with the words of folded[start:end], abbreviations written out."""
        found = list(_TOKEN.finditer(folded, start, end))
        texts = [each[0] for each in found]
        if not _WRITTEN_OUT.keys().isdisjoint(texts):
            found = [each for each in found for _ in _WRITTEN_OUT.get(each[0], (each[0],))]
            texts = [word for text in texts for word in _WRITTEN_OUT.get(text, (text,))]
        self.texts += texts
        self.starts += [each.start() for each in found]
        self.ends += [each.end() for each in found]

    def add_number(self, quantity: Quantity, index: int, end: int) -> None:
        """Go on with a quantity that ends at `end`, the `index`th of its sentence."""
        place = len(self.texts)
        self.quantities[place], self.unit_ends[place] = index, quantity.unit_end
        self.texts.append("#")
        self.starts.append(quantity.start)
        self.ends.append(end)

    def without(self, spans: Sequence[tuple[int, int]]) -> Words:
        """The same less the words, numbers apart, that begin inside `spans`, in order, and less "trong" before them."""
        out, starts = Words(), [start for start, _ in spans]
        for place, start in enumerate(self.starts):
            span = bisect_right(starts, start) - 1
            if place in self.quantities:
                out.quantities[len(out.texts)] = self.quantities[place]
                out.unit_ends[len(out.texts)] = self.unit_ends[place]
            elif span >= 0 and start < spans[span][1]:
                if out.texts and out.texts[-1] in _BEFORE_TIME:
                    del out.texts[-1], out.starts[-1], out.ends[-1]
                continue
            out.texts.append(self.texts[place])
            out.starts.append(start)
            out.ends.append(self.ends[place])
        return out


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

    def goes_on(self, second: str, third: str) -> bool:
        """Whether an alias ends here, or one may go on with these two words."""
        children = self.children
        if second in children or self.aliases or "…" in children:
            return True
        if second == ",":
            return third in children
        return ("#" in children or "@" in children) and (second == "#" or second in _BEFORE_NUMBER)


def words_of(folded: str, start: int, end: int, quantities: list[Quantity]) -> Words:
    """The words of folded[start:end] with each quantity's digits and scale words as one "#" word.

    A percent sign belongs to its "#"; of a pair like "36/37 vụ" or a range like "7,5-8%" only the first is a word.

    `quantities` are those that begin inside, in order.
    """
    words = Words()
    at = start
    for index, quantity in enumerate(quantities):
        named = False
        if quantity.over:
            before = quantities[index - 1].unit_end if index else at
            named = len(folded[at:before].split()) > len(quantity.unit_words.split())
            named = named and "/" not in folded[before : quantity.start]
            if named:  # "120 hộ nghèo trong tổng số 2.100 hộ" names itself
                words.add_plain(folded, at, before)
        else:
            words.add_plain(folded, at, quantity.start)
        at = quantity.unit_end
        if not named and not quantity.is_ratio and quantity.unit_words:
            at = max(quantity.end, quantity.unit_end - len(quantity.unit_words))
        if not (quantity.over or quantity.range_end):
            words.add_number(quantity, index, at)
        elif quantity.range_end and words.unit_ends:
            words.unit_ends[next(reversed(words.unit_ends))] = quantity.unit_end  # both have the unit of the second
    words.add_plain(folded, at, end)
    return words


def spellings(phrases: Sequence[str]) -> list[Spelled]:
    """For each phrase the rows of words that it stands for: "{tổng|} đàn {lợn|heo}" is four of them.

    Words are as they are compared. All phrases are folded at once: the catalogue has thousands, all short.
    """
    signs = fold("\n".join(phrase.replace("\n", " ") for phrase in phrases))
    for sign in _ALIAS_SIGNS:
        signs = signs.replace(sign, f" {sign} ")
    return [tuple(dict.fromkeys(_rows(iter(line.split())))) for line in signs.split("\n")]


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


def _may_skip_comma(words: Words, place: int, named: int) -> bool:
    """Not right behind the number that the alias names: "06 vụ, mua bán" parts two items."""
    return named < 0 or (place - 1 not in words.quantities and words.ends[place - 1] > words.unit_ends[named])


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

    def find(self, words: Words) -> list[Mention]:
        """All mentions in `words`, in order of their first word."""
        search = _Search(words)
        for place in self._beginnings(words.texts):
            search.begin(self._root, place)
        return search.out

    def at_start(self, words: Words) -> list[Mention]:
        """The mentions that begin with the first of `words`."""
        search = _Search(words)
        search.begin(self._root, 0)
        return search.out

    def _beginnings(self, texts: list[str]) -> list[int]:
        """The places where an alias may begin: few words of a sentence begin one with the words behind them."""
        out: list[int] = []
        children, number = self._root.children, self._root.children.get("@")
        begins, second, third = False, "", ""  # what is known of the place behind
        for place in range(len(texts) - 1, -1, -1):
            text = texts[place]
            node = children.get(text)
            begins = (
                (node is not None and node.goes_on(second, third))
                or (text == "#" and number is not None and number.goes_on(second, third))
                or (begins and text in _BEFORE_NUMBER)
            )
            if begins:
                out.append(place)
            second, third = text, second
        return out[::-1]


#: Words that may be passed over, and the number, which two signs of an alias stand for.
_BRANCHING = _BEFORE_NUMBER | {",", "#"}


@dataclass(slots=True)
class _Search:
    """The aliases that begin at one place. `named` is the place of the number that they name, -1 before it."""

    words: Words
    out: list[Mention] = field(default_factory=list)
    first: int = 0
    passed: int = 0  # words before a number that were passed over

    def begin(self, root: _Node, place: int) -> None:
        """Add the mentions that begin at `place`."""
        self.first = place
        self.walk(root, place, 0, -1)

    def walk(self, node: _Node, index: int, length: int, named: int) -> None:
        """Go on from `node` with the word at `index`; `length` words of the alias are found."""
        texts = self.words.texts
        while True:
            if node.aliases:
                self._add(node, index, length, named)
            children = node.children
            if not children or index >= len(texts):
                return
            word = texts[index]
            if word in _BRANCHING or "…" in children:
                self._branch(node, index, length, named)
                return
            child = children.get(word)
            if child is None:
                return
            node, index, length = child, index + 1, length + 1

    def _add(self, node: _Node, index: int, length: int, named: int) -> None:
        words = self.words
        start, end = words.starts[self.first], words.ends[index - 1]
        slot = words.quantities.get(named, -1)
        for alias, words_behind in node.aliases:
            behind = words_behind if named >= 0 and end > words.ends[named] else 0
            self.out.append(Mention(alias, start, end, length, slot, behind))

    def _branch(self, node: _Node, index: int, length: int, named: int) -> None:
        """Go on where the next word may be taken in more than one way."""
        word, children = self.words.texts[index], node.children
        if word == "#":
            self._walk_number(children, index, length, named)
        elif child := children.get(word):
            self.walk(child, index + 1, length + 1, named)
        if word in _BEFORE_NUMBER and ("#" in children or "@" in children) and self.passed < MAX_GAP:
            self.passed += 1
            self.walk(node, index + 1, length, named)
            self.passed -= 1
        if word == "," and length and _may_skip_comma(self.words, index, named):
            self._walk_over_comma(node, index, length, named)
        if gap := children.get("…"):
            self._walk_gap(gap, index, length, named)

    def _walk_number(self, children: dict[str, _Node], index: int, length: int, named: int) -> None:
        if child := children.get("#"):
            self.walk(child, index + 1, length + 1, index)
        if child := children.get("@"):
            self.walk(child, index + 1, length + 1, named)

    def _walk_over_comma(self, node: _Node, index: int, length: int, named: int) -> None:
        """Commas inside a name are often left out or put in: "nông, lâm nghiệp" and "nông lâm nghiệp" are one name."""
        following = self.words.texts[index + 1] if index + 1 < len(self.words.texts) else "#"
        if following != "#" and (child := node.children.get(following)):
            self.walk(child, index + 2, length + 1, named)

    def _walk_gap(self, gap: _Node, index: int, length: int, named: int) -> None:
        texts = self.words.texts
        if texts[index] == "," and not _may_skip_comma(self.words, index, named):
            return
        for position in range(index, min(index + MAX_GAP + 1, len(texts))):
            word = texts[position]
            if word == "#":
                self._walk_number(gap.children, position, length, named)
                return
            if child := gap.children.get(word):
                self.walk(child, position + 1, length + 1, named)
            if word == ";":
                return
