"""The sectors of an economy told first, and their shares behind them in the same order.

"Cơ cấu kinh tế: nông nghiệp - công nghiệp - dịch vụ tương ứng là 21% - 44% - 35%": 44% is industry's, though the name
right before the numbers is that of services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AND = r"(?:\s*[-–;,/]\s*|\s+và\s+)"
_FARMING = r"nông(?:(?:, ?| ?[-–] ?| và | )(?:lâm|nghiệp|ngư|thủy sản|thuỷ sản))*"
_INDUSTRY = r"công nghiệp(?:(?:, ?| ?[-–] ?| và | )(?:tiểu thủ công nghiệp|ttcn|xây dựng(?: cơ bản)?))*"
_SERVICES = r"(?:thương mại(?: ?[-–,] ?| và | ))?dịch vụ(?:(?: ?[-–,] ?)(?:thương mại|du lịch))*"
_SECTOR = rf"(?:(?:khu vực |ngành )?(?:{_FARMING}|{_INDUSTRY}|{_SERVICES}|i{{1,3}}\b|[1-3]\b))"
_LEAD = (
    r"(?:\s*(?:lần lượt|tương ứng|theo thứ tự|là|ước|đạt|chiếm|có|với|khoảng|trên|hơn|gần|xấp xỉ|tỷ lệ|tỷ trọng"
    r"|trong (?:grdp|gdp)"
    r"|(?:trong |đến )?năm 20\d\d|[:,)]))*\s*"
)
_SHARE = r"\d{1,2}(?:[.,]\d{1,3})? ?%"
_SHARES = rf"{_SHARE}(?:{_AND}{_SHARE}){{2,3}}(?![\d%])"
_IN_ORDER = re.compile(
    rf"\b(?P<a>{_SECTOR}){_AND}(?P<b>{_SECTOR}){_AND}(?P<c>{_SECTOR})(?P<tax>{_AND}thuế(?: [^\W\d]+){{0,7}}?)?{_LEAD}"
    rf"(?P<shares>{_SHARES})"
)
#: "nông nghiệp 21% - công nghiệp 44% - dịch vụ 35%", which gives their order for other days.
_EACH = re.compile(
    rf"\b(?P<a>{_SECTOR}){_LEAD}{_SHARE}{_AND}(?P<b>{_SECTOR}){_LEAD}{_SHARE}{_AND}(?P<c>{_SECTOR}){_LEAD}"
    rf"{_SHARE}(?P<tax>(?!))?"
)
#: The same order for other days: "đến năm 2030 cơ cấu tương ứng là 15%, 48% và 37%", "(năm 2019: 24% - 40% - 36%)".
_AGAIN = re.compile(rf"(?:\b(?:tương ứng|lần lượt)\b[^.;%\d]{{0,20}}|\([^()%.;]{{0,40}}?)(?P<shares>{_SHARES})")
_OF_WHAT = re.compile(r"\b(?:cơ cấu|tỷ trọng)\b(?P<labour> lao động)?(?P<other> (?:vốn|đầu tư|thu|chi|dân số|dư nợ))?")
_BEFORE = 200  # characters in which it is told what the shares are of
_STARTS = re.compile(_SHARE)
_CODES = {"n": "agriculture", "c": "industry", "d": "services", "t": "services"}
_NUMBERED = {"i": "n", "1": "n", "ii": "c", "2": "c", "iii": "d", "3": "d"}


def shares_in_order(folded: str) -> dict[int, str]:
    """The code of each share that stands behind a list of sectors, by where its number starts; "" for one of no code.

    Empty where no sectors are told in turn.
    """
    if "%" not in folded or not ("cơ cấu" in folded or "tỷ trọng" in folded):
        return {}
    out: dict[int, str] = {}
    lists = sorted((*_IN_ORDER.finditer(folded), *_EACH.finditer(folded)), key=lambda found: found.start())
    for place, found in enumerate(lists, 1):
        stop = lists[place].start() if place < len(lists) else len(folded)
        order = [_kind(found[name]) for name in "abc"]
        whole = list(_OF_WHAT.finditer(folded, max(0, found.start() - _BEFORE), found.end()))
        if len(set(order)) < len(order) or not whole:
            continue
        codes = _codes(order, whole[-1]) + (["macro.structure.product_tax"] if found["tax"] else [])
        out.update(_in_turn(codes, folded, found.end("a"), found.end()))
        for again in _AGAIN.finditer(folded, found.end(), stop):
            out.update(_in_turn(codes, folded, again.start("shares"), again.end()))
    return out


def _kind(name: str) -> str:
    """The letter that a sector's name begins with."""
    name = name.removeprefix("khu vực ").removeprefix("ngành ")
    return _NUMBERED.get(name, name[0])


def _codes(order: list[str], whole: re.Match[str]) -> list[str]:
    if whole["labour"]:
        return ["labour.agriculture_share" if kind == "n" else "" for kind in order]
    return ["" if whole["other"] else f"macro.structure.{_CODES[kind]}" for kind in order]


def _in_turn(codes: list[str], folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The codes by the places of the shares of a span, if there are as many."""
    starts = [share.start() for share in _STARTS.finditer(folded, start, end)]
    return zip(starts, codes, strict=True) if len(starts) == len(codes) else iter(())
