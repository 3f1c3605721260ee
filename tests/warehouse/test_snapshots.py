"""Snapshots: what is in them, who reads them, that equal states are equal bytes, that faults are seen."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from click.testing import CliRunner

from ingest.errors import InputError
from ingest.resources import resource
from warehouse.cli import main
from warehouse.home import Home
from warehouse.intake import rebuild, take_in
from warehouse.lock import hold
from warehouse.snapshots import Selection, export, verify, writing
from warehouse.store import StoreError, open_readonly

SAMPLES = sorted(path for path in resource("reports").glob("2024-*.docx"))[:4]


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Four sample reports, the real reader, catalogue and models."""
    home = Home.create(tmp_path_factory.mktemp("sampled") / "home")
    assert not take_in(home, SAMPLES, jobs=1).rejected
    return home


@pytest.fixture(scope="module")
def snapshot(sampled: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "snapshot"
    export(sampled, target)
    return target


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def files(folder: Path, table: str) -> list[str]:
    return [str(path) for path in sorted((folder / table.replace(".", "/")).rglob("*.parquet"))]


def tables_of(home: Home) -> list[str]:
    with open_readonly(home) as connection:
        rows = connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_schema = 'marts' OR (table_schema = 'main' AND table_type = 'BASE TABLE') ORDER BY 1"
        ).fetchall()
    rows = [row for row in rows if row[0] not in ("main.model_state", "main.model_slice")]  # how the builder remembers
    return [str(name) for (name,) in rows]


def test_every_table_and_mart_is_there_row_by_row(sampled: Home, snapshot: Path) -> None:
    listed = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in listed["tables"]] == tables_of(sampled)
    with open_readonly(sampled) as connection:
        for table in listed["tables"]:
            name = table["name"]
            here = connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            there = duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [files(snapshot, name)]).fetchall()
            assert here == there, name
            assert table["rows"] == len(here)


def test_the_manifest_names_state_and_reports(sampled: Home, snapshot: Path) -> None:
    listed = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    assert listed["format"] == "niengiam snapshot 1"
    assert listed["program"]
    assert f"warehouse-{listed['run_id']}.duckdb" == sampled.link.resolve().name
    assert sorted(report["file_name"] for report in listed["reports"]) == [path.name for path in SAMPLES]
    assert {len(report["sha256"]) for report in listed["reports"]} == {64}


def test_polars_and_pandas_read_the_same_sum(sampled: Home, snapshot: Path) -> None:
    with open_readonly(sampled) as connection:
        row = connection.execute("SELECT SUM(value), COUNT(*) FROM fact_observation").fetchone()
    assert row is not None
    fact = snapshot / "main" / "fact_observation"
    by_polars, by_pandas = polars.read_parquet(fact / "*.parquet"), pandas.read_parquet(fact)
    assert (by_polars["value"].sum(), len(by_polars)) == row
    assert (sum(by_pandas["value"], Decimal(0)), len(by_pandas)) == row
    assert list(by_pandas.columns) == by_polars.columns


def test_files_carry_what_their_columns_mean(snapshot: Path) -> None:
    [path] = files(snapshot, "main.dim_area")
    (text,) = duckdb.execute(
        "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE key = 'niengiam'", [path]
    ).fetchone()  # type: ignore[misc]
    told = json.loads(text)
    assert told["description"].startswith("Areas")
    assert {"name": "area_code", "type": "VARCHAR"}.items() <= told["columns"][0].items()
    assert all(column["description"] for column in told["columns"])


def test_no_column_is_wider_than_parquet_can_say(sampled: Home) -> None:
    with open_readonly(sampled) as connection:
        wide = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE schema_name IN ('main', 'marts') AND data_type IN ('HUGEINT', 'UHUGEINT')"
            " AND table_name <> 'model_slice'"  # which is not exported
        ).fetchall()
    assert wide == []  # they would become doubles


def test_the_same_state_gives_the_same_bytes(sampled: Home, snapshot: Path, tmp_path: Path) -> None:
    export(sampled, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(snapshot)


def test_a_second_export_writes_nothing(sampled: Home, snapshot: Path) -> None:
    before = snapshot.readlink()
    done = export(sampled, snapshot)
    assert (done.written, done.changed, snapshot.readlink()) == (0, False, before)


def test_unchanged_files_are_taken_over(tmp_path: Path) -> None:
    home, target = Home.create(tmp_path / "home"), tmp_path / "snapshot"
    take_in(home, SAMPLES[:2], jobs=1)
    export(home, target)
    inodes = {p.relative_to(target): p.stat().st_ino for p in target.rglob("*.parquet")}
    take_in(home, SAMPLES[2:3], jobs=1)
    done = export(home, target)
    now = {p.relative_to(target): p.stat().st_ino for p in target.rglob("*.parquet")}
    kept = {path for path in now if inodes.get(path) == now[path]}
    assert Path("main/dim_period/all.parquet") in kept
    assert Path("main/dim_report/all.parquet") not in kept
    assert done.written == len(now) - len(kept)
    assert verify(target) == []


def test_a_damaged_file_is_not_taken_over(sampled: Home, tmp_path: Path) -> None:
    target = tmp_path / "snapshot"
    export(sampled, target)
    whole = bytes_of(target)
    path = target / "main/dim_unit/all.parquet"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    assert [fault.split(":")[0] for fault in verify(target)] == ["main/dim_unit/all.parquet"]
    assert export(sampled, target).written == 1
    assert bytes_of(target) == whole


def test_what_was_known_on_a_day(sampled: Home, tmp_path: Path) -> None:
    target = tmp_path / "then"
    with open_readonly(sampled) as connection:
        days = [
            day for (day,) in connection.execute("SELECT DISTINCT published_at FROM dim_report ORDER BY 1").fetchall()
        ]
    export(sampled, target, as_of=days[0])
    then = Home.create(tmp_path / "home")
    with open_readonly(sampled) as connection:
        names = {
            n
            for (n,) in connection.execute(
                "SELECT file_name FROM dim_report WHERE published_at <= ?", [days[0]]
            ).fetchall()
        }
    take_in(then, [path for path in SAMPLES if path.name in names], jobs=1)
    with open_readonly(then) as connection:
        for mart in ("marts.in_period", "marts.plan_attainment", "marts.year_on_year"):
            here = connection.execute(f"SELECT * FROM {mart} ORDER BY ALL").fetchall()
            there = duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [files(target, mart)]).fetchall()
            assert here == there, mart
    assert json.loads((target / "manifest.json").read_text())["as_of"] == days[0].isoformat()
    with open_readonly(sampled) as connection:  # the published warehouse is as it was
        assert connection.execute("SELECT COUNT(*) FROM dim_report").fetchone() == (len(SAMPLES),)


def test_a_selection_by_area_indicator_and_day(sampled: Home, tmp_path: Path) -> None:
    target = tmp_path / "part"
    with open_readonly(sampled) as connection:
        (area,) = connection.execute("SELECT ANY_VALUE(area_code) FROM dim_report").fetchone()  # type: ignore[misc]
        (name,) = connection.execute("SELECT name FROM dim_area WHERE area_code = ?", [area]).fetchone()  # type: ignore[misc]
    export(sampled, target, Selection(area=name, indicator="trade.retail_sales", since=date(2024, 3, 1)))
    rows = duckdb.execute(
        "SELECT DISTINCT area_code, indicator_code, last_day >= DATE '2024-03-01' FROM read_parquet(?)",
        [files(target, "main.fact_observation")],
    ).fetchall()
    assert rows == [(area, "trade.retail_sales", True)]
    marts = duckdb.execute("SELECT DISTINCT indicator_code FROM read_parquet(?)", [files(target, "marts.in_period")])
    assert marts.fetchall() == [("trade.retail_sales",)]
    assert json.loads((target / "manifest.json").read_text())["filters"] == {
        "area": name, "indicator": "trade.retail_sales", "since": "2024-03-01",
    }  # fmt: skip
    with pytest.raises(InputError, match="no area 'Atlantis'"):
        export(sampled, target, Selection(area="Atlantis"))
    with pytest.raises(InputError, match="no indicator"):
        export(sampled, target, Selection(indicator="x' OR true --"))
    assert verify(target) == []


def test_a_folder_of_something_else_is_left_alone(sampled: Home, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(InputError, match="holds something else"):
        export(sampled, tmp_path / "mine")
    (tmp_path / "empty").mkdir()
    assert export(sampled, tmp_path / "empty").changed
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_full_disk_leaves_the_snapshot_that_was_there(
    sampled: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "snapshot"
    export(sampled, target, Selection(since=date(2024, 3, 1)))
    whole = bytes_of(target)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_part", refuse)
    with pytest.raises(StoreError, match="No space left on device; the snapshot that was there stays"):
        export(sampled, target)
    assert bytes_of(target) == whole
    assert not list(tmp_path.glob(".snapshot-*.part"))


def test_what_a_killed_export_left_is_swept(sampled: Home, tmp_path: Path) -> None:
    left = tmp_path / ".snapshot-_dead123.part"
    left.mkdir()
    (left / "x").write_text("", encoding="utf-8")
    export(sampled, tmp_path / "snapshot")
    assert not left.exists()


@pytest.mark.parametrize("name", ["snapshot", "snapshot[1]"])
def test_a_snapshot_leaves_its_neighbours_alone_and_keeps_two_of_its_own(
    sampled: Home, tmp_path: Path, name: str
) -> None:
    neighbour = tmp_path / f"{name}-2024"
    export(sampled, neighbour, Selection(since=date(2024, 3, 1)))
    for month in (1, 2, 3, 4):
        export(sampled, tmp_path / name, Selection(since=date(2024, month, 1)))
    assert verify(neighbour) == verify(tmp_path / name) == []
    assert len([path for path in tmp_path.iterdir() if path.is_dir() and not path.is_symlink()]) == 3


def test_one_export_at_a_time(sampled: Home, tmp_path: Path) -> None:
    with hold(tmp_path / ".snapshot.lock", "export"):
        result = CliRunner().invoke(main, ["export", "--to", str(tmp_path / "snapshot"), "--home", str(sampled.root)])
    assert result.exit_code == 3
    assert not (tmp_path / "snapshot").exists()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda f: (f / "main/dim_area/all.parquet").unlink(), "main/dim_area/all.parquet: is missing"),
        (lambda f: (f / "extra.parquet").write_bytes(b"x"), "extra.parquet: is not in the manifest"),
        (lambda f: _rewrite(f / "main/dim_area/all.parquet"), "main/dim_area/all.parquet: has "),
        (lambda f: _flip(f / "main/dim_area/all.parquet"), "main/dim_area/all.parquet: its content has changed"),
        (lambda f: _link(f / "main/dim_area/all.parquet"), "main/dim_area/all.parquet: is a link"),
        (lambda f: _recount(f / "manifest.json"), "rows, the manifest says 1000001"),
    ],
    ids=["missing", "foreign", "shorter", "changed", "link", "rows"],
)
def test_verify_names_the_fault(sampled: Home, tmp_path: Path, harm: object, said: str) -> None:
    target = tmp_path / "snapshot"
    export(sampled, target)
    assert callable(harm)
    harm(target)
    result = CliRunner().invoke(main, ["verify", str(target)])
    assert result.exit_code == 1
    assert said in result.output


def _rewrite(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-4])


def _flip(path: Path) -> None:
    path.chmod(0o644)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _link(path: Path) -> None:
    path.rename(path.parents[3] / "elsewhere.parquet")
    path.symlink_to(path.parents[3] / "elsewhere.parquet")


def _recount(manifest: Path) -> None:
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["tables"][0]["files"][0]["rows"] = 1000001
    manifest.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize("text", ["", "{}", '{"format": "niengiam snapshot 99"}', "[1]"])
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json"):
        verify(tmp_path)
    with pytest.raises(InputError, match="no snapshot"):
        verify(tmp_path / "nowhere")


def test_a_manifest_may_not_lead_out_of_its_folder(sampled: Home, tmp_path: Path) -> None:
    target = tmp_path / "snapshot"
    export(sampled, target)
    place = target / "manifest.json"
    place.write_text(place.read_text().replace("main/dim_area/all.parquet", "../../secret.parquet"), encoding="utf-8")
    with pytest.raises(InputError, match="leads out of the snapshot"):
        verify(target)


def test_nothing_published_yet(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home")
    with pytest.raises(InputError, match="nothing is published"):
        export(home, tmp_path / "snapshot", as_of=date(2024, 1, 1))
    rebuild(home, command="init")
    assert export(home, tmp_path / "snapshot").manifest.reports == ()
    assert verify(tmp_path / "snapshot") == []
