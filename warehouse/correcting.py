"""Deciding about a number or a label: from what a person says to rows of corrections.csv."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from ingest.errors import InputError
from warehouse.answer import Answer, fetch
from warehouse.corrections import ACCEPTED, FIELDS, FINDING, LABEL, Correction, check_correction, read_corrections
from warehouse.known import require_no_misprint
from warehouse.output import as_text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_FATES = "SELECT correction_id, status, observation_id, found FROM correction ORDER BY ALL"
_ACCEPTED = "SELECT rule || ': ' || arithmetic FROM marts.contradiction WHERE status = 'accepted'"
#: Here a dot separates thousands, in the values of a command decimals: "1.000" may be meant either way.
_EITHER_WAY = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_TOLD = ("field", "expected", "corrected", "reason", "decided_by", "decided_on")
#: Where fact_observation keeps a field under another name.
_COLUMNS = {
    "indicator": "COALESCE(o.indicator_code, '')",
    "area": "CASE WHEN o.area_code = r.area_code THEN '' ELSE a.name END",
}


def decide_number(
    connection: DuckDBPyConnection,
    observation_id: str,
    changes: Mapping[str, str],
    reason: str,
    signed: tuple[str, date],
) -> list[Correction]:
    """Corrections that give fields of one observation other values; InputError where that cannot be.

    A field that has been corrected before keeps what was expected then: it is what the reader makes of it.
    """
    unknown = sorted(changes.keys() - set(FIELDS))
    if unknown:
        raise InputError(f"'{unknown[0]}' cannot be corrected; these can: {', '.join(FIELDS)}")
    report_id, colon, start = observation_id.partition(":")
    if not colon:
        raise InputError(f"'{observation_id}' is no observation: give report and character, as 82e6aac649174c99:1024")
    decided = []
    _require_plain(connection, changes)
    for field, corrected in changes.items():
        expected = _as_read(connection, observation_id, field)
        decided.append(_signed((report_id, start, field, expected, corrected.strip(), reason), signed))
    return decided


def _require_plain(connection: DuckDBPyConnection, changes: Mapping[str, str]) -> None:
    """InputError where what a person types may be meant in two ways, or is a name with a slip."""
    value = changes.get("value", "").strip()
    if _EITHER_WAY.fullmatch(value):
        raise InputError(
            f"value '{value}' may be meant with thousands or with decimals: write {value.replace('.', '')} or {value}0"
        )
    if area := changes.get("area", "").strip():
        require_no_misprint(connection, area)


def decide_label(label: str, indicator: str, reason: str, signed: tuple[str, date]) -> Correction:
    """The answer that gives a code to every number under a label; InputError where it cannot be one."""
    return _signed(("", "", LABEL, label.strip(), indicator.strip(), reason), signed)


def accept_finding(
    connection: DuckDBPyConnection, observation_id: str, rule: str, reason: str, signed: tuple[str, date]
) -> list[Correction]:
    """Corrections that accept the open findings of a rule on a number; InputError where there is none."""
    found = connection.execute(
        "SELECT arithmetic FROM marts.contradiction WHERE rule = ? AND status = 'open' "
        "AND list_contains(string_split(observation_ids, ', '), ?) ORDER BY arithmetic",
        [rule, observation_id],
    ).fetchall()
    if not found:
        raise InputError(
            f"no open finding '{rule}' on {observation_id}: 'niengiam query contradictions' lists rules and numbers"
        )
    report_id, _, start = observation_id.partition(":")
    return [
        _signed((report_id, start, FINDING, f"{rule}: {arithmetic}", ACCEPTED, reason), signed)
        for (arithmetic,) in found
    ]


def effects(connection: DuckDBPyConnection, decided: Sequence[Correction]) -> list[str]:
    """What became of fresh decisions, in words, for whoever made them."""
    met = fetch(connection, _FATES).rows
    return [_effect(c, [fate[1:] for fate in met if fate[0] == c.correction_id]) for c in decided if c.field != FINDING]


def _effect(c: Correction, fates: Sequence[tuple[object, ...]]) -> str:
    if c.field != LABEL:
        status, _, found = fates[0] if fates else ("met no number", None, None)
        done = f"{found or 'none'} to {c.corrected or 'none'}" if status == "applied" else f"not corrected: {status}"
        return f"{c.report_id}:{c.span_start}, {c.field}: {done}"
    applied = sum(1 for status, *_ in fates if status == "applied")
    if not fates:
        return f"no number without a code reads '{c.expected}' so far; the answer is kept for reports to come"
    others = f"; {len(fates) - applied} in another unit stay without it" if applied < len(fates) else ""
    return f"'{c.expected}': {applied} numbers have the code {c.corrected}{others}"


def listing(connection: DuckDBPyConnection, path: Path) -> Answer:
    """The corrections in force, each with what became of it: a row per number that it met."""
    corrections = read_corrections(path)
    met = fetch(connection, _FATES).rows
    findings = any(c.field == FINDING for c in corrections)
    accepted = {text for (text,) in fetch(connection, _ACCEPTED).rows} if findings else set()
    rows: list[tuple[object, ...]] = []
    for c in corrections:
        fates = [fate[1:] for fate in met if fate[0] == c.correction_id] or [("met no number", None, None)]
        if c.field == FINDING and c.expected not in accepted:  # it is no longer found: somebody has to decide anew
            fates = [("not expected", *fate[1:]) for fate in fates]
        told = attrgetter(*_TOLD)(c)
        rows += [(status, observation_id, found, *told) for status, observation_id, found in fates]
    return Answer(("status", "observation_id", "found", *_TOLD), rows)


def _as_read(connection: DuckDBPyConnection, observation_id: str, field: str) -> str:
    """What the reader makes of a field: as published, or as it was before an earlier correction."""
    before = connection.execute(
        "SELECT found FROM correction WHERE observation_id = ? AND field = ? AND found IS NOT NULL",
        [observation_id, field],
    ).fetchone()
    if before is not None:
        return str(before[0])
    column = _COLUMNS.get(field, f"o.{field}")
    row = connection.execute(
        f"SELECT {column} FROM fact_observation AS o JOIN dim_report AS r USING (report_id) "  # noqa: S608 - of FIELDS
        "JOIN dim_area AS a ON a.area_code = o.area_code WHERE o.observation_id = ?",
        [observation_id],
    ).fetchone()
    if row is None:
        raise InputError(
            f"no observation '{observation_id}': 'niengiam trace INDICATOR PERIOD' shows the ids of numbers"
        )
    return as_text(row[0])


def _signed(what: tuple[str, str, str, str, str, str], signed: tuple[str, date]) -> Correction:
    person, day = signed
    correction = Correction(*what, decided_by=person, decided_on=day.isoformat())
    check_correction(correction)
    return correction
