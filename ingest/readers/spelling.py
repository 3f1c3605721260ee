"""Which encoding a text is in, told by whether its words are Vietnamese syllables when it is read that way.

A syllable is an onset, a nucleus of vowels, and a coda, with one tone at most. Text of another encoding has none.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.readers.legacy import Encoding, from_tcvn3, from_vni

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_NUCLEUS = (
    "uyê|uya|iê|yê|ươ|uô|oa|oă|oe|oo|uâ|uê|uơ|uy|ua|ưa|ia|ai|ay|ây|ao|au|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy]"
)
_CODA = "ch|ng|nh|[cmnptuioy]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_NUCLEUS})(?:{_CODA})?")
_WORD = re.compile(r"[^\W\d_]+")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_JUDGED = 20_000  # characters from the beginning, and as many from the middle
_MARGIN = 0.1  # superscript figures are letters of TCVN3: Unicode is not given up for a little
_CERTAIN = 0.75  # of the words with letters beyond ASCII
_FEWEST = 3  # words
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")  # no font encoding has them
_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
_UNICODE_SHARE = 0.2  # of the letters beyond ASCII; a third and more in Vietnamese


def spelled_right(text: str) -> tuple[float, int]:
    """The share of words with letters beyond ASCII that are Vietnamese syllables, and how many such words there are."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return (sum(map(_is_syllable, words)) / len(words) if words else 0.0), len(words)


def legacy_encoding(text: str) -> Encoding | None:
    """Tell the encoding of text that was taken for Unicode; None where it is Unicode, or cannot be told."""
    sample = sample_of(text)
    if len(_ONLY_UNICODE.findall(sample)) >= _UNICODE_SHARE * len(_BEYOND_ASCII.findall(sample)):
        return None  # the common case, told without spelling
    as_unicode, _ = spelled_right(sample)
    best: tuple[float, Encoding] | None = None
    for encoding, converted in (("TCVN3", from_tcvn3(sample)), ("VNI", from_vni(sample))):
        share, words = spelled_right(converted)
        if words >= _FEWEST and share >= max(_CERTAIN, as_unicode + _MARGIN) and (best is None or share > best[0]):
            best = share, "TCVN3" if encoding == "TCVN3" else "VNI"
    return best[1] if best else None


def only_in_unicode(text: str) -> bool:
    """Whether a letter of the text is in no font encoding: "ư", "ạ"."""
    return bool(_ONLY_UNICODE.search(text))


def sample_of(text: str) -> str:
    """As much of a text as is judged: its beginning and its middle."""
    if len(text) <= 2 * _JUDGED:
        return text
    middle = len(text) // 2
    return text[:_JUDGED] + "\n" + text[middle : middle + _JUDGED]


def _is_syllable(word: str) -> bool:
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(toneless) is not None
