"""What is kept in `__pycache__` is only ever a saving of time: stale, damaged or forbidden, the answer is the same."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from ingest.compiled import compiled

VALUE = [("mã.số", ("đàn", "lợn"), ())]


class Counted:
    """Makes the value, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> object:
        self.made += 1
        return VALUE


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Counted:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Counted()


@pytest.fixture
def store(tmp_path: Path, make: Counted) -> Path:
    """Where the value for `tmp_path / "table.csv"` is kept, after it was made once."""
    assert compiled(tmp_path / "table.csv", "1", make) == VALUE
    kept = Path(cache_from_source(str(tmp_path / "table.csv")))
    assert list(kept.parent.iterdir()) == [kept]
    return kept


@pytest.mark.usefixtures("store")
def test_made_once(tmp_path: Path, make: Counted) -> None:
    assert compiled(tmp_path / "table.csv", "1", make) == VALUE
    assert make.made == 1


@pytest.mark.usefixtures("store")
def test_made_again_for_another_stamp(tmp_path: Path, make: Counted) -> None:
    for _ in range(2):
        assert compiled(tmp_path / "table.csv", "2", make) == VALUE
    assert make.made == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"not ours", b"i\x01\x00\x00\x00"])
def test_a_damaged_store_is_replaced(tmp_path: Path, make: Counted, store: Path, damage: bytes) -> None:
    sound = store.read_bytes()
    for broken in (damage, sound[: len(sound) // 2]):
        store.write_bytes(broken)
        assert compiled(tmp_path / "table.csv", "1", make) == VALUE
        assert store.read_bytes() == sound


def test_nothing_is_kept_where_it_may_not(
    tmp_path: Path, make: Counted, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled(tmp_path / "table.csv", "1", make) == VALUE
    assert not store.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    store.parent.rmdir()
    store.parent.write_text("a file in the way")
    assert compiled(tmp_path / "table.csv", "1", make) == VALUE


def test_nothing_is_kept_of_what_fails(tmp_path: Path, make: Counted) -> None:
    def fail() -> object:
        raise ValueError("faults")

    with pytest.raises(ValueError, match="faults"):
        compiled(tmp_path / "table.csv", "1", fail)
    assert compiled(tmp_path / "table.csv", "1", make) == VALUE
