"""Deriving only touched slices gives what deriving everything gives, whatever happened to the facts."""

from __future__ import annotations

import random
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_facts import World
from test_runner_build import content, write

from warehouse.load import series_of_the_newest
from warehouse.models import ModelError, build
from warehouse.models.model import Model, load_models
from warehouse.models.slices import derive

MODELS = load_models()
SLICED = {name for name, model in MODELS.items() if model.header.slice}
REPORTS = [f"{year}-{month:02d}-{day:02d}" for year in (2023, 2024) for month in (1, 4, 10, 11) for day in (1, 20)]
SAYINGS = (  # when, value, measure, versus
    ("{}", 10, "level", ""),
    ("{} ytd", 100, "level", ""),
    ("{}-15 ytd", 90, "level", ""),
    ("{}-10 point", 50, "level", ""),
    ("{} ytd", 5, "change_pct", "yoy"),
    ("{}", 2, "change_abs", "yoy"),
    ("{} ytd", 40, "attainment", "plan"),
    ("{:.4}", 1200, "plan", "plan"),
)


class History:
    """A warehouse that lives: reports come late, come again, are taken out; the catalogue is corrected."""

    def __init__(self, seed: int) -> None:
        self.chance, self.world = random.Random(seed), World()
        for _ in range(12):
            self.report()

    def report(self) -> None:
        """A report, perhaps one that came before: on three areas at most, in no order of publication."""
        chance, name = self.chance, self.chance.choice(REPORTS)
        for _ in range(chance.randint(1, 6)):
            area, indicator = f"p{chance.randint(0, 5)}", chance.choice(["sales", "exports", "herd", "poverty"])
            year = chance.choice([2023, 2024])
            for month in range(1, chance.randint(2, 13)):
                when, value, measure, versus = chance.choice(SAYINGS)
                number, half = value + chance.randint(-5, 5), chance.choice([0, "0.5", None])
                place = {"area": area, "versus": versus, "half": half}
                self.world.say(name, indicator, when.format(f"{year}-{month:02d}"), number, measure=measure, **place)
        self.world.load()

    def take_out(self) -> None:
        """A report is removed with all that it said."""
        name = self.chance.choice(list(self.world.reports))
        for table in ("fact_observation", "dim_report"):
            self.world.connection.execute(f"DELETE FROM {table} WHERE report_id = ?", [self.world.reports[name]])
        self.world.reports[f"{name} taken out"] = self.world.reports.pop(name)  # ids go by the number of reports

    def republish(self) -> None:
        """The day of publication was read wrongly."""
        report_id, day = self.chance.choice(list(self.world.reports.values())), self.chance.choice(REPORTS)
        self.world.connection.execute("UPDATE dim_report SET published_at = ? WHERE report_id = ?", [day, report_id])

    def correct(self) -> None:
        """Somebody corrects a value."""
        row = self.world.connection.execute("SELECT observation_id FROM fact_observation ORDER BY ALL").fetchall()
        if row:
            chosen = self.chance.choice(row)[0]
            moved = "value = value + 1, low = low + 1, high = high + 1"  # a value lies within its interval
            self.world.connection.execute(f"UPDATE fact_observation SET {moved} WHERE observation_id = ?", [chosen])

    def rename(self) -> None:
        """The catalogue gives an indicator another name or nature."""
        change = self.chance.choice(["name_vi = name_vi || '.'", "nature = 'stock'", "unit = 'con'"])
        self.world.connection.execute(f"UPDATE dim_indicator SET {change} WHERE indicator_code = 'exports'")


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {name: content(connection, name) for name in MODELS}


events = st.lists(st.sampled_from(["report", "report", "take_out", "republish", "correct", "rename"]), min_size=1)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.lists(events, min_size=1, max_size=3))
def test_slices_give_what_everything_gives(seed: int, days: list[list[str]]) -> None:
    history = History(seed)
    connection = history.world.connection
    build(connection)
    for day in days:
        for event in day[:3]:
            getattr(history, event)()
        build(connection)
        by_slices = tables(connection)
        connection.execute("DROP TABLE main.model_state")
        assert build(connection).built == tuple(o.step.model for o in build(connection, explain=True).outcomes)
        assert by_slices == tables(connection)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.lists(st.booleans(), min_size=1, max_size=3))
def test_new_reports_change_no_other_series_than_they_tell_of(seed: int, late: list[bool]) -> None:
    history = History(seed)
    world, connection = history.world, history.world.connection
    build(connection)
    for number, is_late in enumerate(late):
        day = history.chance.choice(REPORTS)
        name = f"{day} {number}"
        for month in range(1, history.chance.randint(2, 13)):
            when, value, measure, versus = history.chance.choice(SAYINGS)
            world.say(name, "sales", when.format(f"2024-{month:02d}"), value, area="p1", measure=measure, versus=versus)
        world.load()
        if is_late:  # it was put among those of its day
            change = "UPDATE dim_report SET loaded_at = '2000-01-01' WHERE report_id = ?"
            connection.execute(change, [world.reports[name]])
        others = sum(known[:10] == day for known in world.reports if known != name)
        changed = series_of_the_newest(connection, [world.reports[name]])
        assert changed == (None if is_late and others else [("p1", "sales")])
        build(connection, changed=changed)
        by_slices = tables(connection), content(connection, "main.model_slice")
        connection.execute("DROP TABLE main.model_state")
        build(connection)
        assert by_slices == (tables(connection), content(connection, "main.model_slice"))


def test_of_slices_said_to_be_as_they_were_nothing_is_derived_anew() -> None:
    world = World()
    world.say("2024-11-01", "sales", "2024-10", 5, area="p1")
    world.build()
    world.say("2024-12-01", "sales", "2024-11", 7, area="p2")
    world.say("2024-12-01", "exports", "2024-11", 7, area="p3")
    world.load()
    build(world.connection, changed=[("p2", "sales")])
    assert {row["area_code"] for row in world.rows_of("marts.in_period")} == {"p1", "p2"}
    build(world.connection)
    assert {row["area_code"] for row in world.rows_of("marts.in_period")} == {"p1", "p2", "p3"}


@pytest.mark.parametrize("rows", [1, 40])
def test_rounds_give_what_everything_at_once_gives(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = History(rows).world.connection
    built = build(connection).built
    at_once = tables(connection)
    connection.execute("DROP TABLE main.model_state")
    monkeypatch.setattr("warehouse.models.rounds.ROWS", rows)
    assert build(connection).built == built
    assert at_once == tables(connection)
    areas = [row[0] for row in connection.execute("SELECT area_code FROM marts.in_period").fetchall()]
    assert areas == sorted(areas)  # slices lie together
    assert build(connection).changed is False


def test_a_report_touches_only_its_series() -> None:
    world = World()
    for area in range(8):
        world.months("2024-11-01", "sales", 2024, dict.fromkeys(range(1, 11), 5), area=f"p{area}")
    world.build()
    world.say("2024-12-01", "sales", "2024-11", 7, area="p3")
    report = world.build()
    assert (set(report.built), set(report.updated)) == (set(), SLICED)
    reasons = {outcome.step.reason for outcome in report.outcomes if outcome.step.model in SLICED}
    assert reasons == {"1 of 8 slices changed"}
    assert world.row("marts.cumulative", area_code="p3", month=11)["value"] == 57
    assert world.build().changed is False


def test_where_most_is_touched_everything_is_built() -> None:
    world = World()
    for area in ("p1", "p2"):
        world.say("2024-11-01", "sales", "2024-10", 5, area=area)
    world.build()
    for area in ("p1", "p2"):
        world.say("2024-12-01", "sales", "2024-11", 5, area=area)
    assert world.build().updated == ()


def test_a_report_without_a_coded_number_changes_no_model() -> None:
    world = World()
    world.say("2024-11-01", "sales", "2024-10", 5)
    world.build()
    world.say("2024-12-01", "sales", "2024-11", 5, code=False)
    assert world.build().changed is False


HEADER = "-- A row is a thing.\n-- slice: {}\n-- grain: id\n-- column: id: what it is\n-- column: n: how many\n"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE fact (id INTEGER, n INTEGER)")
    connection.execute("INSERT INTO fact SELECT i, 10 FROM range(10) AS t (i)")
    return connection


def sliced(folder: Path, by: str = "id") -> None:
    write(folder, "staging/first", "SELECT f.id, f.n FROM fact AS f", HEADER.format("id"))
    write(folder, "marts/second", "SELECT f.id, f.n + 1 AS n FROM staging.first AS f", HEADER.format(by))


def test_a_fault_in_a_slice_leaves_everything_as_it_was(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sliced(tmp_path)
    build(connection, tmp_path)
    before = content(connection, "marts.second"), content(connection, "main.model_slice")
    connection.execute("INSERT INTO fact VALUES (3, 2147483647)")
    connection.execute("DELETE FROM fact WHERE id = 3 AND n = 10")
    with pytest.raises(ModelError, match=r"second\.sql: .*[Oo]verflow"):
        build(connection, tmp_path)
    assert (content(connection, "marts.second"), content(connection, "main.model_slice")) == before


@pytest.mark.parametrize(("few", "threads"), [(100, 1), (0, 3)])
def test_few_rows_are_derived_by_one_thread(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, threads: int
) -> None:
    def asked(connection: duckdb.DuckDBPyConnection) -> object:
        settings = "SELECT current_setting('threads'), current_setting('preserve_insertion_order')"
        return connection.execute(settings).fetchone()

    seen: list[object] = []

    def watched(connection: duckdb.DuckDBPyConnection, model: Model, sql: str) -> str:
        seen.append(asked(connection))
        return derive(connection, model, sql)

    connection.execute("SET threads = 3")
    sliced(tmp_path)
    build(connection, tmp_path)
    monkeypatch.setattr("warehouse.models.run._FEW", few)
    monkeypatch.setattr("warehouse.models.slices.derive", watched)
    for n in (11, 2147483647):
        connection.execute("UPDATE fact SET n = ? WHERE id = 3", [n])
        with pytest.raises(ModelError) if n > 11 else nullcontext():
            build(connection, tmp_path)
        assert asked(connection) == (3, True)
    assert seen == [(threads, False)] * 4


def test_the_grain_is_checked_in_slices(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sliced(tmp_path)
    build(connection, tmp_path)
    connection.execute("INSERT INTO fact VALUES (3, 10)")
    with pytest.raises(ModelError, match=r"first\.sql:3:1: .*id=3 \(2 rows\)"):
        build(connection, tmp_path)


def test_a_row_without_a_slice_is_refused(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sliced(tmp_path)
    connection.execute("INSERT INTO fact VALUES (NULL, 10)")
    with pytest.raises(ModelError, match=r"first\.sql:2:1: rows belong to no slice: id is NULL"):
        build(connection, tmp_path)


@pytest.mark.parametrize(
    ("name", "sql", "by", "what"),
    [
        ("marts/second", "SELECT f.id, f.n FROM staging.first AS f", "n", "slices are the same everywhere"),
        ("marts/second", "SELECT f.id, f.n FROM fact AS f", "id", "a sliced model reads another"),
        ("marts/second", "SELECT f.id, f.n FROM staging.first AS f", "x", "'x' of the slice is no column"),
    ],
)
def test_slices_that_cannot_be_kept_apart_are_refused(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, name: str, sql: str, by: str, what: str
) -> None:
    sliced(tmp_path)
    if by == "x":
        write(tmp_path, "staging/first", "SELECT f.id, f.n FROM fact AS f", HEADER.format("x"))
        (tmp_path / "marts/second.sql").unlink()
    else:
        write(tmp_path, name, sql, HEADER.format(by))
    with pytest.raises(ModelError, match=what):
        build(connection, tmp_path)


def test_a_table_may_become_a_view_and_a_view_a_table(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for tag in ("view", "table", "view"):
        header = HEADER.format("id").replace("-- grain", f"-- materialized: {tag}\n-- grain")
        write(tmp_path, "staging/first", "SELECT f.id, f.n FROM fact AS f", header)
        assert build(connection, tmp_path).built == ("staging.first",)
        assert len(content(connection, "staging.first")) == 10
    (tmp_path / "staging/first.sql").unlink()
    assert build(connection, tmp_path).dropped == ("staging.first",)


def test_a_changed_comment_is_written_without_building(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sliced(tmp_path)
    build(connection, tmp_path)
    path = tmp_path / "marts/second.sql"
    path.write_text(path.read_text(encoding="utf-8").replace("how many", "how much"), encoding="utf-8")
    report = build(connection, tmp_path)
    assert (report.built, report.changed) == ((), True)
    query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'second' AND column_name = 'n'"
    assert connection.execute(query).fetchone() == ("how much",)
    assert build(connection, tmp_path).changed is False
