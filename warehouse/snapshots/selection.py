"""Which rows go into a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from warehouse.known import require_area, require_indicator

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Areas that lie in an area, itself included.
_WITHIN = """WITH RECURSIVE within(area_code) AS (
    SELECT CAST(? AS VARCHAR)
    UNION SELECT a.area_code FROM dim_area AS a JOIN within AS w ON a.parent_code = w.area_code
) SELECT area_code FROM within ORDER BY area_code"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; empty: everything.

    Facts and marts are filtered by the columns that they have, dimensions and reports stay whole, so that every code
    still finds its name.
    """

    area: str = ""  # code or name; what lies in it comes with it
    indicator: str = ""  # code
    since: date | None = None  # rows whose period ends on that day or later

    def described(self) -> dict[str, str]:
        """For the manifest."""
        since = self.since.isoformat() if self.since else ""
        asked = {"area": self.area, "indicator": self.indicator, "since": since}
        return {name: value for name, value in asked.items() if value}

    def condition(self, connection: DuckDBPyConnection, columns: set[str]) -> str:
        """A WHERE clause for a table with these columns; InputError where area or indicator is not in the warehouse."""
        tests = []
        if self.area and "area_code" in columns:
            areas = connection.execute(_WITHIN, [require_area(connection, self.area)]).fetchall()
            tests.append(f"area_code IN ({', '.join(_quoted(str(area)) for (area,) in areas)})")
        if self.indicator and "indicator_code" in columns:
            require_indicator(connection, self.indicator)
            tests.append(f"indicator_code = {_quoted(self.indicator)}")
        if self.since and "last_day" in columns:
            tests.append(f"last_day >= DATE '{self.since}'")
        elif self.since and "period_code" in columns:
            ends = f"SELECT period_code FROM dim_period WHERE end_date >= DATE '{self.since}'"  # noqa: S608 - a day
            tests.append(f"period_code IN ({ends})")
        return " AND ".join(tests) or "true"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
