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
from warehouse.known import did_you_mean
from warehouse.output import plain_number

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Indicator
    from ingest.claim import Claim

Status = Literal["applied", "not expected", "no such number", "other unit", "impossible days"]
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
                near = did_you_mean(code, self.indicators)
                raise InputError(
                    f"the catalogue has no indicator '{code}'{near}, which a correction of '{correction.expected}' "
                    "names: 'niengiam query indicators' lists them"
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
        for (report, start), decided in self._by_number().items():
            if report == report_id:
                notes += self._correct_claim(start, decided, corrected)
        return list(corrected.values()), notes

    def require_possible(self, connection: DuckDBPyConnection) -> None:
        """InputError where a published number cannot be what the corrections together make of it."""
        for (report_id, start), decided in self._by_number().items():
            told = {correction.field: correction.corrected for correction in decided}
            columns = "indicator_code, measure, unit, CAST(first_day AS VARCHAR), CAST(last_day AS VARCHAR)"
            row = connection.execute(
                f"SELECT {columns} FROM fact_observation WHERE observation_id = ?",  # noqa: S608 - our own names
                [f"{report_id}:{start}"],
            ).fetchone()
            if row is None:
                continue
            fields = dict(zip(("indicator", "measure", "unit", "first_day", "last_day"), row, strict=True)) | told
            if fields["first_day"] > fields["last_day"]:
                days = f"{fields['first_day']} to {fields['last_day']}"
                raise InputError(f"it would be of {days}: give first_day and last_day together")
            indicator = self.indicators.get(fields["indicator"] or "")
            if indicator is not None and _is_of_other_unit(indicator, fields["measure"], fields["unit"]):
                raise InputError(
                    f"{indicator.code} is told in {indicator.unit}, the number in {fields['unit'] or 'no unit'}: "
                    "correct the unit, too, where it is wrong"
                )

    def _by_number(self) -> dict[tuple[str, int], list[Correction]]:
        found: dict[tuple[str, int], list[Correction]] = {}
        for correction in self.corrections:
            if correction.report_id:
                found.setdefault((correction.report_id, int(correction.span_start)), []).append(correction)
        return found

    def _correct_claim(self, start: int, decided: Sequence[Correction], claims: dict[int, Claim]) -> list[Applied]:
        """Correct one claim in place; where no number can be what comes out of it, it stays as it was read."""
        before = claims.get(start)
        notes = [_correct(correction, claims) for correction in decided]
        fault = None if before is None else self._fault(claims[start])
        if before is None or fault is None or claims[start] == before:
            return notes
        claims[start] = before
        return [note._replace(status=fault) if _changes_claim(note) else note for note in notes]

    def _fault(self, claim: Claim) -> Status | None:
        if claim.first_day > claim.last_day:
            return "impossible days"
        indicator = self.indicators.get(claim.indicator)
        other = indicator is not None and _is_of_other_unit(indicator, claim.measure, claim.unit)
        return "other unit" if other else None

    def _coded(self, claim: Claim, answer: Correction) -> tuple[Claim, Status]:
        indicator = self.indicators[answer.corrected]
        if _is_of_other_unit(indicator, claim.measure, claim.unit):
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


def _is_of_other_unit(indicator: Indicator, measure: str, unit: str) -> bool:
    """Whether a number cannot be of an indicator because it counts something else."""
    return measure in _STATED_IN_UNIT and unit.lower() != indicator.unit.lower()


def _changes_claim(note: Applied) -> bool:
    return note.status == "applied" and note.field != FINDING


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
