"""The calendar of one report: which months it covers and how it names them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from generator.ledger import Span

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


@dataclass(frozen=True)
class Frame:
    """A report on the month `month` of `year`; in March, June, September and December also on what began in January."""

    year: int
    month: int

    @property
    def kind(self) -> str:
        """month, quarter, half, nine, annual."""
        return {3: "quarter", 6: "half", 9: "nine", 12: "annual"}.get(self.month, "month")

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.month + 2) // 3

    @property
    def end(self) -> date:
        """The last day of the period."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def day(self, day: int) -> date:
        """A day of the report's month."""
        return date(self.year, self.month, day)

    @property
    def in_month(self) -> Span:
        """The month alone."""
        return Span(date(self.year, self.month, 1), self.end, "IN_PERIOD")

    @property
    def in_quarter(self) -> Span:
        """The quarter alone."""
        return Span(date(self.year, self.month - 2, 1), self.end, "IN_PERIOD")

    @property
    def so_far(self) -> Span:
        """January to the end of the period, where the words say that it is cumulative."""
        return Span(date(self.year, 1, 1), self.end, "YTD")

    @property
    def main(self) -> Span:
        """The period that the report is about, where no word says that the figure is cumulative."""
        return self.in_month if self.kind == "month" else Span(date(self.year, 1, 1), self.end, "IN_PERIOD")

    @property
    def point(self) -> Span:
        """The end of the period, for stocks and rates."""
        return Span(self.end, self.end, "POINT")

    @property
    def whole_year(self) -> Span:
        """The year, for targets."""
        return Span(date(self.year, 1, 1), date(self.year, 12, 31), "IN_PERIOD")

    def until(self, day: int) -> Span:
        """1 January to a day of the report's month."""
        return Span(date(self.year, 1, 1), self.day(day), "YTD")

    @property
    def main_words(self) -> str:
        """How a sentence names the period: "tháng 10", "quý I", "6 tháng đầu năm", "năm 2024"."""
        return {
            "month": f"tháng {self.month:02d}" if self.month < 3 else f"tháng {self.month}",
            "quarter": "quý I",
            "half": "6 tháng đầu năm",
            "nine": "9 tháng đầu năm",
            "annual": f"năm {self.year}",
        }[self.kind]

    @property
    def title_words(self) -> str:
        """How the title names it: "tháng 10 năm 2024", "quý I năm 2024", "9 tháng năm 2024"."""
        return {
            "month": f"tháng {self.month:02d} năm {self.year}"
            if self.month < 3
            else f"tháng {self.month} năm {self.year}",
            "quarter": f"quý I năm {self.year}",
            "half": f"6 tháng đầu năm {self.year}",
            "nine": f"9 tháng năm {self.year}",
            "annual": f"năm {self.year}",
        }[self.kind]

    @property
    def next_words(self) -> str:
        """The period whose tasks the report sets: "tháng 11 năm 2024", "quý II năm 2024"."""
        year = self.year + 1
        return {
            "month": f"tháng {self.month + 1} năm {self.year}" if self.month > 1 else f"tháng 02 năm {self.year}",
            "quarter": f"quý II năm {self.year}",
            "half": f"6 tháng cuối năm {self.year}",
            "nine": f"quý IV năm {self.year}",
            "annual": f"năm {year}",
        }[self.kind]

    @property
    def spoken(self) -> str:
        """The opening of a paragraph: "Trong tháng", "Trong quý I", ..."""
        return {
            "month": "Trong tháng",
            "quarter": "Trong quý I",
            "half": "Trong 6 tháng đầu năm",
            "nine": "Trong 9 tháng đầu năm",
            "annual": f"Năm {self.year}",
        }[self.kind]

    @property
    def months_word(self) -> str:
        """ "10 tháng": for "tính chung 10 tháng"."""
        return f"{self.month} tháng" if self.month > 2 else f"{self.month:02d} tháng"
