"""Which wording takes time by more than its length: each example phrase, many times over in one paragraph.

    python -m bench.linear [SECONDS]

Every phrase of the table of examples is repeated until the paragraph holds some four hundred numbers, and three times
as many; what takes much more than three times as long is printed, with its times. The phrases come in another order
each run, until the seconds are over.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from ingest import read_claims
from ingest.period import Period
from ingest.readers.text import read_text

PHRASES = Path(__file__).parent.parent / "tests" / "ingest" / "phrases.jsonl"
NUMBERS, GROWTH = 400, 3
SUSPECT = 1.5  # times what growth in step would be
LEAST = 0.25  # seconds, below which the clock says little


def taken(phrase: str, times: int) -> float:
    """Seconds of processor time to read a paragraph of the phrase so many times."""
    document = read_text("phrase.txt", "txt", f"{phrase}; " * times)
    started = time.process_time()
    read_claims(document, period=Period.parse("2024-09"), area="An Bình")
    return time.process_time() - started


def growth(phrase: str) -> tuple[float, float]:
    """The two times of a phrase; the second try counts where the first was slow."""
    digits = sum(char.isdigit() for char in phrase)
    times = max(4, NUMBERS * 3 // max(3, digits))
    short, long = taken(phrase, times), taken(phrase, GROWTH * times)
    if long > LEAST and long > SUSPECT * GROWTH * short:
        return taken(phrase, times), taken(phrase, GROWTH * times)
    return short, long


def main() -> None:
    until = time.monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 600)
    phrases = [json.loads(line)["text"] for line in PHRASES.read_text(encoding="utf-8").splitlines()]
    random.shuffle(phrases)
    taken("GRDP 5%", 1)
    tried = slow = 0
    for phrase in phrases:
        if time.monotonic() > until:
            break
        short, long = growth(" ".join(phrase.split()).rstrip(". ;"))
        tried += 1
        if long > LEAST and long > SUSPECT * GROWTH * short:
            slow += 1
            print(f"{short:.2f} s, {long:.2f} s for {GROWTH} times the text: {phrase[:100]}")
    print(f"{slow} of {tried} phrases take more than their length")


if __name__ == "__main__":
    main()
