"""What is wrong with a home is named, with how to mend it; and mending it so makes the doctor content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from warehouse.archive import Archive
from warehouse.cli import main
from warehouse.doctor import examine
from warehouse.home import Home
from warehouse.intake import rebuild
from warehouse.lock import hold


def original(home: Home) -> Path:
    archive = Archive(home.archive)
    return archive.original(next(iter(archive.receipts())))


def alter(home: Home) -> None:
    original(home).chmod(0o644)
    original(home).write_bytes(b"altered")


def overwrite_middle(home: Home) -> None:
    version = home.link.resolve()
    raw = bytearray(version.read_bytes())
    raw[4096 : len(raw)] = b"\x5a" * (len(raw) - 4096)
    version.write_bytes(raw)


ILLS: dict[str, tuple[Callable[[Home], object], str]] = {
    "folder gone": (lambda h: shutil.rmtree(h.quarantine), "a folder is missing"),
    "altered original": (alter, "the original of .* has changed"),
    "lost original": (lambda h: original(h).unlink(), "the original of .* is missing"),
    "damaged receipt": (lambda h: original(h).with_suffix(".json").write_text("{"), "a receipt is damaged"),
    "no receipt": (lambda h: original(h).with_suffix(".json").unlink(), "has no receipt"),
    "report without original": (
        lambda h: original(h).with_suffix(".json").unlink(),
        "published and not in the archive",
    ),
    "no link": (lambda h: h.link.unlink(), "warehouse.duckdb is missing"),
    "damaged database": (overwrite_middle, "the published version cannot be read"),
    "file for a link": (lambda h: h.link.replace(h.link.with_name("x")) and h.link.write_text("x"), "is no link"),
    "corrections": (lambda h: h.corrections.write_text("nonsense\nx\n"), "line 1: the columns must be"),
    "waiting": (lambda h: (h.inbox / "x.txt").write_text("x"), "1 files wait in the inbox"),
}


def test_a_home_in_order(loaded: Home) -> None:
    assert examine(loaded) == []
    result = CliRunner().invoke(main, ["doctor", "--home", str(loaded.root)])
    assert (result.exit_code, result.output) == (0, f"{loaded.root}: in order\n")


@pytest.mark.parametrize("name", ILLS)
def test_an_ill_is_named_with_its_cure(loaded: Home, name: str) -> None:
    harm, said = ILLS[name]
    harm(loaded)
    found = examine(loaded)
    assert any(re.search(said, ill.what) for ill in found), found
    assert all(ill.where and ill.mend for ill in found)
    assert CliRunner().invoke(main, ["doctor", "--home", str(loaded.root)]).exit_code == 1


def test_nobody_is_told_to_remove_the_original_of_a_damaged_receipt(loaded: Home) -> None:
    original(loaded).with_suffix(".json").write_text("{")
    assert [ill.what for ill in examine(loaded)] == ["a receipt is damaged"]


def test_damage_to_any_block_of_the_database_is_told(loaded: Home, tmp_path: Path) -> None:
    version = loaded.link.resolve()
    whole = version.read_bytes()
    told = []
    for place in range(3 * 4096 + 1000, len(whole), 256 * 1024):  # a block's checksum stands before its content
        version.write_bytes(whole[:place] + bytes(64) + whole[place + 64 :])
        found = [ill.what for ill in examine(loaded) if "cannot be read" in ill.what]
        if found:
            exported = CliRunner().invoke(main, ["export", "--home", str(loaded.root), "--to", str(tmp_path / "out")])
            told += [(exported.exit_code, len(exported.output.splitlines()))] if exported.exit_code else []
    assert told and set(told) == {(3, 1)}


def test_a_damaged_database_is_made_anew_as_it_says(loaded: Home) -> None:
    overwrite_middle(loaded)
    [ill] = [ill for ill in examine(loaded) if "cannot be read" in ill.what]
    assert "remove the file" in ill.mend
    loaded.link.resolve().unlink()
    rebuild(loaded, jobs=1)
    assert examine(loaded) == []


def test_a_home_that_is_being_written(loaded: Home) -> None:
    with hold(loaded.lock, "ingest"):
        assert any("'niengiam ingest' is writing" in ill.what for ill in examine(loaded))
