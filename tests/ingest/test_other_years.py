"""A passage tells the same five years later: no rule knows a year."""

from __future__ import annotations

import re
from datetime import date

from test_phrases import ROWS, document_of

from ingest import read_claims
from ingest.claim import Claim
from ingest.period import Period

LATER = 5
_NAMED = re.compile(r"(?:(?<=năm )|(?<=/))(20[0-4]\d)(?![\d-]|[.,]\d)")
_ANY = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d|[.,]\d)")


def _later(text: str) -> str:
    return _NAMED.sub(lambda year: str(int(year[0]) + LATER), text)


def _month(day: date, years: int) -> tuple[int, int]:
    return day.year + years, day.month


def _told(text: str, period: str, years: int = 0) -> list[tuple[object, ...]]:
    """What each number tells, in months `years` later: February may have a day more."""

    def told(claim: Claim) -> tuple[object, ...]:
        days = _month(claim.first_day, years), _month(claim.last_day, years)
        return claim.number_text, claim.indicator, claim.measure, claim.versus, claim.value, days

    year, dash, part = period.partition("-")
    now = Period.parse(f"{int(year) + LATER - years}{dash}{part}")
    return [told(claim) for claim in read_claims(document_of(text), period=now, area="An Bình").claims]


def test_a_passage_tells_the_same_in_later_years() -> None:
    rows = [(" ".join(row["text"].split()), row["period"]) for row in ROWS]
    named = [(text, period) for text, period in rows if not _ANY.search(_NAMED.sub("", text)) and "giá" not in text]
    assert len(named) > 1_000
    assert [text for text, period in named if _told(_later(text), period) != _told(text, period, LATER)] == []
