"""Which area a number is of, where the words before it name another than the report's own."""

from __future__ import annotations

import re

from ingest.asides import other_provinces
from ingest.clauses import Clause
from ingest.cues import part_cue
from ingest.folding import UPPER, fold
from ingest.remembering import remembered

NATIONS = ("cả nước", "toàn quốc")
_NATION = re.compile(r"\b(cả nước|toàn quốc|bình quân chung cả nước)\b[^,;]{0,40}$")
_KINDS = "(?:huyện|xã)(?: đảo| biên giới| miền núi)?|thị xã|thành phố(?: biển| du lịch)?|thị trấn|phường|đặc khu"
_KIND_SHOWN = ("huyện", "xã", "thành phố", "thị trấn", "phường", "đặc khu")
_FORMER_SHOWN = ("cũ", "sáp nhập", "hợp nhất")
_PLACE = re.compile(
    rf"(?:^\s*|\b(?:[Tt]ại|[Ởở]|của|[Rr]iêng|trong đó|,|:)\s+|(?<=\w )(?<!so với ))"
    rf"((?i:{_KINDS})\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})[^,;]{{0,30}}$"
)
#: A place behind its number: "12 ca tại huyện Phú Tân", "150 ha ở xã An Lộc"; not "tập trung ở xã An Lộc".
_PLACE_BEHIND = re.compile(
    rf"^(?![^,;.:()\d]{{0,40}}\btập trung\b)[^,;.:()\d]{{0,60}}?\b(?:tại|ở|trên địa bàn)\s+"
    rf"((?:{_KINDS})\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
)
#: A province or a district that was merged away: "khu vực Hà Giang (cũ)", "tỉnh Yên Bái trước sáp nhập".
_FORMER = re.compile(
    rf"((?:tỉnh|khu vực|địa bàn|huyện|thành phố|TP\.?)\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}"
    r"\s(?:\(cũ\)|cũ\b|trước (?:khi )?(?:sáp nhập|hợp nhất)))[^,;]{0,40}$"
)


_FORMERLY = re.compile(r"\bcũ\b|\b(?:sáp nhập|hợp nhất)\b")
#: A place with its number in a list of places: "1.200 ha (huyện An Bình 300 ha, huyện Tân Phú 900 ha)".
_PLACE_ALONE = re.compile(
    r"^[\s,;:(+–-]*(?:[Tt]rong đó|[Gg]ồm|[Cc]ụ thể|[Rr]iêng|[Nn]hư|[Tt]ập trung(?: nhiều| chủ yếu)?|[Tt]ại|[Ởở]|[Vv]à"
    r"|\s|:|các)*"
    rf"((?:{_KINDS}|tỉnh|TP\.?|TX\.?)\s*[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
    r"\s*(?::|có|đạt|với|là|trồng|được|tăng|giảm|khoảng|gần|hơn|trên|\s)*$"
)


#: A word of a place's name; "PAR INDEX" is no place.
_NAME = rf"[{UPPER}](?![{UPPER}\d])\w+"
_OF_NAME = rf"[{UPPER}](?![{UPPER}\d])\w*"  # before the last word: "U Minh Thượng"
#: A place that a sentence or an item begins with, of which then all its numbers are told: "Riêng Tân Phú đón ..." too.
_OPENING = re.compile(
    rf"[\s;:(+–-]*(?:(?:[Rr]iêng|[Cc]òn|[Tt]ại|[Ởở])\s+)*((?i:{_KINDS})\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
    rf"|\s*[Rr]iêng\s+((?:{_OF_NAME}\s){{1,2}}{_NAME})(?=\s(?:đón|đạt|có|xảy|thu|ước|đã|trồng|tăng|giảm|chiếm|với)\s)"
    r"|\s*(?:(?:[Tt]ính )?[Đđ]ến (?:ngày )?[\d/-]+, )?([Cc]ác (?:tỉnh|địa phương) (?:miền|phía) (?:Bắc|Nam|Trung))"
    r"(?= (?:đã|đang|có|ước|xuống|gieo|thu hoạch|trồng)\b)"
    rf"|[\s+–-]*((?:{_OF_NAME}\s){{1,2}}{_NAME})(?=\s(?:đã )?đón\s)"  # "Tân Phú đón 5.000 lượt khách"
)
#: The nation as the subject of a sentence: "Trong tháng, cả nước xảy ra 90 vụ, làm chết 40 người".
_NATION_TELLS = re.compile(r"\b(?:cả nước|toàn quốc)\s+(?:đã\s+|ước\s+)?(?:xảy ra|có|ghi nhận|phát hiện)\b")
#: Of what was named right before: "năng suất lúa cả nước đạt 62,9 tạ/ha; sản lượng đạt 19,4 triệu tấn".
_BARE_ASPECT = re.compile(r"\W*(?:năng suất|sản lượng)(?: (?:ước|tính|ước tính|đạt|khoảng|trên|hơn|gần))*\W*")
_GOES_ON = re.compile(r"\W*so (?:với )?(?:cùng|tháng|quý|năm|kỳ)\b")  # "So với tháng trước, giảm 415 vụ"
_ALL_OVER = re.compile(r"\b(?:(?:toàn|cả|trên địa bàn|của) (?:tỉnh|thành phố|huyện|xã)|cả nước|toàn quốc)\b")
_KIND = re.compile(rf"(?i:{_KINDS}|tỉnh|tp\.?|tx\.?)\s*")
_CAPITAL_KINDS = ("thành phố", "thị xã", "tp", "tx")  # of a province's town that bears its name


#: A place by its bare name: "; Tân Lạc 9 vụ, thiệt hại 2,7 ha", "như: Tân Lạc đạt 64 tỷ đồng (tăng 8%)".
_BARE = re.compile(
    rf"^[^\d]{{0,250}}?(?:^|[:;,]|\b(?:như|gồm|và|còn|trong khi|tiếp đến(?: là)?|[Rr]iêng)\s)\s*"
    rf"((?:{_OF_NAME}\s(?:[-–]\s)?){{1,3}}{_NAME}(?:\s\(cũ\))?)"
    r"(?:\s+(?:đạt|có|giảm|tăng|được|với|trên|hơn|gần|khoảng|ước|còn|là))*\s*\(?$"
)
_PLACES_LEAD = re.compile(
    r"[Tt]ập trung(?: chủ yếu| nhiều)? (?:ở|tại)(?: (?:các|một số) (?:huyện|địa phương|xã))?(?: như)?\s*:?\s*"
)
_LISTED = re.compile(
    rf"(?:[\s,;:(]|và\s)*((?:(?i:{_KINDS})\s)?(?:{_OF_NAME}\s){{0,2}}{_NAME})(?:\s+(?:có|đạt|với|trồng|khoảng|gần|hơn|trên|là))*\s*"
)
#: "Một số huyện giảm nhiều như: Tân Lạc 135 ha, Phú An 98 ha" tells by how much each has changed.
_CHANGED_LEAD = re.compile(
    r"\b(?:huyện|xã|phường|địa phương|đơn vị|tỉnh|nơi|thành phố|thị xã)\b[^:;.\d]{0,40}?\b(?P<cue>tăng|giảm)"
    r"(?: (?:nhiều|mạnh|cao|sâu|nhất|khá|đáng kể|chủ yếu))*(?: (?:phải kể đến|ở|tại))?(?: (?:như|là|gồm))?\s*:?\s+"
)
_REACH = 400  # characters behind such a lead in which its list goes on
_NO_PLACES = re.compile(
    r"(?i)^(?:đông xuân|hè thu|thu đông|xuân hè|chiêm xuân|vụ|lúa|nhà nước|trung ương|việt nam|tháng|quý)\b"
)


class Areas:
    """Of which area each number of a passage is told; the report's own is "".

    A place that opens a passage, a sentence or an item rules its numbers until another is named or "toàn tỉnh" is
    said: "Huyện Tân Phú trồng 52 ha lúa, đạt 104% kế hoạch; ngô 844 ha"; so does the nation in its sentence. A change
    or a percent is told of the same area as the number before it.
    """

    def __init__(self, text: str, area: str, *, city: bool, nation: str = "") -> None:
        self._text, self._own, self._city = text, fold(_KIND.sub("", area, count=1)), city
        self._provinces = {found.end(): found[0] for found in other_provinces(text, area)} if area else {}
        self._topic = self._opening(0)
        self._sentence, self._segment = (-1, ""), (-1, "")  # where the last ones begin, and the places that open them
        self._last, self._behind = "", 0  # of the last number outside brackets, and where it ends
        self._over = False  # "toàn tỉnh" was said in this sentence
        self._other = nation  # or the province of the sentence's first number, of which its parts are told too

    def of(self, clause: Clause, *, goes_on: bool) -> str:
        """The area of the number; `goes_on` where it qualifies the number before it."""
        self._enter(clause)
        if self._other and (part_cue(clause.left) or _GOES_ON.match(clause.left)):
            self._sentence, self._over = (self._sentence[0], self._other), False
        if _ALL_OVER.search(clause.left):
            self._over = True
        area = area_of(clause, self._text) or self._province(clause)
        if area:
            area = "" if self._is_own(area) else area
            if area in NATIONS and _NATION_TELLS.search(clause.left):
                self._sentence, self._over = (self._sentence[0], area), False
            elif clause.sentence_first and clause.bracket < 0 and _place(_left_of(clause, self._text)):
                self._sentence = (self._sentence[0], area)
        elif bare := self._bare(clause):
            area, self._segment = bare, (self._segment[0], bare)
        elif (
            clause.bracket >= 0
            or (goes_on and not clause.segment_first)
            or (self._last in NATIONS and not clause.sentence_first and _BARE_ASPECT.fullmatch(clause.left))
        ):
            area = self._last
        elif not (self._over or (self._own and self._own in clause.left)):
            area = self._segment[1] or self._sentence[1] or self._topic
        if clause.bracket < 0:
            if clause.sentence_first:
                whole = area in NATIONS or area.startswith("tỉnh ") or _FORMERLY.search(area)
                self._other = area if whole else ""
            self._last, self._behind = area, clause.quantity.unit_end
        return area

    def _province(self, clause: Clause) -> str:
        """Another province that is named before the number."""
        ends = [end for end in self._provinces if clause.left_start < end <= clause.quantity.start]
        return self._provinces[max(ends)] if ends and clause.bracket < 0 else ""

    def _enter(self, clause: Clause) -> None:
        if clause.bracket >= 0:
            return
        if clause.sentence[0] != self._sentence[0]:
            own = self._is_own(self._named_at(clause.sentence[0]))
            self._sentence, self._over = (clause.sentence[0], self._opening(clause.sentence[0])), own
        if clause.segment[0] != self._segment[0]:
            self._segment = (clause.segment[0], self._opening(clause.segment[0]))

    def _opening(self, start: int) -> str:
        place = self._named_at(start)
        return "" if not place or self._is_own(place) or _NO_PLACES.match(place) else place

    def _named_at(self, start: int) -> str:
        found = _OPENING.match(self._text, start)
        return (found[1] or found[2] or found[3] or (found[4] if self._own else "")) if found else ""

    def _bare(self, clause: Clause) -> str:
        """The place whose bare name is all that the number is told with."""
        if clause.bracket >= 0:
            return ""
        stop = clause.quantity.start
        found = _bare_name(self._text[clause.left_start : stop])
        start = max(self._behind, clause.segment[0])
        if not found and self._text[start : clause.left_start].strip():  # parted by a verb: "... và Tân Lạc tăng 9%"
            found = _bare_name(self._text[start:stop])
        return "" if not found or self._is_own(found) else found

    def _is_own(self, place: str) -> bool:
        named = fold(place)
        if named.startswith(_CAPITAL_KINDS) and not self._city:
            return False
        return bool(self._own) and fold(_KIND.sub("", place, count=1)) == self._own


@remembered
def _bare_name(left: str) -> str:
    name = _BARE.match(left)
    return name[1] if name and not _NO_PLACES.match(name[1]) else ""


def place_alone(clause: Clause, text: str) -> str:
    """The place that is all that a number is told with; "" where there is none or more is said."""
    told = _only_place(text[max(clause.left_start, clause.bracket) : clause.quantity.start])
    return told or _listed_place(clause, text)


def _listed_place(clause: Clause, text: str) -> str:
    """The place by its bare name in a list that says so: "tập trung ở Tân Lạc 320 ha, chiếm 22%; Phú An 250 ha"."""
    start = clause.quantity.start
    since = max(clause.sentence[0], start - _REACH)
    lead = _PLACES_LEAD.search(text, since, start) if text.find("ập trung", since, start) >= 0 else None
    lead = lead or _changed_lead(text, since, start)
    if lead is None:
        return ""
    found = _LISTED.fullmatch(text, max(clause.left_start, clause.bracket, lead.end()), start)
    return found[1] if found and not _NO_PLACES.match(found[1]) else ""


def _changed_lead(text: str, since: int, start: int) -> re.Match[str] | None:
    shown = text.find("tăng ", since, start) >= 0 or text.find("giảm ", since, start) >= 0
    return _CHANGED_LEAD.search(text, since, start) if shown else None


def cue_of_places(clause: Clause, text: str) -> str:
    """The change, "+", "-" or "", that the lead of a list of places tells: "các xã giảm nhiều là: An Phú 9 ha"."""
    if clause.quantity.is_ratio or clause.bracket >= 0:
        return ""
    lead = _changed_lead(text, max(clause.sentence[0], clause.quantity.start - _REACH), clause.quantity.start)
    if lead is None or not place_alone(clause, text):
        return ""
    return "+" if lead["cue"] == "tăng" else "-"


@remembered
def _only_place(left: str) -> str:
    place = _PLACE_ALONE.match(left)
    return place[1] if place else ""


def area_of(clause: Clause, text: str) -> str:
    """The area as it is named in `text`, the passage before folding; "" for the area that the report is about."""
    if nation := _nation(clause.left):
        return nation
    place = _place(_left_of(clause, text)) if clause.bracket < 0 else ""
    right = text[clause.quantity.unit_end : clause.quantity.unit_end + len(clause.right)]
    return place or _place_behind(right) or place_alone(clause, text)


def _left_of(clause: Clause, text: str) -> str:
    return text[clause.left_start : clause.quantity.start]


@remembered
def _nation(left: str) -> str:
    nation = _NATION.search(left) if "nước" in left or "quốc" in left else None
    return "" if nation is None else nation[1].removeprefix("bình quân chung ")


@remembered
def _place(left: str) -> str:
    lower = left.lower()
    place = _PLACE.search(left) if any(map(lower.__contains__, _KIND_SHOWN)) else None
    if place is None and any(map(lower.__contains__, _FORMER_SHOWN)):
        place = _FORMER.search(left)
    return place[1] if place else ""


@remembered
def _place_behind(right: str) -> str:
    behind = _PLACE_BEHIND.match(right) if any(map(right.__contains__, _KIND_SHOWN)) else None
    return behind[1] if behind else ""
