"""What a row's numbers speak of: the row's own name, its whole's, or the title's.

A total, and a place, stand for what the title or the heading above names. A part is named with the noun of its whole
("Diện tích ..., trong đó: lúa"). Below a total or "Phân theo ..." a name alone only says which part it is: it counts
for a code only together with the title, or where title and name are of one family.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.folding import fold
from ingest.period import Period
from ingest.tables.accounts import sectors_of
from ingest.tables.days import find_days
from ingest.tables.headers import Column
from ingest.tables.layout import Block
from ingest.tables.naming import Namer, Naming
from ingest.tables.rows import TableRow

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d+)*\.?|[IVX]+\.|(?:Biểu|Bảng|Phụ lục)(?: số)?\s*[\w.]*\s*[:.])\s*")
_ONLY_NUMBERED = re.compile(r"\W*(?:phụ lục|biểu|bảng|mẫu)(?: (?:số|mẫu))*(?: [\w./-]{1,12})?\W*")
_REPORTED = re.compile(r"^(?:(?:biểu )?tổng hợp |tình hình |kết quả |tiến độ |thực hiện )+", re.IGNORECASE)
_TITLE_END = re.compile(
    r"\s*\(?(?:\bphân theo\b|\bchia theo\b|\btheo (?:địa phương|huyện|tỉnh)\b|\btiếp theo\b|\bđến ngày\b|\btừ\s*\d|\btháng \d|\b\d+ tháng\b|\bquý [iv\d]|\bnăm \d{4}|\bcác (?:tháng|quý|năm)\b|\bso với\b).*$"
)
_NOUN = re.compile(
    r"^(?:tổng\s+)?(diện tích|sản lượng|năng suất|số lượng|số|doanh thu|giá trị|vốn|tổng đàn|đàn|tỷ lệ|chỉ số|khối lượng|thu|chi|dư nợ|lượt|trồng mới)\b"
)
_GENERIC = frozenset(("lượng", "khối lượng", "số lượng", "giá trị", "trị giá", "tổng trị giá", "tổng giá trị", "số"))
_DIMENSION = re.compile(r"\b(?:diện tích|năng suất|sản lượng)\b")
_LISTED_NOUNS = re.compile(
    r"^(?:(?:diện tích|năng suất|sản lượng|số lượng)(?: gieo trồng| thu hoạch)?(?:\s*,\s*|\s+và\s+|\s+)){2,}"
)
_NOT_YET = re.compile(r"\bchờ\b|\bchưa giải ngân\b")
_LEFT_OVER = re.compile(r"\b(?:còn lại|chưa|còn phải|còn thiếu)\b")  # of a column: what is not done
_SEASON = re.compile(r"\bvụ (đông xuân|đông|xuân|hè thu|thu đông|mùa|chiêm)\b")
#: What a thing counted in a unit is, where only the thing is named: "Xi măng | tấn". Not of what is sold abroad.
_NOUN_OF_UNIT = {"ha": "Diện tích", "tấn": "Sản lượng", "tạ/ha": "Năng suất"}
_SOLD = re.compile(r"\b(?:xuất khẩu|nhập khẩu|tiêu thụ|hàng hóa|vận chuyển|dự trữ)\b")
_PLACE_BEHIND = re.compile(r"\s+(?:đến|vào|tại|ở) việt nam\b|\s+trên địa bàn\b.*", re.IGNORECASE)
#: Prices for which no part has a code: what is exported or produced is named in them as where its value is told.
_OTHER_PRICES = re.compile(r"^(?:chỉ số giá (?!tiêu dùng|sinh hoạt|vàng|đô la)|tỷ giá thương mại)")
_PRICE = re.compile(r"(?:^|\b(?:đơn|mức) )giá\b(?! (?:trị|so sánh|hiện hành|cố định|thực tế))")
_GOODS = re.compile(r"^hàng h(?:óa|oá)\s+")
_TWO_LINES = re.compile(r"(.+) (số [^\W\d]+|tỷ lệ|(?:diện tích|năng suất|sản lượng)(?: gieo trồng| thu hoạch)?)")
_TWICE = re.compile(r"\b([^\W\d]+) \1\b")
_VICTIMS = re.compile(r"số (?:người|nạn nhân) (?:chết|tử vong|bị thương|bị nạn|mất tích)\b")
_COUNT = re.compile(r"(?:tổng )?số (?:vụ|ca|đối tượng|người|hộ|bị can)")
_EVENTS = re.compile(r"(?:tổng )?số vụ\b")
_BRACKETED = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one number speaks of."""

    naming: Naming
    label: str
    area: str = ""


@dataclass(slots=True)
class Subjects:
    """Names the rows of one table; remembers what "trong đó" opened."""

    namer: Namer
    block: Block
    rows: Sequence[TableRow]
    context: str
    period: Period
    title: str = ""
    total: bool = False
    nouns: bool = False  # the title lists several things, of which the columns hold one each
    sibling_whole: dict[int, TableRow] = field(default_factory=dict)
    events: dict[int, str] = field(
        default_factory=dict
    )  # of rows that count victims, the row that counts what happened
    sectors: dict[int, str] = field(default_factory=dict)  # codes of rows that are sectors of GRDP

    def __post_init__(self) -> None:
        self.title = title_subject(self.block.titles, self.period)
        listed = _LISTED_NOUNS.match(fold(self.title))
        if listed is not None:
            self.title, self.nouns = self.title[listed.end() :], True
        self.total = any(row.total for row in self.rows)
        self.sectors = sectors_of(self.title, self.rows)
        whole: TableRow | None = None
        event = ""
        for row in self.rows:
            if _VICTIMS.match(fold(row.name)):
                self.events[row.index] = event
            else:
                event = row.name if _EVENTS.match(fold(row.name)) else ""
            if row.part:  # numbered on beside its whole: the rows behind it may be parts, too
                whole = row.whole if row.whole is not None and row.depth == row.whole.depth + 0.5 else None
            elif whole is not None and row.unit == whole.unit and row.depth == whole.depth and not row.total:
                self.sibling_whole[row.index] = whole
            else:
                whole = None

    def of(self, row: TableRow, column: Column, unit: str) -> Subject:
        """The subject of the numbers of `row` in `column`; `unit` is the base unit of the row's levels."""
        place = row if row.area else next((above for above in reversed(row.above) if above.area), None)
        area = place.area if place is not None else row.region
        if row.area or row.total or row.scope is not None:
            owner = next((a for a in reversed(row.above) if a.names_a_thing), None)
            if owner is not None and row.area and owner.broken_down and not owner.has_numbers:
                owner = None
            name = owner.name if owner is not None else self.title
            phrases = self._whole_phrases(name, unit) if name else []
            label = name or row.name
        else:
            name, label = row.name, self._label(row)
            phrases = self._phrases(row, unit)
        words, where = self.namer.area_behind(column.words)
        area = area or column.area or where
        if _counts_the_unit(words, self.namer):
            alone = [words] if row.area or row.total else []
            phrases = [f"{words} {phrase[:1].lower()}{phrase[1:]}" for phrase in phrases] + alone + phrases
            words = ""
        if words:
            label = f"{label}: {words}"
        phrases = self._with_words(phrases, words)
        if words and (row.area or row.total):
            own = self.namer.counted(column.text) is not None  # it counts a thing of its own
            phrases = [*_turned(words), *([] if own else phrases), words]
        context = _one_way(
            self.context, " ".join((*(above.name for above in row.above), self.events.get(row.index, "")))
        )
        naming = self._named(row, phrases, unit, context, words)
        return Subject(naming, label, area)

    def _named(self, row: TableRow, phrases: list[str], unit: str, context: str, words: str) -> Naming:
        title = fold(self.title)
        if (
            _NOT_YET.search(fold(row.name))
            or _LEFT_OVER.search(words)
            or _OTHER_PRICES.match(title)
            or _PRICE.match(title)
            or _PRICE.search(words)
            or (self.nouns and not _DIMENSION.search(words))
        ):
            return Naming()
        sector = self.sectors.get(row.index, "")
        if sector and not words and unit in ("", self.namer.unit_of(sector)):
            return Naming(sector)
        naming = self.namer.name(phrases, unit, context, self.period, level=bool(unit))
        season = _SEASON.search(self._over(row))
        if naming.code and season is not None and not self.namer.says(naming.code, season[1]):
            naming = Naming()
        if naming.code and words and naming.code == self._by_column_alone(row, words, unit, context):
            naming = Naming()
        if not self._only_a_part(row):
            return naming
        whole = self._whole_code(unit, context, words)
        if naming.code and not (self.namer.below(naming.code, whole) and self.namer.names(naming.code, row.name)):
            naming = Naming()
        if naming.code or words:
            return naming
        return Naming(self.namer.part(whole, row.name))

    def _by_column_alone(self, row: TableRow, words: str, unit: str, context: str) -> str:
        """What the head of a column names, where the row's name adds nothing: what a project got is not what all got."""
        if row.area or row.region or row.total or row.scope is not None or fold(row.name).startswith("toàn "):
            return ""
        column, own = (
            self.namer.name(names, unit, context, self.period, level=bool(unit)).code
            for names in ([words], self._phrases(row, unit))
        )
        return "" if own == column else column

    def _whole_code(self, unit: str, context: str, words: str) -> str:
        phrases = self._with_words(self._whole_phrases(self.title, unit), words)
        return self.namer.name(phrases, unit, context, self.period, level=bool(unit)).code

    def _whole_phrases(self, name: str, unit: str) -> list[str]:
        """Ways in which prose would name what a title names: "Khách quốc tế đến ..." as "Số lượt khách quốc tế"."""
        short = _PLACE_BEHIND.sub("", name)
        lower = short[:1].lower() + short[1:]
        nouns = (
            ("Kim ngạch", "Giá trị")
            if unit in ("usd", "đồng")
            else ("Số lượt", "Số")
            if self.namer.counts(unit)
            else ()
        )
        turned = [f"{noun} {lower}" for noun in nouns] + [f"{noun} {_GOODS.sub('', lower)}" for noun in nouns]
        return list(dict.fromkeys((name, short, *turned)))

    def _only_a_part(self, row: TableRow) -> bool:
        return not row.total and not row.area and (row.broken_down or self.total) and bool(self.title)

    @staticmethod
    def _thing_of(row: TableRow) -> TableRow | None:
        """The heading that says of what a row is the area, yield or output: "Ngô" above "Diện tích"."""
        if not _DIMENSION.fullmatch(fold(row.name)) or row.part or row.total:
            return None
        heading = next((above for above in reversed(row.above) if above.names_a_thing), None)
        return None if heading is None or heading.has_numbers else heading

    def _label(self, row: TableRow) -> str:
        owner = row.whole or self.sibling_whole.get(row.index) or self._thing_of(row)
        if owner is not None and owner.name:
            return f"{owner.name}: {row.name}"
        return f"{self.title}: {row.name}" if self._only_a_part(row) else row.name

    def _phrases(self, row: TableRow, unit: str) -> list[str]:
        bare = _bare(row.name)
        if (thing := self._thing_of(row)) is not None:
            return [f"{bare} {thing.name[:1].lower()}{thing.name[1:]}"]
        phrases = [bare] if bare == row.name else [row.name, bare]
        if _COUNT.fullmatch(fold(bare)):
            counted = next((above.name for above in reversed(row.above) if above.heading), self.title)
            return [f"{bare} {counted[:1].lower()}{counted[1:]}"]
        season = _SEASON.search(self._over(row))
        if season is not None and season[1] not in fold(bare):
            phrases = [f"{bare} {season[0]}"]
        if self._only_a_part(row):
            return [f"{self.title} {bare}", *phrases]
        owner = row.whole or self.sibling_whole.get(row.index)
        if owner is None:
            owner = next((above for above in reversed(row.above) if above.has_numbers), None)
        noun = _NOUN.match(fold(owner.name)) if owner is not None else None
        if noun is not None:
            phrases.append(f"{noun[1]} {bare}")
        if row.numbered and self.title:
            phrases.append(f"{bare} {' '.join(self.title.lower().split()[-2:])}")
        return phrases if owner is not None else phrases + self._by_unit(row, bare, unit)

    def _by_unit(self, row: TableRow, bare: str, unit: str) -> list[str]:
        noun = _NOUN_OF_UNIT.get(unit, "Số" if self.namer.counts(unit) else "")
        return [f"{noun} {bare[:1].lower()}{bare[1:]}"] if noun and not _SOLD.search(self._over(row)) else []

    def _over(self, row: TableRow) -> str:
        """The title and the names above a row, folded."""
        return fold(" ".join((self.title, *(above.name for above in row.above))))

    @staticmethod
    def _with_words(phrases: list[str], words: str) -> list[str]:
        """The names with what the column adds to them: "Diện tích" above "lúa đông xuân"."""
        if not words:
            return phrases
        noun = _DIMENSION.search(words)
        said = [noun[0]] if noun is not None else [words]
        joined = [f"{word} {phrase}" for word in said for phrase in phrases]
        joined += [f"{phrase} {word}" for word in said for phrase in phrases]
        return joined + (phrases if words in _GENERIC else [])


def _one_way(title: str, above: str) -> str:
    """The context of a row: below "Xuất khẩu" a title on exports and imports speaks of exports."""
    ways = [way for way in ("xuất khẩu", "nhập khẩu") if way in fold(above)]
    if len(ways) == 1:
        other = "nhập khẩu" if ways[0] == "xuất khẩu" else "xuất khẩu"
        title = re.sub(rf"[,;]?\s*(?:và\s+)?\b{other}\b", " ", title, flags=re.IGNORECASE)
    return f"{title} {above}"


def _turned(words: str) -> list[str]:
    """What a head of two lines says as prose would: "Hộ nghèo / Số hộ" is "số hộ nghèo"."""
    found = _TWO_LINES.fullmatch(words)
    return [_TWICE.sub(r"\1", f"{found[2]} {found[1]}")] if found else []


def _bare(name: str) -> str:
    return _BRACKETED.sub("", name).strip()


def _counts_the_unit(words: str, namer: Namer) -> bool:
    """Whether a column's words only say that things are counted: "Số DN" above numbers in "DN"."""
    return words.startswith("số ") and namer.is_unit(words.removeprefix("số "))


def title_subject(titles: Sequence[str], period: Period) -> str:
    """What a title names, without its number, its days and its "phân theo ..."."""
    text = _NUMBERING.sub("", " ".join(title for title in titles if not _ONLY_NUMBERED.fullmatch(fold(title))))
    text = text[0] + text[1:].lower() if text.isupper() else text
    text = _REPORTED.sub("", text)
    folded = fold(text)
    cut = _TITLE_END.search(folded)
    text = text[: cut.start()] if cut else text
    return " ".join(text.split()).strip(" :.-") if find_days(fold(text), period) is None else text.strip(" :.-")
