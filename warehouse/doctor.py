"""Examining a home: what is wrong with it, and how to mend it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

import duckdb

from ingest.errors import InputError, NiengiamError
from warehouse.answer import fetch
from warehouse.archive import HOW_TO_MEND, Archive
from warehouse.corrections import read_corrections
from warehouse.home import Home
from warehouse.inbox import waiting
from warehouse.journal import UNFINISHED, read
from warehouse.lock import LockError, hold
from warehouse.schema import published_schema, schema_fingerprint
from warehouse.store import open_readonly, read_all

_SCARCE = 3  # times the size of the published version: below that, room runs out soon


class Ill(NamedTuple):
    """Something that is wrong."""

    what: str
    where: str
    mend: str


def examine(home: Home) -> list[Ill]:
    """Everything that is wrong with a home; every original and every table is read."""
    return [ill for check in _CHECKS for ill in check(home)]


def _rights(home: Home) -> Iterator[Ill]:
    for place in (home.root, home.versions, home.archive, home.inbox, home.quarantine):
        if not place.is_dir():
            yield Ill("a folder is missing", str(place), f"mkdir '{place}'")
        elif not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            yield Ill("a folder cannot be written", str(place), "give the user of niengiam the right to write there")


def _lock(home: Home) -> Iterator[Ill]:
    try:
        with hold(home.lock, "doctor"):
            pass
    except LockError as error:
        yield Ill(str(error).partition(";")[0], str(home.lock), "give the user of niengiam the right to write there")
    except NiengiamError as busy:
        yield Ill(
            str(busy).partition(";")[0], str(home.lock), "wait until it is done; what follows may be of its making"
        )
    runs = read(home.journal)
    if runs and runs[-1].outcome == UNFINISHED:
        yield Ill(
            f"the last run ({runs[-1].command}) was killed",
            runs[-1].run_id,
            "run 'niengiam build': it finishes the job",
        )


def _space(home: Home) -> Iterator[Ill]:
    size = home.link.stat().st_size if home.link.exists() else 0
    free = shutil.disk_usage(home.root).free
    if free < _SCARCE * size + (256 << 20):
        yield Ill(f"{free >> 20} MB are left on the disk", str(home.root), "make room: a run needs twice the database")


def _published(home: Home) -> Iterator[Ill]:
    if not home.link.is_symlink():
        kind = "is no link" if home.link.exists() else "is missing: nothing is published"
        yield Ill(f"warehouse.duckdb {kind}", str(home.link), "run 'niengiam build': it is made anew from the archive")
        return
    try:
        with open_readonly(home) as connection:
            if published_schema(connection) != schema_fingerprint():
                yield Ill("the warehouse is of another version of niengiam", home.link.name, "run 'niengiam build'")
            read_all(connection)
    except InputError as error:  # by a newer program: nothing is broken
        yield Ill(str(error).partition("): ")[0] + ")", str(home.link), "upgrade niengiam here, or name another home")
    except (NiengiamError, duckdb.Error, OSError) as error:
        mend = "remove the file that the link points to and run 'niengiam build': it is made anew from the archive"
        yield Ill(
            f"the published version cannot be read ({str(error).splitlines()[0]})", str(home.link.resolve()), mend
        )


def _archive(home: Home) -> Iterator[Ill]:
    archive, expected = Archive(home.archive), set()
    for place in sorted(home.archive.glob("??/*.json")):
        try:
            receipt = archive.find(place.stem)
        except InputError as error:
            yield Ill("a receipt is damaged", str(place), str(error).partition(": ")[2])
            expected |= {*place.parent.glob(f"{place.stem}.*")}  # its original is wanted
            continue
        assert receipt is not None  # noqa: S101 - its file is there
        original = archive.original(receipt)
        expected |= {original, place}
        if damage := archive.damage(receipt):
            yield Ill(f"the original of {receipt.names[0]} {damage}", str(original), HOW_TO_MEND[damage])
    for place in sorted(path for path in home.archive.glob("*/*") if path not in expected and path.suffix != ".json"):
        mend = "it was left by a killed run: ingest the report again, or remove the file"
        yield Ill("a file of the archive has no receipt", str(place), mend)


def _agreement(home: Home) -> Iterator[Ill]:
    try:
        with open_readonly(home) as connection:
            rows = fetch(connection, "SELECT sha256, file_name FROM dim_report").rows
    except (NiengiamError, duckdb.Error):  # told by _published
        return
    archived = {place.stem for place in home.archive.glob("??/*.json")}
    published = {str(sha256): str(name) for sha256, name in rows}
    for sha256 in sorted(published.keys() - archived):
        yield Ill(f"{published[sha256]} is published and not in the archive", sha256, "ingest the report again")
    if missing := len(archived - published.keys()):
        yield Ill(
            f"{missing} archived reports are not published", str(home.archive), "run 'niengiam build' and see why"
        )


def _decisions(home: Home) -> Iterator[Ill]:
    try:
        read_corrections(home.corrections)
    except InputError as error:
        yield Ill(str(error), str(home.corrections), "mend the line")
        return
    try:
        with open_readonly(home) as connection:
            waits = fetch(connection, "SELECT COUNT(*) FROM correction WHERE status <> 'applied'").rows[0][0]
    except (NiengiamError, duckdb.Error):  # told by _published
        return
    if waits:
        yield Ill(f"{waits} corrections are not applied", str(home.corrections), "'niengiam correct' lists them")


def _leftovers(home: Home) -> Iterator[Ill]:
    if files := waiting(home.inbox):
        yield Ill(f"{len(files)} files wait in the inbox", str(home.inbox), "run 'niengiam ingest --inbox'")
    reasons = sorted(home.quarantine.glob("*.reason.json"))
    if reasons:
        yield Ill(f"{len(reasons)} files are in quarantine", str(home.quarantine), "read FILE.reason.json beside each")


_CHECKS: tuple[Callable[[Home], Iterator[Ill]], ...] = (
    _rights,
    _lock,
    _space,
    _published,
    _archive,
    _agreement,
    _decisions,
    _leftovers,
)
