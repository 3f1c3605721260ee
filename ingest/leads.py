"""What a passage that ends in a colon tells of the list below it: "…, trong đó:", "Kết quả trong 10 tháng:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.claim import Versus
from ingest.course import Finding
from ingest.document import Passage
from ingest.due import year_of_items
from ingest.folding import fold
from ingest.goals import AIMS, goals_to_come, tells_results
from ingest.lexicon import PART_CUE
from ingest.period import Period
from ingest.readers.outline import marker_of
from ingest.scopes import HORIZON, Scope, Section, scope_from
from ingest.times import find_times

_OPENS_LIST = re.compile(r"(?:trong đó|bao gồm|gồm|cụ thể|chia ra|như sau)(?: như sau)?\s*:\s*$")
_LAST_SIGNS = (":", "：", " ")  # with which a lead may end
#: A last sentence without numbers: "... tăng 7,2%. Một số mặt hàng chủ yếu:".
_ANNOUNCES = re.compile(r"[.;] +(?!nguyên nhân|lý do|do |vì )[^.;:\d]{5,90}:\s*$")
#: "Giá trị sản xuất năm 2025 tăng 9%": told of that year, not compared with it.
_OWN_YEAR = re.compile(r"[^.;,:(\d]{0,80}?(?<!so với )(?<!so )\bnăm (20\d\d)\b")
_COMPARED = re.compile(r"\bso (?:với )?năm (20\d\d|trước)\b")
_END = 60  # characters in which a passage may announce a list
LONGEST_LIST = 60  # passages in which the items of a list are looked for
_BELOW_BULLETS = 9  # the rank above dashes: "* Cây hàng năm: ...:" stands over items with dashes
_SHOWN = 200  # characters of what a lead tells that its items are read with


@dataclass(frozen=True, slots=True)
class Lead:
    """The days of the list, the base of its changes, the plan that its whole is measured against, and its words."""

    rank: int  # of the lead's own number or dash
    words: str  # the end of the lead, folded
    scope: Scope
    base: Versus | None
    attained: Versus | None
    tells: bool = True  # numbers of its own
    whole: str = ""  # the code of the last level told, which items may break down
    kind: str = ""  # of its own marker

    def holds(self, passage: Passage, last: str) -> bool:
        """Whether the passage is an item of the list; without a mark if semicolons part it from others.

        `last` is the sign that the passage before it ended in.
        """
        marker = marker_of(passage.text)
        if marker is None:
            parted = last == ";" or (last == ":" and passage.text.rstrip().endswith(";"))
            return parted and self.tells and passage.kind == "paragraph"
        return passage.kind == "item" and marker.rank > self.rank and marker.kind != self.kind


@dataclass(frozen=True, slots=True)
class GoalLead:
    """A list of targets that the passages below go on with, under the same headings."""

    section: Section
    headings: tuple[str, ...]
    opens: bool  # it ends in a sign behind which a list goes on
    listed: bool = False  # marked items have told targets, so that a paragraph without a mark may tell something else
    unsure: bool = False  # the list may have ended

    def at(self, passage: Passage) -> GoalLead:
        """The list as it stands at a passage that it holds."""
        aims = AIMS.search(fold(passage.text)) is not None
        apart = self.listed and passage.kind == "paragraph" and marker_of(passage.text) is None
        return replace(self, unsure=(self.unsure or apart) and not aims)

    def holds(self, passage: Passage) -> bool:
        """Whether the passage still tells targets."""
        folded, year = fold(passage.text), self.section.period.year
        apart = not self.opens and passage.kind != "item"
        if apart and year == self.section.told_until.year:
            return False  # of the year that the report tells of, a new paragraph tells results
        own = _OWN_YEAR.match(folded)
        other = own is not None and (int(own[1]) != year if apart else int(own[1]) <= self.section.told_until.year)
        grown = apart and _grown_since(folded, self.section.told_until.year - 1)
        under = passage.headings[: len(self.headings)] == self.headings
        return under and not other and not grown and not tells_results(folded)


def _grown_since(folded: str, year: int) -> bool:
    """Whether something is compared with `year`, the one before the report's: "tăng 215 tấn so với năm trước"."""
    return any(named in ("trước", str(year)) for named in _COMPARED.findall(folded))


def goal_lead(passage: Passage, section: Section, behind: Sequence[Passage] = ()) -> GoalLead | None:
    """The list of targets that `passage` opens: "... đề ra các chỉ tiêu năm 2026 như sau:".

    Where it names no year, the year that items of the list name is meant, if those `behind` agree.
    """
    coming = goals_to_come(fold(passage.text), section.period.year)
    if coming is None or section.target:
        return None
    year = coming[1] if 0 < coming[1] - section.period.year <= HORIZON else section.period.year
    targets = Section(Period(year, 1, 12), True, section.told_until)
    lead = GoalLead(targets, passage.headings, passage.text.rstrip().endswith((":", "：", ";")))
    due = 0 if coming[1] else year_of_items(takewhile(lead.holds, behind), year)
    return replace(lead, section=replace(targets, period=Period(due, 1, 12))) if due else lead


def lead_without_numbers(passage: Passage, section: Section) -> Lead | None:
    """The lead that a passage is which tells no number, but of which days its list is: "Kết quả trong 10 tháng:"."""
    folded = fold(passage.text)
    if not folded.rstrip().endswith(":"):
        return None
    times = list(find_times(folded))
    kinds = {time.kind for time in times}
    if "months" in kinds and not kinds.isdisjoint(("month", "quarter")):
        return None  # "Tình hình tháng 11 và 11 tháng như sau:" rules no number
    scopes = [scope for time in times if (scope := scope_from(time, folded, section)) is not None]
    marker = marker_of(passage.text)
    return Lead(marker.rank if marker else 0, folded[-_SHOWN:], scopes[-1], None, None, tells=False) if scopes else None


def lead_of(passage: Passage, text: str, findings: Sequence[Finding]) -> Lead | None:
    """The lead that `passage` is.

    `text` and `findings` belong to the last passage that told numbers, mostly `passage` itself.
    Of several days the last that are stated count; of several bases none.
    """
    if not findings or not passage.text.endswith(_LAST_SIGNS):
        return None
    folded = fold(passage.text)
    announces_alone = bool(PART_CUE.match(folded.lstrip(" :-+")))
    opens = _OPENS_LIST.search(folded, len(folded) - _END) or _ANNOUNCES.search(folded, max(0, len(folded) - _SHOWN))
    marker = marker_of(text)
    stands_over = marker is not None and folded.rstrip().endswith(":")  # "* Cây hàng năm: đến 15/7 trồng 900 ha ...:"
    if not (opens or stands_over) or not (text == passage.text or announces_alone):
        return None
    stated = [f.scope for f in findings if f.scope.stated and f.reading.measure != "plan"]
    this_year = max((scope.last.year for scope in stated), default=0)  # a bracket may tell of the year before
    stated = [scope for scope in stated if scope.last.year == this_year]
    bases = {f.reading.versus for f in findings if f.reading.measure.startswith("change")}
    plans = [f.reading.versus for f in findings if f.reading.measure == "attainment"]
    levels = [f.code for f in findings if f.reading.measure == "level" and f.code]
    rank = marker.rank if marker else 0
    return Lead(
        rank=min(rank, _BELOW_BULLETS) if marker and marker.kind == "bullet" else rank,
        words=fold(text)[-_SHOWN:] if opens else "",
        scope=stated[-1] if stated else findings[-1].scope,
        base=bases.pop() if len(bases) == 1 else None,
        attained=plans[-1] if plans else None,
        whole=levels[-1] if levels else "",
        kind=marker.kind if marker else "",
    )
