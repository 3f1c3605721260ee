"""What an analyst's statement cannot do, however it is put, and what it must still be able to do.

Every attack must be refused or end harmlessly: within its limits, with no file made, none opened that is not the
warehouse's own, nothing of the bait in what is said, and every byte of the home as it was.
"""

# ruff: noqa: E501 - one statement a line

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
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

# {bait}: a file that exists and must not be read; {out}: a path at which nothing may appear; {db}: another database.
REFUSED = {
    # files by path
    "read_text": "SELECT * FROM read_text('{bait}')",
    "read_blob": "SELECT * FROM read_blob('{bait}')",
    "read_csv": "SELECT * FROM read_csv('{bait}')",
    "read_csv_auto": "FROM read_csv_auto('{bait}')",
    "read_json": "FROM read_json('{bait}')",
    "read_ndjson_objects": "FROM read_ndjson_objects('{bait}')",
    "read_parquet": "FROM read_parquet('{bait}')",
    "parquet_scan": "FROM parquet_scan('{bait}')",
    "parquet_metadata": "FROM parquet_metadata('{bait}')",
    "read_duckdb": "FROM read_duckdb('{db}')",
    "sniff_csv": "FROM sniff_csv('{bait}')",
    "glob": "FROM glob('{folder}/*')",
    "list of files": "FROM read_text(['{bait}', '{bait}'])",
    "literal as a table": "SELECT * FROM '{bait}'",
    "quoted identifier as a path": 'SELECT * FROM "{bait}"',
    "qualified path": 'SELECT * FROM main."{bait}"',
    "described file": "DESCRIBE '{bait}'",
    "described reader": "DESCRIBE SELECT * FROM read_csv('{bait}')",
    "summarized file": "SUMMARIZE '{bait}'",
    "summarized reader": "SUMMARIZE FROM read_text('{bait}')",
    "TABLE of a path": 'TABLE "{bait}"',
    "shown file": "SHOW '{bait}'",
    "URL": "SELECT * FROM 'https://example.org/x.parquet'",
    "bucket": "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
    "device": "SELECT * FROM read_text('/dev/stdin')",
    "process": "SELECT * FROM read_text('/proc/self/environ')",
    "path upwards": "SELECT * FROM '../../bait.csv'",
    "reader in a subquery": "SELECT (SELECT content FROM read_text('{bait}'))",
    "reader in a CTE": "WITH x AS (FROM read_text('{bait}')) FROM x",
    "reader in a join": "SELECT 1 FROM figure JOIN read_text('{bait}') r ON true",
    "reader in LATERAL": "SELECT 1 FROM figure, LATERAL (SELECT * FROM read_text('{bait}'))",
    "reader in EXISTS": "SELECT 1 WHERE EXISTS (FROM read_text('{bait}'))",
    "reader in a UNION": "SELECT 'a' UNION ALL SELECT content FROM read_text('{bait}')",
    "reader in a PIVOT": "PIVOT (FROM read_csv('{bait}')) ON column0 USING count(*)",
    "reader in LIMIT": "SELECT 1 LIMIT (SELECT size FROM read_text('{bait}'))",
    "reader under its schema": "FROM system.main.read_text('{bait}')",
    "quoted reader": "FROM \"read_text\"('{bait}')",
    "reader in capitals": "FROM READ_TEXT('{bait}')",
    "path behind a CTE of its name": ('SELECT * FROM \'{bait}\', (WITH "{bait}" AS (SELECT 1) FROM "{bait}")'),
    "parameter as a table": "FROM $path",
    # writing
    "COPY a table": "COPY figure TO '{out}'",
    "COPY a query": "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
    "COPY from": "COPY figure FROM '{bait}'",
    "EXPORT": "EXPORT DATABASE '{out}'",
    "IMPORT": "IMPORT DATABASE '{folder}'",
    "DROP": "DROP TABLE figure",
    "DELETE": "DELETE FROM figure",
    "UPDATE": "UPDATE figure SET value = 0",
    "INSERT": "INSERT INTO figure VALUES ('x', '2024-01', 1)",
    "MERGE": "MERGE INTO figure USING figure AS b ON true WHEN MATCHED THEN DELETE",
    "TRUNCATE": "TRUNCATE figure",
    "ALTER": "ALTER TABLE figure ADD COLUMN x INT",
    "COMMENT": "COMMENT ON TABLE figure IS 'x'",
    "CREATE": "CREATE TABLE x AS SELECT 1",
    "CREATE TEMP": "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE MACRO": "CREATE MACRO f() AS TABLE FROM read_text('{bait}')",
    "SELECT INTO": "SELECT 1 AS a INTO x",
    "DELETE in a CTE": "WITH x AS (DELETE FROM figure RETURNING *) FROM x",
    "INSERT in a CTE": "WITH x AS (INSERT INTO figure VALUES ('x', '2024-01', 1) RETURNING *) FROM x",
    "UPDATE in a CTE": "WITH x AS (UPDATE figure SET value = 0 RETURNING *) FROM x",
    "DDL in a CTE": "WITH x AS (CREATE TABLE y AS SELECT 1) FROM x",
    "CTE before a DELETE": "WITH x AS (SELECT 1) DELETE FROM figure",
    "EXPLAIN ANALYZE of a DELETE": "EXPLAIN ANALYZE DELETE FROM figure",
    "EXPLAIN ANALYZE of a CREATE": "EXPLAIN ANALYZE CREATE TEMP TABLE x AS SELECT 1",
    "EXPLAIN (ANALYZE) of a COPY": "EXPLAIN (ANALYZE, FORMAT json) COPY figure TO '{out}'",
    "EXPLAIN of a reader": "EXPLAIN ANALYZE SELECT * FROM read_text('{bait}')",
    # engine
    "ATTACH": "ATTACH '{db}' AS other",
    "DETACH": "DETACH warehouse",
    "USE": "USE temp",
    "INSTALL": "INSTALL httpfs",
    "FORCE INSTALL": "FORCE INSTALL httpfs FROM 'https://example.org'",
    "LOAD": "LOAD '{bait}'",
    "SET": "SET enable_external_access = true",
    "SET VARIABLE": "SET VARIABLE x = 1",
    "RESET": "RESET memory_limit",
    "unlock": "SET lock_configuration = false",
    "PRAGMA": "PRAGMA enable_profiling = 'json'",
    "PRAGMA with a path": "PRAGMA profiling_output = '{out}'",
    "CALL": "CALL pragma_database_size()",
    "CHECKPOINT": "FORCE CHECKPOINT",
    "checkpoint as a table": "FROM checkpoint()",
    "BEGIN": "BEGIN TRANSACTION",
    "PREPARE": "PREPARE p AS SELECT 1",
    "EXECUTE": "EXECUTE p",
    "VACUUM": "VACUUM",
    "CREATE SECRET": "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "CONNECT": "CONNECT '{db}'",
    "logging": "FROM enable_logging('QueryLog', storage_path => '{out}')",
    "write_log": "SELECT write_log('{out}')",
    "arrow_scan": "FROM arrow_scan(1, 2, 3)",
    "pandas_scan": "FROM pandas_scan(1)",
    "python variable": "FROM python_arrow_scan(1)",
    # environment, settings, secrets
    "getenv": "SELECT getenv('NIENGIAM_BAIT')",
    "getenv as a method": "SELECT 'NIENGIAM_BAIT'.getenv()",
    "quoted getenv": "SELECT \"getenv\"('NIENGIAM_BAIT')",
    "getenv in a lambda": "SELECT list_transform(['NIENGIAM_BAIT'], lambda x: getenv(x))",
    "current_setting": "SELECT current_setting('secret_directory')",
    "getvariable": "SELECT getvariable('x')",
    "duckdb_secrets": "FROM duckdb_secrets()",
    "which_secret": "FROM which_secret('s3://x', 's3')",
    "duckdb_settings": "FROM duckdb_settings()",
    "duckdb_databases": "FROM duckdb_databases()",
    "databases as a view": "FROM duckdb_databases",
    "pg_settings": "FROM pg_catalog.pg_settings",
    "pragma function": "FROM pragma_database_list",
    "pragma table function": "FROM pragma_storage_info('figure')",
    "nextval": "SELECT nextval('s')",
    "sleep": "SELECT sleep_ms(100000)",
    # SQL within SQL
    "query": "FROM query('SELECT * FROM read_text(''{bait}'')')",
    "query_table": "FROM query_table('{bait}')",
    "serialized": "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "pragma serialized": "PRAGMA json_execute_serialized_sql('x')",
    # several statements
    "second statement writes": "SELECT 1; DROP TABLE figure",
    "first statement writes": "DROP TABLE figure; SELECT 1",
    "second statement unlocks": "SELECT 1; SET enable_external_access = true; FROM read_text('{bait}')",
    "semicolons": "SELECT 1;;; COPY figure TO '{out}';",
    "too many": "SELECT 1;" * 1000,
    # comments and signs
    "comment between": "COPY/**/figure/**/TO/**/'{out}'",
    "comment in a call": "FROM read_text/**/('{bait}')",
    "line comment": "SELECT 1 --\n; DROP TABLE figure",
    "nested comment the other way": "SELECT 1 /* /* */ */ ; DROP TABLE figure",
    "comment that ends": "/* SELECT 1 */ DROP TABLE figure",
    "full-width letters": "ＤＲＯＰ TABLE figure",
    "full-width quote": "SELECT ＇a＇ FROM read_text('{bait}')",
    "non-breaking spaces": "DROP\u00a0TABLE\u00a0figure",
    "zero-width space": "FROM read\u200b_text('{bait}')",
    "right-to-left mark": "\u202eSELECT 1; DROP TABLE figure",
    "byte order mark": "\ufeffDROP TABLE figure",
    "NUL": "SELECT 1\0; DROP TABLE figure",
    "half a character": "SELECT '\ud800'",
    "dotless i": "FROM READ_CSV_AUTO('{bait}') -- \u0131",
    "dollar quotes": "SELECT * FROM $$read$$; DROP TABLE figure",
    "unclosed string": "SELECT 'a; DROP TABLE figure",
    "quote in a name": 'SELECT * FROM "figure""; DROP TABLE figure; --"',
    "nothing": " ; -- nothing",
}

# What looks like a second statement is a comment or a string to the engine: answered, and nothing else happens.
HARMLESS = {
    "nested comment": "SELECT 1 /* /* */ ; DROP TABLE figure; -- */",
    "escape string": "SELECT E'\\'; DROP TABLE figure; --'",
}

# They cost too much. Some are refused at once, the others must stop at a limit.
EXHAUSTING = {
    "cross join": (
        "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000) c WHERE a.range * b.range % 7 = c.range"
    ),
    "sum of 1e12": "SELECT sum(range) FROM range(1000000000000)",
    "1e12 rows": "FROM range(1000000000000)",
    "rows of the warehouse, multiplied": "SELECT a.* FROM figure a, range(100000000)",
    "recursion without end": "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT max(i) FROM t",
    "recursion that grows": "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i FROM t, range(10)) FROM t",
    "long string": "SELECT length(repeat('x', 4000000000))",
    "longer string": "SELECT repeat(repeat('x', 100000), 100000)",
    "many long strings": "SELECT repeat('x', 1000000) || range FROM range(100000)",
    "joined string": "SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(100000)",
    "padded string": "SELECT length(lpad('x', 2000000000, 'y'))",
    "printed width": "SELECT printf('%2000000000d', 1)",
    "formatted width": "SELECT format('{:>2000000000}', 'a')",
    "bits": "SELECT length(bitstring('1', 2000000000))",
    "long list": "SELECT list_sum(range(1000000000))",
    "longer list": "SELECT len(range(10000000000))",
    "list of moments": (
        "SELECT len(generate_series(TIMESTAMP '0001-01-01', TIMESTAMP '9999-01-01', INTERVAL 1 MICROSECOND))"
    ),
    "resized list": "SELECT len(list_resize([1], 4000000000))",
    "collected list": "SELECT len(list(range)) FROM range(10000000000)",
    "lists of lists": "SELECT list_transform(range(100000), lambda x: range(100000))",
    "edit distance": "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "other edit distance": "SELECT damerau_levenshtein(repeat('a', 30000), repeat('b', 30000))",
    "sort without space": "SELECT hash(range) AS h FROM range(1000000000) ORDER BY h LIMIT 5 OFFSET 500000000",
    "window without space": "SELECT sum(x) FROM (SELECT row_number() OVER (ORDER BY hash(range)) AS x FROM range(1000000000))",
    "groups without space": "SELECT count(*) FROM (SELECT range FROM range(10000000000) GROUP BY range)",
    "cube": f"SELECT count(*) FROM range(10) t(a) GROUP BY CUBE({', '.join(f'a + {i}' for i in range(25))})",
    "hundreds of joins": f"SELECT count(*) FROM {', '.join(f'range(10) t{i}' for i in range(300))}",
    "deep parentheses": "SELECT " + "(" * 5000 + "1" + ")" * 5000,
    "deeper parentheses": "SELECT " + "(" * 100_000 + "1" + ")" * 100_000,
    "deep lists": "SELECT " + "[" * 5000 + "1" + "]" * 5000,
    "deep types": "SELECT NULL::" + "STRUCT(a " * 3000 + "INT" + ")" * 3000,
    "deep CASE": "SELECT " + "CASE WHEN true THEN " * 2000 + "1" + " END" * 2000,
    "deep subqueries": "SELECT * FROM " + "(SELECT * FROM " * 1500 + "(SELECT 1)" + ")" * 1500,
    "many NOT": "SELECT " + "NOT " * 9000 + "true",
    "many minus": "SELECT " + "- " * 9000 + "1",
    "many plus": "SELECT " + "1+" * 4900 + "1",
    "many casts": "SELECT 1" + "::INT" * 4900,
    "many fields": "SELECT x" + ".a" * 4900,
    "many UNIONs": "SELECT 1" + " UNION SELECT 1" * 3000,
    "long text": "SELECT '" + "x" * 10_000_000 + "'",
    "long list of columns": "SELECT " + ",".join("1" * 200_000),
}

LEGITIMATE = {
    "select": "SELECT area, value FROM figure WHERE month = '2024-10'",
    "from first": "FROM figure",
    "from first with select": "FROM figure SELECT area, sum(value) AS total GROUP BY ALL ORDER BY ALL LIMIT 3",
    "table": "TABLE figure",
    "semicolon and comment": "SELECT 1; -- no more",
    "CTE": "WITH x AS (FROM figure), y AS MATERIALIZED (FROM x) SELECT count(*) FROM y",
    "recursive CTE": "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 12) SELECT list(i) FROM t",
    "window": "SELECT area, value - lag(value) OVER (PARTITION BY area ORDER BY month) AS change FROM figure",
    "named window": "SELECT rank() OVER w FROM figure WINDOW w AS (PARTITION BY month ORDER BY value DESC)",
    "frame": "SELECT avg(value) OVER (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM figure",
    "qualify": "FROM figure QUALIFY row_number() OVER (PARTITION BY area ORDER BY month DESC) = 1",
    "describe": "DESCRIBE figure",
    "describe a select": "DESCRIBE SELECT area, value FROM figure",
    "summarize": "SUMMARIZE figure",
    "summarize a select": "SUMMARIZE SELECT value FROM figure",
    "explain": "EXPLAIN SELECT * FROM figure",
    "explain analyze": "EXPLAIN ANALYZE SELECT count(*) FROM figure",
    "explain as JSON": "EXPLAIN (FORMAT json) FROM figure",
    "show tables": "SHOW TABLES",
    "show all tables": "SHOW ALL TABLES;",
    "show a table": "SHOW figure",
    "pivot": "PIVOT figure ON month USING sum(value) GROUP BY area",
    "pivot with IN": "PIVOT figure ON month IN ('2024-09', '2024-10') USING first(value)",
    "standard pivot": "FROM figure PIVOT (sum(value) FOR month IN ('2024-09', '2024-10'))",
    "unpivot": "UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b",
    "macro": "FROM as_of('2024-11-01') SELECT count(*)",
    "macro under its schema": "SELECT * FROM main.as_of(DATE '2024-11-01')",
    "view": "SELECT count(*) FROM latest_observation",
    "union": "SELECT area FROM figure UNION SELECT 'x' ORDER BY 1",
    "union by name": "SELECT 1 AS a UNION ALL BY NAME SELECT 2 AS b",
    "except": "(SELECT area FROM figure) EXCEPT (SELECT 'Huế')",
    "values": "VALUES (1, 'a'), (2, 'b')",
    "values as a table": "SELECT t.a + 1 FROM (VALUES (1), (2)) AS t(a)",
    "list functions": "SELECT list_sum(list_transform([1, 2, 3], lambda x: x * 2)), len(range(5)), list_sort([2, 1])[1]",
    "list comprehension": "SELECT [x + 1 FOR x IN [1, 2] IF x > 1]",
    "struct and map": "SELECT {'a': 1}.a, MAP {'k': 2}['k'], struct_pack(a := 1)",
    "unnest": "SELECT unnest([1, 2, 3]) AS i",
    "range table": "SELECT i FROM range(3) AS t(i)",
    "generate_series": "FROM generate_series(DATE '2024-01-01', DATE '2024-12-01', INTERVAL 1 MONTH)",
    "regexp": "SELECT regexp_matches(area, '^H'), regexp_extract(area, '(.)', 1), regexp_replace(area, 'u', 'o') FROM figure",
    "like": "SELECT area FROM figure WHERE area ILIKE 'h%' OR area SIMILAR TO 'Đ.*' OR area ~ 'x'",
    "text functions": "SELECT lower(area), strip_accents(area), area.upper(), substring(area, 1, 2), trim(area) FROM figure",
    "columns": "SELECT COLUMNS('v.*') FROM figure",
    "exclude and replace": "SELECT * EXCLUDE (month) REPLACE (value * 2 AS value) FROM figure",
    "filter": "SELECT count(*) FILTER (WHERE value > 1), max_by(area, value), string_agg(area, ',' ORDER BY area) FROM figure",
    "grouping sets": "SELECT area, month, sum(value), grouping(area) FROM figure GROUP BY ROLLUP (area, month)",
    "quantiles": "SELECT median(value), quantile_cont(value, 0.9), stddev(value), approx_count_distinct(area) FROM figure",
    "dates": "SELECT date_trunc('year', d), extract(year FROM d), strftime(d, '%Y'), d + INTERVAL 1 DAY FROM (SELECT DATE '2024-10-31' AS d)",
    "case and casts": "SELECT CASE WHEN value > 1 THEN 'a' ELSE 'b' END, value::BIGINT, TRY_CAST(area AS INT), nullif(value, 0) FROM figure",
    "subqueries": "SELECT (SELECT max(value) FROM figure) WHERE EXISTS (FROM figure) AND 1 IN (SELECT 1)",
    "lateral": "SELECT f.area, x.y FROM figure AS f, LATERAL (SELECT f.value * 2 AS y) AS x",
    "asof join": "SELECT count(*) FROM figure AS a ASOF JOIN figure AS b ON a.area = b.area AND a.month >= b.month",
    "joins": "SELECT count(*) FROM figure JOIN figure AS b USING (area) LEFT JOIN figure AS c ON c.area = b.area",
    "sample": "SELECT count(*) FROM figure TABLESAMPLE 50 PERCENT",
    "catalogue": "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal",
    "information schema": "SELECT table_name FROM information_schema.tables",
    "quoted Vietnamese names": 'WITH "số liệu" AS (SELECT value AS "giá trị" FROM figure) SELECT "giá trị" FROM "số liệu"',
    "path in a value": "SELECT '/etc/passwd' AS text, 'read_csv(''x'')' AS call, 'a.parquet' AS file",
}


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
            "INSERT INTO figure SELECT area, month, row_number() OVER () * 1.5 FROM (VALUES ('Huế'), ('Đà Nẵng')) AS a(area), "
            "(VALUES ('2024-09'), ('2024-10')) AS m(month)"
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
    assert len(run_sql(untouched.home, untouched.fill(HARMLESS[name]), limits=TIGHT).rows) == 1


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
        run_sql(untouched.home, "FROM range(100001)", limits=TIGHT)


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
