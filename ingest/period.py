"""Reporting periods: calendar intervals that begin and end with a month, named as statisticians write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ingest.errors import InputError

_FORMS = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<rest>Q[1-4]|S[12]|9M|0[1-9]|1[0-2]))?")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


class Period(NamedTuple):
    """The months `first` to `last` (1 to 12) of one `year`."""

    year: int
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2024-10`, `2024-Q3`, `2024-S1`, `2024-9M` or `2024`; raise InputError on anything else."""
        found = _FORMS.fullmatch(text.strip().upper())
        if not found:
            raise InputError(f"'{text}' is no period: write 2024-10, 2024-Q3, 2024-S1, 2024-9M or 2024")
        year, rest = int(found["year"]), found["rest"]
        if rest is None:
            return cls(year, 1, 12)
        if rest == "9M":
            return cls(year, 1, 9)
        if rest[0] == "Q":
            return cls(year, 3 * int(rest[1]) - 2, 3 * int(rest[1]))
        if rest[0] == "S":
            return cls(year, 6 * int(rest[1]) - 5, 6 * int(rest[1]))
        return cls(year, int(rest), int(rest))

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return month_end(self.year, self.last)

    @property
    def to_date(self) -> Period:
        """January to the end of this period: what a cumulative figure ("lũy kế") covers."""
        return Period(self.year, 1, self.last)

    def __str__(self) -> str:
        months = self.last - self.first + 1
        if months == 12:
            return f"{self.year}"
        if months == 1:
            return f"{self.year}-{self.last:02d}"
        if months == 3 and self.last % 3 == 0:
            return f"{self.year}-Q{self.last // 3}"
        if months == 6 and self.last % 6 == 0:
            return f"{self.year}-S{self.last // 6}"
        return f"{self.year}-{self.last}M" if self.first == 1 else f"{self.year}-{self.first:02d}..{self.last:02d}"
