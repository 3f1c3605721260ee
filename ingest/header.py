"""The head of a report: who reports, on which area and period, when, in what kind of document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.period import Period


@dataclass(frozen=True, slots=True)
class Header:
    """What the first page says. Empty or None where the text does not say it."""

    area: str = ""  # "Lai Châu", without "tỉnh"
    issuer: str = ""
    number: str = ""  # "287/BC-UBND"
    kind: str = ""  # "report", "plan", "resolution", "conclusion", "submission", "other"
    title: str = ""
    period: Period | None = None
    issued: date | None = None
