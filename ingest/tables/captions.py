"""What stands above a table in a text: its title and its unit, which a worksheet holds in cells of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.document import Document, Passage, Table
from ingest.folding import fold

_MOST_LINES, _LONGEST_LINE = 5, 250
_UNIT = re.compile(r"\(?(?:\bđơn vị(?: tính)?|\bđvt)\s*:\s*(?P<unit>[^():]+?)\s*\)?\s*$")
_TITLE = re.compile(r"^(?:phụ lục|biểu|bảng)\b")
ENCLOSED_WITH = re.compile(r"^\(?(?:kèm theo|ban hành kèm)")


@dataclass(frozen=True, slots=True)
class Caption:
    """The lines of a title from the top, and the unit as printed, "" where none is."""

    titles: tuple[str, ...] = ()
    unit: str = ""


class Captions:
    """Finds the captions of a document's tables; the lines between two tables belong to the second."""

    def __init__(self, document: Document) -> None:
        passages = [p for p in document.passages if p.kind != "footnote" and p.text]
        self._passages: Sequence[Passage] = sorted(passages, key=lambda p: p.starts[0])
        self._starts = [p.starts[0] for p in self._passages]
        self._floor = 0

    def of(self, table: Table, is_unit: Callable[[str], bool]) -> Caption:
        """The caption of the next table in the order of the text; `is_unit` tells whether a line is a unit alone."""
        spans = [span for row in table.spans for span in row if span[0] < span[1]]
        if not spans:
            return Caption()
        top, floor = min(start for start, _ in spans), self._floor
        self._floor = max(end for _, end in spans)
        titles: list[str] = []
        unit = ""
        for at in range(bisect_left(self._starts, top) - 1, -1, -1):
            passage = self._passages[at]
            if self._starts[at] < floor or len(titles) == _MOST_LINES or _is_prose(passage.text):
                break
            text = passage.text
            if found := _UNIT.search(fold(text)):
                unit, text = (
                    unit or text[found.start("unit") : found.end("unit")].strip(),
                    text[: found.start()].strip(),
                )
            if not unit and not titles and is_unit(text.strip("() ")):
                unit, text = text.strip("() "), ""
            if text and not ENCLOSED_WITH.match(fold(text)):
                titles.insert(0, text)
            if _TITLE.match(fold(text)):
                break
        return Caption(tuple(titles), unit)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_LINE or text.endswith((".", ";"))
