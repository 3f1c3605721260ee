"""Publishing: readers see a whole warehouse, whatever happens to the writer."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from rights import rights_that_bind

from ingest.errors import InputError
from warehouse import journal, store
from warehouse.analyst import QueryError, run_sql
from warehouse.blocks import changed_blocks, intact
from warehouse.home import Home
from warehouse.schema import set_about
from warehouse.store import StoreError, next_run_id, open_readonly, publish, writing

MARK = b"a text that is long enough to be found again in the file"


@pytest.fixture
def bare(tmp_path: Path) -> Home:
    return Home.create(tmp_path / "home")


def put(home: Home, value: str) -> str:
    with writing(home, "test"), publish(home) as draft:
        draft.connection.execute("DELETE FROM about WHERE key = 'test'")
        draft.connection.execute("INSERT INTO about VALUES ('test', ?)", [value])
    return draft.run_id


def seen(home: Home) -> str:
    with open_readonly(home) as connection:
        row = connection.execute("SELECT value FROM about WHERE key = 'test'").fetchone()
    assert row is not None
    return str(row[0])


def names(home: Home) -> list[str]:
    return sorted(path.name for path in home.versions.iterdir())


def test_what_is_published_is_seen_and_leaves_nothing_else_behind(bare: Home) -> None:
    run_id = put(bare, "one")
    assert seen(bare) == "one"
    assert names(bare) == [f"spare-{run_id}.duckdb", f"warehouse-{run_id}.duckdb"]
    assert str(bare.link.readlink()) == f"versions/warehouse-{run_id}.duckdb"


def test_nothing_published_yet_is_said_with_what_to_do(bare: Home) -> None:
    with pytest.raises(InputError, match="run 'niengiam build"):
        open_readonly(bare)


def test_the_last_three_versions_are_kept(bare: Home) -> None:
    runs = [put(bare, str(number)) for number in range(5)]
    assert names(bare) == [f"spare-{runs[-1]}.duckdb", *(f"warehouse-{run}.duckdb" for run in runs[-3:])]
    assert seen(bare) == "4"


def test_a_reader_keeps_its_version_while_others_are_published(bare: Home) -> None:
    put(bare, "old")
    with open_readonly(bare) as reader:
        for number in range(4):
            put(bare, str(number))
        assert reader.execute("SELECT value FROM about WHERE key = 'test'").fetchone() == ("old",)
    assert seen(bare) == "3"


@pytest.mark.parametrize("fault", [RuntimeError("bug"), KeyboardInterrupt()])
def test_a_failing_block_publishes_nothing(bare: Home, fault: BaseException) -> None:
    put(bare, "old")
    with pytest.raises(type(fault)), writing(bare, "test"), publish(bare) as draft:
        draft.connection.execute("DELETE FROM about")
        raise fault
    assert seen(bare) == "old"
    assert len(list(bare.versions.iterdir())) == 1


@pytest.mark.parametrize("step", ["verify", "_swap"])
def test_a_fault_before_the_swap_leaves_the_old_version(bare: Home, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    put(bare, "old")
    monkeypatch.setattr(store, step, fail)
    with pytest.raises(StoreError, match="No space left on device; nothing was published"):
        put(bare, "new")
    monkeypatch.undo()
    assert seen(bare) == "old"
    put(bare, "newer")
    assert seen(bare) == "newer"


def test_a_draft_that_reads_back_differently_is_not_published(bare: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    put(bare, "old")
    real = store.table_rows
    asked: list[object] = []

    def differently(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
        asked.append(connection)
        return real(connection) | ({'"main"."about"': 0} if len(asked) == 2 else {})

    monkeypatch.setattr(store, "table_rows", differently)
    with pytest.raises(StoreError, match=r'reads back differently in "main"\."about"'):
        put(bare, "new")
    assert seen(bare) == "old"


def test_a_damaged_block_is_noticed_and_not_published(bare: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    put(bare, "old")

    def damage(path: Path, rows: dict[str, int], base: Path, real: Callable[..., None] = store.verify) -> None:
        content = bytearray(path.read_bytes())
        place = content.rindex(MARK)
        content[place] ^= 1
        path.write_bytes(content)
        real(path, rows, base)

    monkeypatch.setattr(store, "verify", damage)
    with pytest.raises(StoreError, match="does not read back"), writing(bare, "test"), publish(bare) as draft:
        draft.connection.execute("INSERT INTO report_text SELECT i, ? || hash(i) FROM range(9) t (i)", [MARK.decode()])
    assert seen(bare) == "old"


def test_of_a_copy_only_the_changed_blocks_are_read_back(
    bare: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bare, "old")
    base, path = bare.link.resolve(), tmp_path / "copy.duckdb"
    shutil.copyfile(base, path)
    assert changed_blocks(path, base, 262144) == []
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE more AS SELECT i, hash(i) AS h FROM range(400000) AS r (i)")
        rows = store.table_rows(connection)
    changed = changed_blocks(path, base, 262144)
    assert changed != []
    with monkeypatch.context() as only:
        only.delattr(store, "read_all")
        store.verify(path, rows, base)
    content = bytearray(path.read_bytes())
    content[12288 + 262144 * changed[-1] + 99] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError, match="does not read back"):
        store.verify(path, rows, base)


@pytest.mark.parametrize("place", [0, 7, 8, 99, 131_072, 262_143])
def test_a_block_with_another_bit_is_not_intact(bare: Home, place: int) -> None:
    put(bare, "old")
    path = bare.link.resolve()
    content = bytearray(path.read_bytes())
    blocks = range((len(content) - 12288) // 262144)
    assert len(blocks) > 0
    assert intact(path, blocks, 262144)
    content[12288 + 262144 * blocks[-1] + place] ^= 64
    path.write_bytes(content)
    assert not intact(path, blocks, 262144)
    assert intact(path, blocks[:-1], 262144)
    assert not intact(path, [blocks[-1] + 1], 262144)  # beyond the end


@pytest.mark.parametrize("most, taken", [("64MB", "64MB"), ("900TB", "")])
def test_a_run_takes_so_much_memory_or_less_where_the_machine_has_less(
    bare: Home, monkeypatch: pytest.MonkeyPatch, most: str, taken: str
) -> None:
    asked = "SELECT parse_formatted_bytes(current_setting('memory_limit'))"
    with duckdb.connect(config={"memory_limit": taken} if taken else {}) as machine:
        wanted = machine.execute(asked).fetchone()
    monkeypatch.setattr(store, "MOST_MEMORY", most)
    with writing(bare, "test"), publish(bare) as draft:
        assert draft.connection.execute(asked).fetchone() == wanted


def test_what_does_not_fit_into_memory_is_written_beside_the_draft(bare: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_MEMORY", "64MB")
    large = "CREATE TEMP TABLE large AS SELECT hash(i) AS h FROM range(16000000) AS r (i)"  # 128 MB
    folders = "SELECT DISTINCT parse_dirpath(path) FROM duckdb_temporary_files()"
    with writing(bare, "test"), publish(bare) as draft:
        draft.connection.execute(large)
        spilled = draft.connection.execute(folders).fetchall()
        count = draft.connection.execute("SELECT COUNT(DISTINCT h % 1000) FROM large").fetchone()
    assert [Path(folder) for (folder,) in spilled] == [bare.versions / f"draft-{draft.run_id}.tmp"]
    assert count == (1000,)
    assert names(bare) == [f"spare-{draft.run_id}.duckdb", f"warehouse-{draft.run_id}.duckdb"]


def test_a_run_begins_with_the_spare_of_the_published_version_and_no_other(
    bare: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bare, "one")
    [spare] = bare.versions.glob("spare-*")
    with monkeypatch.context() as only:
        only.delattr("warehouse.spare.copy_file")
        with pytest.raises(NameError), writing(bare, "test"), publish(bare) as draft:  # the next spare is not made
            draft.connection.execute("UPDATE about SET value = 'two' WHERE key = 'test'")
    assert seen(bare) == "two"
    assert not spare.exists()
    shutil.copyfile(bare.link.resolve(), spare)  # of a version that is no longer the published one
    with writing(bare, "test"), publish(bare) as draft:
        assert not spare.exists()
        assert draft.connection.execute("SELECT value FROM about WHERE key = 'test'").fetchone() == ("two",)


def test_a_spare_that_another_user_made_is_left_alone(bare: Home) -> None:
    put(bare, "one")
    [spare] = bare.versions.glob("spare-*")
    spare.chmod(0o444)
    with rights_that_bind():
        put(bare, "two")
    assert seen(bare) == "two"
    assert len(list(bare.versions.glob("spare-*"))) == 1


def test_no_spare_is_made_where_a_run_would_lack_the_room(bare: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    size = put(bare, "one") and bare.link.stat().st_size
    usage = shutil.disk_usage(bare.root)
    little = usage._replace(free=2 * (2 * size + (64 << 20)) - 1)
    with monkeypatch.context() as only:
        only.setattr(shutil, "disk_usage", lambda path: little)
        put(bare, "two")
    assert list(bare.versions.glob("spare-*")) == []
    put(bare, "three")
    assert len(list(bare.versions.glob("spare-*"))) == 1


def test_gaps_are_left_until_they_are_a_quarter(bare: Home) -> None:
    places = "SELECT estimated_size FROM duckdb_tables() WHERE table_name = 'report_text'"
    with writing(bare, "test"), publish(bare) as draft:
        draft.connection.execute("INSERT INTO report_text SELECT i, hash(i) FROM range(500000) t (i)")
    sizes = []
    for number in range(8):
        with writing(bare, "test"), publish(bare) as draft:
            draft.connection.execute(f"DELETE FROM report_text WHERE CAST(report_id AS INTEGER) % 25 = {number}")
            draft.connection.execute(
                f"INSERT INTO report_text SELECT i, hash(i) FROM range({number}, 500000, 25) t (i)"
            )
        with open_readonly(bare) as connection:
            sizes += connection.execute(places).fetchone() or ()
            assert connection.execute("SELECT COUNT(*) FROM report_text").fetchone() == (500_000,)
    assert sizes[:6] == [500_000 + 20_000 * number for number in range(1, 7)]
    assert max(sizes) < 700_000


def test_a_discarded_draft_is_not_published(bare: Home) -> None:
    put(bare, "old")
    with writing(bare, "test"), publish(bare) as draft:
        draft.connection.execute("UPDATE about SET value = 'stray'")
        draft.discard()
    assert seen(bare) == "old"
    with writing(bare, "test"), publish(bare) as draft:  # begins with a copy of what is published, not of that draft
        assert draft.connection.execute("SELECT * FROM about WHERE value = 'stray'").fetchall() == []


@pytest.mark.parametrize("moment", ["in the block", "before the swap", "after the rename"])
def test_a_killed_writer_leaves_the_old_version_and_no_lock(bare: Home, moment: str) -> None:
    put(bare, "old")
    script = f"""
        import os, signal
        from pathlib import Path
        from warehouse import store
        from warehouse.home import Home
        kill = lambda *a: os.kill(os.getpid(), signal.SIGKILL)
        moment = {moment!r}
        if moment == "before the swap": store._swap = kill
        if moment == "after the rename": store.sync_folder = kill
        home = Home(Path({str(bare.root)!r}))
        with store.writing(home, "test"), store.publish(home) as draft:
            draft.connection.execute("BEGIN; UPDATE about SET value = 'new'; COMMIT")
            if moment == "in the block": kill()
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert seen(bare) == "old"
    put(bare, "next")
    assert seen(bare) == "next"
    assert not list(bare.versions.glob("draft-*"))


def test_files_are_in_the_older_storage_format(bare: Home) -> None:
    put(bare, "one")
    with open_readonly(bare) as connection:
        row = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal").fetchone()
    assert row is not None
    assert str(row[0]).startswith("v1.5.0")


def test_every_table_and_column_has_a_comment(bare: Home) -> None:
    put(bare, "one")
    with open_readonly(bare) as connection:
        bare_columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_name) "
            "WHERE NOT t.internal AND c.comment IS NULL"
        ).fetchall()
        bare_tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert (bare_tables, bare_columns) == ([], [])


def test_the_published_file_is_not_opened_for_writing(bare: Home) -> None:
    put(bare, "one")
    with open_readonly(bare) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM about")


def test_ids_of_runs_grow_though_the_clock_is_set_back(bare: Home) -> None:
    put(bare, "now")
    published = bare.link.resolve().stem.partition("-")[2]
    earlier = datetime(2001, 1, 1)
    assert next_run_id(bare, earlier) > published
    failed = "20990101T000000000000"  # of a run that published nothing
    journal.note(bare.journal, journal.Run(failed, earlier, None, "ingest"))
    assert next_run_id(bare, earlier) == "20990101T000000000001"
    assert next_run_id(bare, datetime(2100, 1, 1)) == "21000101T000000000000"


@pytest.mark.parametrize("statement", ["FROM table_of_tomorrow", "SELECT column_of_tomorrow FROM runs"])
def test_sql_on_a_home_of_another_version_says_what_to_do(bare: Home, statement: str) -> None:
    put(bare, "now")
    with pytest.raises(QueryError) as caught:
        run_sql(bare, statement)
    assert "niengiam build" not in str(caught.value)
    with writing(bare, "test"), publish(bare) as draft:
        set_about(draft.connection, "schema", "of yesterday")
    with pytest.raises(QueryError, match="of another version of niengiam: run 'niengiam build'"):
        run_sql(bare, statement)
