"""In which prices production is valued: constant ("giá so sánh 2010", "giá cố định") or current ("giá hiện hành").

GRDP at constant prices is another series than GRDP at current ones, and both are called GRDP. An indicator whose name
in the catalogue tells its prices is at those unless a report says otherwise; the others are at current prices.
"""

from __future__ import annotations

import re

from ingest.claim import PriceBase
from ingest.folding import fold

_TOLD = re.compile(r"\bgiá (?:(so sánh|cố định|ss\b)|(?:hiện hành|thực tế))|\b(gss) ?(?:\d|\b)")
_BEHIND = re.compile(r"\W*(?:tính )?(?:theo )?(?=giá )")
_OF_PRODUCTION = re.compile(r"^macro\.grdp(?:$|\.)|production_value|value_added(?!_growth)")


def price_base(code: str, name: str, before: str, behind: str = "") -> PriceBase:
    """The prices of an amount where they are not the indicator's own; "" where they are or nothing tells.

    `name` is the indicator's in the catalogue; those told right `behind` the number count, else the last `before` it.
    """
    if not _OF_PRODUCTION.search(code) or not ("giá" in before or "giá" in behind or "gss" in before):
        return ""
    right = _BEHIND.match(behind)
    told = _told(behind[right.end() : right.end() + 15]) if right else ""
    told = told or _told(before)
    return "" if told == (_told(fold(name)) or "current") else told


def _told(words: str) -> PriceBase:
    told = _TOLD.findall(words)
    return ("constant" if any(told[-1]) else "current") if told else ""
