"""Old worksheets in fonts of TCVN3 or VNI: told cell by cell from the spelling, since workbooks mix kinds of letters.

The calling program sees no fonts in an .xls. A cell whose words are Vietnamese only when read in the old encoding is
converted; one that can be read either way ("cã" is "có" in TCVN3) goes with the cells of its sheet that leave no doubt.
A workbook has one old encoding: the one that more cells are in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.decoding import converted_notice
from ingest.readers.legacy import FONT_ENCODINGS, Encoding, to_unicode
from ingest.readers.sheets import Sheet
from ingest.readers.spelling import only_in_unicode, spelled_right

_FEWEST = 3  # cells that are in it beyond doubt, below which nothing is converted
_CERTAIN = 0.75  # of the words with letters beyond ASCII


def convert_letters(sheets: Sequence[Sheet]) -> list[str]:
    """Convert the cells in an old encoding of all sheets in place; the notices that tell of it."""
    cells = [cell.text for sheet in sheets for cell in sheet.cells.values()]
    certain = {encoding: sum(_kind(text, encoding) == "old" for text in cells) for encoding in FONT_ENCODINGS}
    encoding = max(FONT_ENCODINGS, key=certain.__getitem__)
    if certain[encoding] < _FEWEST:
        return []
    notices = []
    for sheet in sheets:
        if count := _convert(sheet, encoding):
            notices.append(f"sheet '{sheet.name}', {converted_notice(encoding, f'text of {count} cells')}")
    return notices


def _convert(sheet: Sheet, encoding: Encoding) -> int:
    """Convert the cells of one sheet; how many were."""
    kinds = {place: _kind(cell.text, encoding) for place, cell in sheet.cells.items()}
    found = list(kinds.values())
    mostly_old = found.count("old") > found.count("Unicode")
    count = 0
    for place, kind in kinds.items():
        cell = sheet.cells[place]
        text = _converted(cell.text, kind, encoding, mostly_old=mostly_old)
        if text != cell.text:
            sheet.cells[place] = replace(cell, text=text)
            count += 1
    return count


def _kind(text: str, encoding: Encoding) -> str:
    """Say whose letters a text has: "old", "Unicode", "mixed", "either", or "" where it is the same in both."""
    converted = "" if text.isascii() else to_unicode(text, encoding)
    if not converted or converted == text:
        return ""
    here, _ = spelled_right(text)
    there, words = spelled_right(converted)
    if only_in_unicode(text):
        others = (word for word in text.split() if not only_in_unicode(word))
        return "mixed" if any(_kind(word, encoding) == "old" for word in others) else "Unicode"
    if words and there >= _CERTAIN and there > here:
        return "old"
    return "either" if there >= _CERTAIN else "Unicode"


def _converted(text: str, kind: str, encoding: Encoding, *, mostly_old: bool) -> str:
    if kind == "old" or (kind == "either" and mostly_old):
        return to_unicode(text, encoding)
    if kind != "mixed":
        return text
    return " ".join(word if only_in_unicode(word) else to_unicode(word, encoding) for word in text.split(" "))
