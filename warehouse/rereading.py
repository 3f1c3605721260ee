"""What a new reader or catalogue makes of the archived reports, shown before anything is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest.errors import NiengiamError
from warehouse.archive import Archive
from warehouse.corrections import read_corrections
from warehouse.decisions import Decisions
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.observation import Observation
from warehouse.output import as_text
from warehouse.reading import Refusal, Request, read_all
from warehouse.store import open_readonly

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SILENT = ("observation_id", "report_id", "sector_code", "scenario", "plan_kind", "rule", "span_end", "period_code")
_COMPARED = tuple(name for name in Observation._fields if name not in _SILENT)


Progress = Callable[[int, int, int], None]  # files done, files in all, differences so far


class Change(NamedTuple):
    """One difference: a field of a claim, a claim that is new or gone, or a report that cannot be read any more."""

    file: str
    observation_id: str
    number_text: str
    label: str
    field: str  # "claim" where the whole claim is new or gone, "report" where the file is refused
    before: str
    after: str


def changes(home: Home, jobs: int | None = None, progress: Progress | None = None) -> list[Change]:
    """Read every archived report and compare; nothing is written. InputError where nothing is published."""
    from ingest.catalogue import load_catalogue

    catalogue = load_catalogue()
    decisions = Decisions(read_corrections(home.corrections), catalogue.indicators)
    loader = Loader(catalogue, "", decisions)
    archive = Archive(home.archive)
    requests = [Request(archive.original(receipt), receipt) for receipt in archive.receipts()]
    found: list[Change] = []
    with open_readonly(home) as connection:
        for done, result in enumerate(read_all(requests, jobs), 1):
            request = result.request
            try:
                if isinstance(result, Refusal):
                    found.append(Change(request.name, request.receipt.report_id, "", "", "report", "", result.reason))
                    continue
                after = {row.observation_id: row for row in loader.rows_of(result).observations}
            except NiengiamError as error:
                found.append(Change(request.name, request.receipt.report_id, "", "", "report", "", str(error)))
                continue
            before = _published(connection, request.receipt.report_id)
            found += _differences(request.name, before, after)
            if progress:
                progress(done, len(requests), len(found))
    return sorted(found)


def _published(connection: DuckDBPyConnection, report_id: str) -> dict[str, Observation]:
    columns = ", ".join(Observation._fields)
    rows = connection.execute(f"SELECT {columns} FROM fact_observation WHERE report_id = ?", [report_id])  # noqa: S608
    return {row[0]: Observation(*row) for row in rows.fetchall()}


def _differences(file: str, before: dict[str, Observation], after: dict[str, Observation]) -> Iterator[Change]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        known = new or old
        assert known is not None  # noqa: S101 - the key is in one of them
        place = (file, key, known.number_text, known.label)
        if old is None or new is None:
            yield Change(*place, "claim", _said(old), _said(new))
            continue
        for field in _COMPARED:
            was, now = as_text(getattr(old, field)), as_text(getattr(new, field))
            if was != now:
                yield Change(*place, field, was, now)


def _said(row: Observation | None) -> str:
    if row is None:
        return ""
    days = f"{row.first_day} to {row.last_day}"
    return f"{row.indicator_code or 'no code'} {row.measure} {as_text(row.value)} {row.unit} {days}"
