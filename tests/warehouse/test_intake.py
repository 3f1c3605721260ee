"""Taking reports in: what is loaded, what is left alone, what is refused."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from toy_reports import NOVEMBER, OCTOBER

import ingest
from ingest.errors import InputError
from warehouse import gathering, intake
from warehouse.archive import Archive
from warehouse.home import Home
from warehouse.intake import rebuild, take_in
from warehouse.outcomes import Intake
from warehouse.store import open_readonly


def statuses(result: Intake) -> dict[str, str]:
    return {outcome.name: outcome.status for outcome in result.outcomes}


def rows(home: Home, query: str) -> list[tuple[object, ...]]:
    with open_readonly(home) as connection:
        return connection.execute(query).fetchall()


def test_a_folder_goes_in_and_every_number_is_a_row(home: Home, reports: Path) -> None:
    result = take_in(home, [reports], jobs=1)
    assert statuses(result) == {"november.txt": "new", "october.txt": "new"}
    assert result.run_id
    assert rows(home, "SELECT COUNT(*) FROM fact_observation") == [(6,)]
    columns = "file_name, area_code, period_code, claims, with_code, to_review"
    assert rows(home, f"SELECT {columns} FROM dim_report ORDER BY 1") == [
        ("november.txt", "12", "2024-11", 1, 1, 0),
        ("october.txt", "12", "2024-10", 5, 4, 1),
    ]


def test_an_observation_keeps_value_interval_place_and_words(loaded: Home) -> None:
    found = rows(
        loaded,
        """SELECT value, low, high, o.unit, scenario, plan_kind, accumulation, period_code, number_text,
           substring(t.text, span_start + 1, span_end - span_start), sector_code
           FROM fact_observation o JOIN report_text t USING (report_id)
           WHERE indicator_code = 'trade.retail_sales' AND measure = 'level' AND accumulation = 'YTD'""",
    )
    value = Decimal("7424500000000")
    assert found == [
        (value, value - 1, value + 1, "đồng", "ACTUAL", None, "YTD", "2024-10", "7.424,5", "7.424,5", "trade")
    ]


def test_the_same_folder_twice_publishes_nothing(loaded: Home, reports: Path) -> None:
    before = loaded.link.resolve()
    result = take_in(loaded, [reports], jobs=1)
    assert set(statuses(result).values()) == {"unchanged"}
    assert not result.run_id
    assert loaded.link.resolve() == before
    assert rows(loaded, "SELECT command, files FROM runs ORDER BY run_id") == [("init", 0), ("ingest", 2)]


def test_one_content_under_two_names_is_one_report(home: Home, reports: Path) -> None:
    (reports / "copy.txt").write_text(OCTOBER, encoding="utf-8")
    result = take_in(home, [reports], jobs=1)
    assert statuses(result)["october.txt"] == "same content"
    assert [o.detail for o in result.outcomes if o.name == "october.txt"] == ["same content as copy.txt"]
    assert rows(home, "SELECT COUNT(*) FROM dim_report") == [(2,)]


def test_a_new_name_for_old_content_is_noted_in_the_archive_only(loaded: Home, tmp_path: Path) -> None:
    again = tmp_path / "renamed.txt"
    again.write_text(OCTOBER, encoding="utf-8")
    result = take_in(loaded, [again], jobs=1)
    assert not result.run_id
    assert result.outcomes[0].detail == "same content as october.txt"
    names = {receipt.names for receipt in Archive(loaded.archive).receipts()}
    assert names == {("october.txt", "renamed.txt"), ("november.txt",)}


def test_a_corrected_reissue_is_a_second_vintage(loaded: Home, tmp_path: Path) -> None:
    fixed = tmp_path / "october.txt"
    fixed.write_text(OCTOBER.replace("752,3", "753,1").replace("752300000000", "753100000000"), encoding="utf-8")
    take_in(loaded, [fixed], {"issued": "2024-11-20"}, jobs=1)
    cell = "indicator_code = 'trade.retail_sales' AND number_text IN ('752,3', '753,1')"
    assert rows(loaded, f"SELECT COUNT(*) FROM observation WHERE {cell}") == [(2,)]
    assert rows(loaded, f"SELECT value FROM latest_observation WHERE {cell}") == [(Decimal("753100000000"),)]
    known_then = rows(loaded, f"SELECT value FROM as_of(DATE '2024-11-10') WHERE {cell}")
    assert known_then == [(Decimal("752300000000"),)]


def test_an_unreadable_file_is_named_and_the_others_go_in(home: Home, reports: Path) -> None:
    (reports / "broken.txt").write_text("unreadable", encoding="utf-8")
    (reports / "odd.txt").write_text("explode", encoding="utf-8")
    result = take_in(home, [reports], jobs=1)
    assert {o.name: o.detail for o in result.rejected} == {
        "broken.txt": "it is damaged; save it again",
        "odd.txt": "the reader failed on it (KeyError: 'a bug'); set NIENGIAM_DEBUG=1 to see where",
    }
    assert rows(home, "SELECT COUNT(*) FROM dim_report") == [(2,)]
    assert len(list(Archive(home.archive).receipts())) == 2
    assert rows(home, "SELECT outcome FROM runs WHERE command = 'ingest'") == [("with rejected files",)]


def test_only_unreadable_files_publish_nothing(home: Home, tmp_path: Path) -> None:
    before = home.link.resolve()
    broken = tmp_path / "broken.txt"
    broken.write_text("unreadable", encoding="utf-8")
    assert not take_in(home, [broken], jobs=1).run_id
    assert home.link.resolve() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("area: Lai Châu\n", "does not say which period"),
        ("period: 2024-10\n", "does not say which area"),
        ("period: 2024-10\narea: Lai Chau\n", "knows no area 'Lai Chau' (did you mean Lai Châu"),
    ],
)
def test_a_report_of_no_known_area_or_period_is_refused(home: Home, tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "r.txt"
    path.write_text(text, encoding="utf-8")
    [outcome] = take_in(home, [path], jobs=1).outcomes
    assert outcome.status == "rejected"
    assert reason in outcome.detail


def test_a_printed_area_that_the_catalogue_does_not_know_becomes_a_row(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(OCTOBER.replace("Lai Châu", "Lam Khê"), encoding="utf-8")
    take_in(home, [path], jobs=1)
    places = rows(home, "SELECT area_code, parent_code FROM dim_area WHERE kind = 'named in reports' ORDER BY 1")
    assert places == [("Lam Khê", None), ("Lam Khê/Mường Tè", "Lam Khê")]


def test_a_given_area_must_be_known(home: Home, reports: Path) -> None:
    result = take_in(home, [reports], {"area": "Lam Khê"}, jobs=1)
    assert len(result.rejected) == 2


def test_options_override_the_head_and_are_remembered(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(NOVEMBER, encoding="utf-8")
    take_in(home, [path], {"issued": "2024-12-03", "area": "Lào Cai"}, jobs=1)
    query = "SELECT area_code, published_at, published_from FROM dim_report"
    assert rows(home, query) == [("10", date(2024, 12, 3), "option")]
    assert statuses(take_in(home, [path], jobs=1)) == {"r.txt": "unchanged"}  # what was said once still holds
    assert statuses(take_in(home, [path], {"area": "12"}, jobs=1)) == {"r.txt": "read again"}
    assert rows(home, query) == [("12", date(2024, 12, 3), "option")]


def test_publication_day_falls_back_to_the_end_of_the_period(loaded: Home) -> None:
    assert rows(loaded, "SELECT published_at, published_from FROM dim_report ORDER BY 1") == [
        (date(2024, 11, 1), "report"),
        (date(2024, 11, 30), "period end"),
    ]


def test_places_and_units_that_only_reports_name_become_rows(loaded: Home) -> None:
    assert rows(loaded, "SELECT area_code, name, parent_code FROM dim_area WHERE kind = 'named in reports'") == [
        ("12/Mường Tè", "Mường Tè", "12")
    ]
    assert rows(loaded, "SELECT unit FROM dim_unit WHERE dimension = 'named in reports'") == [("tờ",)]


def test_an_upgrade_reads_the_archive_again_and_keeps_the_load_time(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    loaded_at = rows(loaded, "SELECT report_id, loaded_at FROM dim_report ORDER BY 1")
    toy.setattr(ingest, "EXTRACTOR_VERSION", "toy 2")
    assert set(statuses(rebuild(loaded, jobs=1)).values()) == {"read again"}
    assert rows(loaded, "SELECT DISTINCT extractor_version FROM dim_report") == [("toy 2+toy",)]
    assert rows(loaded, "SELECT report_id, loaded_at FROM dim_report ORDER BY 1") == loaded_at
    assert rows(loaded, "SELECT COUNT(*) FROM fact_observation") == [(6,)]
    assert not rebuild(loaded, jobs=1).run_id


def test_a_report_that_an_upgrade_cannot_read_is_taken_out_loudly(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    toy.setattr(ingest, "EXTRACTOR_VERSION", "toy 2")
    read = ingest.read_report
    toy.setattr(ingest, "read_report", lambda path, **options: {}["x"] if "BC-UBND" in path.read_text() else read(path))
    result = rebuild(loaded, jobs=1)
    assert [o.name for o in result.rejected] == ["october.txt"]
    assert "taken out" in result.rejected[0].detail
    assert rows(loaded, "SELECT file_name FROM dim_report") == [("november.txt",)]


def test_everything_can_be_rebuilt_from_the_archive(loaded: Home) -> None:
    before = rows(loaded, "SELECT * FROM fact_observation ORDER BY observation_id")
    loaded.link.unlink()
    for version in loaded.versions.iterdir():
        version.unlink()
    rebuild(loaded, jobs=1)
    assert rows(loaded, "SELECT * FROM fact_observation ORDER BY observation_id") == before


def test_a_changed_schema_starts_from_the_archive(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    toy.setattr("warehouse.intake.schema_fingerprint", lambda: "newer")
    toy.setattr("warehouse.store.schema_fingerprint", lambda: "newer")
    assert set(statuses(rebuild(loaded, jobs=1)).values()) == {"new"}
    assert rows(loaded, "SELECT COUNT(*) FROM fact_observation") == [(6,)]


def test_files_that_are_no_reports_are_counted_and_hidden_ones_left_alone(home: Home, reports: Path) -> None:
    (reports / "photo.jpg").write_bytes(b"x")
    (reports / ".hidden.txt").write_text("x", encoding="utf-8")
    (reports / "~$october.docx").write_text("x", encoding="utf-8")
    result = take_in(home, [reports], jobs=1)
    assert [path.name for path, _ in result.passed_over] == ["photo.jpg"]
    assert len(result.outcomes) == 2


def test_a_home_inside_the_folder_is_left_alone(loaded: Home, reports: Path) -> None:
    result = take_in(loaded, [loaded.root.parent], jobs=1)
    assert statuses(result) == {"october.txt": "unchanged", "november.txt": "unchanged"}
    (loaded.root / "inbox" / "december.txt").write_text(NOVEMBER.replace("2024-11", "2024-12"), encoding="utf-8")
    assert statuses(take_in(loaded, [loaded.root / "inbox"], jobs=1)) == {"december.txt": "new"}


def test_a_missing_path_is_said_before_anything_is_done(home: Home, reports: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        take_in(home, [reports, Path("nowhere.txt")], jobs=1)
    assert rows(home, "SELECT COUNT(*) FROM dim_report") == [(0,)]


def test_only_a_run_of_new_reports_knows_which_series_it_changed(
    home: Home, reports: Path, tmp_path: Path, toy: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    toy.setattr(intake, "build_models", lambda connection, changed=None: len(asked.append(changed) or asked))
    take_in(home, [reports], jobs=1)
    series = rows(home, "SELECT DISTINCT area_code, indicator_code FROM fact_observation WHERE indicator_code <> ''")
    assert series
    assert sorted(asked.pop()) == sorted(series)
    take_in(home, [reports], {"period": "2023-10"}, jobs=1)  # read again: what it said before is gone
    rebuild(home)
    late = tmp_path / "late.txt"
    late.write_text(OCTOBER.replace("752,3", "752,4"), encoding="utf-8")
    toy.setattr("warehouse.intake.catalogue_fingerprint", lambda: "another")
    take_in(home, [late], jobs=1)  # the dimensions may be other ones, too
    assert asked
    assert set(asked) == {None}


def test_a_failing_model_publishes_nothing(home: Home, reports: Path, toy: pytest.MonkeyPatch) -> None:
    def fail(connection: object, changed: object = None) -> int:
        raise InputError("marts/in_period.sql:3:1: no such column")

    before = home.link.resolve()
    toy.setattr(intake, "build_models", fail)
    with pytest.raises(InputError, match="no such column"):
        take_in(home, [reports], jobs=1)
    assert home.link.resolve() == before
    assert not list(Archive(home.archive).receipts())


def test_an_interrupt_publishes_nothing_and_the_next_run_goes_on(home: Home, reports: Path) -> None:
    def interrupt(done: int, total: int, claims: int) -> None:
        raise KeyboardInterrupt

    before = home.link.resolve()
    with pytest.raises(KeyboardInterrupt):
        take_in(home, [reports], jobs=1, progress=interrupt)
    assert home.link.resolve() == before
    assert [path.name for path in home.versions.iterdir()] == [before.name]
    assert take_in(home, [reports], jobs=1).run_id


def test_what_an_interrupt_finds_published_stays(home: Home, reports: Path, toy: pytest.MonkeyPatch) -> None:
    def interrupt_second(done: int, total: int, claims: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    toy.setattr(intake, "_ROUND", 1)
    with pytest.raises(KeyboardInterrupt):
        take_in(home, [reports], progress=interrupt_second)
    assert rows(home, "SELECT COUNT(*) FROM dim_report") == [(1,)]
    assert len(list(Archive(home.archive).receipts())) == 1
    again = take_in(home, [reports])
    assert sorted(statuses(again).values()) == ["new", "unchanged"]
    assert rows(home, "SELECT COUNT(*), COUNT(DISTINCT report_id) FROM dim_report") == [(2, 2)]
    assert rows(home, "SELECT COUNT(*) FROM fact_observation") == [(6,)]


def test_what_is_too_large_or_no_file_is_refused_unread(home: Home, tmp_path: Path, toy: pytest.MonkeyPatch) -> None:
    huge, pipe, loop = tmp_path / "huge.pdf", tmp_path / "pipe.txt", tmp_path / "loop"
    with huge.open("wb") as file:
        file.truncate(2 << 30)
    os.mkfifo(pipe)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    toy.setattr(gathering, "content_hash", lambda path: pytest.fail(f"{path} is read"))
    result = take_in(home, [huge, pipe, loop])
    reasons = {outcome.name: outcome.detail for outcome in result.rejected}
    assert set(reasons) == {"huge.pdf", "pipe.txt"}
    assert "larger than 200 MB" in reasons["huge.pdf"]
    assert "a device or a pipe" in reasons["pipe.txt"]
    with pytest.raises(InputError, match="no such file"):
        take_in(home, [tmp_path / "self.txt"])


def test_originals_are_kept_unchanged_and_read_only(loaded: Home) -> None:
    archive = Archive(loaded.archive)
    [receipt] = [r for r in archive.receipts() if r.names == ("october.txt",)]
    original = archive.original(receipt)
    assert original.read_text(encoding="utf-8") == OCTOBER
    assert original.stat().st_mode & 0o222 == 0


def test_reports_in_an_archive_go_in_and_what_is_wrong_with_it_is_named(home: Home, reports: Path) -> None:
    with zipfile.ZipFile(reports / "all.zip", "w") as archive:
        archive.write(reports / "october.txt", "tháng 10/october.txt")
        archive.writestr("ảnh.png", b"\x89PNG")
    (reports / "october.txt").unlink()
    (reports / "bad.zip").write_bytes(b"PK\x03\x04 cut off")
    result = take_in(home, [reports], jobs=1)
    assert statuses(result) == {"bad.zip": "rejected", "november.txt": "new", "october.txt": "new"}
    assert [path.name for path, _ in result.passed_over] == ["ảnh.png"]
    assert statuses(take_in(home, [reports / "all.zip"])) == {"october.txt": "unchanged"}


def test_an_archive_in_an_archive_is_named_and_the_reports_beside_it_go_in(home: Home, reports: Path) -> None:
    with zipfile.ZipFile(reports / "all.zip", "w") as archive:
        archive.write(reports / "october.txt", "october.txt")
        archive.writestr("2023/old.zip", b"PK")
        archive.writestr("empty.txt", b"no head")
    result = take_in(home, [reports / "all.zip"])
    assert statuses(result) == {"all.zip": "rejected", "empty.txt": "rejected", "october.txt": "new"}
    assert [(outcome.place, outcome.detail) for outcome in result.rejected] == [
        ("all.zip", "the member '2023/old.zip' is an archive in an archive; unpack it and take in the folder"),
        ("all.zip/empty.txt", "it does not say which period it reports on; give it with --period 2024-10"),
    ]


def alter_originals(home: Home) -> None:
    archive = Archive(home.archive)
    for receipt in archive.receipts():
        archive.original(receipt).chmod(0o644)
        archive.original(receipt).write_text(OCTOBER.replace("752,3", "952,3"), encoding="utf-8")


def test_a_changed_original_is_named_by_a_build(loaded: Home) -> None:
    before = rows(loaded, "FROM fact_observation ORDER BY ALL")
    alter_originals(loaded)
    result = rebuild(loaded)
    assert {outcome.name for outcome in result.rejected} == {"october.txt", "november.txt"}
    assert all("in the archive has changed: it was altered" in outcome.detail for outcome in result.rejected)
    assert rows(loaded, "FROM fact_observation ORDER BY ALL") == before  # read when the originals were what came in


def test_a_changed_original_is_never_read(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    alter_originals(loaded)
    toy.setattr(ingest, "EXTRACTOR_VERSION", "newer")
    result = rebuild(loaded)
    assert len(result.rejected) == 2
    assert all("has changed since it came in" in outcome.detail for outcome in result.rejected)
    assert rows(loaded, "FROM fact_observation") == []


def test_a_missing_original_is_named_by_a_build(loaded: Home) -> None:
    archive = Archive(loaded.archive)
    archive.original(next(iter(archive.receipts()))).unlink()
    assert [outcome.detail for outcome in rebuild(loaded).rejected] == [
        "its original in the archive is missing: ingest the report again"
    ]


def test_new_findings_are_counted_once(loaded: Home, tmp_path: Path, toy: pytest.MonkeyPatch) -> None:
    def derive(connection: DuckDBPyConnection, changed: object = None) -> int:
        """One finding for each report."""
        connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
        connection.execute(
            "CREATE OR REPLACE TABLE marts.contradiction AS SELECT 'r' AS rule, report_id AS observation_ids,"
            " '1 <> 2' AS arithmetic, 'open' AS status FROM dim_report"
        )
        return 1

    toy.setattr(intake, "build_models", derive)
    assert rebuild(loaded).findings == 2
    (tmp_path / "more.txt").write_text(OCTOBER.replace("752,3", "752,4"), encoding="utf-8")
    assert take_in(loaded, [tmp_path / "more.txt"], jobs=1).findings == 1
    assert rows(loaded, "SELECT findings FROM runs ORDER BY run_id")[-2:] == [(2,), (1,)]
