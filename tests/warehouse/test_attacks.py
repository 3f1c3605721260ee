"""What an analyst's statement cannot do, however it is put, and what it must still be able to do.

Every attack must be refused or end harmlessly: within its limits, with no file made, none opened that is not the
warehouse's own, nothing of the bait in what is said, and every byte of the home as it was.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from attacks import EXHAUSTING, HARMLESS, LEGITIMATE, REFUSED
from click.testing import CliRunner

from warehouse import analyst
from warehouse.analyst import Limits, QueryError, Request, run_sql, run_statements
from warehouse.analyst_functions import SCALAR_FUNCTIONS, TABLE_FUNCTIONS
from warehouse.analyst_guard import MOST_CHARACTERS, Catalogue, check, check_size
from warehouse.analyst_worker import answers
from warehouse.answer import Answer
from warehouse.cli import main
from warehouse.home import Home
from warehouse.queries import named_queries
from warehouse.store import open_readonly, publish, writing

SECRET = "bait-7f3a91"
TIGHT = Limits(seconds=0.5, memory_mb=256, rows=100_000, megabytes=16)
UNHURRIED = replace(TIGHT, seconds=60)  # for what is not stopped by its time, on a busy machine too


@dataclass(frozen=True)
class Place:
    """A home, and around it what must stay as it is."""

    root: Path
    home: Home

    def fill(self, statement: str) -> str:
        named = {"bait": self.root / "bait.csv", "db": self.root / "other.duckdb", "out": self.root / "out"}
        for name, path in (named | {"folder": self.root}).items():
            statement = statement.replace("{" + name + "}", str(path))
        return statement

    def seal(self) -> dict[str, str]:
        """Hash of every file, by name; folders by name."""
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
            for path in sorted(self.root.rglob("*"))
        }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("attacked")
    home = Home.create(root / "home")
    with writing(home, "test"), publish(home) as draft:
        draft.connection.execute("CREATE TABLE figure (area VARCHAR, month VARCHAR, value DECIMAL(18, 2))")
        draft.connection.execute(
            "INSERT INTO figure SELECT area, month, row_number() OVER () * 1.5 "
            "FROM (VALUES ('Huế'), ('Đà Nẵng')) AS a(area), (VALUES ('2024-09'), ('2024-10')) AS m(month)"
        )
    (root / "bait.csv").write_text(f"a,b\n{SECRET},1\n", encoding="utf-8")
    other = Home.create(root / "other")
    with writing(other, "test"), publish(other) as draft:
        draft.connection.execute(f"CREATE TABLE bait AS SELECT '{SECRET}' AS b")
    (root / "other.duckdb").write_bytes(other.link.resolve().read_bytes())
    return Place(root, home)


@pytest.fixture
def untouched(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Place]:
    """The place; afterwards nothing in it may differ, and the bait may not have been opened."""
    monkeypatch.setenv("NIENGIAM_BAIT", SECRET)
    monkeypatch.setattr(analyst, "_GRACE", 2.0)
    monkeypatch.chdir(tmp_path)
    before = place.seal()
    with_watch = _Opened(place.root / "bait.csv", place.root / "other.duckdb")
    yield place
    assert not with_watch.any(), "a file that is not the warehouse's was opened"
    assert place.seal() == before
    assert not list(tmp_path.iterdir())


class _Opened:
    """Whether files were opened since, told by the kernel (Linux; elsewhere nothing is told)."""

    def __init__(self, *paths: Path) -> None:
        self.watch = -1
        if sys.platform == "linux":
            libc = ctypes.CDLL(None, use_errno=True)
            self.watch = libc.inotify_init1(os.O_NONBLOCK)
            for path in paths:
                assert libc.inotify_add_watch(self.watch, os.fsencode(path), 0x20) > 0  # IN_OPEN

    def any(self) -> bool:
        if self.watch < 0:
            return False
        try:
            return bool(os.read(self.watch, 4096))
        except BlockingIOError:
            return False
        finally:
            os.close(self.watch)


def test_there_are_enough_of_both() -> None:
    assert len(REFUSED) + len(HARMLESS) + len(EXHAUSTING) >= 60
    assert len(LEGITIMATE) >= 25


def test_the_watch_sees_an_open(place: Place) -> None:
    opened = _Opened(place.root / "bait.csv")
    if opened.watch < 0:
        pytest.skip("no inotify here")
    (place.root / "bait.csv").read_bytes()
    assert opened.any()


def ask(place: Place, statement: str, limits: Limits = TIGHT) -> list[Answer]:
    """The answers without the outermost fence, the process: each attack is held by those within."""
    return answers(Request(place.home, place.fill(statement), {}, limits, single=False))


@pytest.mark.parametrize("name", REFUSED)
def test_an_attack_is_refused_in_one_line(untouched: Place, name: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(untouched, REFUSED[name])
    said = str(caught.value)
    assert said
    assert said.isprintable()
    assert SECRET not in said
    assert len(said) < 500


@pytest.mark.parametrize("name", EXHAUSTING)
def test_a_costly_statement_stops_within_the_limits(untouched: Place, name: str) -> None:
    started = time.monotonic()
    try:
        got = run_statements(untouched.home, untouched.fill(EXHAUSTING[name]), TIGHT)
    except QueryError as error:
        assert str(error)
        assert "\n" not in str(error)
    else:
        assert sum(len(answer.rows) for answer in got) <= TIGHT.rows
    assert time.monotonic() - started < TIGHT.seconds + 2.0 + 30.0  # the grace, and a busy machine
    if sys.platform == "linux":
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        assert largest < 2 * TIGHT.memory_mb + 1024


@pytest.mark.parametrize("name", LEGITIMATE)
def test_an_honest_question_is_answered(untouched: Place, name: str) -> None:
    (answer,) = ask(untouched, LEGITIMATE[name], Limits())
    assert answer.columns
    assert answer.rows or name in ("macro under its schema",)


@pytest.mark.parametrize("name", ["read_text", "COPY a table", "DELETE in a CTE", "unlock", "getenv", "CONNECT", "NUL"])
def test_a_refusal_comes_out_of_the_process(untouched: Place, name: str) -> None:
    with pytest.raises(QueryError):
        run_statements(untouched.home, untouched.fill(REFUSED[name]), TIGHT)


@pytest.mark.parametrize(
    "name", ["pivot", "explain", "show tables", "macro", "quoted Vietnamese names", "path in a value"]
)
def test_an_answer_comes_out_of_the_process(untouched: Place, name: str) -> None:
    assert run_sql(untouched.home, LEGITIMATE[name]) == ask(untouched, LEGITIMATE[name], Limits())[0]


@pytest.mark.parametrize("name", HARMLESS)
def test_a_trick_that_is_none_does_no_harm(untouched: Place, name: str) -> None:
    assert len(run_sql(untouched.home, untouched.fill(HARMLESS[name]), limits=UNHURRIED).rows) == 1


# The second fence: what is said to get past the first must still reach nothing.
@pytest.mark.parametrize("name", [name for name, text in REFUSED.items() if "{" in text])
def test_the_locked_connection_alone_reads_and_writes_no_file(untouched: Place, name: str) -> None:
    import duckdb

    from warehouse.analyst_worker import _lock

    with open_readonly(untouched.home) as connection:
        _lock(connection, TIGHT)
        said = ""
        try:
            for statement in duckdb.extract_statements(untouched.fill(REFUSED[name])):
                said += str(connection.execute(statement.query).fetchall())
        except (duckdb.Error, ValueError) as error:
            said += str(error)
    assert SECRET not in said


def test_every_function_is_in_the_list_or_refused() -> None:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        known = {
            (str(kind), str(name).lower())
            for kind, name in connection.execute(
                "SELECT DISTINCT function_type, function_name FROM duckdb_functions()"
            ).fetchall()
        }
    tables = {name for kind, name in known if kind.startswith("table")}
    assert tables >= TABLE_FUNCTIONS
    reaching = {"getenv", "current_setting", "getvariable", "nextval", "setval", "write_log", "sleep_ms", "pg_sleep"}
    assert not SCALAR_FUNCTIONS & (reaching | (tables - {"generate_series", "histogram", "range", "repeat", "unnest"}))
    forms = {"columns", "try", "coalesce", "grouping", "grouping_id", "ifnull", "struct_pack", "unnest", "row"}
    assert {name for _, name in known} | forms >= SCALAR_FUNCTIONS


def test_the_questions_of_the_project_pass_the_fence() -> None:
    from duckdb import extract_statements

    for question in named_queries().values():
        check_size(question.sql)
        (statement,) = extract_statements(question.sql)
        check(statement.query, Catalogue(frozenset(), frozenset({"as_of"})))


@pytest.mark.parametrize("value", ["' OR true --", "'; DROP TABLE figure; --", "$other", "read_text('/etc/passwd')"])
def test_parameters_are_values(untouched: Place, value: str) -> None:
    answer = run_sql(untouched.home, "SELECT $v AS v, count(*) FROM figure WHERE area = $v GROUP BY ALL", {"v": value})
    assert answer.rows == [(value, 0)]
    assert run_sql(untouched.home, "SELECT $v", {"v": value}).rows == [(value,)]


def test_several_selects_are_answered_all_or_none(untouched: Place) -> None:
    assert [a.rows for a in run_statements(untouched.home, "SELECT 1; SELECT 2")] == [[(1,)], [(2,)]]
    with pytest.raises(QueryError, match="Could not convert"):
        run_statements(untouched.home, "SELECT 1; SELECT CAST('a' AS INT)")


def test_an_error_in_the_last_row_leaves_no_half_answer(untouched: Place) -> None:
    with pytest.raises(QueryError, match="Could not convert"):
        run_sql(
            untouched.home, "SELECT CAST(CASE WHEN i < 99999 THEN '1' ELSE 'a' END AS INT) FROM range(100000) AS t(i)"
        )


def test_a_stopped_statement_says_how_to_narrow_it(untouched: Place) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0.5 seconds: narrow the question .*WHERE"):
        run_sql(untouched.home, EXHAUSTING["sum of 1e12"], limits=TIGHT)
    with pytest.raises(QueryError, match="more than 100,000 rows"):
        run_sql(untouched.home, "FROM range(100001)", limits=UNHURRIED)


def test_the_folder_that_the_caller_stands_in_gives_no_modules(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("duckdb.py", "json.py", "sqlglot.py"):
        (tmp_path / name).write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_sql(place.home, "SELECT 1").rows == [(1,)]


def test_the_command_refuses_with_the_exit_code_of_bad_input(place: Place) -> None:
    def ask(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["sql", *arguments, "--home", str(place.home.root)])
        return result.exit_code, result.output

    code, said = ask("DROP TABLE figure")
    assert (code, said.count("\n")) == (1, 1)
    assert "DROP is refused" in said
    code, said = ask("SELECT 1 AS one; SELECT 2 AS two")
    assert code == 0
    assert said.index("one") < said.index("two")
    assert ask("SELECT 1; SELECT 2", "--format", "csv")[0] == 2
    assert ask("SELECT 1", "--seconds", "0")[0] == 2


def test_a_text_is_measured_before_it_is_read() -> None:
    with pytest.raises(QueryError, match="characters are too many"):
        check_size("x" * (MOST_CHARACTERS + 1))
    with pytest.raises(QueryError, match="nested 61 deep"):
        check_size("SELECT " + "(" * 61)
