"""What the words right behind a number say that it is told of: "tăng 7,6% số vụ", "giảm 8,6% về vốn đăng ký"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clauses import Clause
from ingest.subjects import NOBODY, Subject

_COUNTED_BEHIND = re.compile(
    r"\s*(?:về |tổng )?số (?:lượng )?(vụ|dự án|doanh nghiệp|hồ sơ|hộ|lượt|xã)\b"
    r"(?! (?!và\b|so\b|(?:được )?(?:cấp (?:phép )?mới|thành lập|đăng ký)\b)[^\W\d])"
)
_AS_TO = re.compile(r"\s*về (?:tổng |số |lượng )*((?:[^,;.]|\.(?=\w)){2,40})")
_CHANGED = re.compile(r"\b(?:tăng|giảm|bằng)\b")
#: "tăng 5% số doanh nghiệp và tăng 6% vốn đăng ký"; what is paid out is part of a plan: "đạt 6% vốn đầu tư công".
_CAPITAL = re.compile(
    r"\s*(?:tổng )?(?:số )?(?P<what>vốn (?:đăng ký|đầu tư|điều lệ))(?! (?!và\b|so\b|đăng ký\b)[^\W\d])"
)
_TIMES_KM = re.compile(r"^[^\W\d]+(?: [^\W\d]+)?[. ]km\b")


def counted_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """Of the levels stated, the last that is counted so: "tăng 7,6% số vụ", "chiếm 75% tổng số xã"."""
    counted = _COUNTED_BEHIND.match(clause.right)
    return _meant([s for s in recent if s.unit == counted[1]], recent) or NOBODY if counted else None


def named_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """Of the levels stated, the one whose unit or kind "về ..." names: "giảm 8,6% về số doanh nghiệp"."""
    behind = _AS_TO.match(clause.right) or _capital(clause)
    if not behind:
        return None
    told = behind[1].replace("dn", "doanh nghiệp", 1)
    if told.startswith("vốn"):
        meant = [s for s in recent if s.unit in ("đồng", "usd")]
    elif _TIMES_KM.search(told):
        meant = [s for s in recent if s.unit.endswith(".km")]
    else:
        meant = [s for s in recent if s.unit and s.unit in told]
    return _meant(meant, recent)


def _meant(subjects: Sequence[Subject], recent: Sequence[Subject]) -> Subject | None:
    """Of those that are named alike the last, or the one whose capital was told last."""
    owner = recent[-1].code.removesuffix("_capital") if recent else ""
    owners = (owner, f"{owner}_projects")
    return next((s for s in subjects if s.code in owners), subjects[-1]) if subjects else None


def capital_behind(clause: Clause, recent: Sequence[Subject]) -> Subject | None:
    """The capital stated before it, of whatever kind: "8 dự án, vốn 30 triệu USD, tăng 49% về vốn đăng ký"."""
    behind = _AS_TO.match(clause.right) or _capital(clause)
    owner = named_behind(clause, recent) if behind and behind[1].startswith("vốn") else None
    return owner if owner is not None and owner.code else None


def _capital(clause: Clause) -> re.Match[str] | None:
    """The capital that a change is named by behind its number."""
    return _CAPITAL.match(clause.right) if _CHANGED.search(clause.left) else None


def main_told(main: Subject, subject: Subject) -> Subject:
    """What a change is of behind a level "với" the last: the level; but goods by weight change by their value."""
    valued = not main.code and subject.code.startswith("external_trade.")
    return subject if main is NOBODY or valued else main
