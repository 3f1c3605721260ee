"""What is known when a number's measure is decided, and what is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.claim import Measure, Versus
from ingest.period import Period

CHANGES = frozenset(("change_pct", "change_abs", "change_ratio", "change_pp"))


@dataclass(slots=True)
class Reading:
    """What a rule made of a clause. `value` is signed and, for an attainment, counted in total (100.7)."""

    rule: str
    measure: Measure
    versus: Versus
    value: Decimal
    unit: str
    verb: str = ""  # the cue that a following number without one takes over


@dataclass(slots=True)
class Situation:
    """What went before: the verb and measure of the last number in the segment, and the subject's own unit."""

    verb: str = ""
    last_measure: Measure | None = None
    last_unit: str = ""  # of the last number
    last_value: Decimal = Decimal(0)  # of the number before, without its sign
    last_versus: Versus = ""
    subject_unit: str = ""  # unit of the indicator spoken of, "" where unknown
    index: bool = False  # the indicator spoken of is an index, which no plan is set for
    period: Period = field(default_factory=lambda: Period(1, 1, 12))  # that the report is about
    target: bool = False  # the section states targets
    consumed: str = ""  # words of the alias that names the number: their verbs are part of the name
    later_base: Versus | None = None  # a base that stands later in the same list
    equal_base: Versus | None = None  # what "bằng 96%" compares with elsewhere in the passage or the list
    list_cue: str = ""  # the change that the lead of the list tells of, for a percent without a cue of its own
    base_behind: Versus | None = None  # right behind the bracket around the number: "(-7%) so với tháng trước"
    paired_base: Versus | None = None  # one of two bases that stand together for two numbers
    part: bool = False  # the last level was a part of a whole, and a comma parts it from this number
    lead: str = ""  # the sentence up to the number
    divides: bool = False  # the attainment that follows is the pair's first number in percent of this one
    lead_base: Versus | None = None  # a base that opens the sentence: "So với tháng trước: ..."
    own_lead_base: Versus | None = None  # a base that opens the segment, or stands in the heading above
    bracket_lead: str | None = None  # the words that open a bracket right behind the last number; None elsewhere
    attained_with: bool = False  # a like item behind it is measured against its plan
    after_pair: bool = False  # the last number was the second of "86/142 xã"
    behind_rate: bool = False  # by how much the share right before passed its target: "đạt tỷ lệ 90,7%, vượt 17,7%"
    after_plan: bool = False  # the last number was the plan, in a bracket or behind a slash
    divided: bool = False  # the number is what the last one is in percent of the whole that it is a part of
    attained: Versus | None = None  # the plan that the sentence measured its whole against
    planned: bool = False  # the number is the plan of which the last percent says how much was reached
    changed_by: bool = False  # the number is by how much the level before changed, of which the last percent tells
    off_plan: bool = False  # the number is by how much the level before missed or passed its plan
    plan_part: bool = False  # the sentence has told a plan, and this number is a part of it


def signed(value: Decimal, verb: str) -> Decimal:
    """A change as its cue tells it: below zero behind "-"."""
    return -value if verb == "-" else value
