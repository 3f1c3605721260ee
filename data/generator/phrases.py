"""The turns of phrase of the genre: level, share of the plan, change on the year before, month and cumulative total.

Each turn comes in several wordings; which one a report takes depends on the report and the series alone, so that the
eighteen months hold them all. Every number is computed from unrounded figures and only then printed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator import simulation, targets
from generator.calendar_words import ROMAN, Frame
from generator.ledger import Ledger, Span, Stat, rounded, truncated, vietnamese

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Form:
    """How a level is printed: divided by `scale`, with so many decimals, followed by `words`."""

    scale: Decimal
    decimals: int
    words: str


def form(scale: int, decimals: int, words: str) -> Form:
    """A form; `scale` as a plain number."""
    return Form(Decimal(scale), decimals, words)


BILLION = form(10**9, 1, "tỷ đồng")
BILLION_2 = form(10**9, 2, "tỷ đồng")
BILLION_0 = form(10**9, 0, "tỷ đồng")
BILLION_3 = form(10**9, 3, "tỷ đồng")
MILLION = form(10**6, 0, "triệu đồng")
MILLION_USD = form(10**6, 2, "triệu USD")
TONS = form(1, 0, "tấn")
THOUSAND_TONS = form(1000, 1, "nghìn tấn")
HECTARES = form(1, 0, "ha")
HEAD = form(1, 0, "con")
VISITS = form(1, 0, "lượt")

Value = tuple[Decimal, Decimal | None]  # this period's, the year before's (none: not known)


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[0].upper() + words[1:]


class Writer:
    """The voice of one report: its calendar, its ledger, and its choice among wordings."""

    def __init__(self, frame: Frame, ledger: Ledger) -> None:
        self.frame = frame
        self.ledger = ledger
        self.seen = (frame.year, frame.month)

    # -- choice ---------------------------------------------------------------------------------------------------
    def pick(self, key: str, *options: str) -> str:
        """One of the options, the same at every run; the reports go round them from month to month."""
        start = int(hashlib.sha256(key.encode()).hexdigest()[:4], 16)
        return options[(start + self.frame.year * 12 + self.frame.month) % len(options)]

    # -- values ---------------------------------------------------------------------------------------------------
    def flow(self, code: str, span: Span) -> Value:
        """A flow over a span of whole months and the same months of the year before."""
        year, first, last = span.last.year, span.first.month, span.last.month
        now = simulation.in_months(code, year, first, last, self.seen)
        return now, simulation.in_months(code, year - 1, first, last)

    def stock(self, code: str) -> Value:
        """A stock at the end of the period and a year before."""
        year, month = self.frame.year, self.frame.month
        return simulation.at_end(code, year, month), simulation.at_end(code, year - 1, month)

    # -- numbers --------------------------------------------------------------------------------------------------
    def number(
        self,
        code: str,
        value: Decimal,
        shape: Form,
        span: Span,
        *,
        measure: str = "level",
        vs: str = "",
        unit: str = "",
        bound: str = "",
        estimate: bool = False,
        remark: str = "",
        pad: bool = False,
    ) -> str:
        """A printed number followed by its unit: the amount only, the word before it tells the sign."""
        cut = truncated if bound == ">" else rounded
        printed = cut(value / shape.scale, shape.decimals)
        text = vietnamese(printed, pad=pad)
        exact = printed * shape.scale
        unit = unit or simulation.unit_of(code)
        token = self.ledger.add(Stat(text, code, measure, vs, exact, unit, span, bound, estimate, remark))
        return token + ("" if shape.words.startswith("%") else " ") + shape.words

    def level(self, code: str, value: Decimal, shape: Form, span: Span, **more: object) -> str:
        """A level with its unit: "815,3 tỷ đồng"."""
        return self.number(code, value, shape, span, **more)  # type: ignore[arg-type]

    def count(self, code: str, span: Span, words: str, **more: object) -> str:
        """A small count of whole things over whole months: "05 vụ"."""
        value, _ = self.flow(code, span)
        return self.number(code, value, form(1, 0, words), span, pad=True, **more)  # type: ignore[arg-type]

    # -- comparison with the year before --------------------------------------------------------------------------
    def base(self, key: str) -> str:
        """The words that name the base of a change."""
        return " " + self.pick(
            "base" + key,
            "so với cùng kỳ năm trước",
            "so với cùng kỳ",
            f"so với cùng kỳ năm {self.frame.year - 1}",
            "so với cùng kỳ năm trước",
        )

    def change(
        self, code: str, value: Value, span: Span, *, base: bool = True, estimate: bool = False, short: bool = False,
        decimals: int = 1,
    ) -> str:  # fmt: skip
        """The change on the same period of the year before, in percent: "tăng 2,4% so với cùng kỳ", or "(+2,4%)"."""
        now, before = value
        if not before:
            return ""
        percent = rounded((now / before - 1) * HUNDRED, decimals)
        if percent == 0:
            return "tương đương" + (self.base(code) if base else " cùng kỳ năm trước")
        if percent >= 60 and not short:  # "gấp 2,3 lần"
            shape, measure, unit, exact = form(1, 1, "lần"), "change_ratio", "lần", now / before
            words = "gấp "
        else:
            shape, measure, unit, exact = form(1, decimals, "%"), "change_pct", "%", percent
            words = "tăng " if percent > 0 else "giảm "
        token = self.ledger.add(
            Stat(
                vietnamese(rounded(exact, shape.decimals)), code, measure, "yoy", rounded(exact, shape.decimals), unit,
                span, "", estimate,
            )
        )  # fmt: skip
        if short:
            return f"({'+' if percent > 0 else '-'}{token}%)"
        mark = token + ("%" if measure == "change_pct" else " lần")
        return words + mark + (self.base(code) if base else "")

    def difference(self, code: str, value: Value, span: Span, words: str, *, base: bool = True) -> str:
        """The change on the year before as an amount: ", tăng 07 doanh nghiệp so với cùng kỳ"; or nothing."""
        now, before = value
        if before is None or now == before:
            return ""
        text = vietnamese(now - before, pad=True)
        token = self.ledger.add(
            Stat(text, code, "change_abs", "yoy", now - before, simulation.unit_of(code), span)
        )  # fmt: skip
        return f", {'tăng' if now > before else 'giảm'} {token} {words}" + (self.base("abs" + code) if base else "")

    # -- comparison with the plan ---------------------------------------------------------------------------------
    def attained(
        self, code: str, value: Decimal, span: Span, *, plan: Decimal | None = None, plan_words: str = "",
        vs: str = "plan", estimate: bool = False, decimals: int = 1, misprint: tuple[str, str] | None = None,
    ) -> str:  # fmt: skip
        """How much of the plan is reached: "bằng 24,8% kế hoạch", "vượt 4,9% kế hoạch"; `misprint`: (text, remark)."""
        plan = plan if plan is not None else targets.plan(code, self.frame.year)
        percent = rounded(value / plan * HUNDRED, decimals)
        over = percent > 100
        text = vietnamese(percent - 100 if over else percent)
        remark = ""
        if misprint:
            text, remark = misprint
            percent, over = Decimal(text.replace(",", ".")), False
        token = self.ledger.add(Stat(text, code, "attainment", vs, percent, "%", span, "", estimate, remark)) + "%"
        if plan_words:
            return (f"vượt {token} " if over else f"bằng {token} ") + plan_words
        if over:
            return self.pick(
                "over" + code, f"vượt {token} kế hoạch", f"vượt {token} so với kế hoạch", f"vượt kế hoạch {token}"
            )
        return self.pick(
            "plan" + code,
            f"bằng {token} kế hoạch",
            f"đạt {token} kế hoạch năm",
            f"đạt {token} so với kế hoạch",
            f"bằng {token} kế hoạch năm",
            f"bằng {token} kế hoạch giao",
        )

    def both_plans(self, code: str, value: Decimal, span: Span, *, estimate: bool = False) -> str:
        """How much of the central government's and of the council's estimate is reached."""
        central, council = targets.BUDGET_PLANS[code][self.frame.year - 2024]
        of_central = self.pick("c" + code, "dự toán Trung ương giao", "so với dự toán Trung ương giao")
        of_council = self.pick("h" + code, "dự toán HĐND tỉnh giao", "so với dự toán HĐND tỉnh giao")
        first = self.attained(
            code, value, span, plan=central, plan_words=of_central, vs="plan:central", estimate=estimate
        )  # fmt: skip
        second = self.attained(
            code, value, span, plan=council, plan_words=of_council, vs="plan:council", estimate=estimate
        )  # fmt: skip
        return f"{first} và {second}"

    # -- month and total ------------------------------------------------------------------------------------------
    def reached(self, key: str) -> tuple[str, bool]:
        """A verb before a level, and whether it says that the level is an estimate."""
        verb = self.pick("verb" + key, "ước đạt", "đạt", "ước tính đạt", "ước đạt", "ước")
        return verb, verb.startswith("ước")

    def so_far_words(self, key: str) -> str:
        """The words before a cumulative total."""
        months = self.frame.months_word
        return self.pick(
            "sum" + key, "lũy kế", f"tính chung {months}", f"cộng dồn {months}", f"lũy kế {months}", "lũy kế từ đầu năm"
        )

    def style(self, code: str) -> str:
        """How a monthly report lays out a flow: the month first ("plain", "total", "short") or the total first."""
        return self.pick("style" + code, "plain", "total", "first", "short", "plain")

    def headline_span(self, code: str) -> Span:
        """The span of the level that `progress` states first: what a footnote on it splits."""
        total_first = self.frame.kind == "month" and self.frame.month > 1 and self.style(code) == "first"
        return self.frame.so_far if total_first else self.frame.main

    def stated(
        self, code: str, shape: Form, span: Span, *, estimate: bool = False, planned: bool = False,
        changed: bool = True, note: str = "", misprint: tuple[str, str] | None = None,
    ) -> str:  # fmt: skip
        """A flow's level, then how much of the plan it is, then its change: "815 tỷ đồng, bằng 81% kế hoạch"."""
        value = self.flow(code, span)
        parts = [self.level(code, value[0], shape, span, estimate=estimate) + note]
        if planned:
            parts.append(self.attained(code, value[0], span, estimate=estimate, misprint=misprint))
        if changed:
            parts.append(self.change(code, value, span, estimate=estimate))
        return ", ".join(filter(None, parts))

    def progress(
        self, code: str, subject: str, shape: Form, *, planned: bool = True, note: str = "",
        misprint: tuple[str, str] | None = None,
    ) -> str:  # fmt: skip
        """A flow as the genre reports it: the month and the total, or the quarter, half or year, against plan and past.

        `note` is the token of a footnote; it hangs on the level that comes first (`headline_span`).
        """
        frame, month, total = self.frame, self.frame.in_month, self.frame.so_far
        verb, estimate = self.reached(code)
        if frame.kind != "month":
            return self._period_progress(code, subject, shape, planned, note)
        if frame.month == 1:
            said = self.stated(code, shape, month, estimate=estimate, planned=planned, note=note)
            return f"{capital(subject)} trong tháng {verb} {said}"
        style = self.style(code)
        if style == "first":
            opening = self.pick("open" + code, f"Tính chung {frame.months_word}", "Lũy kế từ đầu năm")
            said = self.stated(code, shape, total, estimate=estimate, planned=planned, note=note, misprint=misprint)
            alone = self.stated(code, shape, month)
            return f"{opening}, {subject} {verb} {said}; riêng tháng {frame.month:02d} đạt {alone}"
        said = self.stated(code, shape, month, estimate=estimate, note=note, changed=style != "short")
        if style == "short":
            said += " " + self.change(code, self.flow(code, month), month, estimate=estimate, short=True)
        got = self.pick("got" + code, "đạt", "ước đạt", "là")
        whole = self.stated(
            code, shape, total, estimate=got == "ước đạt", planned=planned, changed=style == "total", misprint=misprint
        )
        when = self.pick("when" + code, "trong tháng", frame.main_words)
        join = self.pick("join" + code, "; ", ", ")
        return f"{capital(subject)} {when} {verb} {said}{join}{self.so_far_words(code)} {got} {whole}"

    def _period_progress(self, code: str, subject: str, shape: Form, planned: bool, note: str) -> str:
        """The period that began in January, then its last quarter or its last month alone."""
        frame = self.frame
        verb, estimate = self.reached(code)
        if self.pick("order" + code, "subject", "time") == "subject":
            opening = f"{capital(subject)} {frame.main_words} {verb}"
        else:
            opening = f"{capital(frame.main_words)}, {subject} {verb}"
        said = self.stated(code, shape, frame.main, estimate=estimate, planned=planned, note=note)
        tail = self.pick("tail" + code, "month", "quarter", "none", "month")
        if tail == "none" or (tail == "quarter" and frame.kind == "quarter"):
            return f"{opening} {said}"
        inner, name = frame.in_month, f"tháng {frame.month:02d}"
        if tail == "quarter":
            inner, name = frame.in_quarter, f"quý {ROMAN[frame.quarter]}"
        return f"{opening} {said}; riêng {name} đạt {self.stated(code, shape, inner)}"

    # -- dates ----------------------------------------------------------------------------------------------------
    def long_date(self, day: date) -> str:
        """15/3/2024: months above February without a zero, as the rule for official papers has it."""
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return f"{day.day:02d}/{month}/{day.year}"
