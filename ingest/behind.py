"""What the words right behind a number say that it is told of: "tăng 7,6% số vụ", "giảm 8,6% về vốn đăng ký"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clauses import Clause
from ingest.subjects import NOBODY, Subject

_COUNTED_BEHIND = re.compile(r"\s*(?:về |tổng )?số (vụ|dự án|doanh nghiệp|hồ sơ|hộ|lượt|xã)\b(?! [^\W\d])")
_AS_TO = re.compile(r"\s*về (?:tổng |số |lượng )*((?:[^,;.]|\.(?=\w)){2,40})")
_TIMES_KM = re.compile(r"^[^\W\d]+(?: [^\W\d]+)?[. ]km\b")


def counted_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """Of the levels stated, the last that is counted so: "tăng 7,6% số vụ", "chiếm 75% tổng số xã"."""
    counted = _COUNTED_BEHIND.match(clause.right)
    return next((s for s in reversed(recent) if s.unit == counted[1]), NOBODY) if counted else None


def named_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """Of the levels stated, the one whose unit or kind "về ..." names: "giảm 8,6% về số doanh nghiệp"."""
    behind = _AS_TO.match(clause.right)
    if not behind:
        return None
    told = behind[1].replace("dn", "doanh nghiệp", 1)
    if told.startswith("vốn"):
        meant = [s for s in recent if s.unit in ("đồng", "usd")]
    elif _TIMES_KM.search(told):
        meant = [s for s in recent if s.unit.endswith(".km")]
    else:
        meant = [s for s in recent if s.unit and s.unit in told]
    counted = recent[-1].code.removesuffix("_capital") if recent else ""  # whose capital was told last
    return next((m for m in meant if m.code == counted), meant[-1]) if meant else None


def capital_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """The capital stated before it, of whatever kind: "8 dự án, vốn 30 triệu USD, tăng 49% về vốn đăng ký"."""
    behind = _AS_TO.match(clause.right)
    owner = named_behind(clause, recent) if behind and behind[1].startswith("vốn") else None
    return owner if owner is not None and owner.code else None
