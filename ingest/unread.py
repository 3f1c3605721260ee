"""Printed numbers that no claim is made of, because what was read would be wrong: each is told with its place.

They cost themselves and nothing else; the rest of the report is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

from ingest.claim import Claim
from ingest.document import Document, Passage
from ingest.lexer import MOST_SIGNS, number_pattern

MOST_NUMBERS = 5_000  # in one passage; more is no prose
#: Values from here on, in the base unit, are no statistic: ten billion billion tỷ.
TOO_LARGE = Decimal(10) ** 22

_LONG_ROW = re.compile(rf"\d(?<!\w\d)[\d.,]{{{MOST_SIGNS},}}")  # every number with more signs shows it; found faster
_SHOWN = 24  # signs of a long number

Unread = tuple[int, str]  # where it stands in the document's text, and what is told of it


def is_crowded(passage: Passage) -> bool:
    """Whether a passage holds more numbers than any prose: a table without its lines, or no report at all."""
    if len(passage.text) <= 2 * MOST_NUMBERS:
        return False
    return next(islice(number_pattern().finditer(passage.text), MOST_NUMBERS, None), None) is not None


def crowded(passage: Passage) -> Unread:
    """What is told of a passage that `is_crowded`."""
    start, _ = passage.source_span(0, 1)
    told = f"“{passage.text[:40]} …”: a paragraph of more than {MOST_NUMBERS} numbers is not read; give it as a table"
    return start, told


def long_rows(passage: Passage) -> Iterable[Unread]:
    """The numbers of a passage with more signs than any quantity; the number scan leaves them out."""
    if not _LONG_ROW.search(passage.text):
        return
    for found in number_pattern().finditer(passage.text):
        if found.end() - found.start() > MOST_SIGNS:
            start, _ = passage.source_span(*found.span())
            yield start, f"{_shown(found[0])}: a number of {len(found[0])} signs is not read"


def among_words(start: int, number: str, cell: str) -> Unread:
    """What is told of a number in a table's cell that holds other things too, or too many signs."""
    long = f"a number of {len(number)} signs" if len(number) > MOST_SIGNS else "a number among the words of a cell"
    return start, f"{_shown(number)}: {long} ({cell}) is not read"


def too_large(claim: Claim) -> bool:
    """Whether the claim's value or a bound of it is no statistic; one unit below, rounding cannot reach the limit."""
    return any(abs(value) + 1 > TOO_LARGE for value in (claim.value, claim.low, claim.high) if value is not None)


def larger_than_any(claim: Claim) -> Unread:
    """What is told of a claim that is `too_large`."""
    return claim.start, f"{_shown(claim.number_text)}: a value of {TOO_LARGE:.0E} or more is not read"


def notices_of(unread: Sequence[Unread], document: Document) -> tuple[str, ...]:
    """One line for each, with the line of the document's text that it stands on, in the order of the text."""
    if not unread:
        return ()
    breaks = [found.start() for found in re.finditer("\n", document.text)]
    return tuple(f"line {bisect_left(breaks, start) + 1}: {told}" for start, told in sorted(unread))


def _shown(number: str) -> str:
    return f"“{number}”" if len(number) <= _SHOWN else f"“{number[:_SHOWN]} …”"
