"""From the name of a row to an indicator, by the same aliases and rules as prose.

A row's name with its unit is read as the short sentence that it stands for: "Xi măng | tấn" as "Xi măng đạt 7 tấn". So
a blocker, a context and a unit that does not fit hold in tables as they do in sentences, and of two codes that fit none
is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.catalogue import Catalogue
from ingest.claim import PriceBase
from ingest.course import Surroundings
from ingest.folding import fold
from ingest.grammar import Grammar
from ingest.lexer import UnitLexer, find_quantities
from ingest.period import Period
from ingest.scopes import Section
from ingest.valuation import price_base

_ABBREVIATED = (
    (re.compile(r"^(?:tr|triệu)\s?\.?\s?(?:đ|đồng)\b\.?"), "triệu đồng"),
    (re.compile(r"^(?:tỷ|tỉ)\s?\.?\s?(?:đ|đồng)\b\.?"), "tỷ đồng"),
    (re.compile(r"^(?:ng|nghìn|ngàn|1000|1\.000)\s?\.?\s?(?:đ|đồng)\b\.?"), "nghìn đồng"),
    (re.compile(r"^tr(?:\.\s*|\s+)(?=\w)"), "triệu "),
    (re.compile(r"^(?:1\.000|1000|10³|10\^3|ng\.)\s*"), "nghìn "),
    (re.compile(r"^(?:1\.000\.000|10\^6)\s*"), "triệu "),
)
_WRITTEN_OUT = (
    (re.compile(r"(?<=ngân sách )NN\b|(?<=khu vực )NN\b|(?<=vốn )NN\b", re.IGNORECASE), "nhà nước"),
    (re.compile(r"\b1 (?=[^\W\d_])"), "một "),
)
_NUMBER_OF = re.compile(r"\bsố (?!lượng\b)([^\W\d]+)(?: ([^\W\d]+))?")
_PLACE_WORDS = re.compile(r"^(?:tỉnh|thành phố|tp\.?|t\.p\.?)\s+")
_LOCAL_PLACE = re.compile(r"^(?:Huyện|Thị xã|Thành phố|TP\.?|TX\.?|Xã|Phường|Thị trấn|H\.)\s+[^\W\d_]")
_REGIONS = {
    fold(name): name
    for name in (
        "Miền Bắc", "Miền Nam", "Miền Trung", "Đồng bằng sông Hồng", "Trung du và miền núi phía Bắc", "Bắc Trung Bộ",
        "Tây Nguyên", "Bắc Trung Bộ và duyên hải miền Trung", "Duyên hải Nam Trung Bộ", "Duyên hải miền Trung",
        "Đông Nam Bộ", "Đồng bằng sông Cửu Long", "Đông Bắc", "Tây Bắc", "Vùng trung du và miền núi phía Bắc",
    )
}  # fmt: skip
_REGION_MARKS = {"đbscl": "Đồng bằng sông Cửu Long", "đbsh": "Đồng bằng sông Hồng"}
NATION = "Cả nước"
_LONGEST_UNIT = 40  # signs of words that are remembered as a unit or none
_NATION = frozenset(("cả nước", "toàn quốc"))


@dataclass(frozen=True, slots=True)
class Naming:
    """The indicator that words name: a code, or the candidates none of which was taken."""

    code: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as printed in a header: the base unit, and what one of it is in that."""

    unit: str
    factor: Decimal


class Namer:
    """Reads names of rows, units and areas; built once from what the prose grammar uses."""

    def __init__(self, catalogue: Catalogue, grammar: Grammar, units: UnitLexer) -> None:
        self._grammar, self._units = grammar, units
        self.codes = frozenset(catalogue.indicators)
        self._indicators = catalogue.indicators
        names = ((fold(indicator.name_vi), code) for code, indicator in catalogue.indicators.items())
        self._names = {name: code for name, code in names if name}
        self._parts: dict[str, list[tuple[str, str]]] = {}
        for code, indicator in catalogue.indicators.items():
            _, colon, tail = fold(indicator.name_vi).partition(":")
            if colon and indicator.parent:
                self._parts.setdefault(indicator.parent, []).append((tail.strip(), code))
        areas = (area for area in catalogue.areas.values() if area.kind != "country")
        self._area_names = {code: area.name for code, area in catalogue.areas.items()}
        self._areas = {_area_key(area.name): area.name for area in areas}
        self._read_units: dict[str, PrintedUnit | None] = {}
        self._known: dict[tuple[str, str, str, bool], Naming] = {}

    def nature(self, code: str) -> str:
        """The nature of an indicator; "" for no code."""
        return self._indicators[code].nature if code else ""

    def price_base(self, code: str, words: str) -> PriceBase:
        """The prices in which an indicator is valued by the words above it, as `ingest.valuation` tells."""
        return price_base(code, self._indicators[code].name_vi, words) if code else ""

    def unit_of(self, code: str) -> str:
        """The unit of an indicator, lower case; "" for no code."""
        return self._indicators[code].unit.lower() if code else ""

    def counts(self, unit: str) -> bool:
        """Whether a unit counts whole things."""
        return self._units.counts(unit)

    def unit(self, words: str) -> PrintedUnit | None:
        """The unit that `words` are ("Nghìn tấn"), or None where they are anything else."""
        if len(words) > _LONGEST_UNIT:
            return self._read_unit(words)
        if words not in self._read_units:
            self._read_units[words] = self._read_unit(words)
        return self._read_units[words]

    def _read_unit(self, words: str) -> PrintedUnit | None:
        folded = fold(" ".join(words.split())).partition(" - ")[0].strip(" ().")
        for pattern, full in _ABBREVIATED:
            folded = pattern.sub(full, folded)
        if not folded or any("0" <= char <= "9" for char in folded.replace("m2", "").replace("m3", "")):
            return None
        text = f"7 {folded}"
        found = find_quantities(text, self._units)
        if len(found) != 1 or not found[0].unit or found[0].unit_end != len(text):
            return None
        return PrintedUnit(found[0].unit, found[0].value / 7)

    def counted(self, header: str) -> PrintedUnit | None:
        """The unit of what a header says to count: "Số hộ nghèo", "Tổng số vụ"; None where it counts nothing."""
        found = _NUMBER_OF.search(fold(header))
        if found is None:
            return None
        named = map(self.unit, (f"{found[1]} {found[2] or ''}", found[1]))  # "doanh nghiệp" before "doanh"
        return next((unit for unit in named if unit is not None and self.counts(unit.unit)), None)

    def is_unit(self, words: str) -> bool:
        """Whether `words` are a unit."""
        return self.unit(words) is not None

    def area(self, name: str) -> str:
        """The area that a row's name is, in the catalogue's spelling where it has it; "" for no area."""
        words = " ".join(name.split())
        key = fold(words)
        if key in _NATION or key in _REGIONS:
            return _REGIONS.get(key, NATION)
        known = self._areas.get(_area_key(words))
        if known is not None:
            return words if fold(known) != key and _PLACE_WORDS.match(key) else known
        return words if _LOCAL_PLACE.match(words) else ""

    def own(self, area: str, reporting: str) -> bool:
        """Whether an area is the one that reports, told by its name or its code; a workbook of none is the nation's."""
        name = self._area_names.get(reporting, reporting)
        if area == NATION:
            return fold(name) in ("", "việt nam", *_NATION)
        return _area_key(area) == _area_key(name)

    def is_place(self, line: str) -> bool:
        """Whether a line of a header is a place of the country's parts and nothing else: "Huyện Mường Sao"."""
        words = line.split()
        return 1 < len(words) < 7 and bool(self.area(line)) and all(word[0].isupper() for word in words[2:])

    def area_behind(self, words: str) -> tuple[str, str]:
        """Words without the area that ends them, and the area: "đông xuân miền bắc", "thu đông ĐBSCL"; "" for none."""
        parts = words.split()
        if parts and (region := _REGION_MARKS.get(fold(parts[-1]))):
            return " ".join(parts[:-1]), region
        for at in range(len(parts)):
            if (key := fold(" ".join(parts[at:]))) in _NATION or key in _REGIONS:
                if at and parts[at - 1] in ("ở", "tại", "vùng"):
                    parts = parts[: at - 1]
                return " ".join(parts[:at]), self.area(key)
        return words, ""

    def name(self, phrases: Iterable[str], unit: str, context: str, period: Period, *, level: bool) -> Naming:
        """The indicator of the first of `phrases` that names one; `unit` as printed, "" where none is.

        Without `level` the numbers are changes, whose indicator may have any unit.
        """
        candidates: tuple[str, ...] = ()
        for phrase in phrases:
            key = (phrase, unit, context, level)
            if key not in self._known:
                self._known[key] = self._read(phrase, unit, context, period, level=level)
            naming = self._known[key]
            if naming.code:
                return naming
            candidates = candidates or naming.candidates
        return Naming("", candidates)

    def below(self, code: str, whole: str) -> bool:
        """Whether `code` is a part of the indicator `whole` in the catalogue."""
        seen = set()
        while whole and code and code not in seen:
            seen.add(code)
            code = self._indicators[code].parent
            if code == whole:
                return True
        return False

    def names(self, code: str, name: str) -> bool:
        """Whether the first words of a part's name, or all one by one, stand in the name of the indicator."""
        words, own = (
            fold(_written_out(name)).replace(",", "").removesuffix(" trên địa bàn").split(),
            fold(self._indicators[code].name_vi),
        )
        own = own.replace(",", "")
        return " ".join(words[:2]) in own or set(words) <= set(own.split())

    def says(self, code: str, words: str) -> bool:
        """Whether `words` stand in the name of the indicator."""
        return words in fold(self._indicators[code].name_vi)

    def part(self, whole: str, name: str) -> str:
        """The indicator that is the part `name` of the indicator `whole` by its name in the catalogue, else ""."""
        folded = fold(name)
        fitting = [code for tail, code in self._parts.get(whole, ()) if folded == tail or folded.startswith(f"{tail},")]
        return fitting[0] if len(fitting) == 1 else ""

    def _read(self, phrase: str, unit: str, context: str, period: Period, *, level: bool) -> Naming:
        words = _written_out(" ".join(phrase.split()).strip(" .:;,-"))
        words = words.replace(";", ",")  # which would part the sentence
        if not words:
            return Naming()
        words = words[0].upper() + (words[1:].lower() if words.isupper() else words[1:])
        verb = " đạt " if level else " tăng "
        sentence = f"{words}{verb}7{_sign(unit) if level else '%'}"
        at = len(words) + len(verb)
        around = Surroundings(Section(period, False, period.end), fold(context))
        for finding in self._grammar.read(sentence, around):
            if finding.quantity.start == at and (finding.code or finding.link.candidates):
                return Naming(finding.code, finding.link.candidates)
        return Naming(self._by_full_name(words, unit) if level else "")

    def _by_full_name(self, words: str, unit: str) -> str:
        """The indicator whose own name in the catalogue the words are, where the unit is its unit."""
        code = self._names.get(fold(words), "") or self._names.get(f"{fold(words)} các loại", "")
        own = self.unit_of(code)
        return code if code and (own == unit or (self.counts(own) and self.counts(unit))) else ""


def _written_out(words: str) -> str:
    for pattern, full in _WRITTEN_OUT:
        words = pattern.sub(full, words)
    return words


def _sign(unit: str) -> str:
    return unit if unit in ("%", "‰") else f" {unit}"


def _area_key(name: str) -> str:
    words = _PLACE_WORDS.sub("", fold(name))
    return re.sub(r"[\s–-]+", " ", words).replace("đăk", "đắk").strip()
