"""Whether the words around a number say that it is a bound: "trên 45 xã", "từ 86% trở lên", "không quá 3%"."""

from __future__ import annotations

from ingest import lexicon
from ingest.claim import Bound
from ingest.remembering import remembered

_NEAR = 40  # characters before a number in which a bound may stand


@remembered
def bound_of(left: str, right: str) -> Bound:
    """The bound that the words on both sides of a number set; "" for none."""
    if after := lexicon.BOUND_AFTER.match(right):
        return ">" if after[1] == "trở lên" else "<"
    before = left.rstrip()[-_NEAR:]
    if not before.endswith(lexicon.BOUND_WORDS):
        return ""
    found = lexicon.BOUND_BEFORE.search(before)
    return lexicon.BOUNDS[found[1]] if found else ""
