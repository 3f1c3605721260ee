"""National accounts in tables: the sectors of GRDP, named alone below it, have indicators of their own.

Below "Tổng sản phẩm trên địa bàn (GRDP)" the row "Dịch vụ" is the value added of services, below "Tốc độ tăng GRDP" its
growth. The growth of a value added, and its share of GRDP, are indicators too: told as levels, as in prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.claim import Measure, Versus
from ingest.folding import fold
from ingest.growth import GROWTH_TWINS, growth_twin
from ingest.tables.rows import TableRow

_GRDP = re.compile(r"\bgrdp\b|\btổng sản phẩm (?:trên địa bàn|trong tỉnh|địa phương)")
_OTHER = re.compile(r"\bbình quân|\bcơ cấu|\btỷ trọng|\bnăng suất|\bđóng góp|/grdp")
_SECTORS = (
    ("agriculture", re.compile(r"nông(?: nghiệp)?(?:,| -|) lâm(?: nghiệp)?(?:,| và| -|) (?:thủy sản|ngư nghiệp)")),
    ("industry", re.compile(r"công nghiệp(?: và|,| -) xây dựng")),
    ("services", re.compile(r"(?:thương mại(?: và|,| -) )?(?:các ngành )?dịch vụ")),
    ("product_tax", re.compile(r"thuế (?:nhập khẩu, thuế )?sản phẩm(?: \(?trừ\)?| trừ đi)? trợ cấp(?: sản phẩm)?")),
)
_LEAD = re.compile(r"^(?:khu vực|ngành)(?: (?:i{1,3}|kinh tế))?\s*[:(-]?\s*")


def sectors_of(title: str, rows: Sequence[TableRow]) -> dict[int, str]:
    """The codes of the rows that are sectors of GRDP, by the index of the row; `title` is the table's."""
    out: dict[int, str] = {}
    whole, depth = _whole(title), -1.0
    for row in rows:
        if found := _whole(row.name):
            whole, depth = found, row.depth
        elif whole and (sector := _sector(row.name)):
            code = f"macro.grdp.{sector}"
            out[row.index] = GROWTH_TWINS[code] if whole == "macro.grdp_growth" else code
        elif row.depth <= depth:
            whole = ""
    return out


def told_as(code: str, measure: Measure, versus: Versus, codes: frozenset[str]) -> tuple[str, Measure, Versus]:
    """Code, measure and base of a number whose growth or share is an indicator of its own: a level of that."""
    if (measure, versus) == ("change_pct", "yoy") and (twin := growth_twin(code, codes)):
        return twin, "level", ""
    if (measure, versus) == ("share", "whole") and code in GROWTH_TWINS:
        return code.replace("macro.grdp.", "macro.structure."), "level", ""
    return code, measure, versus


def _whole(name: str) -> str:
    folded = fold(name)
    if not _GRDP.search(folded) or _OTHER.search(folded):
        return ""
    return "macro.grdp_growth" if re.search(r"\btăng\b", folded) else "macro.grdp"


def _sector(name: str) -> str:
    words = _LEAD.sub("", fold(name)).rstrip(") ")
    return next((sector for sector, pattern in _SECTORS if pattern.fullmatch(words)), "")
