"""From the bytes of a text file to Unicode: UTF-8, UTF-16, Windows-1258, TCVN3 or VNI, whichever spells Vietnamese."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from ingest.errors import UnreadableFileError
from ingest.readers.legacy import FONT_ENCODINGS, to_unicode
from ingest.readers.spelling import legacy_encoding, sample_of, spelled_right

_MARKS = (  # what a file may begin with, and how it is read then
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CERTAIN = 0.75  # of the words with letters beyond ASCII must be Vietnamese syllables
_MARGIN = 0.1  # by which one encoding must be better than the next
_SAVE_AS = "open it in the program that wrote it and save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in Unicode, and what was noticed on the way there."""

    text: str
    notices: tuple[str, ...] = ()


def decode(name: str, data: bytes) -> Decoded:
    """Decode the bytes of the file `name`; raises `UnreadableFileError` where no encoding gives Vietnamese text."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return from_fonts(_whole(name, data, codec), f"read as {codec.upper()}")
    if b"\0" in data:
        wide = _two_bytes(data)
        if wide is not None:
            return from_fonts(wide, "read as UTF-16, which the file does not say")
        raise UnreadableFileError(f"{name}: the file is not text in UTF-8 (it holds zero bytes); {_SAVE_AS}")
    try:
        return from_fonts(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        decoded = _one_byte(data)
        if decoded is None:
            raise UnreadableFileError(
                f"{name}: the file is not UTF-8 (byte {fault.start} is {data[fault.start]:#04x}), and read as "
                f"Windows-1258, TCVN3 or VNI it is no Vietnamese either; {_SAVE_AS}"
            ) from fault
        return decoded


def from_fonts(text: str, *notices: str) -> Decoded:
    """Convert text whose letters only an old font shows as Vietnamese; Unicode is given back as it is."""
    encoding = legacy_encoding(text)
    if encoding is None:
        return Decoded(text, notices)
    return Decoded(to_unicode(text, encoding), (*notices, converted_notice(encoding)))


def converted_notice(encoding: str, what: str = "the text") -> str:
    """What is told of a conversion: offsets no longer count the characters of the file."""
    return f"{what} is in the old encoding {encoding}: converted to Unicode; offsets point into the converted text"


def _whole(name: str, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        raise UnreadableFileError(
            f"{name}: the file begins as {codec.upper()} but is cut off or damaged at byte {fault.start}; get it again"
        ) from fault


def _two_bytes(data: bytes) -> str | None:
    """Read bytes as UTF-16 without a mark at the beginning; None where that gives no Vietnamese."""
    for codec in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = data.decode(codec)
            if spelled_right(sample_of(text))[0] >= _CERTAIN:
                return text
    return None


def _one_byte(data: bytes) -> Decoded | None:
    """Read bytes as the encoding that gives the most Vietnamese syllables; None where none does, or two do."""
    western = "".join(_WESTERN[byte] for byte in data)
    sample = sample_of(western)
    readings: dict[str, str] = {encoding: to_unicode(sample, encoding) for encoding in FONT_ENCODINGS}
    sample_bytes = bytes(_BYTES[char] for char in sample)
    with suppress(UnicodeDecodeError):
        readings["Windows-1258"] = _from_1258(sample_bytes)
    shares = {key: spelled_right(text)[0] for key, text in readings.items()}
    best = max(shares, key=lambda key: shares[key])
    unsure = (shares[best] < shares[key] + _MARGIN and readings[key] != readings[best] for key in readings)
    if shares[best] < _CERTAIN or any(unsure):
        return None
    if best == "Windows-1258":
        text = _from_1258(data, errors="replace")
    else:
        text = to_unicode(western, "TCVN3" if best == "TCVN3" else "VNI")
    return Decoded(text, (converted_notice(best),))


def _from_1258(data: bytes, errors: str = "strict") -> str:
    """Windows-1258 writes tones as characters of their own; they are joined to their letters."""
    return unicodedata.normalize("NFC", data.decode("cp1258", errors=errors))


#: Windows' Western letters by byte; those it leaves free are themselves, so that every byte is a character of its own.
_WESTERN = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
_BYTES = {char: byte for byte, char in enumerate(_WESTERN)}
