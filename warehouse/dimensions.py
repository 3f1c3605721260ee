"""The dimension tables: the calendar, and the catalogue as people edit it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.resources import resource
from warehouse.frames import insert_rows
from warehouse.periods import PeriodRow, period_rows
from warehouse.schema import about, set_about

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ingest.catalogue import Catalogue

NAMED_IN_REPORTS = "named in reports"  # kind of area, dimension of unit: met in a report, not in the catalogue


@cache
def catalogue_fingerprint() -> str:
    """Changes whenever somebody edits a file of the catalogue."""
    digest = hashlib.sha256()
    for path in sorted(resource("catalogue").glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def load_dimensions(connection: DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Bring calendar and catalogue into the warehouse, if they are not there as they are now."""
    if about(connection, "catalogue") == catalogue_fingerprint():
        return
    connection.execute("BEGIN")
    _replace(connection, "dim_period", PeriodRow._fields, period_rows())
    _load_catalogue(connection, catalogue)
    set_about(connection, "catalogue", catalogue_fingerprint())
    connection.execute("COMMIT")


def _load_catalogue(connection: DuckDBPyConnection, catalogue: Catalogue) -> None:
    _replace(
        connection,
        "dim_sector",
        ("sector_code", "parent_code", "name_vi", "name_en", "official_group"),
        [
            (s.code, s.parent or None, s.name_vi, s.name_en, s.official_group or None)
            for s in catalogue.sectors.values()
        ],
    )
    _replace(
        connection,
        "dim_indicator",
        ("indicator_code", "sector_code", "nature", "unit", "parent_code", "name_vi", "name_en", "official_code"),
        [
            (
                *(i.code, i.sector, i.nature, i.unit.lower(), i.parent or None),
                *(i.name_vi, i.name_en, i.official_code or None),
            )
            for i in catalogue.indicators.values()
        ],
    )
    _replace(
        connection,
        "dim_unit",
        ("unit", "dimension", "name_vi", "name_en", "integral"),
        [(u.code, u.dimension, u.name_vi, u.name_en, u.integral) for u in catalogue.units.values()],
    )
    _replace(
        connection,
        "dim_area",
        ("area_code", "name", "kind", "parent_code", "valid_from", "valid_to", "successor_code"),
        [
            (a.code, a.name, a.kind, a.parent or None, a.valid_from, a.valid_to, a.successor or None)
            for a in catalogue.areas.values()
        ],
    )


def _replace(
    connection: DuckDBPyConnection, table: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]
) -> None:
    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of our own tables
    insert_rows(connection, table, columns, rows)
