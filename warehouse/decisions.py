"""Corrections applied to the claims of a report, with a note of what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ingest.errors import InputError
from warehouse.areas import name_key
from warehouse.corrections import FINDING, LABEL, Correction, label_key
from warehouse.output import plain_number

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Indicator
    from ingest.claim import Claim

Status = Literal["applied", "not expected", "no such number", "other unit"]
RULE = "correction"
_STATED_IN_UNIT = ("level", "plan", "change_abs")


class Applied(NamedTuple):
    """A row of the table correction; sql/schema/60_correction.sql says what each column means."""

    correction_id: str
    report_id: str
    observation_id: str | None
    field: str
    expected: str
    found: str | None
    corrected: str
    status: Status
    reason: str
    decided_by: str
    decided_on: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The corrections in force; InputError where one names an indicator that the catalogue does not have."""

    corrections: tuple[Correction, ...]
    indicators: Mapping[str, Indicator]

    def __post_init__(self) -> None:
        for correction in self.corrections:
            code = correction.corrected if correction.field in (LABEL, "indicator") else ""
            if code and code not in self.indicators:
                raise InputError(
                    f"the catalogue has no indicator '{code}', which a correction of '{correction.expected}' names"
                )

    def apply(self, report_id: str, claims: Sequence[Claim]) -> tuple[list[Claim], list[Applied]]:
        """The claims as corrected, and what became of each correction that concerns this report."""
        corrected = {claim.start: claim for claim in claims}
        notes = []
        answers = {label_key(c.expected): c for c in self.corrections if c.field == LABEL}
        for claim in claims:
            answer = None if claim.indicator else answers.get(label_key(claim.label))
            if answer is not None:
                corrected[claim.start], status = self._coded(claim, answer)
                notes.append(_note(answer, report_id, claim.start, claim.label, status))
        for correction in self.corrections:
            if correction.report_id == report_id:
                notes.append(_correct(correction, corrected))
        return list(corrected.values()), notes

    def _coded(self, claim: Claim, answer: Correction) -> tuple[Claim, Status]:
        indicator = self.indicators[answer.corrected]
        if claim.measure in _STATED_IN_UNIT and claim.unit.lower() != indicator.unit.lower():
            return claim, "other unit"
        return replace(claim, indicator=indicator.code, candidates=(), rule=f"{claim.rule}, {RULE}"), "applied"

    def affected(self, connection: DuckDBPyConnection) -> set[str]:
        """Published reports that were read under other corrections than those in force."""
        before: dict[str, set[str]] = {}
        for correction_id, report_id in connection.execute(
            "SELECT correction_id, report_id FROM correction"
        ).fetchall():
            before.setdefault(correction_id, set()).add(report_id)
        now = {correction.correction_id: correction for correction in self.corrections}
        reports = {report for gone in before.keys() - now.keys() for report in before[gone]}
        fresh = [now[correction_id] for correction_id in now.keys() - before.keys()]
        return reports | {c.report_id for c in fresh if c.report_id} | _saying(connection, fresh)


def field_text(claim: Claim, field: str) -> str:
    """A field of a claim as corrections.csv writes it."""
    value: Any = getattr(claim, field)
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def _correct(correction: Correction, claims: dict[int, Claim]) -> Applied:
    """Correct one claim in place, if it is there and reads as expected."""
    start = int(correction.span_start)
    claim = claims.get(start)
    if claim is None:
        return _note(correction, correction.report_id, None, None, "no such number")
    if correction.field == FINDING:  # whether there still is such a finding is told by marts.contradiction
        return _note(correction, correction.report_id, start, None, "applied")
    found = field_text(claim, correction.field)
    if not _is_expected(correction, found):
        return _note(correction, correction.report_id, start, found, "not expected")
    claims[start] = replace(_with(claim, correction.field, correction.corrected), review="", rule=RULE)
    return _note(correction, correction.report_id, start, found, "applied")


def _is_expected(correction: Correction, found: str) -> bool:
    if correction.field == "area":
        return name_key(found) == name_key(correction.expected)
    return found == correction.expected


def _with(claim: Claim, field: str, text: str) -> Claim:
    if field == "value":
        return _with_value(claim, Decimal(text))
    changed: dict[str, Any] = {field: date.fromisoformat(text) if field.endswith("_day") else text}
    if field == "indicator":
        changed["candidates"] = ()
    return replace(claim, **changed)


def _with_value(claim: Claim, value: Decimal) -> Claim:
    """A slip of the scale word keeps the printed digits and their rounding; any other value is taken as exact."""
    factor = value / claim.value if claim.value else Decimal(0)
    if factor > 0 and factor == Decimal(1).scaleb(factor.adjusted()):
        low, high = (None if bound is None else bound * factor for bound in (claim.low, claim.high))
        return replace(claim, value=value, multiplier=claim.multiplier * factor, low=low, high=high)
    return replace(claim, value=value, low=value, high=value, bound="")


def _note(correction: Correction, report_id: str, start: int | None, found: str | None, status: Status) -> Applied:
    return Applied(
        correction_id=correction.correction_id,
        report_id=report_id,
        observation_id=None if start is None else f"{report_id}:{start}",
        field=correction.field,
        expected=correction.expected,
        found=found,
        corrected=correction.corrected,
        status=status,
        reason=correction.reason,
        decided_by=correction.decided_by,
        decided_on=correction.decided_on,
    )


def _saying(connection: DuckDBPyConnection, answers: Sequence[Correction]) -> set[str]:
    """Reports that have a number without a code under one of the labels that are answered."""
    keys = {label_key(answer.expected) for answer in answers if answer.field == LABEL}
    if not keys:
        return set()
    rows = connection.execute("SELECT DISTINCT label, report_id FROM fact_observation WHERE indicator_code IS NULL")
    return {report_id for label, report_id in rows.fetchall() if label_key(label) in keys}
