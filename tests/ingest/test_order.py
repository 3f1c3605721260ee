"""A passage tells the same whatever passage stands before it, but for its days and what is handed on by its words."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from test_phrases import ROWS

from ingest import read_claims
from ingest.document import Document, Passage
from ingest.folding import fold
from ingest.goals import goals_to_come
from ingest.lexicon import OPENS_PARTS
from ingest.period import Period
from ingest.seasons import season_lead


def _document(*texts: str) -> Document:
    passages, at = [], 0
    for text in texts:
        places = tuple(range(at, at + len(text) + 1))
        passages.append(Passage("paragraph", text, places[:-1], places[1:]))
        at += len(text) + 1
    return Document("order", "txt", "\n".join(texts), tuple(passages))


def _told(period: Period, text: str, before: str = "") -> list[tuple[object, ...]]:
    """What the numbers of `text` tell, without their days."""
    read = read_claims(_document(*filter(None, (before, text))), period=period, area="An Bình")
    own = (claim for claim in read.claims if claim.start > len(before)) if before else read.claims
    return [(claim.number_text, claim.indicator, claim.measure, claim.versus, claim.value) for claim in own]


def _hands_on(period: Period, before: str, text: str) -> bool:
    """Whether words say that a passage goes on with the one before: its targets, its season, its parts."""
    (passage,) = _document(before).passages
    targets = goals_to_come(fold(before), period.year)
    return bool(targets or season_lead(passage) or OPENS_PARTS.match(fold(text)))


def _pairs(order: random.Random) -> Iterator[tuple[Period, str, str]]:
    texts = defaultdict(list)
    for row in ROWS:
        texts[row["period"]].append(" ".join(row["text"].split()))
    for period, of_period in texts.items():
        order.shuffle(of_period)
        yield from ((Period.parse(period), before, text) for before, text in pairwise(of_period))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_passage_tells_the_same_behind_another(seed: int) -> None:
    pairs = [pair for pair in _pairs(random.Random(seed)) if not _hands_on(*pair)]
    assert len(pairs) > 1_000
    differing = [(before, text) for period, before, text in pairs if _told(period, text) != _told(period, text, before)]
    assert differing == []
