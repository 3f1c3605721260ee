"""Old worksheets in TCVN3 fonts: told cell by cell from the spelling, since such workbooks mix both kinds of letters.

The calling program sees no fonts in an .xls. A cell whose words are Vietnamese only when read as TCVN3 is converted;
one that can be read either way ("cã" is "có" in TCVN3) goes with the cells of its sheet that leave no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.decoding import converted_notice
from ingest.readers.legacy import to_unicode
from ingest.readers.sheets import Sheet
from ingest.readers.spelling import only_in_unicode, spelled_right

_FEWEST = 3  # cells that are TCVN3 beyond doubt, below which nothing is converted
_CERTAIN = 0.75  # of the words with letters beyond ASCII


def convert_letters(sheets: Sequence[Sheet]) -> list[str]:
    """Convert the cells in TCVN3 of all sheets in place; the notices that tell of it."""
    kinds = {id(sheet): {place: _kind(cell.text) for place, cell in sheet.cells.items()} for sheet in sheets}
    if sum(kind == "TCVN3" for found in kinds.values() for kind in found.values()) < _FEWEST:
        return []
    notices = []
    for sheet in sheets:
        found = list(kinds[id(sheet)].values())
        old = found.count("TCVN3") > found.count("Unicode")
        count = 0
        for place, kind in kinds[id(sheet)].items():
            cell = sheet.cells[place]
            text = _converted(cell.text, kind, old=old)
            if text != cell.text:
                sheet.cells[place] = replace(cell, text=text)
                count += 1
        if count:
            notices.append(f"sheet '{sheet.name}', {converted_notice('TCVN3', f'text of {count} cells')}")
    return notices


def _kind(text: str) -> str:
    """Say whose letters a text has: "TCVN3", "Unicode", "mixed", "either", or "" where it is the same in both."""
    converted = "" if text.isascii() else to_unicode(text, "TCVN3")
    if not converted or converted == text:
        return ""
    here, _ = spelled_right(text)
    there, words = spelled_right(converted)
    if only_in_unicode(text):
        others = (word for word in text.split() if not only_in_unicode(word))
        return "mixed" if any(_kind(word) == "TCVN3" for word in others) else "Unicode"
    if words and there >= _CERTAIN and there > here:
        return "TCVN3"
    return "either" if there >= _CERTAIN else "Unicode"


def _converted(text: str, kind: str, *, old: bool) -> str:
    if kind == "TCVN3" or (kind == "either" and old):
        return to_unicode(text, "TCVN3")
    if kind != "mixed":
        return text
    return " ".join(word if only_in_unicode(word) else to_unicode(word, "TCVN3") for word in text.split(" "))
