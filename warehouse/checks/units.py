"""Numbers that cannot be meant as they are printed: broken counts, money below the smallest note, stray signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.catalogue import load_catalogue
from ingest.claim import Claim
from warehouse.checks.figures import WRONG_SIGN, put_right, slips, vietnamese
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Placed, Sheet

_SMALLEST_NOTE = Decimal(1000)  # đồng; smaller ones are hardly in use and no report sums them
_RATE = re.compile(
    r"\b(?:bình quân|trung bình|mật độ|mỗi|(?<!trị )(?<!đánh )giá|đơn giá|mức phí|trên 1|trên một)\b[^;]{0,120}$"
)
_PER = re.compile(r"\s*(?:[^\W\d]+\s*){0,3}/")
_MONEY = re.compile(
    r"\b(?:kinh phí|số tiền|trị giá|tổng|vốn|doanh thu|thu|chi|hỗ trợ|giá trị|dư nợ|dự toán|phạt|ủng hộ)\b"
)
_MEDALS = re.compile(r"\b(?:huy chương|hcv|hcb|vàng|bạc|giải)\b")
_DOT, _SWAPPED = "a dot stands where decimals have a comma", "commas and dot are swapped"  # as the reader says it
_OTHER_SIGNS = str.maketrans(",.", ".,")


def broken_counts(sheet: Sheet) -> Iterator[Finding]:
    """A count of things that is no whole number."""
    catalogue = load_catalogue()
    counted = {u.code for u in catalogue.units.values() if u.integral}
    rates = {i.code for i in catalogue.indicators.values() if i.nature in ("rate", "period_rate")}
    for line in sheet.lines:
        for placed in line.placed:
            claim = placed.claim
            whole = claim.value == claim.value.to_integral_value() or claim.unit not in counted
            if (
                whole
                or claim.indicator in rates
                or claim.multiplier != 1
                or claim.measure not in ("level", "plan", "change_abs")
            ):
                continue
            if _RATE.search(line.folded[: placed.start]) or _PER.match(line.folded, placed.end):
                continue
            slip = next(slips(claim))
            certain = claim.decimals == 3
            yield sheet.finding(
                "broken-count",
                certain,
                [claim],
                f"{claim.number_text} {claim.unit} is no whole number of things.",
                f"{claim.number_text} is {claim.value} {claim.unit}: a comma sets decimals apart, a dot thousands",
                put_right(claim, slip if slip.what == WRONG_SIGN else None),
            )


def small_money(sheet: Sheet) -> Iterator[Finding]:
    """An amount of money below the smallest note, or with a part of a đồng: a scale word is missing."""
    for line in sheet.lines:
        for placed in line.placed:
            claim = placed.claim
            small = 0 < claim.value < _SMALLEST_NOTE
            bare = claim.unit in ("đồng", "usd") and claim.multiplier == 1 and (small or claim.decimals)
            if not bare or not placed.is_amount or _is_price_or_medal(line, placed):
                continue
            if claim.unit == "usd" or not small:
                yield from _without_scale(sheet, claim)
                continue
            yield sheet.finding(
                "small-money",
                _says_money(line, placed),
                [claim],
                f"{claim.number_text} đồng is less than the smallest note.",
                f"{claim.number_text} đồng < {vietnamese(_SMALLEST_NOTE)} đồng",
                f"{claim.number_text} triệu đồng or {claim.number_text} tỷ đồng: a scale word is missing",
            )


def _without_scale(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """What a province took or spent, in single dollars or with a part of a đồng."""
    if _nature(claim) == "flow":
        word = "USD" if claim.unit == "usd" else "đồng"
        yield sheet.finding(
            "small-money",
            False,
            [claim],
            f"{claim.number_text} {word} is hardly the money of a province.",
            f"{claim.number_text} {word}, printed without a scale word",
            f"{claim.number_text} triệu {word} or {claim.number_text} tỷ {word}: a scale word is missing",
        )


def _nature(claim: Claim) -> str:
    known = load_catalogue().indicators.get(claim.indicator)
    return known.nature if known is not None else ""


def _is_price_or_medal(line: Line, placed: Placed) -> bool:
    start, _ = line.sentence_at(placed.start)
    left = line.folded[start : placed.start]
    behind = line.folded.find("đồng", placed.end)
    per = bool(_PER.match(line.folded, behind + 4)) if behind >= 0 else False
    return per or bool(_RATE.search(left) or _MEDALS.search(left[-120:]))


def _says_money(line: Line, placed: Placed) -> bool:
    return bool(_MONEY.search(line.folded[max(0, placed.start - 40) : placed.start]))


def stray_signs(sheet: Sheet) -> Iterator[Finding]:
    """A dot where neither thousands nor Vietnamese decimals have one."""
    for claim in sheet.claims:
        if claim.review in (_DOT, _SWAPPED) and not _is_rate(claim):
            text = claim.number_text
            right = text.translate(_OTHER_SIGNS) if claim.review == _SWAPPED else ",".join(text.rsplit(".", 1))
            slip = next(slips(claim))
            thousands = f"{slip.text} or " if slip.what == WRONG_SIGN else ""
            yield sheet.finding(
                "stray-sign",
                False,
                [claim],
                f"{claim.number_text} is no well-formed number.",
                "a dot sets groups of three digits apart, a comma decimals",
                f"{thousands}{right} instead of {text}",
            )


def _is_rate(claim: Claim) -> bool:
    """Percentages are often typed with a decimal point; nobody misreads them."""
    return claim.unit in ("%", "‰", "điểm %", "lần")
