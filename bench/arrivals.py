"""Files that arrive in an inbox at random: reports, the same reports once more, and files that are none.

Some are written beside their name and renamed, as careful programs do; others grow in place for a while.
"""

from __future__ import annotations

import hashlib
import os
import random
import threading
from pathlib import Path

from bench.variants import sample_files, sample_texts, variant

_LONGEST_PAUSE = 10.0  # seconds between two arrivals


class Arrivals(threading.Thread):
    """Drops files into `inbox` until stopped. What is to come of them is known by the hash of their content."""

    def __init__(self, inbox: Path, sent: Path, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self._inbox, self._sent, self._chance = inbox, sent, chance
        self._stop_asked = threading.Event()
        self._texts, self._samples = sample_texts(), sample_files()
        self._number = 0
        self.reports: set[str] = set()  # a copy of each lies in `sent`
        self.repeats = 0
        self.broken: set[str] = set()
        self.errors: list[str] = []

    def run(self) -> None:
        """Drop one file after the other."""
        try:
            while not self._stop_asked.wait(self._chance.uniform(0, _LONGEST_PAUSE)):
                self._drop(*self._next())
        except Exception as error:
            self.errors.append(f"arrivals ended: {type(error).__name__}: {error}")

    def stop(self) -> None:
        """Come to an end; what is being written is written whole."""
        self._stop_asked.set()
        self.join()

    def _next(self) -> tuple[str, bytes]:
        self._number += 1
        kind = self._chance.choices(("variant", "sample", "repeat", "broken"), (70, 10, 10, 10))[0]
        if kind == "repeat" and self.reports:
            self.repeats += 1
            again = self._chance.choice(sorted(self._sent.iterdir()))
            return f"{again.stem}_again_{self._number:05d}{again.suffix}", again.read_bytes()
        if kind == "broken":
            content = b"PK\x03\x04" + self._chance.randbytes(5_000)
            self.broken.add(hashlib.sha256(content).hexdigest())
            return f"broken_{self._number:05d}.docx", content
        if kind == "sample" and self._samples:
            sample = self._samples.pop()
            return self._report(sample.name, sample.read_bytes())
        name, text = variant(self._texts, self._number)
        return self._report(name, text.encode())

    def _report(self, name: str, content: bytes) -> tuple[str, bytes]:
        self.reports.add(hashlib.sha256(content).hexdigest())
        (self._sent / name).write_bytes(content)
        return name, content

    def _drop(self, name: str, content: bytes) -> None:
        if self._chance.random() < 0.5:
            draft = self._inbox / (name + ".part")
            draft.write_bytes(content)
            draft.rename(self._inbox / name)
            return
        with (self._inbox / name).open("wb") as file:  # grows; never still for as long as a settled file is
            for start in range(0, len(content), 1 + len(content) // 4):
                file.write(content[start : start + 1 + len(content) // 4])
                file.flush()
                os.fsync(file.fileno())
                self._stop_asked.wait(self._chance.uniform(0, 1))
