"""A claim: one printed number read in its context, with its place in the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Measure = Literal["level", "plan", "attainment", "change_pct", "change_abs", "change_ratio", "change_pp", "share"]
Versus = Literal["", "yoy", "prev", "plan", "plan:central", "plan:council", "whole", "other"]
Bound = Literal["", ">", "<", "~"]
Accumulation = Literal["IN_PERIOD", "YTD", "POINT"]
PriceBase = Literal["", "constant", "current"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number. `value` is in the base unit; spans are character offsets into the document's text."""

    doc: str
    start: int
    end: int
    number_text: str  # exactly as printed, without unit
    indicator: str  # a catalogue code, or "" where none fits
    label: str  # the words that name the indicator here
    measure: Measure
    versus: Versus
    value: Decimal  # scale words multiplied in; a decrease is negative
    unit: str
    first_day: date
    last_day: date
    accumulation: Accumulation
    bound: Bound = ""
    estimate: bool = False
    area: str = ""  # "" for the area of the report
    decimals: int = 0  # digits printed after the decimal sign
    multiplier: Decimal = Decimal(1)  # SDMX unit multiplier, as a factor ("triệu" is 1000000)
    low: Decimal | None = None  # the unrounded values that would print so; None is unbounded
    high: Decimal | None = None
    part_of: int | None = None  # `start` of the claim that states the whole ("trong đó", "gồm")
    sentence: tuple[int, int] = (0, 0)  # span of the sentence that states it
    page: int | None = None
    cell: str = ""  # of a table: "13. Tongmuc!C12" in a workbook, "table 2!C5" elsewhere
    rule: str = ""  # the rule that decided the measure
    review: str = ""  # why a person should look at it; "" when nothing is in doubt
    candidates: tuple[str, ...] = ()  # codes that fitted equally well, where none was taken
    price_base: PriceBase = ""  # of production, where it is not valued as the indicator usually is

    @property
    def series_unit(self) -> str:
        """The unit of the series that the claim belongs to: at other prices it is another series."""
        return f"{self.unit} {self.price_base}".rstrip()

    def as_row(self) -> dict[str, object]:
        """The fields of the labelling guide, then the rest, ready for JSON; dates as ISO, decimals as strings."""
        return {
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "number_text": self.number_text,
            "indicator": self.indicator or f"other: {self.label}",
            "measure": self.measure,
            "vs": self.versus,
            "value": format(self.value, "f"),
            "unit": self.unit,
            "from": self.first_day.isoformat(),
            "to": self.last_day.isoformat(),
            "bound": self.bound,
            "estimate": self.estimate,
            "area": self.area,
            "label": self.label,
            "accumulation": self.accumulation,
            "decimals": self.decimals,
            "multiplier": format(self.multiplier, "f"),
            "low": None if self.low is None else format(self.low, "f"),
            "high": None if self.high is None else format(self.high, "f"),
            "part_of": self.part_of,
            "page": self.page,
            "cell": self.cell,
            "rule": self.rule,
            "review": self.review,
            "candidates": list(self.candidates),
            "price_base": self.price_base,
        }
