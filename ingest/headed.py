"""Names told in another order than the catalogue has them, put into its order.

"Lúa mùa: diện tích 300 ha" and "Kết thúc vụ mùa, diện tích lúa 300 ha" are "diện tích lúa mùa"; in a list of areas
sown, "trong đó: ngô 50 ha" is "diện tích ngô", and "lúa đạt 62 tạ/ha" is its yield. In "Sản xuất thủy sản ổn định với
sản lượng 900 tấn" the output is that of the one thing that the words before it name. Whether such a name is one of the
catalogue's is for the linker to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.aliases import Mention
from ingest.clauses import Clause
from ingest.linking import NEUTRAL
from ingest.remembering import remembered
from ingest.seasons import OF_ALL, SEASON, last_season, season_of_rice
from ingest.subjects import Subject

_WORD = re.compile(r"[^\W_]+")
_PAUSE = re.compile(r"[;,:(]")
_WORD_OR_STOP = re.compile(r"[^\W_]+|,")
_ASPECT = re.compile(r"\b(?:diện tích|năng suất|sản lượng)\b")
_ASPECT_SHOWN = ("diện tích", "năng suất", "sản lượng")
_NAMED_BY_UNIT = frozenset(("ha", "tạ/ha", "tấn"))  # units of an area, a yield, an output
_LONGEST = 8  # words of a name
#: What makes of rice one kind of it, as it stands behind the word.
_KINDS_OF_RICE = frozenset("rẫy nương cạn ruộng lai thuần nếp thơm đặc chất giống thịt hữu".split())
_TOPIC_WORDS, _LONGEST_TOPIC = 18, 4  # words before a bare aspect that may name its topic, and how long a name is
_NEAR = 90  # characters in which a crop that is spoken of stands before its area
_EMPTY = NEUTRAL - {"tích", "cao"}  # halves of "diện tích" and "cao su"
_OF_YEARS = (["lâu"], ["hàng"], ["hằng"], ["ngắn"], ["dài"])  # "cây lâu năm", "cây ngắn ngày"
_OF_KINDS = (["đậu", "các", "loại"], ["đỗ", "các", "loại"])
_SOYBEANS = (["đậu", "tương"], ["đỗ", "tương"])  # whose last word is empty in "tương đương"
_BEFORE_ASPECT = re.compile(r"(?<=[^\W\d]), (?:có |với |thì )?(?:tổng )?$")  # "về cây lúa, có tổng diện tích"
_PART = re.compile(r"^(?:trong đó (?=gồm|bao gồm))?(?:trong đó|bao gồm|gồm|riêng|và|còn|cụ thể|như|đối với|về)\b")

_ASPECT_WORDS = NEUTRAL | frozenset("diện tích năng suất sản lượng thu hoạch ha tấn tạ".split())
_MONEY = re.compile(
    r"(?:^|[,;:.] |\b(?:trong đó|gồm|còn|riêng|và) )\W*(?:các )?(?:tổng )?(?:nguồn vốn|vốn|thu|chi|kế hoạch vốn)\b"
    r"(?:(?!\b(?:tỷ lệ|tỷ trọng|cơ cấu|tốc độ|tăng|giảm|thu nhập|chi phí)\b)[^,;:%\d])*$"
)
_BARE_ASPECT = re.compile(
    r"\W*(?:với |và |cho |ước |dự |tính )*(?:tổng )?(sản lượng|năng suất)(?: thu hoạch)?(?: bình quân)?"
    r"(?: (?:tính )?đến (?:nay|(?:cuối|hết) (?:vụ|tháng)))?"
    r"(?: trong| tháng| ước| tính| đạt| được| là| khoảng| trên| hơn| gần| dự kiến)*\W*"
)
_THING = re.compile(
    r"\b(?:diện tích|năng suất|sản lượng) ((?!thu hoạch|trong|ước|đạt|là|bình)[^\W\d]+(?: (?!ha|tấn|tạ)[^\W\d]+){0,3})"
    r"(?: \w+/\w+| ha| tấn)?$"
)
_ITEM = re.compile(
    r"\W*(?:(?:đến nay|hiện nay|hiện),? )?(?:diện tích )?(?:cây )?"
    r"(?:([^\W\d]+(?: [^\W\d]+){0,3})(?: (?:năm )?20\d\d(?: ?[-–] ?20\d\d)?)?:"
    r"|([^\W\d]+(?: [^\W\d]+){0,2}?)(?: trên địa bàn(?: tỉnh)?| toàn tỉnh)? (?:đã )?"
    r"(?:thu hoạch|gieo trồng|gieo cấy|gieo sạ|xuống giống)\b)"
)

#: "Lúa đông xuân: đến nay toàn tỉnh gieo cấy được #. Một số huyện đã gặt, diện tích thu hoạch #"
_HEADED = re.compile(
    r"\W*(?:về |sản xuất |cây )?([^\W\d]+(?: [^\W\d]+){0,3}?)(?::| (?:niên vụ |năm )?(?:19|20)\d\d(?:[-–]\d+)?[:,])"
)
_HARVESTED_OF = re.compile(r"(?:tổng )?diện tích (?:đã |được )*thu hoạch (?:cây )?(.*)")
_AREA_HARVESTED = re.compile(
    r"\W*(?:[^.;:]{0,60}\bthu hoạch xong, )?(?:với |và |cho )*"
    r"(?:tổng )?diện tích (?:đã )?thu hoạch(?: được| ước| đạt| là| khoảng| trên| hơn| gần)*\W*"
)
_WAS_SOWN = re.compile(r" (?:đã )?(?:gieo )?(?:trồng|cấy|sạ)$")
_ADDS = re.compile(
    r"[\s,;]*(?:và|(?:trong đó )?(?:trong đó|bao gồm|gồm|riêng):?(?: có)?)?\s*(?:(?:khoảng|trên|hơn|gần)\s*)?"
)
_NAMED_BEHIND = re.compile(
    r"\s*(?:cây (?!ăn |lâu ))?([^\W\d]+(?: [^\W\d]+){0,3}?)\s*(?:$|[,;.(]|(?:tăng|giảm|đạt|bằng)\b)"
)
_ENDS_THERE = re.compile(r"\s*(?:$|[,;.(]|so với\b|tập trung\b)")

#: What an area without its own name is an area of: the nearest cue tells.
#: Of what was harvested the sown area is only the whole: "đạt 40% diện tích gieo trồng".
_SOWN = (
    r"(?<!% diện tích )(?<!% tổng diện tích )(?:gieo trồng|gieo cấy|gieo sạ|xuống giống)"
    r"|hiện có|diện tích cây|lúa (?:đã )?cấy"
)
_OTHER_AREA = (
    r"thu hoạch|thiệt hại|nhiễm|ngập|đổ ngã|chuyển đổi|hạn|phòng trừ|cung ứng|làm đất|mất trắng|bảo hiểm|hữu cơ"
    r"|liên kết|trồng mới|quy hoạch|vietgap|công nghệ|mô hình|cải tạo|tưới|kinh doanh|cho sản phẩm|giao đất|thu hồi"
)
_KIND_OF_AREA = re.compile(rf"\b(?:(?P<sown>{_SOWN})|{_OTHER_AREA})\b")

#: "Đến 13/7, toàn tỉnh gieo cấy được 12.100 ha lúa": of the season that was spoken of.
_SOWS = re.compile(
    r"\b(?:gieo (?:trồng|cấy|sạ)|xuống giống)(?: xong| dứt điểm| hoàn thành)?"
    rf"(?: {SEASON.pattern}(?: năm)?(?: 20\d\d)?)?(?: được| khoảng| trên| hơn| gần)*\s*$"
)
#: "Cây mía: đến tháng 11 trồng được 7.100 ha", of the crop that heads the passage.
_PLANTS = re.compile(r"\b(?:đã |cũng )?trồng(?: được| khoảng| trên| hơn| gần| đạt)+\s*$")
_OF_YEAR = re.compile(r"\b(?:năm 20\d\d|cả năm|tính chung)\b")
_RICE_BEHIND = re.compile(r"\s*lúa\s*(?:$|[,;.]|(?:các loại|đạt|bằng|tăng|giảm)\b)")
_ALL_SOWN = re.compile(r"(?:tổng )?diện tích gieo trồng")
#: "Tổng diện tích gieo trồng vụ mùa": of all crops of the season, where none is spoken of before it.
_ALL_OF_SEASON = re.compile(rf"diện tích gieo trồng(?: {SEASON.pattern})?")
_ONE_CROP = re.compile(r"\b(?:lúa|ngô|bắp|khoai|lạc|đậu|đỗ|rau|sắn|mía|màu|mầu)\b")
_OUTPUT_HARVESTED = re.compile(r"sản lượng (?!đã\b|thu hoạch\b).* (?:đã |được )*thu hoạch")
_RICE_HARVESTED = re.compile(r"diện tích (?:cây )?lúa (?:đã |được )*thu hoạch")
_HARVESTED = re.compile(r" (?:đã |được )*thu hoạch$")
_RICE_WAS_HARVESTED = re.compile(
    r"(?:^|[,.:] )\W*lúa (?:đã |được )*thu hoạch(?: được| ước| đạt| khoảng| trên| hơn| gần)*\W*$"
)
_HARVESTED_BEHIND = re.compile(r"[^,;.:]{0,40}?\b(?:được|đã) thu hoạch\b")

_SOWN_AS_RICE = re.compile(r"\blương thực\b.*\bsạ(?: (?:được|xong|khoảng|trên|hơn|gần))*\s*$")  # no other cereal is
_OF_TOTAL = re.compile(r"\b(?:trong|trên) tổng số (?:[^\W\d]+ ){0,3}$")
_DAMAGED = re.compile(r"\b(?:gây hại|bị hại|nhiễm|thiệt hại|ngập|đổ ngã|mất trắng|cháy)\b")
_OF_PLACES = re.compile(r" (?:của|ở|tại|trên) (?:các|một số|từng) (?:địa phương|huyện|xã|phường|đơn vị)\b[^:;,.]*$")

#: "thu hoạch được 340 tấn ngô": the verb that makes an output of what stands behind its tonnes.
_GATHERS = re.compile(r"\b(?:thu hoạch|thu(?= được)|sản xuất)(?: (?:được|ước|đạt|khoảng|trên|hơn|gần))*\s*$")
_GATHERED = re.compile(
    r"\b(?:thu hoạch|thu được|sản xuất)(?: (?:được|ước|đạt|khoảng|trên|hơn|gần))* [\d.,]+ (?:nghìn )?tấn\b"
)
#: What an amount in tonnes may be of: the last of these words tells.
_SPOKEN_OF = re.compile(
    r"\bsản lượng\b(?P<output>[^,;.:\d]{0,60})"
    r"|\b(?:diện tích|năng suất|giá|xuất khẩu|nhập khẩu|cung ứng|tiêu thụ|chế biến|phân bón|giống)\b"
)
_WHOLE_SEASON = re.compile(r"\b(?:cả|toàn) vụ\b")
_GOES_ON = re.compile(r"\W*(?:trong đó|trong tổng số|cụ thể|bao gồm|gồm)\b")
_YIELDED = re.compile(r"(?:năng suất|sản lượng) (?:thóc|lúa)$")
_PERENNIAL = re.compile(r"\b(?:ăn quả|ăn trái|lâu năm|chè|cà phê|cao su|tiêu|điều|dừa)\b")  # crops that have no season


def names_in_order(clause: Clause, context: str) -> Iterator[str]:
    """The names that the words before the number may stand for, in folded text, the most telling first."""
    told, names = _reordered(clause.left)
    yield from names
    unit, before = clause.quantity.unit, _told_before(clause, context)
    if harvested := next(filter(None, map(_HARVESTED_OF.fullmatch, names)), None):
        yield _of_season(f"diện tích {harvested[1]}", before) + " đã thu hoạch"  # "cây lúa, diện tích thu hoạch"
    if unit == "ha" and _RICE_WAS_HARVESTED.search(clause.left) and (season := season_of_rice(before)):
        yield f"diện tích lúa {season} đã thu hoạch"
    if unit == "tấn" and (behind := _NAMED_BEHIND.match(clause.right)) and _gathers(clause.left, before):
        yield _of_season(f"sản lượng {behind[1]}", before)  # "thu hoạch 340 tấn ngô, 75 tấn lạc"
        return
    rice = unit == "ha" and _SOWS.search(clause.left) and _RICE_BEHIND.match(clause.right)
    if rice and ((season := last_season(before)) or _OF_YEAR.search(clause.left)):
        yield f"diện tích lúa vụ {season}" if season else "diện tích lúa"
    if not told and unit == "ha" and _ADDS.fullmatch(clause.left) and (behind := _NAMED_BEHIND.match(clause.right)):
        yield from _sown_area(behind[1], before, alone=False)  # "gieo trồng 320 ha ngô; 92 ha khoai lang"
        return
    all_sown = _ALL_OF_SEASON.fullmatch(told) and "tổng diện tích" in clause.left
    season = last_season(before.rpartition(". ")[2]) if all_sown else ""  # another sentence's may be no topic
    if season and not _ONE_CROP.search(before[-_NEAR:]):
        yield f"diện tích cây hàng năm vụ {season}"
    if told.startswith(("diện tích", "tổng diện tích", "năng suất", "sản lượng")):
        yield from _of_aspect(told, clause.left, before)
    elif told and unit == "ha":
        yield from _sown_area(told, before)
    elif told and unit == "tạ/ha":
        yield _of_season(f"năng suất {told}", before)
    elif told and unit == "tấn" and _lists_outputs(before.rpartition(". ")[2]):
        yield _of_season(f"sản lượng {told}", before)


def _told_before(clause: Clause, context: str) -> str:
    """The context up to the number; all of it where its words are not told just so."""
    if said := clause.left.strip():
        told = context.rfind(said)
        return context[: told + len(clause.left)] if told >= 0 else context
    place = context.rfind(clause.right) if _ADDS.fullmatch(clause.left) and len(clause.right) > _LONGEST else -1
    return context[:place] if place >= 0 else context


def _of_aspect(told: str, left: str, before: str) -> Iterator[str]:
    """The names that words with an aspect of their own may stand for: "diện tích lúa thu hoạch", "sản lượng lúa"."""
    if _RICE_HARVESTED.fullmatch(told):
        yield _of_season("diện tích lúa", before) + " đã thu hoạch"
    elif told.startswith("diện tích ") and told.endswith(" gieo trồng") and not _ALL_SOWN.fullmatch(told):
        yield _of_season(told.removesuffix(" gieo trồng"), before)  # "diện tích lúa mùa gieo trồng"
    elif _ALL_SOWN.fullmatch(told):
        yield _of_season("diện tích gieo trồng", before)
    elif _OUTPUT_HARVESTED.fullmatch(told):
        yield _of_season(_HARVESTED.sub("", told), before)
    elif _of_one_season(left, told) and not SEASON.search(left):
        yield _of_season(told, before)


@remembered
def _reordered(left: str) -> tuple[str, tuple[str, ...]]:
    """What the last words before a number name, and the names that they make with the words before them."""
    left = left.rstrip(" :")  # "cây ăn quả: 2.640 ha"
    head, colon, tail = left.rpartition(":")
    if not colon and (aspect := _aspects(left)):
        head, tail = left[: aspect[-1].start()], left[aspect[-1].start() :]
    if not colon:
        head = _BEFORE_ASPECT.sub("", head)
    listed = bool(colon) and "," in head.strip(" ,")  # "Xuất, nhập khẩu: kim ngạch xuất khẩu": a list owns nothing
    owner, told = "" if listed else _name(head), _name(tail)
    names = [f"{told} {owner}"] if owner and told else []
    if names and owner.startswith(f"{told} "):
        names.append(owner)  # "Đàn trâu: Tổng đàn là 3.150 con"
    if colon and (of_places := _OF_PLACES.search(head)):
        names.append(_name(head[: of_places.start()]))  # "Diện tích lúa của các địa phương: huyện An Phú 40 ha"
    if (season := SEASON.search(head)) and season["season"] and _ASPECT.match(told) and not SEASON.search(told):
        names.append(f"{told} {season['season']}")
    return told, tuple(names)


def _aspects(left: str) -> list[re.Match[str]]:
    return list(_ASPECT.finditer(left)) if any(map(left.__contains__, _ASPECT_SHOWN)) else []


def names_of_topic(clause: Clause, context: str) -> Iterator[tuple[str, int, int]]:
    """What a bare aspect may be the aspect of: each run of words before it as a name, with its first and last place.

    Longer runs come first; in a season's sentence the season belongs to the name.
    """
    aspects = _aspects(clause.left)
    if not aspects or _name(_WHOLE_SEASON.sub(" ", clause.left[aspects[-1].end() :])):
        return
    head = clause.left[: aspects[-1].start()]
    if clause.bracket >= 0 and not head.strip():  # "Vụ lúa hè thu được mùa (năng suất 60 tạ/ha)"
        head = _told_before(clause, context).removesuffix(clause.left).rpartition(". ")[2]
    if _DAMAGED.search(head):
        return  # "trên cây lúa, chuột gây hại với diện tích 70 ha"
    words = _WORD_OR_STOP.findall(head)[-_TOPIC_WORDS:]
    season = found["season"] if (found := SEASON.search(head)) and found["season"] else ""
    for length in range(min(_LONGEST_TOPIC, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if "," in run or (run.endswith("lúa") and _KINDS_OF_RICE & set(words[start + length :][:1])):
                continue  # "cây lúa rẫy diện tích"
            told = season if season and season.removeprefix("vụ ") not in run else ""
            yield f"{aspects[-1][0]} {run} {told}".strip(), start, start + length


def names_aspect_alone(label: str) -> bool:
    """Whether a label tells a yield, an output or an area, and not of what."""
    return bool(_ASPECT.search(label)) and set(_WORD.findall(label)) <= _ASPECT_WORDS


def names_money(left: str) -> bool:
    """Whether the name before a number is of capital, revenue or expenditure: "nguồn vốn tỉnh quản lý đạt"."""
    return bool(_MONEY.search(left))


def same_thing(clause: Clause, last: Subject, opening: str) -> str:
    """The name of a bare aspect of what was just named with another: "năng suất mía 62 tấn/ha; sản lượng #".

    `last` is what was told before; the first number of a sentence is told of what the passage opens with: "Cây mía: ",
    "Lúa thu hoạch được ...".
    """
    if last.code:
        return ""
    if (headed := _HEADED.match(opening)) and (last.unit not in _NAMED_BY_UNIT or names_aspect_alone(last.label)):
        sown = _SOWS.search(clause.left) or _PLANTS.search(clause.left)
        if clause.quantity.unit == "ha" and sown and _ENDS_THERE.match(clause.right):
            return f"diện tích {headed[1]}"
        if _AREA_HARVESTED.fullmatch(clause.left):
            return f"diện tích {headed[1]} đã thu hoạch"
    aspect = _BARE_ASPECT.fullmatch(clause.left)
    if not aspect:
        return ""
    named = _THING.search(last.label) or (headed if names_aspect_alone(last.label) else None)
    if not named and not _ASPECT.search(last.label):
        named = _ITEM.match(last.label)  # "Ngô đã thu hoạch 120 ha; sản lượng thu hoạch #"
    if clause.sentence_first and not named:
        named = _ITEM.match(opening)
    return f"{aspect[1]} {next(filter(None, named.groups()))}" if named else ""


#: The aspect that the end of a code tells, of which a part named alone is told: "lúa tăng 2%, ngô giảm 1%".
_ASPECT_OF_CODE = re.compile(
    r"(?:(?P<area>crops\.\w+(?:\.\w+)?\.area|fisheries\.\w+_area)|(?P<yield>crops\.[\w.]+\.yield)"
    r"|(?P<output>crops\.[\w.]+\.output|(?:fisheries|livestock)\.(?:\w+_)?(?:output|meat))|(?P<herd>livestock\.\w+_(?:herd|flock))"
    r"|(?P<branch>industry\.iip(?:\.\w+)?))$"
)
_NOT_ALONE = re.compile(rf"{_ASPECT.pattern}|\bgiá\b")
_ASPECT_WORD = {"area": "diện tích", "yield": "năng suất", "output": "sản lượng", "herd": "đàn", "branch": "sản xuất"}


def named_alone(clause: Clause, code: str) -> str:
    """The name, with the aspect of `code`, of a part whose change is told by its bare name; "" without a name."""
    aspect = _ASPECT_OF_CODE.match(code)
    told = _reordered(clause.left)[0].removeprefix("cây ") if aspect and not _NOT_ALONE.search(clause.left) else ""
    return f"{_ASPECT_WORD[aspect.lastgroup or '']} {told}" if aspect and told else ""


def as_sown(code: str, left: str) -> str:
    """The code of rice where cereals are told to be sown as only rice is: "Cây lương thực có hạt gieo sạ 300 ha".

    What was harvested "trong tổng số 900 ha" is a part of that area.
    """
    if code.endswith(".harvested_area") and _OF_TOTAL.search(left):
        return code.removesuffix("harvested_area") + "area"
    return "crops.rice.area" if code == "crops.cereal.area" and _SOWN_AS_RICE.search(left) else code


def area_meant(code: str, clause: Clause, mention: Mention, known: frozenset[str]) -> str:
    """The code of a crop's area, "" where another than what was sown is meant: "làm ngập úng 44 ha lúa mùa".

    "Có 120 ha lúa hè thu được thu hoạch" tells what was harvested. Any other code is given back as it is.
    """
    behind = mention.slot >= 0 or mention.start >= clause.quantity.end
    apart = bool(mention.alias.context)  # "Tiến độ thu hoạch các cây trồng cạn: cây ngô #", "nhiễm bệnh trên lúa mùa #"
    if not (behind or apart) or not code.startswith("crops.") or not code.endswith(".area"):
        return code
    if _HARVESTED_BEHIND.match(clause.right):
        harvested = code.removesuffix("area") + "harvested_area"
        return harvested if harvested in known else ""
    kinds = list(_KIND_OF_AREA.finditer(clause.left))
    return "" if kinds and not kinds[-1]["sown"] else code


def _of_one_season(left: str, told: str) -> bool:
    """Whether what is told goes on with the season before it: its parts, and what rice yielded."""
    return bool(_GOES_ON.match(left) or (_YIELDED.match(told) and not OF_ALL.search(left)))


def _sown_area(name: str, before: str, *, alone: bool = True) -> Iterator[str]:
    """An area of a crop in a list of sown or of harvested areas; in a season's list it is that season's.

    A perennial crop needs no such list if it is named `alone`: what stands there without another cue is its area.
    """
    name, standing = _WAS_SOWN.sub("", name), bool(_PERENNIAL.search(name))
    kinds = list(_KIND_OF_AREA.finditer(before.rpartition(". ")[2] if standing else before))
    if kinds[-1]["sown"] if kinds else standing and alone:
        yield f"diện tích {name}" if standing else _of_season(f"diện tích {name}", before)
    elif kinds and kinds[-1][0] == "thu hoạch" and not standing:
        yield _of_season(f"diện tích {_HARVESTED.sub('', name)}", before) + " đã thu hoạch"


def _of_season(name: str, before: str) -> str:
    """The name with the season that was last spoken of, unless it tells its own or the year is spoken of."""
    sentence = before.rpartition(". ")[2]
    of_rice = season_of_rice(sentence) if "lúa" in name and not SEASON.search(sentence) else ""
    season = of_rice or last_season(before)
    return f"{name} vụ {season}" if season and season not in name else name


def _gathers(left: str, before: str) -> bool:
    """Whether the thing named behind an amount in tonnes is what was harvested: in a list of outputs, behind a verb."""
    sentence = before.rpartition(". ")[2]
    if _GATHERS.search(left):
        return True
    listed = left.rstrip().endswith(":") or _ADDS.fullmatch(left) is not None
    return listed and (_lists_outputs(sentence) or _GATHERED.search(sentence) is not None)


def _lists_outputs(before: str) -> bool:
    """Whether the last thing spoken of is an output, and not only what is farmed or caught of it."""
    spoken = list(_SPOKEN_OF.finditer(before))
    of = spoken[-1]["output"] if spoken else None
    return of is not None and ("nuôi" in of) == ("khai thác" in of or "đánh bắt" in of)


def _belongs(words: list[str]) -> bool:
    """Whether the last word belongs to a name, for all that it is empty elsewhere."""
    return words[-2:-1] in _OF_YEARS or words[-3:] in _OF_KINDS or words[-2:] in _SOYBEANS


def _name(text: str) -> str:
    """The last item of a list, without the words that name nothing; "" where too much is left for a name."""
    if not text:
        return ""
    last = _PART.sub("", _PAUSE.split(text.strip(" ,:").replace("rau, đậu", "rau đậu"))[-1].strip())
    words = _WORD.findall(last)
    while words and (words[-1] in _EMPTY or words[-1].isdigit()) and not _belongs(words):
        words.pop()
    while words and words[0] in _EMPTY:
        words.pop(0)
    return " ".join(words) if len(words) <= _LONGEST else ""
