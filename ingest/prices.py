"""What the groups of the consumer price index are compared with, over the passages that tell of it one after another.

"CPI tháng 6 tăng 0,2% so với tháng trước." opens such a row; "Nhóm giao thông tăng 1,6%; nhóm giáo dục tăng 0,1%."
goes on with it and compares with the month before, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.bases import base_of
from ingest.claim import Versus
from ingest.document import Passage
from ingest.folding import fold
from ingest.period import Period

INDEX_NAME = "chỉ số giá tiêu dùng"
_INDEX = re.compile(r"\b(?:chỉ số giá|giá tiêu dùng|cpi)\b")
_INDEX_SHOWN = ("chỉ số giá", "giá tiêu dùng", "cpi")
_GROUP = re.compile(r"\bnhóm\b")
_COMPARED = re.compile(
    r"\b(?:so (?:với )?|(?<=tăng )với |(?<=giảm )với )((?:cùng kỳ|(?:tháng|quý|kỳ) (?:trước|\d))[^,;.]{0,30})"
)


@dataclass(frozen=True, slots=True)
class Prices:
    """That passages tell of consumer prices, and the base stated first; the month before, where a passage states it."""

    base: Versus | None


def prices_of(passage: Passage, before: Prices | None, period: Period) -> Prices | None:
    """What holds in `passage` behind one in which `before` holds; None where it does not tell of consumer prices."""
    folded = fold(passage.text)
    named = any(map(folded.__contains__, _INDEX_SHOWN)) and _INDEX.search(folded)
    if not named and not (before is not None and _GROUP.search(folded)):
        return None
    compared = _COMPARED.search(folded)
    own = base_of(f"so {compared[1]}", period) if compared else None
    if before is not None and before.base is not None and own != "prev":
        return before
    return Prices(own)
