"""Branches of industry that are named by what they make: "các ngành tăng mạnh là dệt, giấy, thuốc lá".

Such a list tells by how much each branch has grown, not how much paper or tobacco was made.
"""

from __future__ import annotations

import re

from ingest.clauses import Clause
from ingest.course import Course
from ingest.lexer import PERCENT

#: A list of branches; not "các ngành ... có sản phẩm tăng như: giấy tăng 5%".
_LISTS_BRANCHES = re.compile(
    r"\b(?:các|một số|nhiều|những|\d+) (?:nhóm )?ngành\b(?!.{0,300}\b(?:sản phẩm (?:chủ|công|tăng|như)|mặt hàng)\b)"
)
_BRANCH_ITSELF = re.compile(r"\bngành (?:công nghiệp )?(?!sản xuất\b)[^\W\d]+(?: [^\W\d]+){0,3}$")
_CUE = re.compile(r"\b(?:ước |cũng |đều |vẫn )?(?:tăng|giảm)\b")
#: Branches that make little but what they are named by.
_BRANCH_OF_PRODUCT = {
    "industry.cigarettes": "industry.iip.tobacco",
    "industry.garments": "industry.iip.apparel",
    "industry.paper": "industry.iip.paper",
    "industry.wooden_furniture": "industry.iip.furniture",
    "industry.cars": "industry.iip.motor_vehicles",
}
_INDEX = "industry.iip"
_LISTED = 1_000  # characters before a number, in which the list that it stands in may open
_NO_PRODUCTS = ("industry.iip", "industry.production_value", "industry.labour_index")


def branch_meant(code: str, clause: Clause, course: Course) -> str:
    """The index of the branch where a product's name stands in a list of branches; "" without such an index."""
    product = code.startswith("industry.") and not code.startswith(_NO_PRODUCTS) and not code.endswith("_index")
    if not product or clause.quantity.unit != PERCENT:
        return code
    stop = clause.quantity.start
    start = max(clause.sentence[0], stop - _LISTED)
    named = _CUE.split(clause.left)[0].rstrip(" ,:")
    if not (_BRANCH_ITSELF.search(named) or _LISTS_BRANCHES.search(course.folded, start, stop)):
        return code
    of_index = any(f.code.startswith(_INDEX) for f in course.done) or "chỉ số sản xuất" in course.around.context
    of_index = of_index or course.folded.find("chỉ số sản xuất", 0, stop) >= 0
    return _BRANCH_OF_PRODUCT.get(code, "") if of_index else ""
