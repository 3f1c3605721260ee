"""Findings as a compiler shows its own: place, printed words with numbers underlined, arithmetic, suggestion."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from ingest.document import Document
from warehouse.checks.finding import Finding
from warehouse.output import printable

_BEFORE, _AFTER, _GAP = 50, 40, 70  # characters shown around a number, and the most between two on one line

Style = Callable[[str, str], str]  # (text, role) to the text as shown; roles: certain, suspicious, mark, place


def plain(text: str, role: str) -> str:
    """No colours."""
    return text


def explained(finding: Finding, document: Document, place: str, style: Style = plain) -> str:
    """A finding in full; `place` is the file as the user named it."""
    label = "error" if finding.certainty == "certain" else "warning"
    excerpts = list(_excerpts(finding, document))
    margin = len(str(excerpts[-1][0]))
    lines = [
        f"{style(f'{label}[{finding.rule}]', finding.certainty)}: {printable(finding.message)}",
        style(f"{'':{margin}}--> {place}:{excerpts[0][0]}", "place"),
    ]
    for number, text, marks in excerpts:
        lines += [f"{number:>{margin}} | {text}", f"{'':{margin}} | {style(marks, 'mark')}"]
    lines.append(f"{'':{margin}} = {printable(finding.arithmetic)}")
    if finding.suggestion:
        lines.append(f"{'':{margin}} = suggestion: {printable(finding.suggestion)}")
    return "\n".join(lines) + "\n"


def _excerpts(finding: Finding, document: Document) -> Iterator[tuple[int, str, str]]:
    """Line number, words, and carets below the numbers, for each stretch of the text that holds some of them."""
    for group in _groups(finding.spans, document.text):
        line_start = document.text.rfind("\n", 0, group[0][0]) + 1
        line_end = document.text.find("\n", group[-1][1])
        line_end = len(document.text) if line_end < 0 else line_end
        start, end = max(line_start, group[0][0] - _BEFORE), min(line_end, group[-1][1] + _AFTER)
        start, end = _whole_words(document.text, start, end, line_start, line_end)
        lead, tail = ("… " if start > line_start else ""), (" …" if end < line_end else "")
        words, marks, at = lead, " " * len(lead), start
        for a, b in group:
            between, number = _shown(document.text[at:a]), _shown(document.text[a:b])
            words += between + number
            marks += " " * len(between) + "^" * len(number)
            at = b
        yield document.line_of(group[0][0]), words + _shown(document.text[at:end]) + tail, marks


def _groups(spans: tuple[tuple[int, int], ...], text: str) -> Iterator[list[tuple[int, int]]]:
    """Spans that are shown on one line: on the same line of the text and near each other."""
    group = [spans[0]]
    for before, span in pairwise(spans):
        if span[0] - before[1] > _GAP or "\n" in text[before[0] : span[1]]:
            yield group
            group = []
        group.append(span)
    yield group


def _whole_words(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The stretch made longer to where words begin and end."""
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return start, end


def _shown(text: str) -> str:
    """The characters one column wide each: composed, and no tabs or controls."""
    return printable(unicodedata.normalize("NFC", text).replace("\t", " ").replace("\n", " "))
