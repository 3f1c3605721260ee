"""The closed words of the genre: what says change, attainment, plan, base of comparison, bound, estimate, part.

Everything here is language, kept as data so that a rule reads like its example. Text is matched in lower case.
"""

from __future__ import annotations

import re

from ingest.claim import Bound, Versus

INCREASE = r"tăng(?:(?<!giá trị tăng)|(?! thêm))(?: thêm| trưởng| mạnh| rất cao| cao| thấp(?! hơn)| nhiều| khá| nhẹ| đột biến| vượt bậc| vượt trội| ấn tượng| đáng kể| rõ rệt| nhất| giá(?! trị))*|nhích(?: thêm| nhẹ)?|cao hơn|nhiều hơn|lớn hơn|nhanh hơn|dài hơn"
DECREASE = r"tăng trưởng âm|(?<!ghi )(?<!thu )(?<!phát )(?<!xuống )âm(?=(?: (?:khoảng|gần|hơn|trên))?\s*$)|giảm(?: mạnh| sâu| nhiều| nhẹ| bớt| đi| đáng kể| rõ rệt| nhất| giá(?! trị))*|thấp hơn|ít hơn|kém hơn|nhỏ hơn|chậm hơn|sụt giảm|suy giảm|hụt|thiếu hụt"
OVER = r"vượt(?: mức| trên)?"
REACH = r"ước đạt|đạt tỷ lệ|đạt được|đạt cao|đạt thấp|đạt|bằng|tương đương(?: với)?|hoàn thành|thực hiện(?: được)?|tương ứng(?: với)?|ước|là"
SHARE = (
    r"chiếm(?: tỷ lệ| tỷ trọng| cơ cấu| khoảng| lớn nhất| cao nhất| thấp nhất| nhỏ nhất| cao| lớn| nhỏ| thấp)*|tỷ trọng"
)
TIMES = r"gấp(?: hơn| gần| khoảng)?"


def stems(words: str) -> tuple[str, ...]:
    """What each of the alternatives `words` begins with, up to its first group; a text without any has no match."""
    plain = words.replace(r"\b", "")
    while "(" in plain:
        plain = re.sub(r"\([^()]*\)[*?]?", "\n", plain)
    return tuple(alternative.split("\n")[0] for alternative in plain.split("|"))


#: Words between a cue and its number that change nothing but the bound.
FILLER = r"(?:\s*(?:là|được|khoảng|xấp xỉ|gần|trên|hơn|dưới|tới|đến|thêm|ở mức|mức|còn|lên|tới mức|ước|ước tính|đạt|với|với tốc độ|lần lượt|tương ứng|bình quân|từ|ít nhất|tối thiểu|:|>|<|~)){0,9}\s*"

BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(
        ("trên", "hơn", ">", "tối thiểu", "ít nhất", "không dưới", "từ trên", "quá", "không thấp hơn", "không ít hơn"),
        ">",
    ),
    **dict.fromkeys(
        ("gần", "dưới", "<", "tối đa", "không quá", "không vượt quá", "nhiều nhất", "không cao hơn", "không lớn hơn"),
        "<",
    ),
    **dict.fromkeys(("khoảng", "xấp xỉ", "ước chừng", "tầm", "~", "≈"), "~"),
}
BOUND_WORDS = tuple(BOUNDS)
#: "Không quá" is found before "quá"; "bổ sung từ ngân sách cấp trên 250 tỷ đồng" tells who sends it.
BOUND_BEFORE = re.compile(rf"(?<!ngân sách cấp )(?:\b|(?!\w))({'|'.join(BOUNDS)})$")
BOUND_AFTER = re.compile(r"(?:\s*/\s*(?:năm|người|ha|hộ|xã))?(?:\s*/\s*năm)?\s*(trở lên|trở xuống)\b")

#: No convention or treaty, but "vốn đầu tư công ước đạt", "sản xuất công nghiệp ước đạt".
ESTIMATE = re.compile(
    r"\b(?:(?<!quy )(?<!hương )(?<!(?<!tư )công )(?<!\bhiệp )ước|dự ước|dự kiến|ước tính|ước thực hiện)\b"
)

#: Words that name a target set for the indicator.
PLAN_WORDS = r"(?:kế hoạch|kê hoạch|kế họach|\bkh\b|dự toán|chỉ tiêu|nghị quyết|\bnq\b|mục tiêu|định mức|pháp lệnh|nhiệm vụ (?:năm|chi|thu)|số giao|kịch bản)"
PLAN_PHRASE = re.compile(
    r"^[\s,]*(?:so với|so|của|với|theo|trên)?\s*(?:tổng |mức |số |chỉ tiêu |các )*"
    rf"(?:{PLAN_WORDS}|(?:(?:ubnd|hđnd|hội đồng nhân dân|tỉnh|huyện|thành phố|trung ương|tw)\s+){{1,3}}giao\b|dt\b(?=\s*(?:[.,;:)]|$|năm|giao|tw|tỉnh|hđnd|trung ương|pháp lệnh)))"
)
CENTRAL = re.compile(r"trung ương|\btw\b|\bt\.\s?[ưw]\b|chính phủ|thủ tướng|bộ tài chính|\btư\b giao")
COUNCIL = re.compile(r"hđnd|hội đồng nhân dân|hđnđ|nghị quyết (?:của )?(?:hđnd|tỉnh)|tỉnh giao|địa phương giao")

#: Bases of comparison: what stands after "so với" (or alone), and what it means. A group holds the year where one is named.
BASES: tuple[tuple[re.Pattern[str], Versus], ...] = (
    (
        re.compile(
            r"(?:so với|so)\s+(?:(?:mức )?bình quân\s+|vụ\s+|\d{1,2} tháng\s+)?(?:ck(?:nt)?\b|(?:tháng |quý )?(?:cùng|cung|cúng)\s*(?:kỳ|kì|ký|thời điểm|thời gian|tháng|quý|vụ))"
            r"(?!\s+(?:của\s+)?(?:tháng|quý|kỳ) trước)(?:\s+(?:của\s+)?(?:năm\s+)?((?:19|20)\d\d))?"
        ),
        "yoy",
    ),
    (re.compile(r"(?:\bck|(?:cùng|cung)\s*(?:kỳ|kì))\s*(?:năm trước|năm ngoái|(?:năm )?((?:19|20)\d\d))"), "yoy"),
    (re.compile(r"^\s*(?:mức |của )?(?:cùng\s*kỳ|ck(?:nt)?)\b(?!\s+(?:của\s+)?(?:tháng|quý|kỳ) trước)"), "yoy"),
    (
        re.compile(
            r"(?:so với|so) (?:vụ (?:[^\W\d]+(?: ?[-–] ?| )){1,3}|(?:đông xuân|hè thu|thu đông) (?:năm )?)"
            r"(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)(?!\s?[-–]\s?20\d\d)"
        ),
        "yoy",
    ),
    (
        re.compile(
            r"(?:so với|so) (?:sản lượng|diện tích|năng suất) (?:[^\W\d]+ ){0,5}?năm (?:trước|ngoái|((?:19|20)\d\d))"
        ),
        "yoy",
    ),
    (re.compile(r"(?:so với|so) năm học (?:trước|((?:19|20)\d\d)\s?[-–]\s?20\d\d)"), "yoy"),
    (re.compile(r"\bvụ (?:\w+(?: ?[-–] ?| )){1,4}năm (?:trước|ngoái|20\d\d)"), "yoy"),
    (
        re.compile(
            r"(?:so với|so) (?:cùng kỳ )?(?:(?:đông xuân|hè thu|thu đông) năm (?:trước|ngoái)"
            r"|(?:vụ )?(?:đông xuân|chiêm xuân|hè thu|thu đông|(?<=vụ )(?:xuân|mùa|đông)) trước)"
        ),
        "yoy",
    ),
    (
        re.compile(
            r"(?:so với|so|(?<=tăng )với|(?<=giảm )với|^\s*với)\s+(?:cùng (?:kỳ|thời điểm) (?:của )?|cuối )?(?:tháng|quý|kỳ) (?:trước|liền kề)"
        ),
        "prev",
    ),
    (re.compile(r"(?:so với|so)\s+(?:cuối |đầu )năm"), "other"),
    (re.compile(r"^\s*(?:của |trong )?(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?:(?:19|20)\d\d|trước)"), "other"),
    (re.compile(r"(?:so với|so)\s+(?:(?:mức )?bình quân |thực hiện )?(?:năm trước|năm ngoái)"), "yoy"),
    (
        re.compile(
            r"(?:so với|so)\s+(?:bình quân\s+)?\d{1,2} tháng(?:(?: đầu)? năm (?:trước|((?:19|20)\d\d))|[ /]((?:19|20)\d\d))"
        ),
        "yoy",
    ),
)
BASE_MONTH = re.compile(
    r"(?:so với|so)\s+(?:cuối\s+)?tháng\s+(\d{1,2}|mười một|mười hai|mười|giêng|một|hai|ba|tư|sáu|bảy|bẩy|tám|chín)\b"
    r"(?:(?:/|-|\.|(?:\s+của)?\s+năm\s+)(20\d\d|trước))?"
)
BASE_QUARTER = re.compile(
    r"(?:so với|so)\s+quý\s+(iv|iii|ii|i|[1-4]|đầu)\b(?:(?:/|-|\.|(?:\s+của)?\s+năm\s+)(20\d\d|trước))?"
)
BASE_YEAR = re.compile(
    r"(?:so với|so)\s+(?:ước\s+)?(?:thực hiện\s+)?(?:cả\s+)?(?:(?:mức )?bình quân\s+)?"
    r"(?:năm\s+((?:19|20)\d\d)|((?:19|20)\d\d)(?=[;…)]|[.,](?!\d)|\s*$|\s(?:và|do|nhờ|trong|nhưng)\b))"
)
BASE_DAY = re.compile(r"(?:so với|so)\s+(?:thời điểm\s+|ngày\s+|cuối\s+)*\d{1,2}/(\d{1,2})(?:/(\d{4}))?")
BASE_PLAN = re.compile(r"(?:so với|so)\s+(?:(?:mức|số)\s+)?" + PLAN_WORDS)
BASE_ANY = re.compile(r"(?:so với|so)\s+(?!sánh|mức (?:tăng|giảm))\w+")  # "theo giá so sánh" compares nothing

_PARTS = "trong đó|bao gồm|gồm|cụ thể|chia ra|còn lại|thuộc các lĩnh vực|trong số đó|trong số này|phân theo|chia theo"
PART_STEMS = stems(_PARTS)
PART_CUE = re.compile(rf"\b(?:{_PARTS})\b")
_OF_WHOLE = (
    r"trong (?:(?:tổng |số )+(?:thu|chi|vốn)|(?:thu|chi) (?:nội địa|cân đối|ngân sách|thường xuyên))\b[^,;:\d]{0,40},"
)
#: A passage that opens so breaks down the one before it: "Trong tổng số vốn đầu tư, vốn nhà nước đạt 2 nghìn tỷ đồng".
OPENS_PARTS = re.compile(rf"[\s:+-]*(?:(?:{_PARTS})\b|{_OF_WHOLE})")
#: What was told before, named again.
OF_THE_SAME = r"(?:diện tích|sản lượng|năng suất|con số|chỉ số|mức|tỷ lệ|số|kết quả|chỉ tiêu|khoản|nguồn) này\b"
#: A sentence that opens so breaks down or goes on with what the sentence before it told, and is about the same days.
LIST_HEAD = re.compile(
    r"(?:hầu hết )?(?:một số|các|những|những nhóm|nhiều) (?:sản phẩm|thị trường|mặt hàng|nhóm hàng|nhóm ngành|ngành"
    r"|nhóm|khu vực|loại hình)\b|trong (?:tổng số |số )?\d+ nhóm\b"
    r"|(?:chia|phân) theo\b|xét theo\b|về (?:cơ cấu|lĩnh vực)\b"
    r"|(?:bên cạnh đó|cùng với đó|song song với đó|ngoài ra|đồng thời|tuy nhiên|dù vậy|tuy vậy|ngược lại|tương tự|tương ứng)\b"
    r"|(?:tổng (?:giá trị )?|ước (?:tính )?)*thiệt hại\b|thiên tai\b"
    r"|(?:cũng )?(?:cùng|trong) thời gian (?:này|trên)\b|cùng thời gian,|qua đó\b"
    rf"|{_OF_WHOLE}|{OF_THE_SAME}"
)

#: A heading that turns what stands below it from results into targets; "I. Các chỉ tiêu kinh tế" tells of either.
PLAN_HEADING = re.compile(
    r"\b(?:nhiệm vụ|giải pháp|phương hướng|mục tiêu|chỉ tiêu(?! (?:về )?(?:kinh tế|xã hội|kinh tế - xã hội|môi trường)\W*$)"
    r"|kế hoạch phát triển kinh tế - xã hội năm|định hướng|dự kiến kế hoạch)\b"
    r"|^\W*(?:(?:phần thứ \w+|[ivx]{1,4}|\d{1,2}|[a-h])\W+)?(?:về )?kế hoạch (?:[^\W\d]+ ){0,8}?"
    r"(?:năm 20\d\d|tháng \d|quý [ivx\d]|tháng tới|quý tới)"
)
#: A headline of targets that were met, "Nhiều chỉ tiêu đạt và vượt kế hoạch năm 2023", unless it says that they will be.
MET_HEADING = re.compile(
    r"^(?!.*\b(?:phấn đấu|quyết tâm|nhiệm vụ|giải pháp|phương hướng|nhằm|để|bảo đảm|đảm bảo|sẽ|cần|phải|tập trung)\b)"
    r".*(?:\b(?:đạt và vượt|(?:đều|đã) (?:đạt|vượt)|(?:không|chưa) đạt)\b"
    r"|\bchỉ tiêu\b.*\b(?:tăng(?! trưởng)|giảm(?! nghèo))\b"
    r"|\b(?:vượt|hoàn thành)(?: mức| \d[\d/]*| nhiều| hầu hết| toàn bộ| tất cả| các){0,3} (?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)\b)"
)
RESULT_HEADING = re.compile(
    r"\b(?:tình hình|kết quả|đánh giá|sơ kết|tổng kết|thực trạng|thực hiện|hạn chế|tồn tại|nguyên nhân|tổ chức triển khai|triển khai thực hiện)\b"
)
