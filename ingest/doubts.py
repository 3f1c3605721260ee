"""Why a number is not told of the indicator that it is named after: it is an average, a former value, a base."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from itertools import islice

from ingest.aliases import Mention
from ingest.brackets import change_or_level
from ingest.clauses import Clause
from ingest.course import Course, Finding
from ingest.leftout import leaves_a_part_out, leaves_prices_out
from ingest.lexer import MEASURED, PERCENT, POINTS
from ingest.linking import NEUTRAL, PERSONS
from ingest.remembering import remembered
from ingest.situation import CHANGES, Reading
from ingest.subjects import content_words, is_companion

COMPARED = CHANGES | {"level"}  # growth of GRDP is a level
#: "đạt 25,1% (năm 2020)", "từ 4,1% đầu năm 2021 xuống còn 2,4%".
_YEAR_BEHIND = re.compile(
    r"^\s*(?:\(\s*)?(?:(?:của |trong |vào )?(?:cuối )?năm |(đầu năm )(?=\d{4}\W*$))"
    r"((?:19|20)\d\d)\b"
)
_FORMER_VALUE = "the value before a change; the text does not tell of which day"
_PER = re.compile(r"^\s?/\s?[^\W\d]+")  # "120 ca/tuần xuống còn"
_RISEN = re.compile(r"\W*(?:tăng |giảm )?(?:lên|xuống)\b")
VALUE_OF_BASE = "what the change before it is compared with, not what is reported"
_EITHER = "by how much it changed, or what it came to; the text does not tell which"
_NOT_NAMED = "a target for years to come that are not named"
_YEARS_TO_COME = re.compile(r"\b(?:\d|hai|ba|bốn|năm|những|các) năm (?:tới|tiếp theo)\b")
_YEARLY_AVERAGE = "the average of several years, not what came together in them"
_EACH_YEAR = re.compile(
    r"\s*(?:mỗi|một|hằng|hàng) năm\b|\s*(?:chết |bị thương )?(?:mỗi|một) ngày\b"
    r"|\s*(?:chết|bị thương)?\s*/\s?(?:năm|ngày)\b"
)
_YEARLY = re.compile(r"\bbình quân\b|\b(?:mỗi|hằng|hàng) năm\b")
_OPENS_YEARLY = re.compile(r"\W*bình quân (?:mỗi|hằng|hàng) năm\b[^,;]*$")
_EVERY_YEAR = re.compile(
    r"\W*(?:mỗi|hằng|hàng) năm(?: tỉnh| huyện)?,? (?:đã )?(?:tạo|giải quyết|đào tạo|thu hút)\b[^,;]*$"
)
#: "tăng trưởng bình quân 5 năm đạt 7,5%", "thu ngân sách tăng bình quân 10%/năm": of which years is not told.
_FIVE_YEARS = re.compile(r"\bbình quân(?:(?: trong| cả)? (?:\d|mỗi|hằng|hàng|năm) năm| ?/ ?năm)\b")
_GROWN_ON_AVERAGE = re.compile(
    r"\btăng trưởng\b[^;]*\bbình quân(?: chung)?(?: (?:ước|đạt|tăng|là|khoảng|hơn|trên|gần))*\s*$"
)
#: "tăng bình quân hằng năm 9%, trong đó dịch vụ tăng 8%" tells the parts of an average.
_PARTS_OF_YEARLY = re.compile(rf"{_FIVE_YEARS.pattern}.*\b(?:trong đó|cụ thể|gồm)\b(?!.*\b(?:năm|quý) [12iv])")
_GROWS_YEARLY = re.compile(r"\b(?:tăng|giảm|tăng trưởng|tốc độ)\b[^,;]*\bbình quân\b(?! đầu người)")
#: "giảm 1,05%, vượt kế hoạch (giảm 1%)" tells in the bracket what was planned.
_ITS_PLAN = re.compile(r"\b(?:vượt|đạt) (?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: đề ra| giao| năm)*\s*\($")
#: Of targets: "thu nội địa tăng bình quân từ 8 - 9%".
_GROWS_ON_AVERAGE = re.compile(r"\b(?:tăng|giảm)(?: trưởng)? bình quân\b")
#: "dư nợ đạt 310 tỷ đồng, đạt 92% kế hoạch tăng trưởng": the plan of what it was to grow by.
_PLAN_OF_GROWTH = re.compile(r"\W*(?:kế hoạch|chỉ tiêu|mục tiêu) tăng trưởng\b")
_OF_GROWTH = "the attainment of a plan of growth, not of the whole"
_OTHER_PLAN = "the plan of several years, not the year's"
_PLANNED = "the change that was planned, not what came of it"
_ONE_YEAR = re.compile(r"; (?:riêng |trong )?năm 20\d\d\b")
_EXPLOSIONS = re.compile(r"\s*vụ nổ\b")
_NAME = 8  # characters
_OF_ALL_YEARS = "the sum of all years, not of the one reported"
_SINCE_FIRST = re.compile(r"\b(?:l[ũu][yỹ] tích|tích l[ũu][yỹ]|từ trước đến nay|nâng tổng)\b")
_DAILY_AVERAGE = "the average of a day or a month, not what came together"
#: "Bình quân 1 ngày xảy ra 3 vụ; làm chết 1 người": to the end of the sentence, or to the sum.
_DAILY = re.compile(
    r"\bbình quân (?:cứ )?(?:0?1|một|mỗi) (?:giờ|ngày|tuần|tháng|quý)\b(?!.*\b(?:tính chung|lũy kế|cộng dồn|tổng)\b)"
)
#: "gieo trồng 81.000 ha lúa và rau màu các loại" is the area of neither.
_SUMS_CROPS = re.compile(
    r"\s*(?:cây )?(?:lúa|ngô|bắp|lạc|khoai|sắn)(?: [^\W\d]+){0,2}? và (?:cây |các |loại )*"
    r"(?:rau|màu|mầu|hoa|ngô|bắp|khoai|sắn|lạc|đậu|đỗ|cây)\b"
    r"|\s*lúa (?:vụ )?(?:mùa|xuân|[^\W\d]+ (?:xuân|thu|đông)),? (?:và|cùng) (?:lúa |vụ ){1,2}(?:mùa|xuân|đông|hè|thu)\b"
)
#: "tăng 7% số vụ, 3% số đối tượng"
_OF_OFFENDERS = re.compile(r" (?:về )?(?:số )?(?:đối tượng|bị can)(?=[,;.]|\s*$| so\b| và\b)")
_LEAVES_OUT = re.compile(r"\((?:ngoại )?trừ\b|\((?:không|chưa) (?:bao gồm|gồm|kể|tính)\b")
#: A rise told again as the sum of its parts: "Trong 7,6 điểm phần trăm tăng trưởng, dịch vụ đóng góp 3".
_OF_RISE = re.compile(r"^\W*trong(?: tổng số)?\s*$")
_SHARE_OF_RISE = re.compile(r"\s*(?:vào |trong |của )?(?:(?:tổng )?mức tăng\b|mức\s*$|tốc độ tăng\b|tăng trưởng\b)")
_BODIES_BEYOND = re.compile(
    r"\s(?:địa phương|đơn vị|chủ đầu tư|dự án|huyện|xã|phường|sở|ngành|cơ quan|tỉnh|doanh nghiệp)\b[^,;.()]*"
    r"\b(?:trên|dưới|hơn|từ)\s"
)
_CHANGED = re.compile(r"\b(?:tăng|giảm)(?: từ| khoảng)*\s*$")
_LEAST_INDEX = 30  # percent of the base
_LIKE_INDEX = (100, 150)  # percent, as an index of a year before that has risen
_NO_INDEX = "a percent too small for an index, and not told as its change"
_INDEX_OR_RISE = "an index told as its rise, or a rise by more than all there was; the text does not tell which"
_WHOLE_INDICES = frozenset(("industry.iip", "macro.cpi"))  # "chỉ số sản xuất công nghiệp tăng 102,6%"
#: Nobody counts a tenth of these; "15,1 giường bệnh và 7,3 bác sỹ/1 vạn dân" has 15,1 to so many inhabitants.
_PIECES = frozenset(("giường", "người", "trường", "xã", "hộ", "vụ", "lượt", "hồ sơ", "dự án", "doanh nghiệp", "bị can"))
_NO_COUNT = "an average, as what it counts comes whole"
_PROSECUTED = frozenset(("judiciary.cases_prosecuted", "judiciary.defendants_prosecuted"))
_ONE_KIND = "prosecuted for the one kind of crime that the text tells of, not for all"
_ANOTHER_CAPITAL = "the capital of what is counted before it, not of what the name tells"
_KIND_OF_CRIME = re.compile(
    r"\b(?:ma túy|môi trường|(?:quản lý|tội phạm(?: về)?|vi phạm(?: về)?|phạm pháp|sai phạm|tội) kinh tế|buôn lậu"
    r"|gian lận thương mại|hàng giả|tham nhũng|công nghệ cao|tín dụng đen|đánh bạc|cờ bạc|lừa đảo|mại dâm"
    r"|(?:phá|phép) rừng|lâm nghiệp|lâm sản|không gian mạng|pháo nổ|pháo)\b"
)
_ALL_CRIME = re.compile(r"\b(?:hình sự|trật tự xã hội|loại tội phạm|tội phạm các loại|xâm phạm)\b")
_OF_OTHERS = "told of the country, of the businesses of industrial parks alone, or of one sight"
#: How a sentence opens that is told of others: "Cả nước, xuất khẩu đạt", "Các doanh nghiệp trong khu công nghiệp có",
#: "Chùa Bà đón 12 nghìn lượt khách".
_OTHERS = re.compile(
    r"\W*(?:(?:trong khi(?: đó)?|riêng|còn)\b[\s,]*)?"
    r"(?:(?:cả nước|toàn quốc)[,:]"
    r"|(?:các |một số )?doanh nghiệp(?: [^\W\d]+){0,4} (?:trong|tại) (?:các )?"
    r"(?:khu công nghiệp|kcn|khu kinh tế|kkt|cụm công nghiệp|khu chế xuất)\b"
    r"|(?:(?:khu|điểm) (?:du lịch|di tích|vui chơi)|di (?:tích|sản)|danh thắng|vườn quốc gia|bảo tàng|chùa|đền)"
    r" [^,;.:\d]{1,50}\b(?:đón|thu hút|phục vụ)\b)"
)
_OF_ALL = ("external_trade.", "tourism.", "trade.", "budget.", "macro.", "industry.production_value", "labour.jobs_")
_OF_SHARES = "a sector's share, as those told before it, not its growth"
_CHANGES = re.compile(r"\b(?:tăng|giảm|tốc độ)\b")
_SECTOR = re.compile(r"\b(?:nông|lâm|ngư|thủy sản|công nghiệp|xây dựng|dịch vụ)\b")
_OF_MOST = "the share of what most of it is, not of the whole"
_MOSTLY = re.compile(r"\b(?:chủ yếu|nhất là)\b[^\d;.()]{1,60}\($")
_OF_A_FIELD = "told of one field that was inspected, not of all"
_FIELD = re.compile(r"(?:^|[.;]\s)\W*(?:trong |về |ở |riêng )*lĩnh vực (?!thanh tra\b)[^.;:\d]{3,60}[,:]")
_OF_LOANS = "the sector's share of the loans, not of the economy"
_OF_OVERNIGHT = "those who stayed overnight, not all that came"
_OF_AGENCIES = "told of the visitors whom travel agencies serve, not of all"
#: "sản lượng nuôi trồng 900 tấn (trong đó, sản lượng cá 700 tấn)" has not all the fish.
_OF_CATCH = "the fish or shrimps that were farmed, or those caught, not all"
_ALL_CAUGHT = frozenset(("fisheries.fish_output", "fisheries.shrimp_output"))
_ALL_CATCHES = "fisheries.output"
_CATCHES = frozenset((_ALL_CATCHES, "fisheries.aquaculture_output", "fisheries.capture_output"))
_LISTS_PARTS = re.compile(r"\(?\b(?:trong (?:số )?đó|chia ra|bao gồm|gồm|cụ thể)\b")
_ALL_VISITORS = frozenset(("tourism.international_visitors", "tourism.domestic_visitors"))
#: Names of totals, of which parts are told by who has them: "Gạo là mặt hàng chủ lực với kim ngạch xuất khẩu đạt".
_TOTAL = (
    r"(?:tổng |số |trị |giá trị )*(?:kim ngạch|xuất khẩu|nhập khẩu|sản xuất công nghiệp|doanh thu du lịch|dư nợ"
    r"|vốn huy động|vốn đăng ký|dự án fdi|vốn fdi)\b[^;:,.\d]{0,40}$"
)
_PART_OWNS = re.compile(
    r"(?:^|[;:.,]|\b(?:đó|riêng|thể|là))\W*(?<!\w)(?:các |một số )?"
    r"(?:thị trường|mặt hàng|nhóm|ngành hàng|hàng (?!hóa)|sản phẩm|công ty|nhà máy|tập đoàn|chi nhánh"
    r"|doanh nghiệp (?:fdi|tư nhân|nhà nước|có vốn)"
    r"|ngành (?!công nghiệp |công thương |du lịch |ngân hàng |thương mại |tài chính )"
    r"|ngân hàng (?:nông nghiệp|chính sách|công thương|ngoại thương|đầu tư|tmcp|thương mại cổ phần)"
    rf")(?<=[\w ])[^;:,.\d]{{0,80}}\b(?:có|với)\s{_TOTAL}"
)
#: "Hàn Quốc dẫn đầu với 12 dự án"; "dẫn đầu cả nước với 12 dự án" is told of the province.
_PART_LEADS = re.compile(
    r"\b(?:dẫn đầu|đứng đầu|đứng thứ|tiếp theo|tiếp đến|kế đến|nhiều nhất|lớn nhất|cao nhất)\b"
    r"(?:(?!\b(?:cả nước|toàn quốc|vùng|khu vực|miền|trước|năm|tỉnh)\b)[^;:.,\d]){0,60}\bvới\s"
    rf"(?:{_TOTAL}|(?P<bare>(?:hơn |gần |trên )?)$)"
)
_OF_HOLIDAYS = "told of the days of a holiday, not of the whole period"
_OF_WEEK = "told of a week or of a campaign, not of the whole period"
#: "Trong tuần xảy ra 2 vụ. Lực lượng chức năng xử phạt 90 trường hợp", "Qua đợt cao điểm, ...".
_WEEK = re.compile(r"\b(?:trong tuần|tuần qua|(?:kết quả|trong|qua|sau|đợt) (?:thời gian |đợt |thực hiện )?cao điểm)\b")
_WEEK_SHOWN = ("tuần", "cao điểm")
#: "Trong dịp Tết, đón 46.000 lượt khách", "7 ngày nghỉ Tết, xảy ra 12 vụ".
_HOLIDAYS = re.compile(
    r"\W*(?:(?:riêng|chỉ|tính|cũng|cả|trong|qua|sau)\s+)*(?:(?:các|những|mấy|\d{1,2}|[^\W\d]+)\s+)?(?:dịp|ngày|đợt|kỳ)\s+"
    r"(?:(?:nghỉ|lễ|đầu)\s+)*(?:tết|lễ|30[/-]4)\b[^.;]*,(?![^.;]*\b(?:tháng|quý|lũy kế|cộng dồn|tính chung)\b)"
)
_HOLIDAY_SHOWN = ("tết", "lễ", "30/4", "30-4")
_BEFORE_BRACKET = 60  # characters
_UNKNOWN_UNIT = "what stands behind the number is no unit that is known"
_WORD_BEHIND = re.compile(r"\s*([^\W\d_]+)")
_GOES_ON = frozenset(("kế", "dự", "chỉ", "hoặc", "hay", "nhưng"))  # "2.410 kế hoạch", of what is measured
_BESIDE = 5  # numbers back: the change of the cases, and in brackets that of what comes before
_NEAR = 100  # numbers back, among which the cases of a segment are looked for
_TOLD_BEFORE = 400  # characters before a number that may tell of a day's average
#: Cases, and how the codes of who suffered from them begin.
_OF_CASES = {"security.traffic_accidents": "security.traffic_", "security.fires": "security.fire_"}


def year_told_behind(clause: Clause) -> int:
    """The year of which the words right behind a number tell it; 0 where they name none. A year begins as one ends."""
    found = _YEAR_BEHIND.match(clause.right)
    return int(found[2]) - bool(found[1]) if found else 0


def doubt_of(course: Course, clause: Clause, finding: Finding, nature: str, unit: str) -> str:
    """Why the number is not told of its indicator (of this nature and unit), though named so; "" where it is."""
    if unit in MEASURED and not finding.reading.unit and _counts_other_things(clause, unit, finding.link.mention):
        return _UNKNOWN_UNIT
    if finding.doubt == VALUE_OF_BASE:
        return VALUE_OF_BASE
    quantity, flow = clause.quantity, nature == "flow"
    counted = nature in ("flow", "stock") and finding.reading.measure == "level"
    if counted and quantity.unit in _PIECES and quantity.value % 1:
        return _NO_COUNT
    if of_years := _of_other_years(clause, finding, nature, counted=counted):
        return of_years
    if clause.bracket >= 0 and (of_bracket := _of_bracket(course, clause, finding)):
        return of_bracket
    one_year = finding.reading.measure != "plan" and not finding.scope.several_years  # targets are of the last year
    if one_year and quantity.unit == PERCENT and _of_years(clause) and not finding.code.endswith("_reduction"):
        return _YEARLY_AVERAGE
    start = quantity.start
    told = course.folded[max(clause.sentence[0], start - _TOLD_BEFORE) : start]
    if flow and "bình quân" in told and _DAILY.search(told):
        return _DAILY_AVERAGE
    if of_aim := _of_aim(course, clause, finding, told):
        return of_aim
    stated = finding.scope.stated and finding.scope != course.around.throughout
    of_all_days = flow and not stated and not finding.code.startswith("social.")
    if of_all_days and (of_some_days := _of_some_days(course, told, start)):
        return of_some_days
    if finding.code.startswith(_OF_ALL) and _OTHERS.match(course.folded, course.sentence_of(clause)[0]):
        return _OF_OTHERS
    if of_less := _of_less(course, clause, finding.code, told):
        return of_less
    return _FORMER_VALUE if _was_so_before(course, clause) else ""


def _of_aim(course: Course, clause: Clause, finding: Finding, told: str) -> str:
    """Why the number tells what was planned to grow, or is aimed at in years not named, `told` its sentence so far."""
    if finding.reading.measure == "attainment" and "tăng trưởng tín dụng" in clause.left:
        return _OF_GROWTH
    this_year = finding.scope.last.year == course.around.section.told_until.year
    unnamed = finding.target and this_year and "năm t" in told and _YEARS_TO_COME.search(told) is not None
    return _NOT_NAMED if unnamed else ""


def _of_bracket(course: Course, clause: Clause, finding: Finding) -> str:
    """Why a number in brackets tells of a plan, or of a part: "1.700 người, chủ yếu đi Nhật Bản (chiếm 62%)"."""
    before = course.folded[max(0, clause.bracket - _BEFORE_BRACKET) : clause.bracket]
    if finding.reading.measure == "change_pp" and clause.segment_first and _ITS_PLAN.search(before):
        return _PLANNED
    if change_or_level(course, clause, finding):
        return _EITHER
    if finding.reading.measure != "share" or not _MOSTLY.search(before):
        return ""
    beside = (f for f in course.done[-_BESIDE:] if f.sentence == finding.sentence)
    same = any(f.code == finding.code and f.reading.measure == "level" for f in beside)
    return _OF_MOST if same else ""


def _of_other_years(clause: Clause, finding: Finding, nature: str, *, counted: bool) -> str:
    """Why the number tells of each year, the plan of several, or no index; "" where it tells what came together."""
    if nature == "plan":
        return _OTHER_PLAN if finding.scope.several_years else ""
    if nature == "index" and finding.reading.measure == "level" and clause.quantity.value < _LEAST_INDEX:
        return _NO_INDEX
    like_index = _LIKE_INDEX[0] <= finding.reading.value <= _LIKE_INDEX[1]
    if like_index and finding.code in _WHOLE_INDICES and finding.reading.measure == "change_pct":
        return _INDEX_OR_RISE
    if nature != "flow":
        return ""
    each_year = counted and clause.quantity.unit not in MEASURED and _EACH_YEAR.match(clause.right)
    each_year = each_year or (counted and _OPENS_YEARLY.match(clause.left))
    aimed = finding.target and finding.reading.measure == "change_pct"
    each_year = each_year or (aimed and _GROWS_ON_AVERAGE.search(clause.left))
    each_year = each_year or (finding.reading.measure == "level" and _EVERY_YEAR.match(clause.left))
    return _YEARLY_AVERAGE if each_year or (finding.scope.several_years and _YEARLY.search(clause.left)) else ""


def _of_some_days(course: Course, told: str, start: int) -> str:
    """Why what is told up to `start`, in its sentence `told`, came together in a part of the period; else ""."""
    if any(map(told.__contains__, _HOLIDAY_SHOWN)) and _HOLIDAYS.match(told):
        return _OF_HOLIDAYS
    return _OF_WEEK if _week_told(course.folded) <= start else ""


@remembered
def _week_told(folded: str) -> int:
    """Where a passage has told of a week or of a campaign; behind its end where it never does."""
    found = _WEEK.search(folded) if any(map(folded.__contains__, _WEEK_SHOWN)) else None
    return found.end() if found else len(folded) + 1


@remembered
def _field_told(folded: str) -> int:
    """Where a passage has told of one field that was inspected; behind its end where it never does."""
    found = _FIELD.search(folded) if "lĩnh vực" in folded else None
    return found.end() if found else len(folded) + 1


def _of_less(course: Course, clause: Clause, code: str, told: str) -> str:
    """Why the number tells of less, or of another thing, than the name around it. `told` is its sentence so far."""
    if code.startswith("macro.structure.") and "dư nợ" in told:
        return _OF_LOANS
    if code.endswith("_growth") and "bình quân" in told and _PARTS_OF_YEARLY.search(_since_year(told)):
        return _YEARLY_AVERAGE
    if code.startswith("inspection.") and _field_told(course.folded) <= clause.quantity.start:
        return _OF_A_FIELD
    if code.endswith("_growth") and _goes_on_with_shares(course, clause):
        return _OF_SHARES
    if not code.endswith("_growth") and _PLAN_OF_GROWTH.match(clause.right):
        return _OF_GROWTH
    if code in _PROSECUTED and _of_one_kind(course, clause):
        return _ONE_KIND
    whole = course.state.last_level.code if course.state.whole is not None else ""
    if code in _ALL_CAUGHT and _of_a_catch(course, clause):
        return _OF_CATCH
    if code in _ALL_VISITORS and (of_some := _of_some_visitors(course, whole)):
        return of_some
    if code.startswith(tuple(_OF_CASES.values())) and _of_some_cases(course, clause):
        return _ONE_KIND
    if code == "security.fire_damage" and _of_explosions(course, clause):
        return _OF_OTHERS
    if code == "health.aids_deaths" and _of_all_years(course, clause, told):
        return _OF_ALL_YEARS
    return _ANOTHER_CAPITAL if code.endswith("_capital") and _with_another_count(course, clause, code) else ""


def _of_some_visitors(course: Course, whole: str) -> str:
    """Why visitors by origin, told as part of `whole`, are not all that came; "" where they are."""
    if whole == "tourism.travel_agency_visitors":
        return _OF_AGENCIES
    all_told = any(f.code == "tourism.visitors" for f in course.done)
    return _OF_OVERNIGHT if all_told and whole == "tourism.overnight_visitors" else ""


def _goes_on_with_shares(course: Course, clause: Clause) -> bool:
    """Whether the sector stands in a list of shares: "nông nghiệp chiếm 12%; công nghiệp - xây dựng 42%"."""
    near = [f for f in course.done[-_BESIDE:] if f.sentence == clause.sentence]
    shares = any(f.reading.measure == "share" and _SECTOR.search(f.label) for f in near)
    return shares and not _CHANGES.search(clause.left) and not any(f.reading.measure in CHANGES for f in near)


def _of_some_cases(course: Course, clause: Clause) -> bool:
    """Whether a bracket hangs on cases of one kind: "3 vụ cháy gây chết người (4 người chết)"."""
    before = (f for f in reversed(course.done) if f.quantity.start < clause.bracket)
    cases = next(before, None) if clause.bracket >= 0 else None
    return cases is not None and cases.quantity.unit == "vụ" and not cases.code


def _since_year(told: str) -> str:
    """The words from where one year is told apart: "bình quân 5 năm tăng 6%, trong đó ...; riêng năm 2025 tăng 8%"."""
    return told[max((found.end() for found in _ONE_YEAR.finditer(told)), default=0) :]


def _of_explosions(course: Course, clause: Clause) -> bool:
    """Whether the cases told last in its segment are no fires: "còn xảy ra 3 vụ nổ, thiệt hại 55 triệu đồng"."""
    cases = [f for f in course.done[-_BESIDE:] if f.quantity.unit == "vụ" and f.quantity.start >= clause.segment[0]]
    behind = (course.folded[f.quantity.end : f.quantity.unit_end + _NAME] for f in cases)
    return bool(cases) and all(_EXPLOSIONS.match(words) for words in behind)


def _of_all_years(course: Course, clause: Clause, told: str) -> bool:
    """Whether it counts all since the first: "lũy tích 2.300 người nhiễm HIV, trong đó 800 người tử vong do AIDS"."""
    if "đầu năm" in told:
        return False
    beside = (f for f in course.done[-_BESIDE:] if f.sentence == clause.sentence)
    return _SINCE_FIRST.search(told) is not None or any(f.code == "health.hiv_cumulative" for f in beside)


def _with_another_count(course: Course, clause: Clause, code: str) -> bool:
    """Whether a capital goes with the count before it: "3.700 doanh nghiệp đang hoạt động với vốn đăng ký 75 tỷ"."""
    before = course.done[-1] if course.done and is_companion(clause.left) else None
    if before is None or not before.code or before.reading.measure != "level" or before.quantity.unit in MEASURED:
        return False
    return "new" not in before.code and not before.code.startswith(code.removesuffix("_capital"))


def _of_a_catch(course: Course, clause: Clause) -> bool:
    """Whether fish are listed as part of what was farmed, or of what was caught, and not of both."""
    levels = [f for f in islice(reversed(course.done), _NEAR) if f.code in _CATCHES and f.reading.measure == "level"]
    if not levels or levels[0].code == _ALL_CATCHES:
        return False
    whole, start = levels[0], clause.quantity.start
    opened = _LISTS_PARTS.search(course.folded, whole.quantity.end, start)
    if opened is None or (opened[0].startswith("(") and ")" in course.folded[opened.end() : start]):
        return False
    beside = [f for f in levels[1:] if f.sentence == whole.sentence and f.code not in (whole.code, _ALL_CATCHES)]
    return not beside or opened.start() < whole.sentence[1]


def _counts_other_things(clause: Clause, unit: str, mention: Mention | None) -> bool:
    """Whether a named number is followed by a word that may be a unit not known: "sản lượng lúa 12 triệu giạ"."""
    behind = _WORD_BEHIND.match(clause.right)
    named = mention.end <= clause.quantity.start if mention is not None else content_words(clause.left)
    if behind is None or not named:
        return False
    glued = behind[1].startswith(unit)  # with a footnote's mark: "186 triệu đồng¹²"
    return not glued and behind[1] not in NEUTRAL and behind[1] not in _GOES_ON


def _of_years(clause: Clause) -> bool:
    """Whether a percent is the average of several years."""
    if "bình quân" not in clause.left:
        return False
    yearly = clause.right.startswith(("/năm", " /năm", "/ năm", " mỗi năm", " hằng năm", " hàng năm"))
    of_years = _FIVE_YEARS.search(clause.left) or _GROWN_ON_AVERAGE.search(clause.left)
    return of_years is not None or (yearly and _GROWS_YEARLY.search(clause.left) is not None)


def _of_one_kind(course: Course, clause: Clause) -> bool:
    """Whether what is prosecuted is of the one kind told before: "Phát hiện 20 vụ ma túy. Đã khởi tố 16 vụ"."""
    start, sentence = clause.quantity.start, clause.sentence[0]
    own = course.folded[max(sentence, start - _TOLD_BEFORE) : start]
    if own.lstrip().startswith("khởi tố") or _KIND_OF_CRIME.search(own):
        return _KIND_OF_CRIME.search(own) is not None and not _ALL_CRIME.search(own)
    told = course.folded[max(0, start - _TOLD_BEFORE) : start]
    return _KIND_OF_CRIME.search(told) is not None and not _ALL_CRIME.search(told)


def _was_so_before(course: Course, clause: Clause) -> bool:
    """Whether the number is what a change began with, or its percent: "tăng từ 91,2% lên 93,4%". Its day is not told.

    "từ 303 tỷ đồng, chiếm 0,8% tổng dư nợ, xuống còn 288 tỷ đồng"
    """
    place = bisect_right(course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)
    later = (c for c in islice(course.segment_clauses, place, place + 3))
    behind = [c for c in later if not c.quantity.range_end or c.left_start != clause.left_start][:2]
    risen = [bool(_RISEN.match(_PER.sub("", c.left))) for c in behind]
    if clause.left.endswith(("từ ", "từ mức ")) and not year_told_behind(clause):
        percent = behind and behind[0].quantity.is_ratio and not clause.quantity.is_ratio
        return any(risen if percent else risen[:1])
    formerly = bool(course.done) and course.done[-1].doubt == _FORMER_VALUE
    return formerly and clause.quantity.is_ratio and any(risen[:1])


def names_nobody(course: Course, clause: Clause) -> bool:
    """Whether its words name no indicator of it: an amount left out, bodies counted apart, a rise shared out.

    Nor do they where a part has what is the name of a total: "Thị trường Mỹ với kim ngạch xuất khẩu 60 triệu USD".
    """
    if leaves_prices_out(clause) or (clause.quantity.unit == PERCENT and _OF_OFFENDERS.match(clause.right)):
        return True
    if clause.quantity.unit in ("ha", "tấn") and _SUMS_CROPS.match(course.folded, clause.quantity.unit_end):
        return True
    if clause.bracket >= 0:
        return False  # a bracket tells of what stands before it
    shared_out = clause.quantity.unit in (PERCENT, POINTS) and _OF_RISE.search(clause.left) is not None
    shared_out = shared_out or (clause.quantity.unit == PERCENT and _SHARE_OF_RISE.match(clause.right) is not None)
    if shared_out or leaves_a_part_out(course, clause) or _spans_a_list(clause) or _divides_bodies(course, clause):
        return True
    return _of_a_part(clause)


def _of_a_part(clause: Clause) -> bool:
    """Whether one market, product, business or country has what the words before the number name."""
    if not ("có " in clause.left or "với " in clause.left):
        return False
    leads = _PART_LEADS.search(clause.left)
    if leads is not None and (leads["bare"] is None or clause.quantity.unit == "dự án"):
        return True
    return _PART_OWNS.search(clause.left) is not None


def _spans_a_list(clause: Clause) -> bool:
    """Whether a range tells how far several things changed: "dăm gỗ, phân bón, xi măng giảm từ 5 đến 31%"."""
    spans = clause.range_start or clause.quantity.range_end
    return spans and clause.left.count(",") > 1 and _CHANGED.search(clause.left) is not None


def _divides_bodies(course: Course, clause: Clause) -> bool:
    """Whether the percent tells bodies that were just counted apart: "12 huyện giải ngân đạt trên 50%"."""
    if clause.quantity.unit != PERCENT or not course.done:
        return False
    before = course.done[-1]
    between = course.folded[before.quantity.end : clause.quantity.start]
    return before.reading.measure == "level" and _BODIES_BEYOND.fullmatch(between) is not None


def is_left_out(course: Course, clause: Clause, mention: Mention) -> bool:
    """Whether a name is in a bracket of what is left out: "dịch vụ khác (trừ lưu trú và lữ hành) đạt 9 tỷ đồng"."""
    opened = course.folded.rfind("(", clause.left_start, mention.start)
    closed = course.folded.find(")", mention.end, clause.quantity.start)
    return 0 <= opened < closed and bool(_LEAVES_OUT.match(course.folded, opened))


def of_unnamed_cases(course: Course, clause: Clause, reading: Reading) -> bool:
    """Whether persons are told of cases right before that have no code: "đường sắt 2 vụ, làm chết 1 người".

    Kinds that make up all of the cases tell of these: "20 vụ, gồm 9 vụ tai nạn và 11 vụ va chạm, làm 6 người chết".
    A change goes with that of the cases: "So với cùng kỳ, giảm 5 vụ, giảm 3 người chết".
    """
    if clause.quantity.unit not in PERSONS:
        return False
    if reading.measure == "change_abs":
        near = (f for f in course.done[-_BESIDE:] if f.sentence == clause.sentence)
        return any(f.quantity.unit == "vụ" and f.reading.measure == "change_abs" and not f.code for f in near)
    unnamed = Decimal(0)
    for finding in islice(reversed(course.done), _NEAR):
        if finding.quantity.start < clause.segment[0]:
            break
        if finding.quantity.unit == "vụ" and finding.reading.measure == "level":
            if finding.code:
                return unnamed not in (0, finding.quantity.value)
            unnamed += finding.quantity.value
    return unnamed > 0


def of_cases_told(code: str, course: Course, clause: Clause, codes: frozenset[str]) -> str:
    """The code of persons, put right where the sentence tells other cases: "giảm 9 vụ tai nạn, giảm 2 người chết".

    In a passage that names fires as well, the dead are those of the cases told last; "" where that is no indicator.
    """
    if clause.quantity.unit not in PERSONS or not code.startswith(tuple(_OF_CASES.values())):
        return code
    near = (f for f in islice(reversed(course.done), _NEAR) if f.quantity.start >= clause.sentence[0])
    cases = next((_OF_CASES[f.code] for f in near if f.code in _OF_CASES), "")
    if not cases or code.startswith(cases):
        return code
    meant = cases + code.rpartition("_")[2]
    return meant if meant in codes else ""
