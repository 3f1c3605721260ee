"""Footnotes of web pages: a number that links to a note, and the note that links back.

So they are saved by Word ("[1]" and "#_ftn1"), LibreOffice ("sdfootnote1sym") and Markdown tools (a list of notes whose
items end in "↩"). Both numbers are written raised, as the print of the report shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from ingest.readers.notes import RAISED

_NUMBER = re.compile(r"[\s\[(]*(\d{1,3})[\s\])]*")
_TO_RAISED = str.maketrans("0123456789", RAISED)
_PARAGRAPHS = frozenset(("p", "li", "div", "dd", "td"))
_AROUND = 3  # elements around a link that may hold the name which the link back gives
_MOST_LINKS = 3  # to one place
_LONGEST = 8  # pieces of text in a number


def raise_notes(root: etree._Element) -> None:
    """Write the marks of a page, and the labels of their notes, as raised numbers."""
    named = {name: element for element in root.iter("*") for name in _names(element)}
    links: dict[str, list[etree._Element]] = {}
    for link in root.iter("a"):
        links.setdefault(_target(link), []).append(link)
    for target in links.keys() & named.keys():
        note = named[target]
        for mark in links[target][:_MOST_LINKS]:
            number = _NUMBER.fullmatch(_words(mark))
            back = _link_back(mark, note, links) if number else None
            if number is not None and back is not None:
                _write(mark, number[1])
                _label(note, back, number[1])


def _link_back(
    mark: etree._Element, note: etree._Element, links: dict[str, list[etree._Element]]
) -> etree._Element | None:
    """The link from a note to the place of its mark; it stands in the note or in the same paragraph."""
    paragraph = {note, *_up_to_paragraph(note)}
    for place in (name for element in (mark, *_around(mark)) for name in _names(element)):
        for link in links.get(place, ())[:_MOST_LINKS]:
            if link is not mark and paragraph & {link, *_around(link)}:
                return link
    return None


def _label(note: etree._Element, back: etree._Element, number: str) -> None:
    """Give a note its label: where the link back shows it, else before the first words of its list item."""
    if _NUMBER.fullmatch(_words(back)) is not None:
        _write(back, number)
    elif note.tag == "li":
        note.tag = "div"  # the list would number it
        _write(back, "")
        first = next(note.iter("p"), note)
        first.text = f"{number.translate(_TO_RAISED)} {first.text or ''}"


def _up_to_paragraph(element: etree._Element) -> Iterator[etree._Element]:
    for around in _around(element) if element.tag not in _PARAGRAPHS else ():
        yield around
        if around.tag in _PARAGRAPHS:
            return


def _around(element: etree._Element) -> Iterator[etree._Element]:
    return islice(element.iterancestors(), _AROUND)


def _names(element: etree._Element) -> list[str]:
    return [name for name in (element.get("id"), element.get("name")) if name]


def _target(link: etree._Element) -> str:
    """The place in the page that a link leads to; empty for other links. Word writes the page's name before it."""
    return (link.get("href") or "").partition("#")[2]


def _words(element: etree._Element) -> str:
    """The text of a link; empty where it is longer than any number."""
    pieces = [str(words) for words in islice(element.itertext(), _LONGEST + 1)]
    return "".join(pieces) if len(pieces) <= _LONGEST else ""


def _write(element: etree._Element, number: str) -> None:
    """Replace what an element shows; what stands behind it stays."""
    for child in list(element):
        element.remove(child)
    element.text = number.translate(_TO_RAISED)
