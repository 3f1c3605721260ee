"""What Word prints without its being in the text: heading levels, and the numbers of automatic lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")
_DEEPEST_BASE = 20  # styles based on styles: more is a circle
_LONGEST_NUMBER = 4  # digits
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_NO_LEVEL = 9  # the outline level of plain text
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def value(element: etree._Element | None, path: str, name: str = "val") -> str | None:
    """Return the attribute `w:name` of the first element at `path` ("pPr/numPr/ilvl") below `element`."""
    if element is None:
        return None
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def number(element: etree._Element | None, path: str, default: int = 0) -> int:
    """Return the attribute `w:val` at `path` as a number; what is none, or none that Word would write, is `default`."""
    return _number(value(element, path), default)


def _number(words: str | None, default: int = 0) -> int:
    return int(words) if words and words.isdecimal() and len(words) <= _LONGEST_NUMBER else default


def number_text(count: int, form: str) -> str:
    """Print `count` in one of Word's number formats; unknown formats print as decimal."""
    if form in ("lowerRoman", "upperRoman") and 0 < count < 40:
        roman, rest = "", count
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Styles:
    """Styles and list definitions of a document, and how far each list has counted."""

    headings: dict[str, int] = field(default_factory=dict)  # style id -> depth
    lists_of_styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style id -> (list, level)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # list -> level -> its form
    abstract: dict[str, str] = field(default_factory=dict)  # list -> the definition that counts for it
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # definition -> level -> last number

    @staticmethod
    def of(styles: etree._Element | None, numbering: etree._Element | None) -> Styles:
        """Read the parts styles.xml and numbering.xml, either of which may be missing."""
        out = Styles()
        if styles is not None:
            out._read_styles(styles)
        if numbering is not None:
            out._read_numbering(numbering)
        return out

    def _read_styles(self, root: etree._Element) -> None:
        styles = {style.get(W + "styleId") or "": style for style in root.iterfind(W + "style")}
        for key in styles:
            for style in _with_bases(key, styles):
                name = _HEADING_NAME.fullmatch(value(style, "name") or "")
                level = number(style, "pPr/outlineLvl", _NO_LEVEL)
                if key not in self.headings and (name or level < _NO_LEVEL):
                    self.headings[key] = int(name[1]) if name else level + 1
                listed = value(style, "pPr/numPr/numId")
                if listed and key not in self.lists_of_styles:
                    self.lists_of_styles[key] = (listed, number(style, "pPr/numPr/ilvl"))

    def _read_numbering(self, root: etree._Element) -> None:
        definitions = {a.get(W + "abstractNumId"): a for a in root.iterfind(W + "abstractNum")}
        for instance in root.iterfind(W + "num"):
            key, definition = instance.get(W + "numId") or "", value(instance, "abstractNumId") or ""
            self.abstract[key] = definition
            if definition in definitions:
                self.levels[key] = dict(map(_level, definitions[definition].iterfind(W + "lvl")))
            for change in instance.iterfind(W + "lvlOverride"):
                self._override(key, change)

    def _override(self, key: str, change: etree._Element) -> None:
        level = _number(change.get(W + "ilvl"))
        whole, start = change.find(W + "lvl"), value(change, "startOverride")
        if whole is not None:
            self.levels.setdefault(key, {})[level] = _level(whole)[1]
        if start and level in self.levels.get(key, {}):
            old = self.levels[key][level]
            self.levels[key][level] = _Level(old.form, old.text, _number(start, 1))
            self.abstract[key] = f"{key}!"  # counts on its own

    def heading_of(self, paragraph: etree._Element) -> int:
        """Return the depth of a heading paragraph, 0 for any other."""
        level = number(paragraph, "pPr/outlineLvl", -1)
        if level >= 0:
            return level + 1 if level < _NO_LEVEL else 0
        return self.headings.get(value(paragraph, "pPr/pStyle") or "", 0)

    def number_of(self, paragraph: etree._Element) -> str:
        """Return what Word prints before a list paragraph ("1.", "a)", "-"), and count on; "" for any other."""
        key, depth = self.lists_of_styles.get(value(paragraph, "pPr/pStyle") or "", ("", 0))
        key = value(paragraph, "pPr/numPr/numId") or key
        depth = number(paragraph, "pPr/numPr/ilvl", depth)
        level = self.levels.get(key, {}).get(depth)
        if key in ("", "0") or level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return level.text if level.text and not "\ue000" <= level.text[0] <= "\uf8ff" else "-"
        counts = self.counts.setdefault(self.abstract[key], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda place: self._printed(key, int(place[1]) - 1, counts), level.text)

    def _printed(self, key: str, depth: int, counts: dict[int, int]) -> str:
        level = self.levels[key].get(depth)
        return number_text(counts.get(depth, level.start), level.form) if level else ""


def _with_bases(key: str, styles: dict[str, etree._Element]) -> list[etree._Element]:
    """Return the style and those that it is based on, nearest first."""
    chain: list[etree._Element] = []
    while key in styles and len(chain) < _DEEPEST_BASE:
        chain.append(styles[key])
        key = value(styles[key], "basedOn") or ""
    return chain


def _level(element: etree._Element) -> tuple[int, _Level]:
    form = value(element, "numFmt") or "decimal"
    return _number(element.get(W + "ilvl")), _Level(form, value(element, "lvlText") or "", number(element, "start", 1))
