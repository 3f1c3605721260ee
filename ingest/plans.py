"""The rules that tell plans and attainments: "bằng 24,8% kế hoạch", "410 ha/500 ha kế hoạch", "vượt kế hoạch 12 ha".

Each has an example; `ingest.measures` says in which order they are tried.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest import lexicon
from ingest.bases import BASE_AHEAD, SAYS_NO_MORE, base_before, base_of, plan_kind, plan_of
from ingest.clauses import Clause
from ingest.cues import COMPARING, ELSEWHERE, EQUALS, WORDS
from ingest.lexer import MEASURED, PERCENT, POINTS
from ingest.remembering import remembered
from ingest.situation import Reading, Situation, signed
from ingest.subjects import content_words

HUNDRED = Decimal(100)
PLAN_LEFT = re.compile(rf"(?:vượt|đạt|so với|\bso|giảm|thấp hơn|bằng)[^,;]{{0,30}}{lexicon.PLAN_WORDS}[^,;]{{0,40}}$")
_OVER_PLAN_BY = re.compile(rf"\b(?:vượt|cao hơn)\s+(?:mức\s+)?(?:so (?:với )?)?{lexicon.PLAN_WORDS}[^,;\d]{{0,25}}$")
_PLAN_SET_AT = re.compile(
    rf"{lexicon.PLAN_WORDS}[^,;\d]{{0,25}} (?:đề ra|đặt ra|giao) là\s*$"
)  # "vượt chỉ tiêu đề ra là 1%"
_NOT_REACHED = r"(?:(?!\b(?:đạt|là|còn|ước|bằng|được)\b)[^,;:%\d])*"
#: "vượt mục tiêu giảm tỷ lệ hộ nghèo 3%/năm", "hoàn thành chỉ tiêu tạo việc làm cho 5.000 lao động": what was aimed at.
_AIM_MET = re.compile(
    rf"\b(?:vượt|hoàn thành)(?: vượt)?(?: mức)? (?:mục tiêu|chỉ tiêu)\b{_NOT_REACHED}\b(?:giảm|tạo|giải quyết)\b{_NOT_REACHED}$"
)
_UNDER_PLAN_BY = re.compile(rf"\b(?:thấp hơn|hụt|ít hơn|giảm)\s+(?:so (?:với )?)?{lexicon.PLAN_WORDS}[^,;\d]{{0,25}}$")
_SHORT_BY = re.compile(r"\bthiếu(?: khoảng| gần| hơn)?\s*$")  # "còn thiếu 3% so với chỉ tiêu"
_RATES_PAIRED = re.compile(r"%\s?/\s?$")  # "đạt 93%/94%": the second is striven for
_BESIDE = re.compile(
    r"\s*/\s*(?:kh|kế hoạch|kịch bản)(?: năm| là| tăng| giảm| đạt| từ| trên| dưới)*\s*"
)  # "8,3%/KH 8-9%"
_THEN_BEHIND = re.compile(r"\s*(?:so (?:với )?)?cùng kỳ\b")
#: "đạt 7,9% (mục tiêu 8%)": nothing but that it is the plan.
_PLAN_ALONE = re.compile(
    rf"\W*{lexicon.PLAN_WORDS}(?:[ :]+(?:đề ra|được giao|giao|nghị quyết|đh|đại hội|(?:đến |cả )?năm(?: \d{{4}})?|của|là"
    r"|đạt|trên|dưới|từ|tăng|giảm|còn|hđnd|ubnd|trung ương|tw|tỉnh|huyện|thành phố|khoảng))*[ :<>≥≤]*"
)
_PLAN_IS = re.compile(
    r"\bkế hoạch(?: năm| đề ra| được giao| giao| cả năm| (?:từ )?đầu năm(?: \d{4})?)* là\s*$"
)  # "khó đạt kế hoạch đề ra là 7,9%"
_MISSED = re.compile(r"\b(?:không|chưa) đạt (?:được )?(?:mục tiêu|chỉ tiêu|kế hoạch)[^,;:]{0,30}$")
_AGAINST_PLAN = re.compile(rf"\bso (?:với )?(?:các |mức |tổng )*{lexicon.PLAN_WORDS}[^,;]{{0,100}}$")
_PLAN_HEAD = re.compile(
    rf"(?:^|[,(:;]|trong đó|\bvới)\s*(?:tổng |chỉ tiêu |mức )*{lexicon.PLAN_WORDS}(?: vốn| giao| cả năm| được giao| đề ra| năm \d{{4}}| năm)*(?: là| đạt|:|\s)*$"
    r"|(?:^|[,(:;])\s*kế hoạch\b(?!(?:(?!,).)*\b(?:thực hiện|giải ngân|đã|đạt)\b)[^,;:]{0,110} là\s*$"
    #: "(dự toán năm thu ngân sách nhà nước trên địa bàn 850 tỷ đồng)", "Theo dự toán ..., thu ngân sách năm 2024 là ..."
    r"|^\W*(?:kế hoạch|dự toán)(?: giao đầu| cả| điều chỉnh)? năm\b(?![^,;:]*\b(?:thực hiện|giải ngân|đã|đạt|tăng|giảm|so)\b)[^,;:()]{0,110}$"
    r"|^\W*theo (?:kế hoạch|dự toán)\b[^;:\d]*,[^,;:]*\bnăm 20\d\d là\s*$"
    #: "vụ đông kế hoạch gieo trồng 20.200 ha"
    r"|(?<!theo )(?<!hiện )(?<!thành )(?<!đạt )(?<!vượt )(?<!bằng )kế hoạch (?:gieo (?:trồng|cấy|sạ)|xuống giống|trồng mới|sản xuất)\b"
    r"(?![^,;:]*\b(?:thực hiện|đã|đạt|được|ước|tăng|giảm|so)\b)[^,;:\d]{0,40}$"
)
_PLAN_STEMS = lexicon.stems(lexicon.PLAN_WORDS.removeprefix("(?:").removesuffix(")"))
_DISBURSED = re.compile(r"\b(?:(?:tỷ lệ|khối lượng|kết quả) giải ngân\b[^;.]{0,80}|giải ngân\b[^;.,\d]{0,60}\bđạt\s*)$")
_OF_PLAN = re.compile(rf"\s*(?:theo |của |so với )?{lexicon.PLAN_WORDS}")
#: "bằng 74,9% kế hoạch và tăng 19,9% (cùng kỳ năm 2021 bằng 74% và giảm 7,7%)".
_BOTH_BEFORE = re.compile(r"\W*cùng kỳ(?: năm (?:\d{4}|trước|ngoái))? (?:bằng|đạt)\s*$")
_OF_WHOLE_PLAN = re.compile(r"% (?:so với )?(?:kế hoạch|dự toán|kh)\b")
_AND_GROWN = re.compile(r"(?: (?:kế hoạch|dự toán)(?: năm)?)?\s*(?:và|,)")
_STRIVE = re.compile(r"\bph[ấầ]n đấu\b")
_ONLY_REACH = re.compile(r"\W*(?:ước )?đạt\s*")
_SAYS_ELSE = re.compile(r",(?! (?:so|bằng|chiếm|tỷ lệ)\b)")  # "đạt 85%, dịch bệnh được kiểm soát"
_BARE_OVER = re.compile(r"\W*vượt\s*")
_BARE_REACH = re.compile(r"\s*(?:ước )?đạt\s*(?:tỷ lệ\s*)?")
_CARRIED_OUT = re.compile(r"\b(?:thực hiện|giải ngân|đã|đạt|ước|được|còn)\b")
_OF_THE_TOWN = re.compile(r"^[^,;]{0,40}\b(?:hđnd|hội đồng nhân dân) thành phố\b")
#: "thu hoạch được 420 ha/880 ha gieo trồng, đạt 48%"
_ITSELF_SOWN = re.compile(
    r"\s*(?:so (?:với )?)?(?:tổng )?diện tích (?:lúa )?(?:đã )?(?:gieo (?:trồng|cấy|sạ)|cấy|xuống giống)\b"
    r"(?! (?:lúa )?(?:của )?(?:cùng|năm|vụ (?:trước|năm)))"
)
_SOWN_PAIR = re.compile(r"ha (?:diện tích )?(?:đã )?(?:gieo (?:trồng|cấy|sạ)|xuống giống), (?:đạt|bằng|chiếm) $")
_BODY = r"(?:trung ương|tw|bộ tài chính|thủ tướng|chính phủ|hđnd|hội đồng nhân dân|ubnd|tỉnh|huyện|thành phố|xã)"
#: "Dự toán thu ngân sách năm 2024 Trung ương giao 850 tỷ đồng, HĐND tỉnh giao 900 tỷ đồng"
_GIVEN = re.compile(rf"\W*(?:tổng )?(?:dự toán|kế hoạch|chỉ tiêu)\b[^,;:]{{0,80}}\b{_BODY}[^,;:]{{0,20}} giao(?: là)? ")
_BY_ANOTHER = re.compile(rf"\W*(?:và )?(?:nghị quyết )?{_BODY}[^,;:\d]{{0,20}} giao(?: là)? ")
#: "Các khoản thu đạt khá so với dự toán như: thuế bảo vệ môi trường (75%), ..."
_LIST_AGAINST_PLAN = re.compile(
    rf"\bso (?:với )?(?:các |mức )?{lexicon.PLAN_WORDS}\b[^%;.]*(?::|\b(?:như|gồm|là))[^%;.]*$"
)
_UNTIL = re.compile(r"\b(?:đến|cả năm|hết năm)\b")


def attainment(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "bằng 24,8% kế hoạch", "vượt 0,7% kế hoạch", "98% dự toán Trung ương giao và 92% dự toán HĐND tỉnh giao"."""
    q = clause.quantity
    if q.unit != PERCENT:
        return None
    short = "thiếu" in clause.left and _SHORT_BY.search(clause.left)
    verb = "-" if short else verb
    compared = s.last_unit == PERCENT and bool(short or COMPARING.search(clause.left))
    if (s.subject_unit == PERCENT or compared or s.behind_rate) and verb in ("over", "+", "-"):
        if lexicon.PLAN_PHRASE.search(clause.right):
            return Reading("percent off its plan", "change_pp", plan_kind(clause.right), signed(q.value, verb), POINTS)
        if _OVER_PLAN_BY.search(clause.left):
            return Reading("percent off its plan", "change_pp", plan_kind(clause.left), q.value, POINTS)
    if verb == "share":
        return None  # "chiếm 53% dự toán thu nội địa" tells how much of the plan is its
    if lexicon.PLAN_PHRASE.search(clause.right):
        versus = plan_of(clause, s.own_lead_base or s.lead_base)
        if s.last_measure == "attainment" and s.last_versus == versus and _OF_THE_TOWN.search(clause.right):
            versus = "plan"  # "99% dự toán tỉnh giao, 85% dự toán HĐND thành phố giao"
        return Reading(
            "attainment",
            "attainment",
            versus,
            _in_total(q.value, verb),
            PERCENT,
            verb,
        )
    return _plan_first(clause, verb, s)


def _plan_first(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "vượt kế hoạch 12%", "so với kế hoạch đạt 96%": a percent behind the plan."""
    q = clause.quantity
    if _PLAN_SET_AT.search(clause.left) or _is_aim(clause):
        return Reading("plan in a bracket", "plan", "", q.value, PERCENT, verb)
    over, under = _OVER_PLAN_BY.search(clause.left), _UNDER_PLAN_BY.search(clause.left)
    if (over or under) and s.last_unit == PERCENT and s.last_measure in ("level", "share"):
        return _off_plan_of_rate(clause, s, bool(over))
    if over:
        return Reading("over the plan by", "attainment", plan_kind(clause.left), HUNDRED + q.value, PERCENT, "over")
    if under:
        return Reading("under the plan by", "attainment", plan_kind(clause.left), HUNDRED - q.value, PERCENT)
    if PLAN_LEFT.search(clause.left) and verb in ("", "reach"):
        missed = s.subject_unit == PERCENT and _MISSED.search(clause.left)
        if missed or _PLAN_IS.search(clause.left):
            return Reading("plan in a bracket", "plan", "", q.value, PERCENT, verb)
        if clause.bracket >= 0 and s.subject_unit == PERCENT:
            return Reading("plan in a bracket", "plan", "", q.value, PERCENT, verb)
        return Reading("attainment, plan first", "attainment", plan_kind(clause.left), q.value, PERCENT, verb)
    return None


def _off_plan_of_rate(clause: Clause, s: Situation, over: bool) -> Reading:
    """As in "còn 5%, thấp hơn kế hoạch 1%"; the plan itself in "đạt 16,7%, vượt KH là 16,5%", "thấp hơn kế hoạch 7%"."""
    value = clause.quantity.value
    passed = value < s.last_value if over else value > s.last_value
    if passed and (not over or clause.left.endswith(" là ")):
        return Reading("plan in a bracket", "plan", "", value, PERCENT)
    return Reading("percent off its plan", "change_pp", plan_kind(clause.left), value if over else -value, POINTS)


def plan_in_bracket(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "thấp hơn 2% so với chỉ tiêu được giao (40%)", "tăng trưởng 7,9% (mục tiêu 8%)", "tăng 12% (KH cả năm 11%)"."""
    q = clause.quantity
    beside = "/" in clause.left and _BESIDE.fullmatch(clause.left)
    rated = q.unit == s.last_unit == PERCENT and s.last_measure == "level" and _RATES_PAIRED.search(s.lead)
    if s.planned or beside or rated or (s.bracket_lead and _BESIDE.fullmatch(f"/{s.bracket_lead}")):
        return Reading("plan in a bracket", "plan", "", q.value, q.unit, verb)
    alone = s.bracket_lead is not None and s.last_measure in ("level", "change_pct") and q.unit == s.last_unit
    if alone and _PLAN_ALONE.fullmatch(s.bracket_lead or ""):
        return Reading("plan in a bracket", "plan", "", q.value, q.unit, verb)
    hangs = clause.left_start < clause.bracket and not WORDS.search(clause.right) and not clause.right.startswith("/")
    kept = s.last_unit == PERCENT and (_OVER_PLAN_BY.search(clause.left) or _UNDER_PLAN_BY.search(clause.left))
    if hangs and kept and q.unit == PERCENT:
        return Reading("plan in a bracket", "plan", "", q.value, q.unit, verb)  # "..., cao hơn kịch bản (7,6%)"
    if not hangs or not _AGAINST_PLAN.search(clause.left):
        return None
    rates = s.subject_unit == PERCENT or (s.last_unit in (PERCENT, POINTS) and s.last_measure != "change_pct")
    if q.unit == PERCENT and not rates:
        return None  # "thu đạt thấp so với dự toán (58%)" is an attainment
    return Reading("plan in a bracket", "plan", "", q.value, q.unit, verb)


def bare_attainment(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "lũy kế đạt 4,6 triệu USD, bằng 49,6%", "92,5 tỷ đồng, đạt 49,6%": nothing but a plan is meant."""
    q = clause.quantity
    if q.unit != PERCENT or clause.segment_first or s.index or base_before(clause, s.period):
        return None
    if BASE_AHEAD.search(s.lead):
        return None
    if s.after_pair and _SOWN_PAIR.search(s.lead):
        return Reading("share of what was sown", "share", "whole", q.value, PERCENT, verb)
    if EQUALS.search(clause.left) and _ITSELF_SOWN.match(clause.right):
        return Reading("share of what was sown", "share", "whole", q.value, PERCENT, verb)
    both = _ONLY_REACH.fullmatch(clause.left) and clause.right.strip() == "và" and s.later_base is not None
    compared = "plan" if both else s.equal_base or s.own_lead_base or "plan"  # "đạt 8,8% và bằng 68% so cùng kỳ"
    if not compared.startswith("plan") and not s.attained:
        return None  # "bằng 93% so với cùng kỳ; củi 540 ster, bằng 95%" goes on to compare
    measured = s.last_unit in MEASURED and s.last_measure == "level" and not s.part
    equal = EQUALS.search(clause.left)
    if equal and s.last_measure == "attainment" and (s.later_base or s.lead_base):
        return None  # "đạt 56% kế hoạch và bằng 61%; lạc ..., bằng 73% so với cùng kỳ"
    alone = measured or s.after_plan or (s.attained_with and s.last_measure == "level" and not s.part)
    cue = equal or (alone and _ONLY_REACH.fullmatch(clause.left))
    if cue and SAYS_NO_MORE.match(clause.right):
        return Reading("attainment without its plan", "attainment", s.attained or "plan", q.value, PERCENT, verb)
    return None


def attained_later(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "đạt 62,5% kế hoạch; ước đến 31/01/2024 đạt trên 95%": the same attainment on another day."""
    q = clause.quantity
    again = q.unit == PERCENT and s.last_measure == "attainment" and verb == "reach" and _UNTIL.search(clause.left)
    if again and not content_words(clause.left) and SAYS_NO_MORE.match(clause.right):
        return Reading("attainment of another day", "attainment", "plan", q.value, PERCENT, verb)
    return None


def told_again(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "đạt 64,2% kế hoạch (cùng kỳ năm 2023 đạt 58,7%)": the same measure of another year or area."""
    q = clause.quantity
    if clause.bracket < 0 or not clause.segment_first or q.unit != PERCENT:
        return None
    if _BOTH_BEFORE.match(clause.left) and _OF_WHOLE_PLAN.search(s.lead) and _AND_GROWN.match(clause.right):
        return Reading("attainment elsewhere", "attainment", "plan", q.value, PERCENT, verb)
    if verb not in ("", "reach") or (clause.left.endswith("bằng ") and _THEN_BEHIND.match(clause.right)):
        return None  # "đạt 48,5% dự toán (bằng 89,4% so với cùng kỳ)"
    if s.last_measure == "attainment" or (ELSEWHERE.search(clause.left) and "% kế hoạch" in s.lead):
        return Reading("attainment elsewhere", "attainment", "plan", q.value, PERCENT, verb)
    return None


def attained_in_list(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "đạt khá so với dự toán như: thuế bảo vệ môi trường (75%)": a percent alone behind a name of such a list."""
    q = clause.quantity
    alone = clause.bracket >= 0 and clause.left_start < clause.bracket and SAYS_NO_MORE.match(clause.right)
    if q.unit == PERCENT and alone and verb in ("", "reach") and _LIST_AGAINST_PLAN.search(s.lead):
        return Reading("attainment in a list", "attainment", "plan", q.value, PERCENT, verb)
    return None


def plan_of_pair(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "410 ha/500 ha kế hoạch", "410/500 ha, đạt 82% kế hoạch": the second of the pair is the plan.

    So it is where more was reached, "đào tạo nghề cho 2.420/2.400 người", as no part is larger than its whole.
    """
    q = clause.quantity
    more = q.value < s.last_value < 2 * q.value and s.last_measure == "level"
    passed = more and clause.bracket < 0 and "cùng kỳ" not in s.lead and "tăng" not in clause.right
    if q.over and (passed or s.divides or _OF_PLAN.match(clause.right)):
        return Reading("plan of a pair", "plan", "", q.value, q.unit, verb)
    return None


def over_plan(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "vượt kế hoạch 0,4 triệu đồng", "vượt 200 ha so với kế hoạch"."""
    q = clause.quantity
    if q.is_ratio:
        return None
    if _OVER_PLAN_BY.search(clause.left):
        if clause.left_start < clause.bracket:
            return Reading("plan in a bracket", "plan", "", q.value, q.unit, verb)
        return Reading("over the plan in units", "change_abs", plan_kind(clause.left), q.value, q.unit, verb)
    if _UNDER_PLAN_BY.search(clause.left):
        return Reading("below the plan in units", "change_abs", plan_kind(clause.left), -q.value, q.unit, verb)
    if verb == "over" and clause.sentence_first and not lexicon.PLAN_PHRASE.search(clause.right):
        return Reading("more than", "level", "", q.value, q.unit, verb)  # "thu ngân sách vượt 29.000 tỷ đồng"
    compared = base_of(clause.right, s.period) if verb == "over" else None
    if verb == "over" and (compared is None or compared.startswith("plan")):
        return Reading("over the plan in units", "change_abs", plan_kind(clause.right), q.value, q.unit, verb)
    return None


def disbursed(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "tỷ lệ giải ngân đạt 45%": what is paid out is measured against its plan."""
    q = clause.quantity
    if q.unit == PERCENT and verb in ("", "reach") and _DISBURSED.search(s.lead):
        return Reading(
            "rate of disbursement",
            "attainment",
            plan_of(clause, s.own_lead_base or s.lead_base),
            q.value,
            PERCENT,
            verb,
        )
    return None


def reached_part(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "trong đó tiếp nhận trực tuyến 8.418 hồ sơ, đạt 68,2%": the share of a part in its whole.

    Where the whole was measured against a plan, so is the part: "đạt 42% kế hoạch; trong đó vốn trung ương ..., đạt 39%".
    """
    q = clause.quantity
    over = _BARE_OVER.fullmatch(clause.left)
    if q.unit != PERCENT or not (over or _BARE_REACH.fullmatch(clause.left)):
        return None
    ends = SAYS_NO_MORE.match(clause.right)
    # "đạt 85% so với KH, đạt 74%" and "7 xã đạt chuẩn, đạt tỷ lệ 46%" tell of something else
    told = s.last_measure == "attainment" or (s.last_unit == "xã" and "tỷ lệ" in clause.left)
    if s.attained and (ends or _SAYS_ELSE.match(clause.right)) and not (clause.segment_first or s.divided or told):
        return Reading("attainment of a part", "attainment", s.attained, _in_total(q.value, verb), PERCENT, verb)
    if over:
        return None
    if ends and (s.part or s.divided):
        return Reading("share reached", "share", "whole", q.value, PERCENT, verb)
    return None


def plan(clause: Clause, verb: str, s: Situation) -> Reading | None:
    """As in "kế hoạch năm 2025 là 5.000 ha", "(TW giao 80 tỷ đồng, HĐND 90)", and every level in a section of targets."""
    q = clause.quantity
    given = clause.left if s.last_measure == "plan" and s.bracket_lead is None else s.bracket_lead
    if not q.is_ratio and given is not None and _BY_ANOTHER.fullmatch(given):
        return Reading("plan by another body", "plan", "", q.value, q.unit, verb)
    if s.target or _heads_plan(clause.left) or _is_aim(clause):
        return Reading("plan", "plan", "", q.value, q.unit, verb)
    if not q.is_ratio and _GIVEN.fullmatch(clause.left):
        return Reading("plan that was given", "plan", "", q.value, q.unit, verb)
    if s.plan_part and verb in ("", "reach") and not _CARRIED_OUT.search(clause.left + clause.right):
        return Reading("part of a plan", "plan", "", q.value, q.unit, verb)
    return None


def _is_aim(clause: Clause) -> bool:
    """Whether the number is what was aimed at: of percents only the reduction of a rate."""
    aim = _AIM_MET.search(clause.left) if "êu" in clause.left else None
    return aim is not None and (not clause.quantity.is_ratio or "giảm" in aim[0])


@remembered
def _heads_plan(left: str) -> bool:
    """Whether a number behind these words is a plan's: "kế hoạch năm 2025 là", "phấn đấu"."""
    named = any(map(left.__contains__, _PLAN_STEMS))
    return bool((named and _PLAN_HEAD.search(left)) or ("đấu" in left and _STRIVE.search(left)))


def _in_total(value: Decimal, verb: str) -> Decimal:
    """A distance from the plan as the percent reached in total."""
    if verb in ("over", "+"):
        return HUNDRED + value
    return HUNDRED - value if verb == "-" else value
