"""Word documents that are set in fonts of TCVN3 (.VnTime, .VnTimeH) or VNI (VNI-Times): their runs become Unicode.

The font of a run says the encoding, and for TCVN3 whether it shows capitals; the spelling of the words has the last
word, because Unicode text also stands in such fonts. Runs in other fonts are judged together: converters drop fonts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.decoding import converted_notice
from ingest.readers.docx_styles import W
from ingest.readers.legacy import Encoding, from_tcvn3, from_vni, is_vni_mark, with_capitals
from ingest.readers.spelling import legacy_encoding, spelled_right

_DEEPEST_BASE = 20  # styles based on styles: more is a circle
_UNICODE_FROM = "\u0100"  # the two encodings write with the characters below, and with typographic signs
_SIGNS = frozenset("–—‘’‚“”„†‡•…‰‹›€™ŒœŠšŽžŸƒˆ˜")
_SOFT_HYPHEN = "\u00ad"  # the letter ư


@dataclass(slots=True)
class _Text:
    """One `w:t` (or soft hyphen) with the font that it is set in."""

    node: etree._Element
    font: str

    @property
    def encoding(self) -> Encoding | None:
        """What the font's name says."""
        name = self.font.lower()
        return "TCVN3" if name.startswith(".vn") else "VNI" if name.startswith("vni") else None

    @property
    def words(self) -> str:
        """The text, a soft hyphen as the character."""
        return _SOFT_HYPHEN if self.node.tag == W + "softHyphen" else self.node.text or ""


@dataclass(slots=True)
class _Fonts:
    """Which font each style sets."""

    of_style: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    default_style: str = ""
    default: str = ""

    @staticmethod
    def of(styles: etree._Element | None) -> _Fonts:
        out = _Fonts()
        if styles is None:
            return out
        out.default = _font(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in styles.iterfind(W + "style"):
            key = style.get(W + "styleId") or ""
            out.of_style[key] = _font(style.find(W + "rPr"))
            based = style.find(W + "basedOn")
            out.base[key] = (based.get(W + "val") or "") if based is not None else ""
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                out.default_style = key
        return out

    def named(self, style: str) -> str:
        for _ in range(_DEEPEST_BASE):
            if self.of_style.get(style):
                return self.of_style[style]
            style = self.base.get(style, "")
        return ""

    def of_run(self, run: etree._Element, paragraph_font: str) -> str:
        properties = run.find(W + "rPr")
        chosen = _font(properties)
        style = properties.find(W + "rStyle") if properties is not None else None
        return chosen or (self.named(style.get(W + "val") or "") if style is not None else "") or paragraph_font

    def of_paragraph(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        named = self.named(style.get(W + "val") or "") if style is not None else ""
        return named or self.named(self.default_style) or self.default


def convert_fonts(parts: Iterable[etree._Element], styles: etree._Element | None) -> list[str]:
    """Turn the text of all `parts` (body, notes) to Unicode in place; returns what is to be told about it."""
    fonts = _Fonts.of(styles)
    paragraphs = [list(_texts(paragraph, fonts)) for part in parts for paragraph in part.iter(W + "p")]
    texts = [text for paragraph in paragraphs for text in paragraph]
    by_font: dict[Encoding | None, list[str]] = {}
    for text in texts:
        by_font.setdefault(text.encoding, []).append(text.words)
    meant: dict[Encoding | None, Encoding | None] = {
        encoding: _judged(encoding, " ".join(words) if encoding else "".join(words))
        for encoding, words in by_font.items()
    }
    if not any(meant.values()):
        return []
    for paragraph in paragraphs:
        _convert(paragraph, meant)
    told = []
    for encoding in sorted({encoding for encoding in meant.values() if encoding}):
        names = sorted({text.font for text in texts if text.encoding == encoding and meant[encoding]})
        told.append(converted_notice(encoding, f"text in the fonts {', '.join(names)}" if names else "the text"))
    return told


def _judged(by_font: Encoding | None, words: str) -> Encoding | None:
    """The encoding of all text whose fonts say `by_font`: they are believed unless the text is spelled in Unicode."""
    if by_font is None:
        return legacy_encoding(words)
    converted = from_tcvn3(words) if by_font == "TCVN3" else from_vni(words)
    if converted == words:
        return None
    return by_font if spelled_right(converted)[0] >= spelled_right(words)[0] else None


def _convert(texts: list[_Text], meant: dict[Encoding | None, Encoding | None]) -> None:
    """Convert the texts of a paragraph; letters and capitals may depend on what stands next to them."""
    small: list[_Text] = []  # set in TCVN3 without a font for capitals
    before: _Text | None = None
    for text in texts:
        encoding = meant.get(text.encoding)
        if encoding is None or _is_unicode(text.words):
            before = None
            continue
        if encoding == "VNI":
            if before is not None and before.node.text and text.words[:1] and is_vni_mark(text.words[0]):
                _join_letter(before.node, text.node)
            before = text
        else:
            words = from_tcvn3(text.words)
            capitals = text.encoding == "TCVN3" and text.font.upper().endswith("H")
            text.node.tag, text.node.text = W + "t", words.upper() if capitals else words
            before = None
            small += [] if capitals else [text]
    for text in texts:
        if meant.get(text.encoding) == "VNI" and not _is_unicode(text.words):
            text.node.text = from_vni(text.words)
    _restore_capitals(small)


def _join_letter(before: etree._Element, after: etree._Element) -> None:
    """Move a mark that a run begins with to its letter at the end of the run before."""
    joined = (before.text or "")[-1:] + (after.text or "")[:1]
    if from_vni(joined) != joined and len(from_vni(joined)) == 1:
        before.text, after.text = (before.text or "") + (after.text or "")[:1], (after.text or "")[1:]


def _restore_capitals(texts: list[_Text]) -> None:
    at = 0
    raised = with_capitals("".join(text.words for text in texts))
    for text in texts:
        length = len(text.words)
        text.node.text = raised[at : at + length]
        at += length


def _is_unicode(words: str) -> bool:
    """Whether text holds letters that neither encoding can write: it was typed in Unicode."""
    return any(char >= _UNICODE_FROM and char.isalpha() and char not in _SIGNS for char in words)


def _texts(paragraph: etree._Element, fonts: _Fonts) -> Iterator[_Text]:
    """The texts of a paragraph's own runs, in order, whatever wraps the runs."""
    paragraph_font = fonts.of_paragraph(paragraph)
    for run in paragraph.iter(W + "r"):
        font = ""
        for node in run:
            if node.tag in (W + "t", W + "softHyphen") and _owner(node) is paragraph:
                font = font or fonts.of_run(run, paragraph_font)
                yield _Text(node, font)


def _owner(node: etree._Element) -> etree._Element | None:
    """The paragraph that a text belongs to: a text box stands inside another one."""
    return next(node.iterancestors(W + "p"), None)


def _font(properties: etree._Element | None) -> str:
    """The font of Western letters that run properties name."""
    named = properties.find(W + "rFonts") if properties is not None else None
    return (named.get(W + "ascii") or named.get(W + "hAnsi") or "") if named is not None else ""
