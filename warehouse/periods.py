"""The rows of dim_period: every period that a report of 1990 to 2050 can be about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ingest.period import Period

FIRST_YEAR, LAST_YEAR = 1990, 2050
_QUARTERS_VI = ("I", "II", "III", "IV")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class PeriodRow(NamedTuple):
    """A row of dim_period."""

    period_code: str
    name_vi: str
    name_en: str
    frequency: str
    year: int
    first_month: int
    last_month: int
    start_date: date
    end_date: date


def _row(period: Period, frequency: str, name_vi: str, name_en: str) -> PeriodRow:
    year, first, last = period.year, period.first, period.last
    return PeriodRow(str(period), name_vi, name_en, frequency, year, first, last, period.start, period.end)


def _year(year: int) -> Iterator[PeriodRow]:
    for month, name in enumerate(_MONTHS_EN, 1):
        yield _row(Period(year, month, month), "M", f"Tháng {month}/{year}", f"{name} {year}")
    for number, roman in enumerate(_QUARTERS_VI, 1):
        yield _row(Period(year, 3 * number - 2, 3 * number), "Q", f"Quý {roman}/{year}", f"Quarter {number} of {year}")
    yield _row(Period(year, 1, 6), "S", f"6 tháng đầu năm {year}", f"First half of {year}")
    yield _row(Period(year, 7, 12), "S", f"6 tháng cuối năm {year}", f"Second half of {year}")
    yield _row(Period(year, 1, 9), "N", f"9 tháng đầu năm {year}", f"First nine months of {year}")
    yield _row(Period(year, 1, 12), "A", f"Năm {year}", f"{year}")


def period_rows() -> list[PeriodRow]:
    """All rows, by year, months first."""
    return [row for year in range(FIRST_YEAR, LAST_YEAR + 1) for row in _year(year)]


def calendar_code(first: date, last: date) -> str | None:
    """The code of the period that is exactly this interval; None where no period of the calendar is."""
    if first.year != last.year or not FIRST_YEAR <= first.year <= LAST_YEAR:
        return None
    period = Period(first.year, first.month, last.month)
    if (period.start, period.end) != (first, last):
        return None
    months = last.month - first.month + 1
    named = months == 1 or (months in (3, 6, 12) and last.month % months == 0) or (first.month, months) == (1, 9)
    return str(period) if named else None


def month_code(day: date) -> str | None:
    """The code of the month that holds the day; None outside the calendar of the warehouse."""
    return f"{day:%Y-%m}" if FIRST_YEAR <= day.year <= LAST_YEAR else None
