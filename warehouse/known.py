"""Codes and names that people give: what the warehouse does not have is said, not answered with nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ingest.errors import InputError
from warehouse.areas import MISPRINT, name_key

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


def require_no_misprint(connection: DuckDBPyConnection, area: str) -> None:
    """InputError where a name that no area has looks like one that an area has; any other name may be new.

    A misprint would start a series of its own beside the one that it belongs to.
    """
    known = [
        str(name) for pair in connection.execute("SELECT area_code, name FROM dim_area").fetchall() for name in pair
    ]
    near = did_you_mean(area, known, MISPRINT)
    if near and name_key(area) not in map(name_key, known):
        raise InputError(f"there is no area '{area}'{near}: where it is a new one, write it into corrections.csv")


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


def did_you_mean(value: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known words that are nearest to one that is not known, in brackets; empty where none is near.

    `likeness` is that of difflib, from 0 to 1 (the same); case and the marks of letters are left out.
    """
    words = {_letters(word): word for word in sorted(known)}
    near = [words[key] for key in get_close_matches(_letters(value), words, n=3, cutoff=likeness)]
    return f" (did you mean {' or '.join(near)}?)" if near else ""


def _letters(word: str) -> str:
    bare = (char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))
    return "".join(bare).replace("đ", "d")
