"""Whether the words around a number say that it is a bound: "trên 45 xã", "từ 86% trở lên", "không quá 3%"."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.claim import Bound
from ingest.remembering import remembered

_COMPARED = re.compile(r"\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|kém|nhanh|chậm) hơn$")  # by how much, not at least
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
    if found is None or (found[1] == "hơn" and _COMPARED.search(before)):
        return ""
    return lexicon.BOUNDS[found[1]]
