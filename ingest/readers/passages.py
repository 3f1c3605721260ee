"""The last step that all readers share: paragraphs of a text become passages of a `Document`, and nothing gets lost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.document import Document, Passage, Table
from ingest.readers.charmap import Cut, MappedText, map_text
from ingest.readers.coverage import unread_spans
from ingest.readers.lines import Paragraph
from ingest.readers.outline import Block, outline

_MOST_SHOWN = 12  # runs of left-out text that a notice quotes


def assemble(
    name: str,
    kind: str,
    text: str,
    paragraphs: Sequence[Paragraph],
    cuts: Iterable[Cut] = (),
    tables: Sequence[Table] = (),
    notices: Sequence[str] = (),
) -> Document:
    """Return the document of these paragraphs; what no paragraph, table or mark accounts for is told in a notice."""
    ordered = sorted(paragraphs, key=lambda paragraph: paragraph.pieces[0])
    all_cuts = sorted(cuts, key=lambda cut: cut.start)
    starts = [cut.start for cut in all_cuts]
    read: list[tuple[Paragraph, MappedText, str]] = []
    for paragraph in ordered:
        first = bisect_left(starts, paragraph.pieces[0][0])
        last = bisect_left(starts, paragraph.pieces[-1][1])
        mapped = map_text(text, paragraph.pieces, _inside(all_cuts[first:last], paragraph.pieces))
        if mapped.chars:
            words = "".join(mapped.chars)
            mapped.chars.clear()  # a list of characters takes ten times the memory of the text
            read.append((paragraph, mapped, words))
    places = outline([Block(words, paragraph.styled, paragraph.is_note) for paragraph, _, words in read])
    marked = {
        mark.label: place.headings for (_, mapped, _), place in zip(read, places, strict=True) for mark in mapped.marks
    }
    passages = tuple(
        Passage(
            kind=place.kind,
            text=words,
            starts=mapped.starts,
            ends=mapped.ends,
            marks=tuple(mapped.marks),
            headings=marked.get(paragraph.note, place.headings),  # a note belongs where its mark stands
            note=paragraph.note,
            page=paragraph.page,
        )
        for (paragraph, mapped, words), place in zip(read, places, strict=True)
    )
    placed = tuple(_under_headings(table, passages) for table in tables)
    document = Document(name, kind, text, passages, placed, tuple(notices))
    left_out = _left_out(document)
    return replace(document, notices=(*notices, *left_out)) if left_out else document


def _under_headings(table: Table, passages: Sequence[Passage]) -> Table:
    """Give a table the headings above it, its own title with them."""
    start = min((span[0] for row in table.spans for span in row), default=0)
    above = [passage for passage in passages if passage.kind != "footnote" and passage.starts[0] < start]
    if not above:
        return table
    title = (above[-1].text,) if above[-1].kind == "heading" else ()
    return replace(table, headings=above[-1].headings + title)


def _inside(cuts: Sequence[Cut], pieces: Sequence[tuple[int, int]]) -> list[Cut]:
    """Those of `cuts` that lie in one of the `pieces`; both ascend."""
    if len(pieces) == 1:
        return list(cuts)
    starts = [start for start, _ in pieces]
    return [cut for cut in cuts if cut.end <= pieces[max(0, bisect_left(starts, cut.start + 1) - 1)][1]]


def _left_out(document: Document) -> list[str]:
    spans = unread_spans(document)
    if not spans:
        return []
    shown = [f"“{document.text[start:end]}” (line {document.line_of(start)})" for start, end in spans[:_MOST_SHOWN]]
    more = f" and {len(spans) - _MOST_SHOWN} more" if len(spans) > _MOST_SHOWN else ""
    return ["left out (page numbers, running heads, repeated table heads): " + ", ".join(shown) + more]
