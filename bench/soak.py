"""The soak: reports arrive, readers read, and whoever writes is killed at random moments, for minutes or hours.

At its end every report's claims are there exactly once, as in a warehouse that took the same reports in undisturbed;
nothing is lost between inbox, archive and quarantine; and the doctor finds nothing.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.arrivals import Arrivals
from bench.readers import Seen, reading
from bench.whole import facts, flaws
from warehouse.archive import Archive, content_hash
from warehouse.doctor import examine
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

ROOT = Path(__file__).resolve().parent.parent
_WRITERS = (("watch", "--sweep", "2", "--jobs", "1"), ("ingest", "--inbox", "--jobs", "1"))
_ENDS = {0, 1}  # done, or with files in quarantine
_LAST_ROUNDS = 5
_LEFT_ALONE = 0.3  # of the writers
_FIRST_LIFE = 10.0  # seconds, until one was measured


@dataclass(slots=True)
class Endured:
    """What came of a soak; `faults` is empty where all went well."""

    reports: int = 0
    repeats: int = 0
    broken: int = 0
    claims: int = 0
    ended: Counter[str] = field(default_factory=Counter)  # writers, by how they ended
    seen: Seen = field(default_factory=Seen)
    faults: list[str] = field(default_factory=list)


def soak(
    folder: Path, seconds: float, readers: int, seed: int, progress: Callable[[str], None] = lambda line: None
) -> Endured:
    """Trouble a new home in `folder` for so many seconds, then let it come to rest and look for damage.

    On a slow machine longer: until a writer was killed.
    """
    chance, endured = random.Random(seed), Endured()
    home, sent = Home.create(folder / "home"), folder / "sent"
    sent.mkdir()
    (folder / "tmp").mkdir()
    assert _command(folder, "build").wait() == 0, "an empty warehouse cannot be published"
    arrivals = Arrivals(home.inbox, sent, random.Random(seed + 1))
    with reading(home, readers) as endured.seen:
        arrivals.start()
        until, life = time.monotonic() + seconds, _FIRST_LIFE
        while time.monotonic() < until or not endured.ended["killed"]:
            life = _trouble(folder, chance, life, endured)
            progress(f"{max(0, until - time.monotonic()):.0f} s left, {dict(endured.ended)}")
        arrivals.stop()
        for _ in range(_LAST_ROUNDS):
            if any(home.inbox.iterdir()):
                _command(folder, *_WRITERS[1]).wait()
    endured.faults += arrivals.errors + endured.seen.errors
    endured.reports, endured.repeats = len(arrivals.reports), arrivals.repeats
    endured.broken = len(arrivals.broken)
    endured.faults += _losses(home, arrivals)
    endured.faults += _differences(home, sent, folder / "undisturbed", endured)
    return endured


def _command(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    with (folder / "said.txt").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "warehouse", *words, "--home", str(folder / "home")],
            env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")},
            stdout=subprocess.DEVNULL,
            stderr=said,
        )


def _trouble(folder: Path, chance: random.Random, life: float, endured: Endured) -> float:
    """One writer: left alone, or killed at any moment of its life. How long one lives that is left alone, in seconds.

    Every third or so is left alone: a machine on which nobody ever gets to the end shows nothing.
    """
    alone = chance.random() < _LEFT_ALONE
    started = time.monotonic()
    writer = _command(folder, *(_WRITERS[1] if alone else chance.choice(_WRITERS)))
    try:
        writer.wait(None if alone else chance.uniform(0, 1.2 * life))
        endured.ended["by itself"] += 1
        if writer.returncode not in _ENDS:
            endured.faults.append(f"a writer ended with {writer.returncode}: {_last_words(folder)}")
    except subprocess.TimeoutExpired:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        endured.ended["killed"] += 1
    return time.monotonic() - started if alone else life


def _last_words(folder: Path) -> str:
    return (folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-300:]


def _losses(home: Home, arrivals: Arrivals) -> list[str]:
    """What is not where it belongs: inbox, archive, quarantine, versions."""
    found = [f"left in the inbox: {path.name}" for path in home.inbox.iterdir()]
    archive = Archive(home.archive)
    archived = {receipt.sha256 for receipt in archive.receipts()}
    found += [f"not in the archive: {sha256}" for sha256 in arrivals.reports - archived]
    found += [f"in the archive and never sent: {sha256}" for sha256 in archived - arrivals.reports]
    aside = Counter(content_hash(path) for path in home.quarantine.iterdir() if not path.name.endswith(".reason.json"))
    if aside != Counter(arrivals.broken):
        found.append(f"quarantine holds {aside.total()} files ({len(aside)} different) of {len(arrivals.broken)}")
    reasons = len(list(home.quarantine.glob("*.reason.json")))
    if reasons != len(arrivals.broken):
        found.append(f"quarantine holds {reasons} reasons for {len(arrivals.broken)} files")
    found += [f"left over: {path.name}" for path in home.versions.iterdir() if path.name.startswith("draft-")]
    found += [
        f"doctor: {ill.what} ({ill.where})" for ill in examine(home) if not ill.what.endswith("files are in quarantine")
    ]
    return found


def _differences(home: Home, sent: Path, undisturbed: Path, endured: Endured) -> list[str]:
    """How the warehouse differs from one that took all reports in at once, in the order in which they came."""
    other = Home.create(undisturbed)
    came = {receipt.sha256: receipt.archived_at for receipt in Archive(home.archive).receipts()}
    in_order = sorted(sent.iterdir(), key=lambda path: came.get(content_hash(path), ""))
    rejected = take_in(other, in_order).rejected
    found = [f"rejected when undisturbed: {outcome.name}: {outcome.detail}" for outcome in rejected]
    with open_readonly(home) as connection:
        found += flaws(connection)
        endured.claims = connection.execute("SELECT COUNT(*) FROM fact_observation").fetchall()[0][0]
    got, expected = Counter(facts(home)), Counter(facts(other))
    if lost := expected - got:
        found.append(f"{lost.total()} rows are missing, e.g. {next(iter(lost))}")
    if extra := got - expected:
        found.append(f"{extra.total()} rows are too many, e.g. {next(iter(extra))}")
    return found
