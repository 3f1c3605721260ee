"""Seasons of crops: of which one an area, a yield or an output is told.

A figure of one season is not the year's. "Kết thúc vụ đông, diện tích ngô 500 ha, khoai lang 300 ha" tells neither
crop's area of the year; "diện tích lúa đông xuân 35 nghìn ha; vụ mùa 33 nghìn ha" tells the rice of two seasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.clauses import Clause
from ingest.course import Course
from ingest.document import Passage
from ingest.folding import fold
from ingest.lexicon import OPENS_PARTS
from ingest.readers.outline import marker_of
from ingest.remembering import remembered
from ingest.subjects import content_words

_OF_TWO_SEASONS = ("đông xuân", "chiêm xuân", "xuân hè", "hè thu", "thu đông", "thu mùa")
_AND = r"(?: ?[-–] ?| )"  # "hè thu", "hè - thu"
_TWO = "|".join(f"{one}{_AND}{other}" for one, other in map(str.split, _OF_TWO_SEASONS))
SEASON = re.compile(rf"\b(?:(?P<season>vụ (?:{_TWO}|xuân|mùa|đông))|cả năm|các vụ|cả (?:2|3|hai|ba) vụ)\b")
#: A season as the topic, not as a crop's: "Vụ đông, toàn tỉnh ...", not "Năng suất lúa vụ đông xuân ...".
_TOPIC = re.compile(
    rf"(?<!lúa )(?<!ngô )(?<!bắp )(?<!lạc )(?<!khoai )(?<!rau )(?<!rau màu )(?<!tích màu )(?<!đậu ){SEASON.pattern}"
)
_REASON = re.compile(r"\b(?:nguyên nhân|lý do)\b[^.;]*")  # may speak of other seasons
_NAMED = re.compile(r"vụ (?:đông|chiêm|xuân|hè|thu|mùa)")  # in every text that names a season, and found faster
OF_ALL = re.compile(r"\b(?:tính chung|lũy kế|cộng dồn|chung|năm(?! nay\b))\b")  # may speak of all seasons
#: Of all seasons, where more than one was told before: "tổng sản lượng lương thực".
_SUM = re.compile(r"\btổng\b")
_SINCE_JANUARY = re.compile(r"\b(?:tính chung|lũy kế|cộng dồn|từ đầu năm)\b")
_DIGIT = re.compile(r"\d")
_ANY = re.compile(rf"\b(?:vụ |lúa )?({_TWO})\b|\b(?:vụ|lúa) (mùa|xuân(?!{_AND}hè)|đông(?!{_AND}xuân))\b|cả năm")
#: A season by its rice, in a passage that goes on with it: "Toàn tỉnh đã thu hoạch xong lúa xuân, ... Sản lượng lúa #".
_DONE = re.compile(
    r"\b(?:thu hoạch|gặt|gieo trồng|gieo cấy|gieo sạ|xuống giống) (?:được )?(?:xong|dứt điểm|toàn bộ) (?:toàn bộ )?"
    r"(?:diện tích )?lúa (?:vụ )?(?P<season>" + _TWO + r"|xuân|mùa)\b"
)
#: Seasons as the last parts of codes name them.
_SEASON_PARTS = {
    "đông xuân": "winter_spring", "chiêm xuân": "winter_spring", "xuân": "winter_spring", "xuân hè": "spring_summer",
    "hè thu": "summer_autumn", "thu đông": "autumn_winter", "mùa": "main_season", "đông": "winter",
}  # fmt: skip
_TOGETHER = "both"  # seasons told together, of which no code is
_JOINED = re.compile(r" ?[-–] ?")
_SEASON_ALONE = re.compile(
    r"\W*(?:(?:trong đó|riêng|còn|và|với|ở|tiến độ)\W+)*"
    r"(?:(?:diện tích(?: gieo (?:trồng|cấy|sạ))?|năng suất|sản lượng) )?(?P<rice>lúa )?(?:vụ )?"
    r"(?P<season>" + _TWO + r"|xuân|mùa|đông|cả năm)\b(?: năm)?(?: 20\d\d)?(?:[-–]\d+)?"
    r"(?:\W+(?:ước|đạt|là|được|có|khoảng|trên|hơn|gần|thực hiện))*\W*"
)
#: A season as the title of its passage: "* Vụ Hè thu (kể cả Xuân hè): ...".
_TITLED = re.compile(rf"(?:^|\.\s)\W{{0,9}}(?:sản xuất |về )?vụ (?P<season>{_TWO}|mùa|xuân)\b[^:.;%]{{0,40}}?:")
#: Another crop, crops of every kind, or rice as a part of what was sown.
_OTHER_CROPS = re.compile(
    r"\b(?:ngô|bắp|khoai|lạc|đậu|đỗ|rau|sắn|mía|màu|mầu|mè|vừng|dưa|ớt|cây|hoa|cói|thuốc lá)\b"
    r"|\blúa (?:(?!thu hoạch\b)[^\W\d]+ ){0,4}[\d.,]+ ?ha\b"
)
_RICE_SHOWN = re.compile(r"\blúa\b|\bnăng suất\b|\bgieo sạ\b")
_ASPECT_OF_SEASON = re.compile(
    r"\b(?:(?P<harvested_area>thu hoạch)|(?P<area>diện tích|gieo trồng|gieo sạ|gieo cấy|xuống giống)"
    r"|(?P<yield>năng suất)|(?P<output>sản lượng))\b"
)
_WORK_WORDS = frozenset(
    "diện tích trồng thu hoạch năng suất sản lượng kết thúc xong dứt điểm cơ bản bà con nông dân toàn bộ này".split()
)
#: Crops that are sown season by season, of which a season's figure is not the year's.
_SEASONAL_ASPECTS = frozenset(("area", "yield", "output", "harvested_area"))
_SEASONAL = frozenset("annual cereal rice maize vegetables sweet_potato potato peanut soybean beans sesame".split())
_ASPECTS = {"ha": "area", "tạ/ha": "yield", "tấn": "output"}
_GOES_ON = re.compile(
    r"\W*(?:(?:(?:tính )?đến (?:nay|(?:ngày |hết |cuối |thời điểm )[^,.;]{1,24})|hiện nay|hiện),? )?"
    r"(?:(?:toàn|cả) tỉnh,? )?(?:đã )?"
    r"(?:qua (?:thu hoạch|điều tra)|(?:dự )?ước (?:tính )?(?:năng suất|sản lượng)|(?:năng suất|sản lượng)"
    r"|gieo (?:cấy|sạ|trồng)"
    r"|(?:tổng )?(?:diện tích )?(?:cây )?(?:lương thực|lúa|ngô|bắp|khoai|lạc|đậu|đỗ|rau|sắn|mía)) "
)
_WORK = re.compile(r"(?<!% diện tích )\b(?:gieo trồng|gieo cấy|gieo sạ|xuống giống|thu hoạch)\b")
_RICE = re.compile(rf"\blúa (?:vụ )?(?P<season>{_TWO}|mùa)\b")
_CROP_SEASON = re.compile(rf"\b(?:ngô|bắp|lạc|đậu|đỗ|tương|phộng|khoai|rau|cây) ({_TWO})\b")
_BASE = re.compile(
    r"\bso (?:với )?(?:cùng kỳ |cùng )?(?:(?:vụ )?(" + _TWO + r")|vụ (mùa|xuân|đông))"
    r"(?: năm)? (?:trước|ngoái|20\d\d)\b"
)
_CROP_OF_SEASON = re.compile(rf"\s*(?:[^\W\d]+ ){{1,4}}{SEASON.pattern}")
_BEHIND = 120  # characters behind a level in which a change of it is told
_BEFORE_BRACKET = 40  # characters: "diện tích lúa 103.607 ha (vụ xuân 58.853 ha, vụ mùa 44.754 ha)"
_OPENING, _LOOKED_BACK = 160, 1_000  # characters in which a passage tells its topic, and in which a sentence goes on


@dataclass(frozen=True, slots=True)
class SeasonLead:
    """A passage about one season, of whose crops the items below it go on to tell."""

    season: str  # "vụ mùa"
    done: str  # what is told to be done in it: "gieo trồng", "thu hoạch", "" where that is not told
    marker: str  # the kind of the passage's own marker, "" without one
    headings: tuple[str, ...]
    alone: bool  # it names no other season, of rice either
    opening: str  # as it is written, its title for the items below

    def holds(self, passage: Passage) -> bool:
        """Whether the passage is an item below it, marked in another way, or goes on with crops and their yields."""
        marker = marker_of(passage.text)
        below = passage.kind == "item" and marker is not None and marker.kind != self.marker
        goes_on = marker is None and self.alone and self._goes_on(fold(passage.text[:_BEHIND]))
        *above, last = passage.headings or ("",)
        titled = tuple(above) == self.headings and bool(last) and self.opening.startswith(last)
        return (below or goes_on) and (titled or passage.headings == self.headings[: len(passage.headings)])

    def _goes_on(self, opening: str) -> bool:
        """Whether a passage tells crops or their yields, and no other season."""
        named = {_bare(found[1] or found[2]) for found in _ANY.finditer(opening)}
        return _GOES_ON.match(opening) is not None and named <= {_bare(self.season)}


def season_lead(passage: Passage) -> SeasonLead | None:
    """The lead that `passage` is, if it names one season and no other: "Tính đến 15/10 gieo trồng vụ mùa đạt ..."."""
    opening = fold(passage.text[:_LOOKED_BACK])
    if not _NAMED.search(opening):
        return None
    topic = _REASON.sub(" ", opening)
    told = list(_TOPIC.finditer(topic))
    seasons = {found["season"] and _bare(found["season"]) for found in told}
    season = seasons.pop() if len(seasons) == 1 else None
    if not season or told[0].start() > _OPENING:
        return None
    marker, done = marker_of(passage.text), _WORK.findall(opening)
    alone = _seasons_in(opening) == 1
    season, kind = f"vụ {_bare(season)}", marker.kind if marker else ""
    return SeasonLead(season, done[-1] if done else "", kind, passage.headings, alone, passage.text[:_BEHIND])


def in_its_season(code: str, clause: Clause, course: Course, known: frozenset[str]) -> str:
    """The code of the season spoken of, "" where the catalogue has none; `code` where the year is spoken of.

    The season is the last one named in the sentence, else what the passage opens with, else the only one that its
    headings name.
    """
    parts = code.split(".")
    if parts[0] != "crops" or len(parts) != 3 or parts[1] not in _SEASONAL or parts[2] not in _SEASONAL_ASPECTS:
        return code
    season = _compared_with(clause, course) or _behind(clause)
    named = [found["season"] for found in SEASON.finditer(clause.left)]
    if not season and ((named and not named[-1]) or (not named and OF_ALL.search(clause.left))):
        return code
    season = season or (_rice_of_sentence(clause, course) if parts[1] == "rice" else "") or _season_of(clause, course)
    season = season or (_season_of_rice(clause, course) if parts[1] == "rice" else _season_listed(clause, course))
    if not season or (_SUM.search(clause.left) and not SEASON.search(clause.left) and _several(clause, course)):
        return code
    if parts[1] != "rice" and _of_another(clause, course, season):
        return ""
    of_season = f"crops.{parts[1]}.{_SEASON_PARTS.get(season, season)}.{parts[2]}"
    return of_season if of_season in known else ""


def _season_listed(clause: Clause, course: Course) -> str:
    """The season of the crop listed right before: "ngô hè thu đã trồng 8.600 ha, đậu tương 3.450 ha"."""
    if _SUM.search(clause.left):
        return ""
    before = takewhile(lambda f: f.quantity.start >= clause.segment[0], reversed(course.done))
    parts = next((f.code.split(".") for f in before if f.code), [])
    return parts[2] if len(parts) == 4 and parts[0] == "crops" and parts[1] != "rice" else ""


def _of_another(clause: Clause, course: Course, season: str) -> bool:
    """Whether a crop of another season stands before the number in its sentence."""
    told = course.folded[max(clause.sentence[0], clause.quantity.start - _LOOKED_BACK) : clause.quantity.start]
    return _names_another(told, season)


def _names_another(told: str, season: str) -> bool:
    """Whether the last crop with a season is of another one: "ngô hè thu 980 ha, lạc #" in a list of "vụ mùa"."""
    named = list(_CROP_SEASON.finditer(told))
    return bool(named) and _bare(named[-1][1]) != season


def _compared_with(clause: Clause, course: Course) -> str:
    """The season that a change right behind a level names: "đạt 216 tấn (tăng 5% so với đông xuân năm trước)"."""
    end = clause.quantity.unit_end
    stop = course.folded.find(";", end, min(clause.sentence[1], end + _BEHIND))
    found = _BASE.search(course.folded, end, stop if stop >= 0 else min(clause.sentence[1], end + _BEHIND))
    return _bare(found[1] or found[2]) if found else ""


def _behind(clause: Clause) -> str:
    """The season of a crop named behind its area: "gieo trồng được 320 ha ngô vụ mùa"."""
    found = _CROP_OF_SEASON.match(clause.right) if clause.quantity.unit == "ha" else None
    return _bare(found["season"]) if found else ""


def _several(clause: Clause, course: Course) -> bool:
    """Whether the passage told of more than one season before the number."""
    told = course.folded[max(0, clause.quantity.start - _LOOKED_BACK) : clause.quantity.start]
    return _seasons_in(told) > 1


def _seasons_in(told: str) -> int:
    return len({_bare(found[1] or found[2]) for found in _ANY.finditer(told)})


def _season_of(clause: Clause, course: Course) -> str:
    stop = clause.quantity.start
    shown = course.folded if clause.bracket >= 0 else course.shape.flat
    start = clause.sentence[0]
    if OPENS_PARTS.match(shown, start):  # "Vụ mùa gieo trồng 900 ha. Trong đó: ngô 50 ha"
        start = shown.rfind(". ", 0, max(0, start - 1)) + 1
    told = shown[max(start, stop - _LOOKED_BACK) : stop]
    if seasons := list(SEASON.finditer(told)):
        return _TOGETHER if _together(told, seasons) else _bare(seasons[-1]["season"])
    if _SINCE_JANUARY.search(clause.left) or _SINCE_JANUARY.search(_DIGIT.split(told, maxsplit=1)[0]):
        return ""  # "rau 168 ha, lũy kế 950 ha; đậu 40 ha": one item's sum rules no other
    opening = course.folded[: min(course.shape.clauses[0].quantity.start, _OPENING)]
    if topics := [*_TOPIC.finditer(opening), *_DONE.finditer(opening)]:
        return _TOGETHER if _together(opening, topics) else _bare(topics[-1]["season"])
    headings = {_bare(found["season"]) for found in SEASON.finditer(course.around.context)}
    return headings.pop() if len(headings) == 1 else ""


def _rice_of_sentence(clause: Clause, course: Course) -> str:
    """The season of the rice that its sentence names, where that names no other: "70 ha lúa mùa, lúa cấy #"."""
    told = course.folded[max(clause.sentence[0], clause.quantity.start - _LOOKED_BACK) : clause.quantity.start]
    return season_of_rice(told) if not SEASON.search(told) else ""


def _season_of_rice(clause: Clause, course: Course) -> str:
    """The one season whose rice the passage told of: "Lúa hè thu 5.800 ha. Trong đó: lúa gieo cấy 4.100 ha"."""
    told = course.folded[max(0, clause.quantity.start - _LOOKED_BACK) : clause.quantity.start]
    found = [] if _SUM.search(clause.left) else list(_RICE.finditer(told))
    return _bare(found[0]["season"]) if found and _seasons_in(told) == 1 else ""


def next_in_season(clause: Clause, course: Course, known: frozenset[str]) -> str:
    """The crop told before, of a season named alone: "lúa đông xuân đạt 35 nghìn ha; vụ mùa đạt 33 nghìn ha".

    A sentence that opens with parts breaks down the one before: "Diện tích lúa 68 nghìn ha. Trong đó vụ mùa 33 nghìn".
    """
    found = _SEASON_ALONE.fullmatch(clause.left)
    aspect, told = _ASPECTS.get(clause.quantity.unit), course.state.coded
    start = clause.sentence[0] if clause.bracket < 0 else clause.bracket - _BEFORE_BRACKET
    if clause.bracket < 0 and OPENS_PARTS.match(clause.left) and course.state.subject.start == told.start:
        start = 0
    if not found or not aspect or told.start < start:
        return ""
    crop = ["crops", "rice"] if found["rice"] else told.code.split(".")[:2]
    season = _SEASON_PARTS.get(_bare(found["season"]), "")  # none for "cả năm"
    code = ".".join(part for part in (*crop, season, aspect) if part)
    return code if code in known else ""


def rice_of_season(clause: Clause, course: Course, known: frozenset[str]) -> str:
    """The rice of the season that titles a passage: "Vụ hè thu: Diện tích gieo trồng # ha, năng suất # tạ/ha".

    "" where the passage speaks of another crop, or not of rice.
    """
    titles = [title for title in _rice_titled(course.folded) if title[1] <= clause.quantity.start]
    if not titles:
        return ""
    season, end = titles[-1]
    said = clause.left[max(0, end - clause.left_start) :]
    aspects = [found.lastgroup for found in _ASPECT_OF_SEASON.finditer(said)]
    if not aspects or not set(content_words(said)) <= _WORK_WORDS:
        return ""
    aspect = _ASPECTS.get(clause.quantity.unit, "")
    aspect = "harvested_area" if aspect == "area" and aspects[-1] == "harvested_area" else aspect
    code = f"crops.rice.{season}.{aspect}"
    return code if aspect in aspects and code in known else ""


@remembered
def _rice_titled(folded: str) -> list[tuple[str, int]]:
    """The seasons of rice that title a passage or its sentences, as codes name them, and where each title ends.

    Of all crops of a season no yield is told: a title without a crop means rice where one is, or where rice is named.
    """
    if not _TITLED.match(folded) or _OTHER_CROPS.search(folded) or not _RICE_SHOWN.search(folded):
        return []
    return [(_SEASON_PARTS.get(_bare(found["season"]), ""), found.end()) for found in _TITLED.finditer(folded)]


def last_season(before: str) -> str:
    """The season that was last spoken of, without "vụ"; "" where none was, two together, or the year since."""
    seasons = list(SEASON.finditer(before))
    if not seasons or _together(before, seasons):
        return ""
    last = _bare(seasons[-1]["season"])
    return "" if _names_another(before[seasons[-1].end() :], last) else last


def season_of_rice(before: str) -> str:
    """The one season of rice spoken of: "Lúa thu đông: xuống giống 5.800 ha"; "" where none was, or several."""
    seasons = {_bare(found["season"]) for found in _RICE.finditer(before)}
    return seasons.pop() if len(seasons) == 1 else ""


def _together(text: str, seasons: list[re.Match[str]]) -> bool:
    """Whether the last season is told with the one before it: "vụ mùa và vụ đông xuân"."""
    return len(seasons) > 1 and text[seasons[-2].end() : seasons[-1].start()].strip(" ,") == "và"


def _bare(season: str | None) -> str:
    """The season without "vụ"; some call the main one "thu mùa"."""
    return _JOINED.sub(" ", season or "").removeprefix("vụ ").replace("thu mùa", "mùa")
