"""Which measure a number is: a level, a plan, an attainment, one of the changes, or a share. And compared with what.

The rules are tried in order; the first that fits decides. Each has a name, which the claim keeps, and an example.
Those of plans are in `ingest.plans`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest import lexicon, plans
from ingest.bases import BASE_AHEAD, SAYS_NO_MORE, base_before, base_of, plan_kind
from ingest.claim import Measure, Versus
from ingest.clauses import Clause
from ingest.cues import COMPARING, ELSEWHERE, EQUALS, LESS, MORE, WORDS, cue_of, is_bare, reaches
from ingest.lexer import MEASURED, PERCENT, POINTS, TIMES, Quantity
from ingest.plans import HUNDRED, PLAN_LEFT
from ingest.situation import CHANGES, Reading, Situation, signed
from ingest.subjects import content_words

_PLANNED_CHANGE = re.compile(
    r"(?:^|[,(:;]) *(?:kế hoạch|mục tiêu|chỉ tiêu)(?: đề ra| cả năm| năm \d{4}| năm)?(?: là)? (?:tăng|giảm)(?: từ| trên)? *$"
)
_OPENS_LEVEL = re.compile(rf"{lexicon.PART_CUE.pattern}|\b(?:ước|đạt|là)\b")
#: What a part adds to the growth of the whole: "đóng góp 2 điểm phần trăm", "làm CPI chung giảm 0,2 điểm phần trăm".
_CONTRIBUTION = re.compile(
    r"(?:đóng góp(?: (?:lớn|nhiều|chính|chủ yếu|đáng kể|quan trọng))?(?: (?:vào|cho) [^,;]{0,40}| tăng| giảm)?|\bgóp|\b(?:làm|khiến|kéo|tác động)\b(?: cho)?(?: [^,;]{0,40})? (?:tăng|giảm)(?: (?:cpi|grdp|chỉ số|mức tăng|tốc độ tăng)(?: (?!tăng\b|giảm\b)[^\W\d]+){0,5})?)(?: khoảng| gần| hơn| trên| tới| đến| thêm)?\s*$"
)
#: Capital that investors add is an amount of its own: "18 lượt điều chỉnh với vốn đăng ký tăng thêm 71 triệu USD".
_ADDED_CAPITAL = re.compile(
    r"(?:\bvốn(?: đầu tư| đăng ký| điều chỉnh| điều lệ| cấp mới| mới| và){0,5} (?:tăng thêm|(?<=chỉnh )tăng)"
    r"|\btăng vốn\b[^,;]{0,30}\bvốn tăng(?: thêm)?)(?: là| đạt| khoảng| trên| hơn| gần){0,2}\s*$"
)
_WHOLE = re.compile(
    r"^\s*(?:so với |của |trong |trên |/\s?)?(?:(?:tổng|grdp|gdp)\b|(?:[^\W\d]+ ){0,4}(?:cả nước|toàn quốc)\b"
    r"|diện tích (?:đã )?(?:gieo|xuống giống|cấy|hiện có)|diện (?:phải )?tiêm\b)"
)
_GROWTH = re.compile(r"\b(?:tốc độ tăng|mức tăng|tăng trưởng)\b")
#: What has grown by "đạt 5,2% so với đầu năm" is no index of the base; of loans the end of the year before is.
_RATE_OF_GROWTH = re.compile(r"\b(?:tốc độ tăng|mức tăng|tăng trưởng)\b[^,;]{0,80}$")
_GROWTH_OF_LOANS = re.compile(r"\b(?:tăng trưởng (?:dư nợ )?tín dụng|tín dụng tăng trưởng)\b")
_GREW = re.compile(r"(?<!độ )(?<!mức )\btăng trưởng(?: khoảng| gần| hơn| trên)?\s*$")
_BASE_BEFORE_BRACKET = re.compile(
    r"\b(?:cùng kỳ(?: năm (?:trước|ngoái|20\d\d))?|so (?:với )?năm (?:trước|ngoái|(20\d\d)))[\s(]*$"
)
#: "cao hơn so với cùng kỳ (17,4%)" tells no difference, so it tells what stood there.
_THAN_BEFORE_BRACKET = re.compile(
    r"\b(?:cao|thấp|nhanh|chậm|nhiều|ít) hơn(?: nhiều| hẳn)?(?: so)?(?: với)? (?:cùng kỳ|năm (?:trước|ngoái))"
    r"(?:(?: của)? năm (?:trước|ngoái|20\d\d))?[\s(]*(tăng |giảm )?(?:gần |hơn |trên |khoảng )?$"
)
_THAN_OTHER_DAYS = re.compile(
    r"\b(?:cao|thấp|nhanh|chậm) hơn(?: nhiều| hẳn)?(?: so)?(?: với)?(?: mức tăng| mức)?(?: của)? (?:quý|tháng)\b[^,;()%]{0,20}\($"
)
#: "cao hơn bình quân chung cả nước (6,4%)" tells how much the nation has grown.
_THAN_NATION = re.compile(
    r"\b(cao|thấp|nhanh|chậm) hơn(?: nhiều| hẳn)?(?: so)?(?: với)?(?: mức| tốc độ)?(?: tăng)?(?: trưởng)?"
    r"(?: bình quân| trung bình)?(?: chung)?(?: của)? (?:cả nước|toàn quốc)(?: là| đạt| tăng)?\s*"
    r"(\((?:cả nước )?(?:là |đạt |tăng )?)?$"
)
_POINTS_MORE = re.compile(
    r"\bso với (?:mức )?(?:bình quân |trung bình )?(?:chung )?(?:của )?(?:cả nước|toàn quốc) ?\($"
)
_LONGEST_THAN = 90  # characters
#: An economy grows by so much money: "ước đạt 64 nghìn tỷ đồng, mở rộng 5 nghìn tỷ đồng so với cùng kỳ".
_WIDENED = re.compile(rf"\b(mở rộng|thu hẹp)(?: thêm| nhiều nhất)?{lexicon.FILLER}$")
#: A rate of what was planned changes by points: "tỷ lệ giải ngân đạt 52% kế hoạch, tăng 3,5% so với cùng kỳ".
_RATE_OF_PLAN = re.compile(r"\btỷ lệ (?:giải ngân|thực hiện|hoàn thành)\b(?:(?!đồng\b|usd\b)[^;])*$")
_TOLD_IN_PERCENT = ("change_pp", "change_pct", "level")
#: "so với cùng kỳ đạt 98%", "so với chính thức vụ đông xuân năm trước chỉ đạt 96%"
_BASE_REACHED = re.compile(
    r"\bso (?:với )?(?:số (?:liệu )?)?(?:chính thức |thực hiện |ước )?(?:vụ |năm )?"
    r"(?:cùng (?:kỳ|vụ|thời điểm)(?: năm (?:trước|ngoái|20\d\d))?|(?:[^\W\d]+ ){0,3}năm (?:trước|ngoái))(?: thì| chỉ| ước)? đạt $"
)
_ABOUT = re.compile(r"\s*về\b")
_SOLVED = re.compile(r"\b(?:điều tra|khám phá|làm rõ)\b")
_SOWN = re.compile(r"\b(?:gieo (?:trồng|cấy|sạ)|xuống giống|hiện có)\b")
#: "đã gặt khoảng 60% diện tích": work done on so much of what there is.
_WORKED = re.compile(
    r"\b(?:thu hoạch|gặt|gieo (?:trồng|cấy|sạ)|cấy|xuống giống|làm đất|cày(?: ải)?|phun|phòng trừ|chăm sóc|tiêm phòng)"
    r"(?: (?:dứt điểm|xong|được|khoảng|gần|hơn|trên|đạt|ước|cơ bản))*\s*$"
)
_OF_ALL_AREA = re.compile(r"\s*(?:tổng |số )*diện tích\b(?![^,;.]{0,20}\bkế hoạch\b)")
_ENDS_ITEM = re.compile(r"\W*(?:(?:và|do|nhờ|vì)\b|$)")
_NAMED_BEHIND = re.compile(r"\s*(?!so\b|cùng kỳ\b)[^\W\d]")
#: What is said behind a percent of its own: "đạt 27% (cao hơn so với cùng kỳ)" is no change of -73.
_COMPARES_BEHIND = re.compile(
    r"\W*(?:(?:cao|thấp|nhiều|ít|nhanh|chậm|lớn) (?:hơn|nhất|gần|gấp)|gấp|tăng|giảm)\b|\s*\(\s*(?:bằng|tương đương)\b"
)
_MORE_AND_MORE = re.compile(r"\bngày càng (?:tăng|giảm)[^,;:]{0,20}: $")  # "ngày càng tăng: 9.287 người"
#: "GRDP đạt 7,7%, các ngành đều tăng cao hơn so với cùng kỳ": the base is that of what comes behind.
_OTHERS_CHANGE = re.compile(r"\s*, [^\W\d][^;]{0,150}\b(?:tăng|giảm)\b")
_THAN_BEHIND = re.compile(r"\W*,\W*(?:cao|thấp|nhanh|chậm) hơn\b")  # "tăng 8%, cao hơn so với cùng kỳ năm 2022"
_THAN_AVERAGE = re.compile(
    r"\s*(?:so với )?(?:mức )?(?:bình quân|trung bình|cả nước)\b"
)  # "cao hơn 2 lần bình quân cả nước"
_WITH = re.compile(r"\bvới(?: hơn| trên| gần| khoảng)?\s$")
_THE_PERIOD_BEFORE = re.compile(r"\s*(?:so với |so )?(?:tháng|quý) (?:trước|liền)")  # "gấp 3 lần tháng trước"
#: "bằng 98% tháng trước", "bằng 101% tháng 9"; "bằng 40% năm" is of a plan.
_DAYS_BEHIND = re.compile(r" (?:tháng (?:trước|\d)|quý (?:trước|[1-4i])|năm (?:trước|ngoái|20\d\d))")
_COUNTED_TIMES = re.compile(r"\s*(?:tăng|giảm|điều chỉnh|liên tiếp)\b(?! so)")  # "sau 7 lần tăng giá liên tiếp"
#: "so với cùng kỳ giảm 4 vụ, 3 người chết": the base before the first of the list is that of all.
_COMPARED_BEFORE = re.compile(
    r"\bso (?:với )?(?:cùng kỳ|năm|tháng|quý)\b(?:(?!\b(?:đạt|có|còn|là|trong đó|làm|khiến|toàn)\b)[^;.])*$"
)
_RESTATED = re.compile(
    r"^\W*(?:so (?:với )?cùng kỳ(?: năm (?:trước|ngoái))?\W+)?(?:bằng|=|hay|hay là|tức|tức là|tương đương|tương ứng|tương đương với)\W*$"
)
_ONLY_EQUALS = re.compile(r"\W*bằng\W*")
_NO_MORE_THAN_CUE = re.compile(
    r"\W*(?:(?:tăng|giảm)(?: hơn| gần| trên| khoảng| thêm)?)?\W*$"
)  # "giảm 0,8% so với tháng trước (giảm 633 tấn)"
_RANKED = re.compile(r"\b(?:(?:xếp|đứng|hạng|vị trí|vị)\s+(?:thứ|hạng|vị trí|thứ hạng)|và thứ)\s*$")
_RANKED_TOO = re.compile(r"\b(?:xếp|đứng)\s+(?:thứ|hạng|vị trí)\s+\d{1,2}\s+và\s+$")  # "lần lượt xếp thứ 2 và 3"
_RANKED_NEXT = re.compile(r"\b(?:xếp|đứng|vị)\s+thứ\b[^.;]*,\s*(?:và )?thứ\s*$")  # "xếp thứ 17/63 cả nước, thứ 6/14"
_RANKED_OF = re.compile(r"\b(?:xếp|đứng|hạng|tăng trưởng cao)\s*$")  # "xếp 9/63 tỉnh, thành phố"


Rule = Callable[[Clause, str, Situation], Reading | None]


def read_measure(clause: Clause, situation: Situation) -> Reading:
    """Decide measure, base and signed value of the quantity in `clause`."""
    verb = _verb(clause, situation)
    for rule in RULES:
        reading = rule(clause, verb, situation)
        if reading is not None:
            return reading
    quantity = clause.quantity
    return Reading("level", "level", "", quantity.value, quantity.unit, verb)


#: "giảm 62 việc so với năm 2018 và 239 việc chưa giải quyết": the base has ended what changed.
_BASE_ENDED = re.compile(r"\d [^\W\d]+ so (?:với )?[^,;:]{3,40} và $")


def _verb(clause: Clause, situation: Situation) -> str:
    """The cue that governs the number: "+", "-", "over", "reach", "share", "times", or the one before it in the list."""
    if situation.consumed:
        return ""
    parts = clause.left.strip() in ("-", "–") and not clause.segment_first  # "(năm 2019: 22% - 43%)" tells two levels
    in_bracket = clause.bracket >= 0 and not parts
    opens_range = clause.range_start or clause.quantity.range_end or clause.right.startswith(" trở lên")
    if cue := cue_of(clause.left, in_bracket=in_bracket, range_start=opens_range):  # "tăng từ 3%", "từ 3% trở lên"
        counted = not clause.quantity.is_ratio and _WITH.search(clause.left)
        return "" if counted and cue in ("+", "-") else cue  # "thu hút FDI tăng mạnh với 57 dự án" tells how many
    planned = clause.quantity.is_ratio and reaches(clause.left) and lexicon.PLAN_PHRASE.search(clause.right)
    if not clause.segment_first and is_bare(clause.left) and not planned:
        based = base_of(clause.right, situation.period) or situation.later_base
        again = situation.last_measure == "change_abs" and based and not _NAMED_BEHIND.match(clause.right)
        compared = situation.own_lead_base or _COMPARED_BEFORE.search(situation.lead)
        beside = clause.bracket >= 0 and clause.quantity.unit != situation.last_unit  # "(giảm 6 vụ, 11 đối tượng)"
        apart = clause.quantity.unit == situation.last_unit and _BASE_ENDED.search(situation.lead)
        again = again or (situation.last_measure == "change_abs" and (bool(compared) or beside) and not apart)
        if clause.quantity.is_ratio or again:
            return situation.verb
    if widened := _WIDENED.search(clause.left):
        grown = base_of(clause.right, situation.period) or situation.last_measure == "change_abs"
        if grown and clause.quantity.unit in ("đồng", "usd"):
            return "+" if widened[1] == "mở rộng" else "-"
    if situation.list_cue and clause.left_start < clause.bracket:
        return situation.list_cue  # "các nhóm giảm: thực phẩm (0,2%), nhà ở (0,1%)" names each before its bracket
    if _goes_on_in_bracket(clause, situation) and not (clause.quantity.is_ratio and reaches(clause.left)):
        return situation.verb
    if situation.list_cue and not reaches(clause.left) and _ENDS_ITEM.match(clause.right):
        return situation.list_cue
    return "reach" if reaches(clause.left) else ""


_LEFT_OVER = re.compile(r"[\s(]*(?:còn|năm 20\d\d (?:là|có|chỉ có))\b")  # "giảm 1-2% (còn dưới 16%)"


def _goes_on_in_bracket(clause: Clause, s: Situation) -> bool:
    """Whether a bracket goes on with the change before it: "giảm sâu (67,6%)", "tăng 155 ha (lúa 100 ha)"."""
    left = clause.left
    if clause.bracket < 0 or not clause.segment_first or s.last_measure not in CHANGES:
        return False
    if PLAN_LEFT.search(left) or ELSEWHERE.search(left) or clause.right.startswith("/") or _SOWN.search(left):
        return False  # "tăng 12 vụ (84/72 vụ)" tells both levels
    if _LEFT_OVER.match(left) or _CONTRIBUTION.search(left):
        return False
    if s.bracket_lead is None and clause.left_start >= clause.bracket and WORDS.search(left):
        return False  # a later item: "(quốc tế 210 lượt, tăng 7%; trong nước 139 lượt, tăng 9%)"
    parts = s.bracket_lead is None or bool(_OPENS_LEVEL.search(s.bracket_lead))
    if parts and not clause.quantity.is_ratio and s.last_measure != "change_abs":
        return False  # "tăng 2% (trong đó có 3 triệu con gà)", "tăng 3% (đạt 5.400 tỷ đồng)"
    part = clause.quantity.unit == s.last_unit and clause.quantity.value <= s.last_value
    if s.last_measure == "change_abs" and not (part or clause.quantity.is_ratio):
        return False  # "giảm 104 ha (riêng lúa mùa 6.310 ha)" is no part of the change, nor "tăng 2 vụ (3 người chết)"
    named = bool(content_words(left)) and s.bracket_lead is not None and bool(WORDS.search(s.bracket_lead))
    return not named or clause.quantity.is_ratio or s.last_measure == "change_abs"


def _rank(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "xếp thứ 18/63 tỉnh, thành phố": a place among others, told of the subject but not in its unit."""
    q = clause.quantity
    if (
        not q.over
        and not q.is_ratio
        and (
            _RANKED.search(clause.left)
            or ("thứ" in clause.left and _RANKED_NEXT.search(s.lead))
            or (not q.unit and _RANKED_TOO.search(s.lead))
            or (q.unit.startswith("tỉnh") and _RANKED_OF.search(clause.left))
        )
    ):
        return Reading("rank", "level", "", q.value, "bậc", s.verb)
    return None


def _points(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "thấp hơn 0,88 điểm % so với cùng kỳ": percentage points."""
    q = clause.quantity
    if q.unit not in (POINTS, "điểm"):
        return None
    part = _CONTRIBUTION.search(s.lead)
    if q.unit != POINTS and not (part and s.last_unit == PERCENT):
        return None
    if part:
        added = -q.value if "giảm" in part[0] else q.value
        return Reading("contribution in points", "level", "", added, POINTS, verb)
    base = base_of(clause.right, s.period)
    if base is None and (lexicon.PLAN_PHRASE.search(clause.right) or verb == "over"):
        base = plan_kind(clause.right)
    return Reading("points", "change_pp", base or s.later_base or "yoy", signed(q.value, verb), POINTS, verb)


def _equal_to_base(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "bằng 96% so với cùng kỳ", "so với cùng kỳ bằng 96%": a change of -4."""
    q = clause.quantity
    if q.unit != PERCENT or verb != "reach":
        return None
    if q.value < HUNDRED / 2 and not EQUALS.search(clause.left) and _RATE_OF_GROWTH.search(clause.left):
        return None
    others = _COMPARES_BEHIND.match(clause.right) or _OTHERS_CHANGE.match(clause.right.partition(" so ")[0])
    base = None if others else base_of(clause.right, s.period)
    if base is None and EQUALS.search(clause.left) and _DAYS_BEHIND.match(clause.right):
        base = base_of(f"so với{clause.right}", s.period)
    if EQUALS.search(clause.left) or _BASE_REACHED.search(clause.left):
        ahead = BASE_AHEAD.search(s.lead)
        base = base_before(clause, s.period) or base or (base_of(ahead[1], s.period) if ahead else None)
    if base is None and _ABOUT.match(clause.right):  # "bằng 96% về số dự án và 81% về vốn so với cùng kỳ"
        base = s.later_base or (s.last_versus if s.last_measure == "change_pct" else None)
    if base is None and EQUALS.search(clause.left) and SAYS_NO_MORE.match(clause.right):
        if s.index:
            base = s.equal_base or s.own_lead_base or s.later_base or s.lead_base or "yoy"
        elif not s.attained:
            base = s.equal_base or s.own_lead_base
        elif s.last_measure == "attainment" and not clause.segment_first:
            base = s.later_base or s.lead_base  # "đạt 56% kế hoạch và bằng 61%; ..., bằng 73% so với cùng kỳ"
    if base is not None and not base.startswith("plan"):
        if s.subject_unit == PERCENT and not re.search(r"\bbằng\b", clause.left):
            return None
        return Reading("equal to the base", "change_pct", base, q.value - HUNDRED, PERCENT, verb)
    return None


def _change(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "tăng 2,4% so với cùng kỳ năm trước", "giảm 06 dự án", "(-673 ha)", "vượt 14% so với cùng kỳ"."""
    q = clause.quantity
    if verb not in ("+", "-", "over") or q.unit == TIMES:
        return None
    if clause.left.endswith(": ") and _MORE_AND_MORE.search(clause.left):
        return None
    base = None if _THAN_BEHIND.match(clause.right) else base_of(clause.right, s.period)
    if verb == "over" and (base is None or base.startswith("plan")):
        return None
    if s.target and s.subject_unit == q.unit == PERCENT and clause.left.endswith("giảm dưới "):
        return None  # a target: "tỷ lệ suy dinh dưỡng giảm dưới 9%" is what is to be left
    if base is None and q.unit in ("đồng", "usd") and _ADDED_CAPITAL.search(clause.left):
        return None
    told_again = s.bracket_lead is not None and s.last_measure in CHANGES and _NO_MORE_THAN_CUE.match(s.bracket_lead)
    again = s.last_versus if (told_again or s.off_plan) and base is None else None
    versus = s.paired_base or s.base_behind or again or _base_told(clause, s, base) or "yoy"
    value = signed(q.value, verb)
    if q.unit == PERCENT and _PLANNED_CHANGE.search(clause.left):
        return Reading("planned change", "plan", "", value, PERCENT, verb)
    if q.unit == PERCENT:
        compared = COMPARING.search(clause.left)
        if clause.left.endswith("hơn mức ") and s.last_measure in ("level", "change_pct"):  # "thấp hơn mức 4% của ..."
            kept = s.last_measure if s.last_measure == "change_pct" and s.subject_unit != PERCENT else "level"
            return Reading("rate of the base", kept, versus if kept != "level" else "", q.value, PERCENT, verb)
        attained = s.last_measure == "attainment" and s.verb != "over"  # "183 tấn, vượt 6% kế hoạch và cao hơn 17%"
        attained = attained and bool(compared or _RATE_OF_PLAN.search(s.lead))
        if s.subject_unit == PERCENT or attained:
            return Reading("change of a percent", "change_pp", versus, value, POINTS, verb)
        return Reading("change in percent", "change_pct", versus, value, PERCENT, verb)
    return Reading("change in units", "change_abs", versus, value, q.unit, verb)


def _base_told(clause: Clause, s: Situation, behind: Versus | None) -> Versus | None:
    """The base of a change: before the number, right `behind` it, or that of its list."""
    before = base_before(clause, s.period) or _base_between(clause)
    return before or behind or s.own_lead_base or s.later_base or s.lead_base


def _base_between(clause: Clause) -> Versus | None:
    """The base between the cue and the number: "cao hơn tháng trước 0,2 điểm %" compares with the month before."""
    found = MORE.search(clause.left) or LESS.search(clause.left)
    if not found:
        return None
    return "prev" if re.search(r"\b(?:tháng|quý) (?:trước|liền)", found[0]) else "yoy"


def _change_restated(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "tăng 1,7%, bằng 737 ha": the same change in units."""
    q = clause.quantity
    if q.unit == PERCENT and s.last_measure == "change_abs" and _RESTATED.search(clause.left):
        versus = base_of(clause.right, s.period) or s.last_versus or "yoy"
        return Reading("change told again in percent", "change_pct", versus, signed(q.value, s.verb), PERCENT, s.verb)
    if not q.is_ratio and s.last_measure in ("change_pct", "change_pp") and _RESTATED.search(clause.left):
        versus = base_of(clause.right, s.period) or s.later_base or s.lead_base or "yoy"
        return Reading("change told again in units", "change_abs", versus, signed(q.value, s.verb), q.unit, s.verb)
    return None


def _percent_of_change(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "tăng 12 vụ, bằng 16,2%": by so much; "giảm 15 vụ, bằng 75%": what has not fallen.

    What has risen is no part of what it was, and what has fallen rarely more than halves.
    """
    q = clause.quantity
    told = s.last_measure == "change_abs" and s.last_unit not in MEASURED and not s.last_versus.startswith("plan")
    if q.unit != PERCENT or not told or not (_ONLY_EQUALS.fullmatch(clause.left) and SAYS_NO_MORE.match(clause.right)):
        return None
    again = q.value < (HUNDRED if s.verb == "+" else HUNDRED / 2)
    value = signed(q.value, s.verb) if again else q.value - HUNDRED
    return Reading("percent of a change in units", "change_pct", s.last_versus, value, PERCENT, s.verb)


def _in_bracket(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "thu nội địa 4.105 tỷ đồng (đạt 85,5%)", of the plan; "86/142 xã (60,6%)", "402 hồ sơ (tỷ lệ 98%)", of all."""
    q = clause.quantity
    if s.bracket_lead is None or s.last_measure != "level" or q.unit != PERCENT or WORDS.search(clause.right):
        return None
    counted = s.last_unit not in MEASURED and s.subject_unit != PERCENT
    if (
        counted
        and _SOLVED.search(s.lead)
        and re.fullmatch(r"\W*(?:đạt|chiếm)?(?: ?tỷ lệ)?(?: hơn| trên)?\W*", s.bracket_lead)
    ):
        return Reading("rate of what is solved", "level", "", q.value, PERCENT, verb)
    if s.attained and s.last_unit in MEASURED and s.bracket_lead.strip() == "bằng":
        return Reading("attainment in a bracket", "attainment", s.attained, q.value, PERCENT, verb)
    if (s.after_pair or s.divided) and re.fullmatch(r"[\s:]*(?:đạt|chiếm|bằng)?(?: tỷ lệ)?[\s:]*", s.bracket_lead):
        return Reading("share of a pair", "share", "whole", q.value, PERCENT, verb)
    if counted and re.fullmatch(r"[\s:]*(?:(?:đạt |chiếm )?tỷ lệ)?[\s:]*", s.bracket_lead):
        return Reading("share in a bracket", "share", "whole", q.value, PERCENT, verb)
    of_plan = r"\W*(?:ước )?đạt(?: tỷ lệ)?(?: hơn| trên| gần)?\W*" if q.value > 100 else r"\W*(?:ước )?đạt\W*"
    if not s.after_pair and s.subject_unit != PERCENT and re.fullmatch(of_plan, s.bracket_lead):
        return Reading("attainment in a bracket", "attainment", "plan", q.value, PERCENT, verb)
    return None


def _base_value(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "cao hơn 4,2 điểm % so với cùng kỳ năm 2022 (55,2%)", "tăng 6% so với cùng kỳ (37 ha)": what stood there."""
    q = clause.quantity
    opens = clause.bracket >= 0 and clause.segment_first and q.unit == s.last_unit == PERCENT
    lead = s.lead[-_LONGEST_THAN:] if opens and not WORDS.search(clause.right) else ""
    if lead and s.last_measure and _THAN_OTHER_DAYS.search(lead):
        return Reading("rate of the base", s.last_measure, s.last_versus, q.value, q.unit, s.verb)
    than = _THAN_BEFORE_BRACKET.search(lead)
    if than and s.last_measure and (not than[1] or s.last_measure == "change_pct"):
        value = signed(q.value, "-" if than[1] == "giảm " else "+")
        return Reading("value of the base", s.last_measure, s.last_versus, value, q.unit, s.verb)
    hangs = s.bracket_lead is not None or clause.left_start < clause.bracket  # "..., vượt xa cùng kỳ (37 ha)"
    if not hangs or WORDS.search((s.bracket_lead or "") + clause.right):
        return None
    if clause.right.startswith("/"):
        return None  # "giảm 9 vụ so với cùng kỳ (52/61 vụ)" tells both
    base = _BASE_BEFORE_BRACKET.search(clause.left)
    if base is None or (q.is_ratio and s.last_measure not in _TOLD_IN_PERCENT):
        return None
    if base[1] and int(base[1]) != s.period.year - 1:
        return None
    if s.changed_by:
        return Reading(
            "change told again in units", "change_abs", s.last_versus, signed(q.value, s.verb), q.unit, s.verb
        )
    if q.is_ratio and s.last_measure == "change_pct":  # "tăng 7% so với cùng kỳ năm trước (5%)": its own growth
        return Reading("value of the base", "change_pct", s.last_versus, q.value, q.unit, verb)
    if q.is_ratio and s.last_measure == "level" and s.last_unit != PERCENT:
        return None
    measure: Measure = "attainment" if s.attained and q.is_ratio and s.last_measure == "change_pp" else "level"
    return Reading(
        "value of the base", measure, (s.attained or "") if measure != "level" else "", q.value, q.unit, verb
    )


def _rate_of_nation(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "GRDP tăng 7,3%, cao hơn bình quân cả nước (6,4%)": the same of the nation, and no difference."""
    q = clause.quantity
    if q.unit == PERCENT and s.last_measure == "change_pp" and not s.attained and _POINTS_MORE.search(s.lead):
        return Reading("rate of the nation", "level", "", q.value, q.unit, s.verb)
    alike = q.unit == s.last_unit == PERCENT and s.last_measure in ("level", "change_pct")
    than = _THAN_NATION.search(s.lead[-_LONGEST_THAN:]) if alike else None
    if than is None or s.last_measure is None:
        return None
    between = s.last_value / 2 < q.value < s.last_value if than[1] in ("cao", "nhanh") else q.value > s.last_value
    if not (than[2] or between):
        return None
    versus = s.last_versus if s.last_measure == "change_pct" else ""
    return Reading("rate of the nation", s.last_measure, versus, q.value, q.unit, s.verb)


def _times(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "tăng 20,9 lần", "gấp 2 lần", "vượt gần 2,1 lần kế hoạch", "bằng 1,5 lần so với cùng kỳ"."""
    q = clause.quantity
    if q.unit != TIMES or _COUNTED_TIMES.match(clause.right):
        return None
    base = base_of(clause.right, s.period)
    if of_year := re.match(r"\s*năm ((?:19|20)\d\d)", clause.right):
        base = "yoy" if int(of_year[1]) == s.period.year - 1 else "other"
    if _THAN_AVERAGE.match(clause.right):
        base = "other"
    if _THE_PERIOD_BEFORE.match(clause.right):
        base = "prev"
    if verb in ("+", "-", "times", "over") or base is not None:
        if lexicon.PLAN_PHRASE.search(clause.right):
            base = plan_kind(clause.right)
        value = -q.value if verb == "-" else q.value
        return Reading("times", "change_ratio", base or s.later_base or "yoy", value, TIMES, verb)
    return None


def _share(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "chiếm 49,97% tổng nguồn vốn", "đã thu hoạch được 80% diện tích"."""
    q = clause.quantity
    if q.unit not in (PERCENT, "‰"):
        return None
    if _OF_ALL_AREA.match(clause.right) and _WORKED.search(clause.left):
        return Reading("share of an area", "share", "whole", q.value, q.unit, verb)
    if verb == "share" or (verb == "reach" and _WHOLE.search(clause.right) and not clause.segment_first):
        return Reading("share", "share", "whole", q.value, q.unit, verb)
    return None


def _growth_rate(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "Tốc độ tăng kim ngạch xuất nhập khẩu 3,0%": a change by its name, unless the name is an indicator."""
    q = clause.quantity
    named = s.consumed and not s.index  # "chế biến giữ vai trò chủ đạo với mức tăng 5%" names no growth but an index
    if q.unit == PERCENT and verb not in ("-", "share") and not named and _GROWTH.search(clause.left):
        base = base_of(clause.right, s.period)
        if verb == "+" and _GREW.search(clause.left):  # "tăng trưởng 5%" compares as "tăng 5%" does
            base = s.paired_base or _base_told(clause, s, base)
        usual: Versus = "other" if _GROWTH_OF_LOANS.search(clause.left) else "yoy"
        return Reading("growth rate", "change_pct", base or usual, q.value, PERCENT, verb or "+")
    return None


RULES: tuple[Rule, ...] = (
    _rank, _points, plans.plan_of_pair, plans.plan_in_bracket, plans.attainment, _percent_of_change, plans.bare_attainment,
    _rate_of_nation, _base_value, _in_bracket, plans.attained_in_list, plans.told_again, plans.attained_later, _equal_to_base, plans.over_plan, _times,
    _growth_rate, _change_restated, _change, _share, plans.disbursed, plans.reached_part, plans.plan,
)  # fmt: skip


def end_of_range(first: Quantity, reading: Reading, second: Quantity, own: Reading) -> Reading:
    """Both ends of a range are one statement: "giảm từ 2 - 2,5%", "tăng từ 14 - 16% so với đầu năm".

    `reading` is that of the first end, `own` what the second one reads as by itself.
    """
    if reading.measure in ("level", "plan"):
        return replace(reading, value=second.value)
    if reading.measure in CHANGES and abs(reading.value) == first.value:
        return replace(reading, value=second.value.copy_sign(reading.value))
    return own
