"""The old one-byte encodings of Vietnamese as tables: TCVN3 ("ABC", fonts .VnTime) and VNI; both become Unicode.

They are encodings of fonts: the file holds Western letters ("S¶n l­îng", "Saûn löôïng") that the font draws as
Vietnamese ones. TCVN3 has one code for each small letter, and one of them is the soft hyphen: U+00AD is "ư"; capitals
with tones share the codes of small letters and are set in a second font (.VnTimeH). VNI writes a letter, then a mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Encoding = Literal["TCVN3", "VNI"]
FONT_ENCODINGS: tuple[Encoding, ...] = ("TCVN3", "VNI")

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_HAT, _BREVE = "\u0302\u0306"

# ---- TCVN3: codes from 0xA1 on
_TCVN3_CODES = (  # each run of letters begins at its code
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3 = {code + place: letter for code, letters in _TCVN3_CODES for place, letter in enumerate(letters)}

# ---- VNI: a letter, then a mark; some letters have a code of their own
_VNI_TONES = {_GRAVE: "ø", _ACUTE: "ù", _HOOK: "û", _TILDE: "õ", _DOT: "ï"}
_VNI_HATS = {_HAT: {"": "â", **dict(zip(_VNI_TONES, "àáåãä", strict=True))}}
_VNI_HATS[_BREVE] = {"": "ê", **dict(zip(_VNI_TONES, "èéúüë", strict=True))}
_VNI_LETTERS = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_LETTERS)
    for base in "aeouy":
        table |= {base + mark: base + tone for tone, mark in _VNI_TONES.items()}
    for hat, bases in ((_HAT, "aeo"), (_BREVE, "a")):
        table |= {base + mark: base + hat + tone for base in bases for tone, mark in _VNI_HATS[hat].items()}
    for stem, letter in (("ô", "ơ"), ("ö", "ư")):
        table |= {stem + mark: letter + tone for tone, mark in _VNI_TONES.items()}
    out: dict[str, str] = {}
    for written, letter in table.items():
        small = unicodedata.normalize("NFC", letter)
        out[written] = small
        out[written.upper()] = out[written[0].upper() + written[1:]] = small.upper()
        out[written[0] + written[1:].upper()] = small if written[1:] else out[written[0]]
    return out


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_MARKS = frozenset(written[1] for written in _VNI if len(written) > 1)

_WORD = re.compile(r"[^\W\d_]+")


def to_unicode(text: str, encoding: Encoding) -> str:
    """Convert `text` as the encoding's font shows it. TCVN3 keeps the number of characters, VNI does not.

    Capitals that TCVN3 cannot write are restored where the word, or the words around it, are in capitals.
    """
    return with_capitals(from_tcvn3(text)) if encoding == "TCVN3" else from_vni(text)


def from_tcvn3(text: str) -> str:
    """Turn TCVN3 to Unicode, character by character; letters of a capital font come out small."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Turn VNI to Unicode; a mark without its letter stays."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)


def is_vni_mark(char: str) -> bool:
    """Whether `char` is a tone or hat that VNI writes after its letter."""
    return char in _VNI_MARKS


def with_capitals(text: str) -> str:
    """Raise the small letters of words in capitals: TCVN3 has no capitals with tones ("CHíNH PHủ" → "CHÍNH PHỦ")."""
    out: list[str] = []
    for line in text.splitlines(keepends=True):
        words = list(_WORD.finditer(line))
        known = [_is_capital(word.group()) for word in words]
        at = 0
        for index, word in enumerate(words):
            out.append(line[at : word.start()])
            raised = known[index] or (known[index] is None and _among_capitals(known, index))
            out.append(word.group().upper() if raised else word.group())
            at = word.end()
        out.append(line[at:])
    return "".join(out)


def _is_capital(word: str) -> bool | None:
    """Whether a word is in capitals; None where its letters that can be capitals do not tell."""
    plain = [char for char in word if char not in _SMALL_ONLY]
    if any(char.islower() for char in plain):
        return False
    return True if len(plain) > 1 or (plain and word[0] in _SMALL_ONLY) else None


def _among_capitals(known: list[bool | None], index: int) -> bool:
    """Whether the nearest words on both sides that tell are in capitals."""
    before = next((known[i] for i in range(index - 1, -1, -1) if known[i] is not None), None)
    after = next((known[i] for i in range(index + 1, len(known)) if known[i] is not None), None)
    return before is not False and after is not False and (before or after) is True


_SMALL_ONLY = frozenset(letter for letter in _TCVN3.values() if letter.islower() and letter not in "ăâêôơưđ")
