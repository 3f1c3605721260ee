"""The year of targets that their heading does not name, but the items of the list do.

"Các chỉ tiêu chủ yếu" above "Đến năm 2030, GRDP bình quân đầu người đạt 150 triệu đồng" and "Tỷ lệ hộ nghèo còn dưới
1%": both are due in 2030, if no item names another year to come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ingest.document import Passage
from ingest.folding import fold
from ingest.goals import years_ahead
from ingest.period import Period
from ingest.remembering import remembered
from ingest.scopes import HORIZON, Section

_YEAR = re.compile(r"\b20\d\d\b")
#: A heading of targets that says no days.
_AIMS = re.compile(
    r"^(?!.*\b(?:20\d\d|tháng|quý|nhiệm vụ|giải pháp|tình hình|kết quả|thực hiện|đạt)\b).*\b(?:mục tiêu|chỉ tiêu)\b"
)


def year_of_items(items: Iterable[Passage], year: int) -> int:
    """The one year behind `year` that items of a list name; 0 where they name none, or several."""
    return _one_of({named for item in items for named in _named(item, year)}, year)


def years_of_lists(passages: Iterable[Passage], year: int) -> dict[tuple[str, ...], int]:
    """The year of the targets below each heading that names none; by the headings down to it."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for passage in passages:
        if place := _place_of_aims(passage.headings):
            found[passage.headings[:place]].update(_named(passage, year))
    return {headings: due for headings, named in found.items() if (due := _one_of(named, year))}


def section_due(section: Section, passage: Passage, lists: dict[tuple[str, ...], int]) -> Section:
    """The section of `passage`, of the year that its list of targets is for (`years_of_lists`)."""
    if not lists or not section.target:
        return section
    due = lists.get(passage.headings[: _place_of_aims(passage.headings)], 0)
    return replace(section, period=Period(due, 1, 12)) if due > section.period.year else section


@remembered
def _place_of_aims(headings: tuple[str, ...]) -> int:
    """Behind which of the headings the targets stand; 0 for none, or where one of them names a year."""
    if any(map(_YEAR.search, headings)):
        return 0
    return next((place for place in range(len(headings), 0, -1) if _AIMS.match(fold(headings[place - 1]))), 0)


def _named(item: Passage, year: int) -> set[int]:
    """The years from `year` on that an item names, if it tells a number besides."""
    folded = fold(item.text)
    if "20" not in folded or not any(map(str.isdigit, _YEAR.sub("", folded))):
        return set()
    return {named for _, named in years_ahead(folded, year) if named >= year}


def _one_of(named: set[int], year: int) -> int:
    only = next(iter(named)) if len(named) == 1 else 0
    return only if year < only <= year + HORIZON else 0
