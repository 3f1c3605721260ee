"""Words of a sentence that name nothing that is counted: the report's own area, an abbreviation just explained.

They are blanked, so that "kim ngạch xuất khẩu của tỉnh An Bình đạt" names its number like "kim ngạch xuất khẩu đạt".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.folding import UPPER, fold, less_marked

_ABBREVIATION = re.compile(r"\(([^\W\d_]{1,8}(?:[ –-]{1,3}[^\W\d_]{1,4}){0,3})\)")
#: A bracket that narrows nothing down: "trẻ mẫu giáo (3-5 tuổi)", "hộ nghèo (theo chuẩn đa chiều)", "sắn (cả năm)",
#: "tổng sản phẩm (giá hiện hành)".
_DEFINITION = re.compile(
    r"\((?:(?:dưới |từ |trên )?\d[\d\s–-]{0,7}\s*(?:tháng )?tuổi|cả năm|quy khô"
    r"|(?:tính )?theo phương pháp[^()\d%]{0,40}|chuẩn (?:mới|nghèo|đa chiều)[^()\d%]{0,40}"
    r"|khu vực (?:i{1,3}|[1-3])"
    r"|theo (?:chuẩn|tiêu chí)[^()\d%]{0,40}[\d\s–-]{0,12}"
    r"|(?:kể|bao gồm|tính|gồm) cả (?:[^()\d%]|(?<=năm )(?:19|20)\d\d)*"
    r"|(?:số|là|tức|tức là|hay|hay còn gọi là) [^()\d%]{5,90}(?=\) (?:là|đạt|ước|còn|của|toàn)\b)"
    r"|(?:(?:tính )?theo )?g[ií]á (?:gốc )?(?:so sánh|ss|hiện hành|hh|cố định|cơ bản|thực tế)(?: năm)?"
    r"(?: (?:(?:19|20)\d\d|94))?)\)"
)
#: A list of kinds that adds nothing: "trường công lập (mầm non, tiểu học, THCS) đạt chuẩn".
_LISTED_KINDS = re.compile(
    r"\((?!không|chưa|trừ|riêng|bao gồm|gồm|trong|kể|tăng|giảm|cao|thấp)(?:[^()\d%:;]|(?<=[^\W_])\d)*,"
    r"(?:[^()\d%:;]|(?<=[^\W_])\d)*\)"
)
_GROWTH_OF_CHILDREN = re.compile(r"(?<=theo dõi )tăng trưởng\b|(?<=biểu đồ )tăng trưởng\b")
_UNIT_BEFORE_COLON = re.compile(r"\([^\W\d]+(?: [^\W\d]+)?\)(?=\s*:)")  # "Số giường bệnh (giường): 410"
#: Young that a herd is told without: "đàn lợn (không tính lợn sữa) có 9.000 con".
_WITHOUT_YOUNG = re.compile(
    r"(?<=\w )\((?:không|chưa) (?:tính|kể|bao gồm)[^()\d]{0,20}\b(?:lợn|heo|bê|nghé|chim)\b[^()\d]{0,30}\)"
)
_OURS = re.compile(r"(?:của )?tỉnh (?:ta|nhà) ")
#: "Doanh thu của hoạt động này đạt" is told of what was named before it.
_OF_THIS = re.compile(r"của (?:hoạt động|ngành|lĩnh vực|loại hình) này ")
#: Where a figure was looked up: "theo số liệu của Kho bạc", "số liệu cập nhật trên hệ thống Tabmis".
_LOOKED_UP = (
    r"(?:theo )?(?:số liệu|báo cáo) (?:(?:cập nhật|tổng hợp|thống kê|hạch toán|thanh toán) )?"
    r"(?:(?:trên|từ|của|qua|tại) )?(?:hệ thống )?"
    r"(?:tabmis|kho bạc(?: nhà nước)?(?: tỉnh)?|(?:cơ quan |ngành )?thuế(?: tỉnh)?)"
)
_SOURCE = re.compile(rf"\({_LOOKED_UP}\)|\b{_LOOKED_UP}(?:,|(?=\s))")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_FIGURE = re.compile(
    r"\bcon số(?: (?!là\b|trên\b|hơn\b|gần\b|khoảng\b|này\b)[^\W\d]+){0,2}(?= (?:là |trên |hơn |gần |khoảng )?\d)"
)
_TWO_DIGITS = re.compile(r"(?<=tăng|ưởng) (?:đạt )?(?:(?:ở )?mức )?(?:trên |hơn )?(?:2|hai) con số(?:\s*,)?")
#: What names nothing, and what every passage that holds it shows.
_SAYS_NOTHING = (
    ("(", _DEFINITION), ("(", _UNIT_BEFORE_COLON), ("(", _WITHOUT_YOUNG), ("(", _LISTED_KINDS), ("[", _NOTE_MARK),
    ("con số", _FIGURE), (" liệu ", _SOURCE), ("báo cáo ", _SOURCE),
    ("con số", _TWO_DIGITS), ("tăng trưởng", _GROWTH_OF_CHILDREN), ("tỉnh ", _OURS), (" này ", _OF_THIS),
)  # fmt: skip
#: A rate at two moments is no reduction: "tỷ lệ hộ nghèo giảm từ 9,1% (đầu kỳ) xuống còn 3,2%".
_TO_LEVEL = r"(?:từ [\d.,]+ ?%[^.;%]{0,60}\bxuống\b|xuống\b|còn\b)"
_FELL_TO = re.compile(
    r"(?P<name>nghèo(?: (?!giảm\b)[^\W\d]+){0,7}?)(?: được| đã)*(?: kéo)? giảm(?: mạnh| nhanh| dần| sâu| đáng kể)?"
    rf"(?=(?:, (?:hiện |nay |đến nay |hiện nay |bình quân |chỉ )?| ){_TO_LEVEL})"
)
_BRINGS_DOWN = re.compile(
    rf"giảm(?<=\bgiảm)(?= tỷ lệ (?:hộ )?(?:cận )?nghèo(?: (?!giảm\b)[^\W\d]+){{0,9}} {_TO_LEVEL})"
)
#: "giảm 7 người chết (tỷ lệ 18,4%)", "giảm 7 vụ so với năm trước, tỷ lệ giảm 9,5%": the change told again, which is
#: read as "hay".
_RATE_OF_CHANGE = re.compile(
    r"(?P<change>\b(?:tăng|giảm)(?: thêm| hơn| gần| khoảng| trên)? [\d.,]+ (?:tỷ [\d.,]+ )?[^\W\d]+(?: [^\W\d]+){0,3}"
    r"(?: so (?:với )?[^\W\d]+(?: [^\W\d]+){0,4}(?: (?:19|20)\d\d)?)?\s?[,(]\s?"
    r"(?:đạt |chiếm |với |tương ứng )?)"
    r"(?P<rate>tỷ lệ(?= (?:tăng |giảm )?[\d.,]+ ?%)|tốc độ(?= (?:tăng|giảm) [\d.,]+ ?%))"
)
_RATE_SHOWN = re.compile(r"[,(]\s?(?:đạt |chiếm |với |tương ứng )?(?:tỷ lệ|tốc độ) (?:tăng |giảm )?\d")
#: A place between a name and its number: "sản lượng lương thực có hạt huyện Tân Phú đạt"; the area is told by `places`.
_PLACE_IN_NAME = re.compile(
    r"(?<=\w )(?:(?:của|tại|ở|trên địa bàn) )?(?:huyện|xã|thị xã|thành phố|thị trấn|phường)"
    rf" [{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
    r"(?= (?:[ưu][ớo]c|dự kiến|[đd][ạa]t|là|có|được|thực hiện|t[ăa]ng|gi[ảa]m|kho[ảa]ng|tr[êe]n|h[ơo]n|g[ầa]n|tính|đến"
    r"|năm|tháng|\d))"
)
#: Another province by its name: "GRDP tỉnh An Lạc ước tăng 6%"; the area is told by `places`. Exports "sang tỉnh
#: An Lạc" are not its own.
_PROVINCE_IN_NAME = re.compile(
    r"tỉnh (?<=\w tỉnh )(?<!sang tỉnh )(?<!với tỉnh )(?<!vào tỉnh )(?<!tới tỉnh )"
    r"(?<!đến tỉnh )(?<!qua tỉnh )(?<!từ tỉnh )"
    rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}}(?: cũ| \(cũ\))?"
    r"(?= (?:[ưu][ớo]c|dự kiến|[đd][ạa]t|là|có|được|thực hiện|t[ăa]ng|gi[ảa]m|kho[ảa]ng|tr[êe]n|h[ơo]n|g[ầa]n|tính|đến"
    r"|năm|tháng|\d))"
)
#: "thu ngân sách trên địa bàn xã đạt 3,4 tỷ đồng", "tỷ lệ hộ nghèo của xã còn 3,1%".
_OF_THE_COMMUNE = re.compile(
    r"(?:của|trên địa bàn|toàn) (?:xã|phường|thị trấn)(?= +(?:đạt|ước|là|có|còn|giảm còn|khoảng|trên|hơn|gần|được|\d))"
)
#: What is left of "dịch vụ của An Bình tăng 6%" when the name is blanked.
_OF_NOTHING = re.compile(r"(?<= )của(?: tỉnh| thành phố)?(?=    +(?:tăng|giảm)\b)")
_KIND_OF_AREA = re.compile(r"^(?:tỉnh|thành phố|huyện|thị xã|thị trấn|xã|phường|đặc khu) ")
_KINDS = ("huyện ", "xã ", "thành phố ", "thị trấn ", "phường ")
_INITIALS = 3  # letters that stand for a name; two may be anything
_INITIAL = re.compile(r"[^\W\d_]+")
#: Behind these the name stands for the area; behind others it is part of a name: "thủy điện An Bình", "huyện An Bình".
_BEFORE_AREA = re.compile(
    r"(?:^|[.;:,(]|\b(?:tỉnh|của|tại|ở|đến|tới|về|vào|địa bàn|toàn|kinh tế|khu vực|xuất khẩu|nhập khẩu|grdp|iip|cpi"
    r"|ngành công nghiệp|sản xuất công nghiệp|giá tiêu dùng|(?:grdp|iip|cpi)\)))\s*$"
)
_BEFORE_CITY = re.compile(r"\b(?:thành phố|tp\.?)\s*$")
_CAPITAL_BEHIND = re.compile(rf"\s*(?:[-–]\s*)?[{UPPER}]")  # "Thái Bình Dương" is not "Thái Bình"


def without_asides(text: str, folded: str, area: str, *, city: bool = False) -> str:
    """`folded` (of `text`) with spaces for the name `area` and for abbreviations in brackets behind their words.

    "kim ngạch xuất khẩu (KNXK) đạt" loses its bracket; "(IIP)" is no abbreviation of the words before it and stays.
    Blanked as well: a bracket that tells ages or the standard used, "trẻ mẫu giáo (3-5 tuổi)"; the mark of a note;
    where a figure was looked up; "con số" in "đạt con số kỷ lục 12 nghìn", "ở mức 2 con số" behind "tăng"; "giảm" in
    "tỷ lệ hộ nghèo giảm từ 9% xuống còn 3%", as what fell is the rate and no reduction is told. The name of a `city`
    stands behind "thành phố" too; behind it a province means its town of the same name.
    """
    if "(" in folded:
        folded = _ABBREVIATION.sub(lambda m: " " * len(m[0]) if _stands_for(folded, m) else m[0], folded)
    folded = _without_misleading(folded)
    for shown, nothing in _SAYS_NOTHING:
        if shown in folded:
            folded = nothing.sub(lambda m: " " * len(m[0]), folded)
    if any(map(folded.__contains__, _KINDS)):
        own = fold(area)
        for found in _PLACE_IN_NAME.finditer(text):
            if own and fold(found[0]).endswith(own):
                continue
            folded = folded[: found.start()] + " " * len(found[0]) + folded[found.end() :]
    if any(map(folded.__contains__, (" xã ", " phường ", " thị trấn "))):
        folded = _OF_THE_COMMUNE.sub(lambda m: " " * len(m[0]), folded)
    if not area:
        return folded
    for found in other_provinces(text, area):
        folded = folded[: found.start()] + " " * len(found[0]) + folded[found.end() :]
    folded = _own_area(area).sub(lambda m: " " * len(m[0]) if _is_own(text, m, city=city) else m[0], folded)
    folded = _OF_NOTHING.sub(lambda m: " " * len(m[0]), folded)
    initials = _initials(area)
    if not initials or initials not in folded:
        return folded
    return _by_initials(initials).sub(lambda m: " " * len(m[0]) if _is_own(text, m, city=city) else m[0], folded)


def other_provinces(text: str, area: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Where provinces other than `area` are named, of which then a number is told, from `start` on."""
    own = _own_area(area)
    return (found for found in _PROVINCE_IN_NAME.finditer(text, start) if not own.search(fold(found[0])))


def _without_misleading(folded: str) -> str:
    """`folded` less the words that tell of a change where there is none, or of a rate where there is a change."""
    if "nghèo" in folded and "giảm" in folded and ("xuống" in folded or "còn" in folded):
        folded = _FELL_TO.sub(lambda m: m["name"].ljust(len(m[0])), folded)
        folded = _BRINGS_DOWN.sub(lambda m: " " * len(m[0]), folded)
    if ("tỷ lệ" in folded or "tốc độ" in folded) and _RATE_SHOWN.search(folded):
        folded = _RATE_OF_CHANGE.sub(_told_again, folded)
    if "tăng trưởng" in folded:
        folded = _GROWTH_OF_CHILDREN.sub(lambda m: " " * len(m[0]), folded)
    return folded


def _told_again(found: re.Match[str]) -> str:
    """The change and "hay" for the words of its rate; nothing for them in "(tỷ lệ tăng 5%)", which tells it alone."""
    alone = found["change"].rstrip().endswith("(") and found.string.startswith((" tăng", " giảm"), found.end())
    return found["change"] + ("" if alone else "hay").ljust(len(found["rate"]))


def _stands_for(folded: str, found: re.Match[str]) -> bool:
    letters = "".join(_INITIAL.findall(found[1]))
    words = _INITIAL.findall(folded, max(0, found.start() - 80), found.start())
    words = [word for word in words if word != "và"][-len(letters) :]
    return len(letters) > 1 and "".join(word[0] for word in words) == letters


@lru_cache(maxsize=64)
def _own_area(area: str) -> re.Pattern[str]:
    """Finds the name, with its marks or without some of them: "Đắk Lắk", "Đăk Lăk", "Dak Lak"."""
    names = (part for part in re.split(r"[\s–-]+", _KIND_OF_AREA.sub("", fold(area))) if part)
    first, *others = ("".join(f"[{re.escape(''.join(less_marked(c)))}]" for c in part) for part in names)
    return re.compile(r"[\s–-]+".join([rf"{first}(?<=\b{first})", *others]) + r"\b")


@lru_cache(maxsize=64)
def _initials(area: str) -> str:
    """The initials that stand for a name of at least three words, as in "TPHCM" and "TP.HCM"; "" for shorter names."""
    parts = [part for part in re.split(r"[\s–-]+", fold(area)) if part]
    return "".join(part[0] for part in parts) if len(parts) >= _INITIALS else ""


@lru_cache(maxsize=64)
def _by_initials(initials: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:tp\.?\s?)?{initials}\b")


def _is_own(text: str, found: re.Match[str], *, city: bool) -> bool:
    before = found.string[max(0, found.start() - 24) : found.start()]
    if not (_BEFORE_AREA.search(before) or (city and _BEFORE_CITY.search(before))):
        return False
    return text[found.start()].isupper() and not _CAPITAL_BEHIND.match(text, found.end())
