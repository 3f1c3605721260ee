"""Codes and names that people give: what the warehouse does not have is said, not answered with nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ingest.errors import InputError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def require_indicator(connection: DuckDBPyConnection, code: str) -> None:
    """InputError, with the nearest codes, where there is no such indicator."""
    if not _one(connection, "SELECT 1 FROM dim_indicator WHERE indicator_code = ?", code):
        near = _near(connection, "SELECT indicator_code FROM dim_indicator", code)
        raise InputError(f"there is no indicator '{code}'{near}: 'niengiam query indicators' lists them")


def require_sector(connection: DuckDBPyConnection, code: str) -> None:
    """InputError, with the nearest codes, where there is no such sector."""
    if not _one(connection, "SELECT 1 FROM dim_sector WHERE sector_code = ?", code):
        near = _near(connection, "SELECT sector_code FROM dim_sector", code)
        raise InputError(f"there is no sector '{code}'{near}: 'niengiam query sector_overview' lists them")


def require_area(connection: DuckDBPyConnection, area: str) -> str:
    """The code of an area given by code or name, of today where areas merged; InputError where there is none."""
    code = _one(
        connection,
        "SELECT area_code FROM dim_area WHERE $1 IN (area_code, name) ORDER BY area_code <> $1, valid_to IS NOT NULL",
        area,
    )
    if not code:
        near = _near(connection, "SELECT name FROM dim_area", area)
        raise InputError(f"there is no area '{area}'{near}: give a code or a name of dim_area")
    return code


def require_report(connection: DuckDBPyConnection, report: str) -> None:
    """InputError where no report has this id, or this in its file name."""
    of_report = "SELECT report_id FROM dim_report WHERE report_id = $1 OR contains(lower(file_name), lower($1))"
    if not _one(connection, of_report, report):
        raise InputError(f"there is no report '{report}': give its id or a part of its file name, as in dim_report")


def _one(connection: DuckDBPyConnection, sql: str, value: str) -> str:
    found = connection.execute(sql, [value]).fetchone()
    return str(found[0]) if found else ""


def _near(connection: DuckDBPyConnection, sql: str, value: str) -> str:
    return did_you_mean(value, {str(name) for (name,) in connection.execute(sql).fetchall()})


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """The known words that are nearest to one that is not known, in brackets; empty where none is near."""
    near = get_close_matches(value, sorted(known), n=3)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
