"""Whether the words around a number say that it is a bound: "trên 45 xã", "từ 86% trở lên", "không quá 3%"."""

from __future__ import annotations

from ingest import lexicon
from ingest.claim import Bound
from ingest.clauses import Clause

_NEAR = 40  # characters before a number in which a bound may stand


def bound_of(clause: Clause) -> Bound:
    """The bound that the words around the number of `clause` set; "" for none."""
    if after := lexicon.BOUND_AFTER.match(clause.right):
        return ">" if after[1] == "trở lên" else "<"
    before = clause.left.rstrip()[-_NEAR:]
    if not before.endswith(lexicon.BOUND_WORDS):
        return ""
    found = lexicon.BOUND_BEFORE.search(before)
    return lexicon.BOUNDS[found[1]] if found else ""
