"""The check that a reader dropped nothing: which letters and digits of a document stand in none of its parts."""

from __future__ import annotations

import re
import unicodedata

from ingest.document import Document, Passage

_WORDS = re.compile(r"\w(?:[^\n]*\w)?")
_FREE, _TAKEN = 0, 1


def unread_spans(document: Document) -> list[tuple[int, int]]:
    """Find what was not read: spans of `document.text` with letters or digits that no passage, table or mark holds."""
    taken = bytearray(len(document.text))
    for passage in document.passages:
        _take_words(passage, taken)
    for table in document.tables:
        for row in table.spans:
            for start, end in row:
                taken[start:end] = b"\x01" * (end - start)
    for passage in document.passages:
        _take_marks(document.text, passage, taken)
    return _free_runs(document.text, taken)


def _take_words(passage: Passage, taken: bytearray) -> None:
    """A space may stand for more than white space, where something was dropped: it takes nothing."""
    starts, ends, at = passage.starts, passage.ends, 0
    if starts and ends[-1] - starts[0] == len(passage.text):  # as it stands in the document
        taken[starts[0] : ends[-1]] = b"\x01" * len(passage.text)
        return
    for word in passage.text.split(" "):
        stop = at + len(word)
        if word and ends[stop - 1] - starts[at] == len(word):
            taken[starts[at] : ends[stop - 1]] = b"\x01" * len(word)
        else:  # letters composed of several characters, which share their span, or a mark inside
            for start, end in dict(zip(starts[at:stop], ends[at:stop], strict=True)).items():
                taken[start:end] = b"\x01" * (end - start)
        at = stop + 1


def _take_marks(text: str, passage: Passage, taken: bytearray) -> None:
    """Footnote marks stand in the gap of the passage at their position, a note's own label right before it."""
    for mark in passage.marks:
        start = passage.ends[mark.position - 1] if mark.position else passage.starts[0] - len(mark.label) - 4
        _take_label(text, mark.label, max(0, start), taken)
    if passage.note:
        start = passage.starts[0]
        _take_label(text, passage.note, max(0, text.rfind("\n", 0, start) + 1), taken)


def _take_label(text: str, label: str, start: int, taken: bytearray) -> None:
    window = text[start : start + len(label) + 8]
    plain = "".join(unicodedata.normalize("NFKC", char)[:1] or char for char in window)
    at = plain.find(label)
    if at >= 0:
        taken[start + at : start + at + len(label)] = b"\x01" * len(label)


def _free_runs(text: str, taken: bytearray) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    shown = text.replace("\ufeff", " ")
    for found in _WORDS.finditer(shown):
        start, end = found.span()
        while (start := taken.find(_FREE, start, end)) >= 0:
            stop = taken.find(_TAKEN, start, end)
            stop = end if stop < 0 else stop
            if any(char.isalnum() for char in shown[start:stop]):
                runs.append((start, stop))
            start = stop
    return runs
