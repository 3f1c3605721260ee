"""What a column says of its numbers: the measure, what it is compared with, the days, the unit.

"Lũy kế so KH" is an attainment of the cumulative figure, "Tháng 10 năm 2024 so với tháng 9 năm 2024 (%)" a change
against the month before. Whether a change is printed as an index (113,0) or as it is (13,0) is told by the words, else
by the numbers of the whole column, never by one number: 14,6 among values around 100 is a fall of 85,4%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Literal

from ingest import lexicon
from ingest.claim import Measure, Versus
from ingest.folding import fold
from ingest.period import Period
from ingest.scopes import Scope
from ingest.tables.days import Named, find_days, step_before

Role = Literal["ordinal", "name", "unit", "note", "value"]
Form = Literal["", "index", "increment"]

_ORDINAL = re.compile(r"^(?:stt|tt|số tt|số thứ tự|no\.?|số)(?:\s+no\.?)?$")
_UNIT = re.compile(r"^(?:đơn\s?vị(?: tính)?|đvt|đv tính|đv|unit)\b")
_NOTE = re.compile(r"^(?:ghi chú|note|cơ quan|đơn vị (?:chủ trì|thực hiện|theo dõi|phụ trách)|căn cứ|nguồn|lý do)")
_COMPARED = re.compile(
    r"(?<!giá )\bso sánh\b|\bso\b(?! sánh)(?: với)?|(?<=[\wđ])\s?/\s?(?=kh\b|kế hoạch|dt\b|dự toán|ck\b|cùng kỳ)"
)
#: "So sánh ước thực hiện năm 2024 với (%) / Dự toán"
_COMPARED_WITH = re.compile(r"(?<!giá )\bso sánh (?P<left>(?:(?!\bso\b).)+?) với\b")
#: "Ước TH 10T 2024/TH 10T 2023 (%)", where percents are printed: else "quý III/năm 2024" would be one.
_RATIO = re.compile(
    r"(?<=[\w)])\s?/\s?(?=(?:ước |[ưu])?(?:th\b|thực hiện|tháng|quý|năm|cùng|\d{1,2}\s?(?:t\b|tháng)))"
    r"|(?<=\b(?:19|20)\d\d)\s?/\s?(?=(?:19|20)\d\d\b)"
)
_RATE_OF_PLAN = re.compile(
    r"(?:tỷ lệ|%|mức độ|mức)\s*(?:đạt|thực hiện|hoàn thành|th|giải ngân)?[^/]{0,30}?\b(?:kế hoạch|kh|dự toán|dt)\b|\bđạt\b.*%|%\s*(?:đạt|th|thực hiện|hoàn thành)\b|tỷ lệ (?:giải ngân|hoàn thành|thực hiện|đạt)"
)
_PLAN = re.compile(
    r"\bkế hoạch|\bkh\b|\bdự toán|\bdt\b|\bmục tiêu|\bchỉ tiêu|\bnghị quyết|\bnq\b|\bgiao\b|\bphấn đấu|\bplan\b"
)
_CENTRAL = re.compile(r"\btrung ương|\btw\b|\bthủ tướng|\bttg\b|\bbộ (?:tài chính|kh|kế hoạch)\b|\bbtc\b")
_COUNCIL = re.compile(rf"{lexicon.COUNCIL.pattern}|\bnq\b|\bnghị quyết|\bdt tỉnh\b")
_YOY = re.compile(r"\bcùng kỳ|\bcùng thời điểm|\bck\b|\bnăm trước|\bnăm ngoái")
_PREV = re.compile(r"\b(?:tháng|quý|kỳ) trước")
SHARE_UNIT = re.compile(r"^\W*cơ cấu\b[\s:(–-]*%\W*$")
_SHARE = re.compile(r"\bcơ cấu\b|\btỷ trọng\b|\bchiếm\b")
_INCREMENT = re.compile(
    r"\btăng\s*(?:\(\+\))?\s*[,/-]?\s*giảm|\btốc độ tăng|\btăng trưởng|\btăng thêm|\+\s?[/,;]?\s?[-–]|\bchênh lệch|\btuyệt đối"
)
_ABSOLUTE = re.compile(r"\btuyệt đối")
_INDEX = re.compile(r"\bchỉ số\b|\btốc độ phát triển\b")
_LEVEL = re.compile(
    r"\bthực hiện|\bước|\bsơ bộ|\bchính thức|\btổng\b|\bsố\b|\bth\b|\bkết quả|\bgiải ngân|\blũy kế|\bluỹ kế|\bcộng dồn|\bgiá trị|\blượng\b|\bchung\b"
    r"|^(?:toàn tỉnh|cả nước|cộng)$"
)
#: A title under which plans are handed down: "Giao chỉ tiêu kế hoạch năm 2025 cho các huyện".
_ASSIGNED = re.compile(
    r"\bgiao\b.{0,40}\b(?:chỉ tiêu|kế hoạch|dự toán)\b|\b(?:chỉ tiêu|kế hoạch|dự toán)\b.{0,60}\bgiao (?:cho|các)\b"
)
_ESTIMATE = re.compile(r"\bước|\b[ưu]th\b|\bdự kiến")
_PERCENT = re.compile(r"%|\bphần trăm\b")
_TIMES = re.compile(r"\(lần\)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BASE = re.compile(
    r"^.*(?:\s{3}|cùng kỳ|cùng thời điểm|(?:năm|tháng|quý|kỳ) (?:trước|ngoái|\d{4})|\bvụ [\w ]{2,20}? (?:năm )?\d{4}|kế hoạch|\bkh\b|dự toán|\bck\b)"
)
#: The end of a base with something below it: "so với cùng kỳ năm trước (%) / Quý I", its unit blanked out.
_PARTED_BASE = re.compile(r"^.*?(?:(?:năm|tháng|quý|kỳ) (?:trước|ngoái)|\s{3})")
#: "tháng 12 năm trước": a month told by its number of a year told relative to the report.
_OF_YEAR_BEFORE = re.compile(r"(?<=\d )(?:của )?năm (?:trước|ngoái)")
SEASON = re.compile(r"\bvụ\b")
_AVERAGE = re.compile(r"\bbình quân (?:tháng|quý|năm)\b(?! \d)")
#: "Tháng trước = 100", in a title or above the rows that are indices against it.
_HUNDRED = re.compile(r"(?P<base>\b(?:cùng|bình quân|kỳ|tháng|quý|năm)\b[^=]{0,40}?)\s?=\s?100\b")
_TITLE_BASE = re.compile(r"\bso với\s+(?P<base>.+)")
#: Words of a header that do not narrow down what is measured.
_PLAIN_WORDS = frozenset(
    """
    thực hiện th ưth uth lk t ước tính dự sơ bộ chính thức lũy luỹ kế cộng dồn năm tháng quý kỳ so với sánh cùng trước này nay đến
    ngày từ đầu hết thời điểm hoạch kh toán dt giao mục tiêu chỉ phấn đấu nghị quyết tỷ lệ tăng giảm tốc độ phát triển
    trưởng số đạt được kết quả liệu báo cáo của và trong cả là tổng mức cơ cấu trọng chung trung
    ương tw hđnd tỉnh ubnd nq bình quân gốc ck kỳ kiến hoàn thành i ii iii iv quý qua lần phần trăm thêm giữa nhiệm
    tuyệt tương đối địa phương toàn b c bc đvt chia ra cộng vốn nghìn triệu đồng kp
    """.split()
)
_KNOWN_NOUNS = re.compile(r"\bvốn đăng ký|\bvốn kế hoạch")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column says."""

    role: Role
    text: str = ""
    measure: Measure = "level"
    versus: Versus = ""
    scope: Scope | None = None  # None: the days are told elsewhere
    estimate: bool = False
    unit: str = ""  # printed in brackets, "" else; "%" says nothing for a change
    area: str = ""  # the place that a line of the header is
    form: Form = ""
    words: str = ""  # what the column measures, where it narrows that down: "Diện tích"
    percent: bool = False
    relative: Literal["", "this", "year before", "step before"] = ""  # of days that its neighbours or the title tell
    bare: bool = False  # a comparison that tells no base: "Tăng, giảm (%)"
    doubt: str = ""
    understood: bool = True

    @property
    def rule(self) -> str:
        """The name of the rule that decided the measure."""
        name = self.measure.replace("_", " ")
        if self.measure == "level":
            days = "cumulative" if self.scope is not None and self.scope.cumulative else "in period"
            return f"table: {days if self.scope is not None else 'level'}"
        return f"table: {name}" + (f" against {self.versus}" if self.versus else "")


def read_column(text: str, period: Period) -> Column:
    """Read the header of a column as far as its words tell; raises nothing: what is not told stays open."""
    folded = fold(" ".join(text.split()))
    if _ORDINAL.match(folded):
        return Column("ordinal", text)
    if _NOTE.match(folded):
        return Column("note", text)
    if _UNIT.match(folded) and not _COMPARED.search(folded):
        return Column("unit", text)
    unit = next((b.strip() for b in _BRACKETS.findall(text) if b.strip() and not _LONE_NUMBER.fullmatch(b.strip())), "")
    column = _measured(text, folded, period)
    return _with(column, unit=unit, percent=bool(_PERCENT.search(folded)), estimate=bool(_ESTIMATE.search(folded)))


_LONE_NUMBER = re.compile(r"[\d+\-=/ ]+")


def _with(column: Column, *, unit: str, percent: bool, estimate: bool) -> Column:
    return replace(column, unit=unit, percent=percent, estimate=estimate)


def _measured(text: str, folded: str, period: Period) -> Column:
    bare = _BRACKETS.sub(lambda m: " " * len(m[0]) if _blank(m[1]) else m[0], folded)
    if _SHARE.search(bare):
        return Column("value", text, "share", "whole", _scope(find_days(bare, period)), words=_words(bare))
    split = _split(bare, ratio=bool(_PERCENT.search(folded)))
    if split is not None:
        return _comparison(text, bare, split, period)
    if _RATE_OF_PLAN.search(folded):
        named = find_days(_without_plan(bare), period)
        return Column("value", text, "attainment", _plan_of(bare), _scope_unless_year(named, period))
    if _INCREMENT.search(bare):
        versus: Versus = "prev" if _PREV.search(bare) else "yoy"
        measure: Measure = "change_pct" if _PERCENT.search(folded) else "change_abs"
        told = bool(_PREV.search(bare) or _YOY.search(bare))
        return Column("value", text, measure, versus, None, form="increment", words=_words(bare), bare=not told)
    if _INDEX.search(bare) and not _LEVEL.search(bare.replace("chỉ số", "")):
        return Column("value", text, "level", "", _scope(find_days(bare, period)), words=_words(bare))
    if _PLAN.search(bare) and not re.search(r"\bthực hiện\b(?! kế hoạch)|\bước th|\bgiải ngân", bare):
        return _plan(text, bare, period)
    return _level(text, bare, period)


def days_alone(name: str, period: Period) -> Scope | None:
    """The days that a name is, where it is nothing else: "Quý I năm 2023", "Ước tính 6 tháng đầu năm 2023"."""
    folded = fold(" ".join(name.split()))
    return None if _words(folded) or _AVERAGE.search(folded) else _scope_unless_year(find_days(folded, period), period)


def compared_by(column: Column, words: str, period: Period, *, percent: bool = False) -> Column:
    """A column that names days alone, as the words above it compare it: "Tháng trước = 100".

    Where they are a title above percents, "so với cùng kỳ năm trước" does so, too.
    """
    if column.role != "value" or column.measure != "level" or column.words or column.unit not in ("", "%"):
        return column
    hundred = _HUNDRED.search(words)
    found = hundred or (_TITLE_BASE.search(words) if percent else None)
    if found is None:
        return column
    subject = Named(column.scope, ()) if column.scope is not None else None
    versus = _versus(found["base"], subject, period)
    return replace(column, measure="change_pct", versus=versus, form="index" if hundred else column.form)


def assigned(column: Column, title: str, period: Period) -> Column:
    """A column that names nothing or a place, under a title by which plans are handed down."""
    told = column.words or column.scope or column.relative or column.unit or column.role != "value"
    if told or column.measure != "level" or not _ASSIGNED.search(title):
        return column
    named = find_days(title, period)
    scope = named.scope if named is not None and named.whole_year else None
    return replace(column, measure="plan", scope=scope, understood=True)


def _blank(words: str) -> bool:
    """Whether brackets hold a unit or a sign rather than days."""
    return not re.search(r"\d{4}|tháng|năm|quý", words)


def _split(folded: str, *, ratio: bool) -> tuple[str, str] | None:
    """What is compared and with what; "So sánh (%) / Lũy kế so KH" is parted at its last "so".

    With `ratio` a stroke between two figures compares, too.
    """
    if pair := _COMPARED_WITH.search(folded):
        return pair["left"], folded[pair.end() :]
    found = list(_COMPARED.finditer(folded))
    if all(f[0] == "so sánh" for f in found) and ratio:
        found += _RATIO.finditer(folded)
    if not found:
        return None
    exact = [f for f in found if f[0] != "so sánh"] or found
    cut = exact[-1]
    left = re.sub(r"(?<!giá )so sánh", " ", folded[: cut.start()])
    return left, folded[cut.end() :]


def _comparison(text: str, folded: str, split: tuple[str, str], period: Period) -> Column:
    left, right = split
    subject = find_days(_COMPARED.sub(" ", left), period)
    base = _PARTED_BASE.search(right)
    if subject is None and base is not None and _tells_base(base[0], period):
        subject = find_days(right[base.end() :], period)
        right, below = (right[: base.end()], right[base.end() :]) if subject is not None else (right, "")
        left = f"{left} {below}"
    scope = _scope_unless_year(_season(subject, left, period), period)
    words = f"{_words(left)} {_words_behind(right)}".strip()
    if _PLAN.search(right):
        return Column("value", text, "attainment", _plan_of(right), scope, words=words)
    versus = _versus(right, subject, period)
    units = fold(text)
    if _TIMES.search(units):
        return Column("value", text, "change_ratio", versus, scope, words=words)
    form: Form = "increment" if _INCREMENT.search(folded) else "index" if _INDEX.search(folded) else ""
    measure: Measure = "change_pct"
    if form == "increment" and (_ABSOLUTE.search(folded) or not _PERCENT.search(units)):
        measure = "change_abs"
    bare = versus == "other" and find_days(right, period) is None and not _words(right)
    relative: Literal["", "this"] = "this" if subject is not None and subject.this else ""
    return Column("value", text, measure, versus, scope, form=form, words=words, bare=bare, relative=relative)


def _tells_base(words: str, period: Period) -> bool:
    """Whether words name what something is compared with."""
    return (
        bool(_YOY.search(words) or _PREV.search(words) or _PLAN.search(words)) or find_days(words, period) is not None
    )


def _versus(right: str, subject: Named | None, period: Period) -> Versus:
    """What the base is: told by words, or by its days next to those that are compared."""
    right = _OF_YEAR_BEFORE.sub(f"năm {(subject.scope.last.year if subject else period.year) - 1}", right)
    if _PREV.search(right):
        return "prev"
    if _YOY.search(right):
        return "yoy"
    base = find_days(right, period)
    if base is None or base.shifted:
        return "other"
    scope = subject.scope if subject is not None else Scope(period.start, period.end)
    if (base.scope.first, base.scope.last) == (scope.years_before().first, scope.years_before().last):
        return "yoy"
    if base.whole_year:
        both_years = scope.first.month == 1 and scope.last.month == 12
        return "yoy" if both_years and base.scope.first.year == scope.first.year - 1 else "other"
    before = step_before(scope)
    return "prev" if (base.scope.first, base.scope.last) == (before.first, before.last) else "other"


def _plan_of(folded: str) -> Versus:
    if _CENTRAL.search(folded):
        return "plan:central"
    return "plan:council" if _COUNCIL.search(folded) else "plan"


def _without_plan(folded: str) -> str:
    return re.sub(r"(?:kế hoạch|kh|dự toán|dt)(?:\s+(?:vốn|giao))?\s*(?:cả năm|năm\s*)?(?:(?:19|20)\d\d)?", " ", folded)


def _plan(text: str, folded: str, period: Period) -> Column:
    versus = _plan_of(folded)
    named = find_days(folded, period)
    if named is None or named.shifted:
        whole = Period(period.year, 1, 12)
        scope = Scope(whole.start, whole.end, stated=True)
    elif named.whole_year:
        scope = named.scope
    else:
        scope = named.scope
    return Column("value", text, "plan", "" if versus == "plan" else versus, scope, words=_words(folded))


def _level(text: str, folded: str, period: Period) -> Column:
    named = _season(find_days(folded, period), folded, period)
    words = _words(folded)
    understood = bool(text.strip()) and (named is not None or bool(words) or bool(_LEVEL.search(folded)))
    doubt = ""
    if named is not None and named.whole_year and named.scope.first.year == period.year and period.last < 12:
        doubt = "" if _ESTIMATE.search(folded) else "the column names a year that had not ended"
    relative: Literal["", "year before", "step before"] = ""
    if named is not None and named.shifted:
        relative = "step before" if _PREV.search(folded) else "year before"
    return Column(
        "value", text, "level", "", _scope(named), words=words, relative=relative, doubt=doubt, understood=understood
    )


def _season(named: Named | None, folded: str, period: Period) -> Named | None:
    """A season of the report's year covers what of the year is over: "vụ đông xuân năm 2023" in June."""
    if named is None or not named.whole_year or named.scope.first.year != period.year or not SEASON.search(folded):
        return named
    return replace(named, scope=Scope(named.scope.first, period.end, True, True), whole_year=False)


def _scope(named: Named | None) -> Scope | None:
    return None if named is None or named.this else named.scope


def _scope_unless_year(named: Named | None, period: Period) -> Scope | None:
    """The year of the report alone in a comparison says no days, while the year has not ended."""
    if named is None or named.shifted or named.this:
        return None
    if named.whole_year and named.scope.first.year == period.year and period.last < 12:
        return None
    return named.scope


def _words(folded: str) -> str:
    """The words that say what is measured, where there are any beyond days, measures and units."""
    bare = _BRACKETS.sub(" ", folded)
    content = [word for word in re.findall(r"[^\W\d_]+", bare) if word not in _PLAIN_WORDS]
    if not content and not _KNOWN_NOUNS.search(bare):
        return ""
    kept = re.sub(
        r"\b(?:tính )?(?:theo )?giá (?:hiện hành|so sánh)\b|\b(?:tăng|giảm)\b|[()+]|\b(?:ước tính|ước|thực hiện|sơ bộ|chính thức|lũy kế|cộng dồn|so sánh|so với|kế hoạch|dự toán)\b",
        " ",
        bare,
    )
    kept = re.sub(
        r"\b(?:tháng|năm|quý)\s*(?:\d+|i{1,3}|iv)?(?:/\d+)?\b|\b\d[\d/.]*(?:\s*(?:tháng|th|t)\b[\d/]*)?|[%:;,]|\bthời điểm\b"
        r"|\bngày\b",
        " ",
        kept,
    )
    return re.sub(r"(?:^|(?<= ))(?:kết quả|tính|đến|hết|đầu|[-–/]| )+$", "", " ".join(kept.split())).strip()


def _words_behind(base: str) -> str:
    """What a comparison measures where that stands in a line below it: "so với cùng kỳ năm 2023 (%) / Vốn đăng ký"."""
    found = _BASE.search(base)
    return _words(base[found.end() :]) if found else ""


def form_of(column: Column, values: Sequence[Decimal]) -> tuple[Form, str]:
    """Whether the changes of a column are printed as an index or as they are, and why that may be doubted."""
    if column.form or not values:
        return column.form or "increment", ""
    middle = median(values)
    negative = min(values) < 0
    if middle > 50 and not negative:
        return "index", "" if middle > 60 and middle < 400 else "index or increment: the numbers do not tell"
    if negative and middle > 50:
        return "increment", "index or increment: the numbers do not tell"
    return "increment", "" if middle < 40 else "index or increment: the numbers do not tell"
