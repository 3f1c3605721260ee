"""Corrections: remembered, applied at every reading, held back when the reader makes something else of the number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from toy_reports import toy_read_report

import ingest
from warehouse import intake
from warehouse.answer import fetch
from warehouse.cli import main
from warehouse.corrections import HEADER, Correction, add_corrections, read_corrections
from warehouse.home import Home
from warehouse.rereading import changes
from warehouse.store import open_readonly

HEAD = ",".join(HEADER) + "\n"


def rows(home: Home, query: str) -> list[tuple[object, ...]]:
    with open_readonly(home) as connection:
        return fetch(connection, query).rows


def run(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(home.root)])


def month_id(home: Home) -> str:
    """The observation of October's retail sales."""
    [(found,)] = rows(
        home,
        "SELECT observation_id FROM fact_observation WHERE period_code = '2024-10' AND accumulation = 'IN_PERIOD' "
        "AND indicator_code = 'trade.retail_sales'",
    )
    return str(found)


def test_a_number_is_corrected_with_its_interval(loaded: Home) -> None:
    key = month_id(loaded)
    before = rows(loaded, f"SELECT low, high, multiplier FROM fact_observation WHERE observation_id = '{key}'")
    result = run(loaded, "correct", key, "--set", "value=752300000000000", "--because", "nghìn tỷ", "--by", "Lan")
    assert result.exit_code == 0, result.output
    after = rows(
        loaded, f"SELECT value, low, high, multiplier, rule FROM fact_observation WHERE observation_id = '{key}'"
    )
    [(low, high, multiplier)] = before
    assert isinstance(multiplier, Decimal)
    widened = [None if bound is None else Decimal(str(bound)) * 1000 for bound in (low, high)]
    assert after == [(Decimal(752300000000000), *widened, multiplier * 1000, "correction")]
    assert rows(loaded, "SELECT status, found, corrected, reason, decided_by FROM correction") == [
        ("applied", "752300000000", "752300000000000", "nghìn tỷ", "Lan")
    ]
    shown = run(loaded, "trace", key).output
    assert "corrected: value 752300000000 to 752300000000000 (nghìn tỷ)" in shown
    assert "⟦752,3⟧" in shown or "752,3" in shown


def test_several_fields_at_once_and_again(loaded: Home) -> None:
    key = month_id(loaded)
    assert (
        run(
            loaded, "correct", key, "--set", "accumulation=YTD", "--set", "first_day=2024-01-01", "--because", "x"
        ).exit_code
        == 0
    )
    assert rows(loaded, f"SELECT accumulation, first_day FROM fact_observation WHERE observation_id = '{key}'") == [
        ("YTD", date(2024, 1, 1))
    ]
    # What was expected stays what the reader makes of it, not what the first correction made of it.
    assert run(loaded, "correct", key, "--set", "accumulation=POINT", "--because", "y").exit_code == 0
    assert rows(loaded, f"SELECT accumulation FROM fact_observation WHERE observation_id = '{key}'") == [("POINT",)]
    assert rows(loaded, "SELECT field, expected, status FROM correction ORDER BY field") == [
        ("accumulation", "IN_PERIOD", "applied"),
        ("first_day", "2024-10-01", "applied"),
    ]


def test_a_correction_taken_out_of_the_file_is_taken_back(loaded: Home) -> None:
    key = month_id(loaded)
    run(loaded, "correct", key, "--set", "value=1", "--because", "x")
    loaded.corrections.write_text(HEAD, encoding="utf-8")
    done = intake.rebuild(loaded, jobs=1)
    assert [outcome.name for outcome in done.outcomes] == ["october.txt"]
    assert rows(loaded, f"SELECT value FROM fact_observation WHERE observation_id = '{key}'") == [
        (Decimal(752300000000),)
    ]
    assert rows(loaded, "SELECT * FROM correction") == []
    assert intake.rebuild(loaded, jobs=1).run_id == ""


def test_the_same_state_is_not_published_twice(loaded: Home) -> None:
    run(loaded, "correct", month_id(loaded), "--set", "value=1", "--because", "x")
    assert intake.rebuild(loaded, jobs=1).run_id == ""


def test_a_number_that_the_reader_reads_otherwise_now_waits(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    key = month_id(loaded)
    run(loaded, "correct", key, "--set", "value=5", "--because", "x")

    def better(path: Path, **options: object) -> object:
        text = path.read_text(encoding="utf-8")
        other = path.with_name("better.txt") if path.parent.stat().st_mode & 0o200 else path
        other.write_text(text.replace("| 752300000000 |", "| 752300000001 |"), encoding="utf-8")
        return toy_read_report(other, **options)  # type: ignore[arg-type]

    toy.setattr(ingest, "read_report", better)
    toy.setattr(ingest, "EXTRACTOR_VERSION", "better")
    intake.rebuild(loaded, jobs=1)
    assert rows(loaded, "SELECT status, found, expected FROM correction") == [
        ("not expected", "752300000001", "752300000000")
    ]
    assert rows(loaded, f"SELECT value FROM fact_observation WHERE observation_id = '{key}'") == [
        (Decimal(752300000001),)
    ]
    assert "not expected" in run(loaded, "correct").output


def test_a_label_is_answered_for_every_report(loaded: Home, tmp_path: Path) -> None:
    later = tmp_path / "december.txt"
    later.write_text(
        "area: Lai Châu\nperiod: 2024-12\n"
        "Đàn  LỢN  hiện có | level | | 9 | 9 | con | 2024-12-31 | 2024-12-31 | POINT\n"
        "đàn lợn hiện có | level | | 9 | 9 | tấn | 2024-12-31 | 2024-12-31 | POINT\n",
        encoding="utf-8",
    )
    answered = "trong đó đàn lợn hiện có"  # as a list says it
    assert run(loaded, "correct", "--label", answered, "--set", "indicator=livestock.pigs").exit_code == 0
    assert "met no number" in run(loaded, "correct").output
    intake.take_in(loaded, [later], jobs=1)
    found = rows(
        loaded, "SELECT indicator_code, unit FROM fact_observation WHERE LOWER(label) LIKE '%lợn%hiện có' ORDER BY 2"
    )
    assert found == [("livestock.pigs", "con"), (None, "tấn")]
    assert rows(loaded, "SELECT status FROM correction ORDER BY 1") == [("applied",), ("other unit",)]


def test_an_answer_reaches_reports_that_are_there(loaded: Home, tmp_path: Path) -> None:
    report = tmp_path / "december.txt"
    report.write_text(
        "area: Lai Châu\nperiod: 2024-12\nđàn lợn hiện có | level | | 9 | 9 | con | 2024-12-31 | 2024-12-31 | POINT\n",
        encoding="utf-8",
    )
    intake.take_in(loaded, [report], jobs=1)
    result = run(loaded, "correct", "--label", "Đàn lợn hiện có", "--set", "indicator=livestock.pigs")
    assert "1 report, " in result.output  # only the report that says it is read again
    assert rows(
        loaded, "SELECT COUNT(*) FROM fact_observation WHERE label = 'đàn lợn hiện có' AND indicator_code IS NULL"
    ) == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ID", "--set", "value=x", "--because", "x"], 1, "write a number"),
        (["ID", "--set", "value=NaN", "--because", "x"], 1, "write a number"),
        (["ID", "--set", "first_day=31/10/2024", "--because", "x"], 1, "a day as 2024-10-31"),
        (["ID", "--set", "measure=levels", "--because", "x"], 1, "is none of level"),
        (["ID", "--set", "colour=red", "--because", "x"], 1, "cannot be corrected"),
        (["ID", "--set", "indicator=no.such", "--because", "x"], 1, "no indicator 'no.such'"),
        (["ID", "--set", "indicator=livestock.pig", "--because", "x"], 1, "did you mean livestock.pigs?"),
        (["ID", "--set", "indicator=livestock.pigs", "--because", "x"], 1, "livestock.pigs is told in con"),
        (["ID", "--set", "unit=tấn", "--because", "x"], 1, "trade.retail_sales is told in đồng, the number in tấn"),
        (["ID", "--set", "unit=", "--because", "x"], 1, "name the unit"),
        (["ID", "--set", "value=2.500", "--because", "x"], 1, "write 2500 or 2.5000"),
        (["ID", "--set", "area=Lai Chau", "--because", "x"], 1, "did you mean Lai Châu?"),
        (["ID", "--set", "area=Lai Chaau", "--because", "x"], 1, "did you mean Lai Châu?"),
        (["ID", "--set", "value=1e22", "--because", "x"], 1, "larger than any"),
        (["ID", "--set", "first_day=2030-01-01", "--because", "x"], 1, "of 2030-01-01 to 2024-10-31"),
        (["ID", "--set", "value=1"], 2, "say why"),
        (["ID"], 2, "say what it is"),
        (["ID", "--label", "x", "--set", "indicator=livestock.pigs", "--because", "x"], 2, "either"),
        (["--label", "x", "--set", "value=1"], 2, "--set indicator=CODE"),
        (["ID", "--set", "value", "--because", "x"], 2, "write FIELD=VALUE"),
        (
            ["0000:1", "--set", "value=1", "--because", "x"],
            1,
            "no observation '0000:1': 'niengiam trace INDICATOR PERIOD'",
        ),
        (["ID", "--set", "value=1", "--because", "x", "-f", "json"], 2, "are for the list of corrections"),
        (["ID", "--set", "value=1", "--set", "value=2", "--because", "x"], 2, "a field is set twice"),
        (["nonsense", "--set", "value=1", "--because", "x"], 1, "is no observation"),
    ],
)
def test_what_cannot_be_decided(loaded: Home, arguments: list[str], code: int, said: str) -> None:
    key = month_id(loaded)
    result = run(loaded, "correct", *(key if word == "ID" else word for word in arguments))
    assert result.exit_code == code
    assert said in result.output
    assert loaded.corrections.read_text(encoding="utf-8") == HEAD


@pytest.mark.parametrize(
    ("change", "column", "stored"),
    [
        ("value=2500", "value", Decimal(2500)),
        ("value=2.5000", "value", Decimal("2.5")),
        ("value=0.125", "value", Decimal("0.125")),
        ("area=tỉnh lai châu", "area_code", "12"),
        ("area=Mù Cang", "area_code", "12/Mù Cang"),
    ],
)
def test_what_is_meant_in_one_way_is_taken(loaded: Home, change: str, column: str, stored: object) -> None:
    key = month_id(loaded)
    result = run(loaded, "correct", key, "--set", change, "--because", "x")
    assert result.exit_code == 0, result.output
    assert rows(loaded, f"SELECT {column} FROM fact_observation WHERE observation_id = '{key}'") == [(stored,)]


def test_what_no_number_can_be_is_not_applied_and_the_report_stays(loaded: Home) -> None:
    report, _, start = month_id(loaded).partition(":")
    place = f"{report},{start}"
    lines = (
        f"{place},value,752300000000,1,r,p,2024-01-01",
        f"{place},last_day,2024-10-31,2024-09-30,r,p,2024-01-01",
    )
    loaded.corrections.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    assert run(loaded, "build").exit_code == 0
    fates = "SELECT DISTINCT status FROM correction"
    assert rows(loaded, fates) == [("impossible days",)]
    value = f"SELECT value FROM fact_observation WHERE observation_id = '{report}:{start}'"
    assert rows(loaded, value) == [(Decimal(752300000000),)]
    loaded.corrections.write_text(HEAD + f"{place},unit,đồng,tấn,r,p,2024-01-01\n", encoding="utf-8")
    run(loaded, "build")
    assert rows(loaded, fates) == [("other unit",)]
    assert run(loaded, "correct", month_id(loaded), "--set", "unit=đồng", "--because", "x").exit_code == 0
    assert rows(loaded, fates) == [("applied",)]


def test_what_became_of_a_decision_is_told(loaded: Home) -> None:
    key = month_id(loaded)
    said = run(loaded, "correct", key, "--set", "value=752300000001", "--because", "x").stderr
    assert f"{key}, value: 752300000000 to 752300000001" in said
    assert (
        "no number without a code reads 'x'"
        in run(loaded, "correct", "--label", "x", "--set", "indicator=livestock.pigs").stderr
    )
    label = '=HYPERLINK("x")'
    said = run(loaded, "correct", "--label", label, "--set", "indicator=livestock.pigs").stderr
    assert f"'{label}': 0 numbers have the code livestock.pigs; 1 in another unit stay without it" in said


def test_a_report_whose_original_is_missing_stays_as_it_was_read(loaded: Home) -> None:
    key = month_id(loaded)
    before = rows(loaded, "FROM fact_observation ORDER BY ALL")
    [original] = loaded.archive.glob(f"*/{key.partition(':')[0]}*.txt")
    original.unlink()
    result = run(loaded, "correct", key, "--set", "value=1", "--because", "x")
    assert result.exit_code == 1
    assert "october.txt: its file is missing: ingest the report again" in result.stderr
    assert rows(loaded, "FROM fact_observation ORDER BY ALL") == before


def test_a_report_that_cannot_be_read_again_is_no_claim_that_changes(loaded: Home) -> None:
    next(loaded.archive.glob("*/*.txt")).unlink()
    assert "0 claims of 1 report would change" in run(loaded, "ingest", "--reread", "--jobs", "1").stderr


def test_a_user_without_a_name_may_decide(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 4711)
    assert run(loaded, "correct", month_id(loaded), "--set", "value=1", "--because", "x").exit_code == 0
    assert rows(loaded, "SELECT decided_by FROM correction") == [("user 4711",)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,1,value,1,x,r,p,2024-01-01", "line 2: value 'x'"),
        ("a,1,value,1,1e400,r,p,2024-01-01", "line 2: value '1e400' is larger"),
        ("a,x,value,1,2,r,p,2024-01-01", "line 2: span_start 'x'"),
        ("a,1,label,x,y,r,p,2024-01-01", "line 2: a label is corrected for all reports"),
        (",1,value,1,2,r,p,2024-01-01", "line 2: a label is corrected for all reports"),
        ("a,1,value", "line 2"),
        ("a,1,value,1,2,r,p,2024-01-01,more", "line 2"),
    ],
)
def test_a_line_that_cannot_be_understood_stops_the_run(loaded: Home, line: str, said: str) -> None:
    loaded.corrections.write_text(HEAD + line + "\n", encoding="utf-8")
    result = run(loaded, "build")
    assert result.exit_code == 1
    assert said in result.output
    assert rows(loaded, "SELECT COUNT(*) FROM dim_report") == [(2,)]


def test_a_file_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("\ufeff" + HEAD.replace(",", ";") + "ab;12;value;1;2;vì sao;Lan;2024-01-01\r\n", encoding="utf-8")
    assert read_corrections(path) == (Correction("ab", "12", "value", "1", "2", "vì sao", "Lan", "2024-01-01"),)
    add_corrections(path, [Correction("ab", "12", "value", "1", "3", "a; b", "Lan", "2024-01-02")])
    [last] = read_corrections(path)
    assert (last.corrected, last.reason) == ("3", "a; b")


words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=20).map(str.strip)


@given(st.lists(st.tuples(words.filter(bool), st.integers(0, 10**6), words, st.decimals(-(10**21), 10**21), words)))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, int, str, Decimal, str]]
) -> None:
    path = tmp_path_factory.mktemp("c") / "corrections.csv"
    added = [Correction(r, str(s), "value", e, str(v), why, "p", "2024-01-01") for r, s, e, v, why in told]
    add_corrections(path, added)
    latest = {correction.place: correction for correction in added}
    assert set(read_corrections(path)) == set(latest.values())


def test_rereading_shows_what_would_change(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    assert changes(loaded, jobs=1) == []
    assert run(loaded, "ingest", "--reread", "--jobs", "1").exit_code == 0

    def other(path: Path, **options: object) -> object:
        report = toy_read_report(path, **options)  # type: ignore[arg-type]
        from dataclasses import replace

        first, *rest = report.claims
        report.claims = (replace(first, value=Decimal(1), low=None, high=None), *rest[:-1])
        return report

    toy.setattr(ingest, "read_report", other)
    toy.setattr(ingest, "EXTRACTOR_VERSION", "other")
    shown = run(loaded, "ingest", "--reread", "--jobs", "1")
    assert shown.exit_code == 1
    assert "nothing was replaced" in shown.output
    found = changes(loaded, jobs=1)
    assert ("value", "752300000000", "1") in [(change.field, change.before, change.after) for change in found]
    assert [change.after for change in found if change.field == "claim"] == [""]
    before = rows(loaded, "SELECT COUNT(*) FROM fact_observation")
    assert run(loaded, "ingest", "--reread", "--yes", "--jobs", "1").exit_code == 0
    assert rows(loaded, "SELECT COUNT(*) FROM fact_observation") != before
    assert changes(loaded, jobs=1) == []


def test_reread_takes_no_paths(loaded: Home, tmp_path: Path) -> None:
    assert run(loaded, "ingest", "--reread", str(tmp_path)).exit_code == 2
    assert run(loaded, "ingest").exit_code == 2
