"""An observation: a claim as a row of the fact table."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

from ingest.claim import Claim
from ingest.errors import NiengiamError
from warehouse.periods import calendar_code, month_code

SCALE = 6  # digits after the decimal sign in the store
_STEP = Decimal(1).scaleb(-SCALE)
LARGEST = Decimal(10) ** (28 - SCALE)  # no value in the store reaches it


class Observation(NamedTuple):
    """A row of fact_observation; sql/schema/30_fact_observation.sql says what each column means."""

    observation_id: str
    report_id: str
    indicator_code: str | None
    label: str
    sector_code: str | None
    area_code: str
    unit: str
    measure: str
    versus: str
    scenario: str
    plan_kind: str | None
    price_base: str
    accumulation: str
    period_code: str | None
    first_day: date
    last_day: date
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    decimals: int
    multiplier: Decimal
    bound: str
    obs_status: str
    part_of: str | None
    span_start: int
    span_end: int
    sentence_start: int
    sentence_end: int
    page: int | None
    cell: str | None
    number_text: str
    rule: str
    review: str
    candidates: str


class ClaimError(NiengiamError):
    """A claim that the reader should never have made: a fault of this program, to be reported."""


def observation_of(claim: Claim, report_id: str, area_code: str, sector_code: str | None, whole: bool) -> Observation:
    """The row for a claim; `whole` tells that the claim it is a part of has a row too.

    ClaimError where a value is not finite, too large to store or lies outside its own interval.
    """
    return Observation(
        observation_id=f"{report_id}:{claim.start}",
        report_id=report_id,
        indicator_code=claim.indicator or None,
        label=claim.label,
        sector_code=sector_code,
        area_code=area_code,
        unit=claim.unit,
        measure=claim.measure,
        versus=claim.versus,
        scenario="PLAN" if claim.measure == "plan" else "ACTUAL",
        plan_kind=plan_kind(claim),
        price_base=claim.price_base,
        accumulation=claim.accumulation,
        period_code=period_code(claim),
        first_day=claim.first_day,
        last_day=claim.last_day,
        value=_stored(claim, claim.value, ROUND_HALF_EVEN),
        low=None if claim.low is None else _stored(claim, claim.low, ROUND_FLOOR),
        high=None if claim.high is None else _stored(claim, claim.high, ROUND_CEILING),
        decimals=claim.decimals,
        multiplier=_stored(claim, claim.multiplier, ROUND_HALF_EVEN),
        bound=claim.bound,
        obs_status="E" if claim.estimate else "A",
        part_of=f"{report_id}:{claim.part_of}" if whole else None,
        span_start=claim.start,
        span_end=claim.end,
        sentence_start=claim.sentence[0],
        sentence_end=claim.sentence[1],
        page=claim.page,
        cell=claim.cell or None,
        number_text=claim.number_text,
        rule=claim.rule,
        review=_review(claim),
        candidates=", ".join(claim.candidates),
    )


def plan_kind(claim: Claim) -> str | None:
    """Whose plan a claim states or is measured against; None where no plan is concerned.

    What is measured against a scenario says nothing of the plan of the year.
    """
    if claim.versus.startswith("plan"):
        return claim.versus
    return "plan" if claim.measure in ("plan", "attainment") and claim.versus != "other" else None


def period_code(claim: Claim) -> str | None:
    """The period of dim_period that a claim belongs to; None where its interval is no period of the calendar.

    A cumulative figure and one that holds at a moment belong to the month of their last day: `accumulation` tells them
    from the month alone. A plan belongs to its year, whether it is a sum over the year or a state at its end.
    """
    if claim.measure == "plan" and (claim.last_day.month, claim.last_day.day) == (12, 31):
        starts = (date(claim.last_day.year, 1, 1), claim.last_day)
        if claim.first_day in starts:
            return calendar_code(*starts)
    if claim.accumulation in ("YTD", "POINT"):
        return month_code(claim.last_day)
    return calendar_code(claim.first_day, claim.last_day)


def _review(claim: Claim) -> str:
    """The claim's own reason, and that digits are lost where the store has no room for them."""
    rounded = claim.value != _stored(claim, claim.value, ROUND_HALF_EVEN)
    lost = f"more than {SCALE} decimals: the value is rounded, number_text has all digits" if rounded else ""
    return "; ".join(filter(None, (claim.review, lost)))


def _stored(claim: Claim, value: Decimal, rounding: str) -> Decimal:
    if not value.is_finite() or abs(value) >= LARGEST:
        raise ClaimError(f"'{claim.number_text}' at character {claim.start} was read as {value}: it cannot be stored")
    with localcontext(prec=40):
        return value.quantize(_STEP, rounding=rounding)
