"""corrections.csv: what people decided about numbers, remembered and applied whenever a report is read.

    report_id,span_start,field,expected,corrected,reason,decided_by,decided_on
    7f21ccd9c2f84304,2818,value,22694.4,2269440000000,"nghìn tỷ" left out,Lan,2024-11-05
    ,,label,khách lưu trú,tourism.overnight_visitors,so our reports say it,Lan,2024-11-05
    7f21ccd9c2f84304,2818,finding,sum: 100 + 13 = 113; printed 112,accepted,one is counted twice,Lan,2024-11-05

A row with a report corrects one field of one printed number, known by its first character. `expected` is what the
reader makes of it without the correction: when the reader comes to make something else, the correction is not applied
and says so, since nobody has decided about that. A row without a report answers `niengiam review` for all reports: a
number whose label reads `expected`, and that no code fits, has the code `corrected`. A `finding` is accepted: the
contradiction that has this rule and arithmetic is no longer open. Later rows replace earlier ones on the same place.

Out of scope: text, spans and numbers that the reader did not find; those are the reader's business.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import get_args

from ingest.claim import Accumulation, Bound, Measure, Versus
from ingest.errors import BusyError, InputError
from ingest.folding import fold
from ingest.subjects import plain_label
from warehouse.archive import sync_file, sync_folder
from warehouse.faults import Fault, reach
from warehouse.observation import LARGEST

LABEL = "label"
FINDING = "finding"
ACCEPTED = "accepted"
_WORDS: dict[str, tuple[str, ...]] = {
    "measure": get_args(Measure),
    "versus": get_args(Versus),
    "accumulation": get_args(Accumulation),
    "bound": get_args(Bound),
}
#: Fields of a claim that a person may correct.
FIELDS = ("indicator", "area", "measure", "versus", "value", "unit", "first_day", "last_day", "accumulation", "bound")


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of corrections.csv, as texts; an empty `report_id` means every report."""

    report_id: str
    span_start: str
    field: str
    expected: str
    corrected: str
    reason: str
    decided_by: str
    decided_on: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it is about: a later correction of the same place replaces it."""
        return (self.report_id, self.span_start, self.field, self._what)

    @property
    def _what(self) -> str:
        if self.field == LABEL:
            return label_key(self.expected)
        return self.expected if self.field == FINDING else ""

    @property
    def correction_id(self) -> str:
        """Short hash of what it decides."""
        return hashlib.sha256("\0".join(astuple(self)[:6]).encode()).hexdigest()[:12]


HEADER = tuple(field.name for field in fields(Correction))


def label_key(label: str) -> str:
    """Labels that say it the same way have the same key."""
    return plain_label(" ".join(fold(label).split()))


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in force; InputError that names the line where one cannot be understood."""
    if not path.exists():
        return ()
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if ";" in text.partition("\n")[0] else ","  # as spreadsheets of this country save it
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    if reader.fieldnames is not None and tuple(reader.fieldnames) != HEADER:
        raise InputError(f"{path}, line 1: the columns must be {','.join(HEADER)}")
    latest: dict[tuple[str, str, str, str], Correction] = {}
    for row in reader:
        try:
            if None in row or None in row.values():
                raise InputError(f"it has not {len(HEADER)} columns")
            correction = Correction(**{name: row[name].strip() for name in HEADER})
            check_correction(correction)
        except InputError as error:
            raise InputError(f"{path}, line {reader.line_num}: {error}") from None
        latest.pop(correction.place, None)
        latest[correction.place] = correction
    return tuple(latest.values())


def check_correction(correction: Correction) -> None:
    """InputError where a correction says what no claim can be; codes are left to whoever knows the catalogue."""
    field, value = correction.field, correction.corrected
    if (field == LABEL) != (not correction.report_id):
        raise InputError("a label is corrected for all reports (no report_id), any other field for one report_id")
    if field != LABEL and not correction.span_start.isdigit():
        raise InputError(f"span_start '{correction.span_start}' is no place in a report")
    if field == FINDING and value != ACCEPTED:
        raise InputError(f"a finding is '{ACCEPTED}', not '{value}'")
    if field not in (LABEL, FINDING, *FIELDS):
        raise InputError(f"field '{field}' cannot be corrected; these can: {', '.join(FIELDS)}")
    if field == "unit" and not value:
        raise InputError("unit: name the unit, as đồng or con")
    if field in _WORDS and value not in _WORDS[field]:
        raise InputError(f"{field} '{value}' is none of {', '.join(word or repr('') for word in _WORDS[field])}")
    try:
        if field == "value":
            if not Decimal(value).is_finite():
                raise InvalidOperation
            if abs(Decimal(value)) >= LARGEST:
                raise InputError(f"value '{value}' is larger than any that the warehouse can hold")
        elif field.endswith("_day"):
            date.fromisoformat(value)
    except (InvalidOperation, ValueError):
        raise InputError(f"{field} '{value}': write a number as 2269440000000, a day as 2024-10-31") from None


def add_corrections(path: Path, added: Sequence[Correction]) -> None:
    """Append rows to the file, whole or not at all; BusyError where it cannot be written."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(HEADER) + "\n"
    stream = io.StringIO()
    separator = ";" if ";" in text.partition("\n")[0] else ","
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(astuple(row) for row in added)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(text + ("" if text.endswith("\n") else "\n") + stream.getvalue(), encoding="utf-8")
        sync_file(draft)
        reach(Fault.CORRECTION_DRAFTED)
        draft.replace(path)
    except OSError as error:
        raise BusyError(f"cannot write {path}: {error.strerror}; nothing was decided") from error
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)
    reach(Fault.CORRECTION_WRITTEN)
