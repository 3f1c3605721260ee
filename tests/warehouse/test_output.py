"""Formats: what goes in comes out, and nothing turns into a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from ingest.errors import InputError
from warehouse.answer import Answer
from warehouse.output import FORMATS, for_people, plain_number, render, write

DAY = date(2024, 10, 31)
ANSWER = Answer(
    ("label", "value", "year", "day", "seen", "known"),
    [
        ("Tổng mức bán lẻ", Decimal("7424500000000.000000"), 2024, DAY, datetime(2024, 11, 1, 8, 5), True),
        ('=HYPERLINK("http://x")', Decimal("-16.100000"), None, None, None, False),
    ],
    ("VARCHAR", "DECIMAL(28,6)", "SMALLINT", "DATE", "TIMESTAMP", "BOOLEAN"),
)


def test_csv_round_trip_with_the_formula_defused() -> None:
    rows = list(csv.reader(io.StringIO(render(ANSWER, "csv").decode())))
    assert rows == [
        ["label", "value", "year", "day", "seen", "known"],
        ["Tổng mức bán lẻ", "7424500000000", "2024", "2024-10-31", "2024-11-01 08:05:00", "true"],
        ['\'=HYPERLINK("http://x")', "-16.1", "", "", "", "false"],
    ]


def test_json_round_trip_keeps_texts_and_numbers_as_they_are() -> None:
    records = json.loads(render(ANSWER, "json"))
    assert records == [json.loads(line) for line in render(ANSWER, "jsonl").decode().splitlines()]
    assert records[0]["value"] == 7424500000000
    assert records[1] == {
        "label": '=HYPERLINK("http://x")',
        "value": -16.1,
        "year": None,
        "day": None,
        "seen": None,
        "known": False,
    }


def test_json_holds_no_number_that_json_does_not_have() -> None:
    odd = (float("nan"), [float("inf")], {"low": float("-inf")})
    for form in ("json", "jsonl"):
        text = render(Answer(("v", "l", "d"), [odd]), form)
        [row] = json.loads(text if form == "json" else b"[" + text + b"]", parse_constant=pytest.fail)
        assert row == {"v": "nan", "l": ["inf"], "d": {"low": "-inf"}}


def test_json_never_rounds() -> None:
    exact = Decimal("1234567890123456.789012")
    assert json.loads(render(Answer(("v",), [(exact,)]), "json")) == [{"v": "1234567890123456.789012"}]


def test_parquet_round_trip_keeps_types() -> None:
    frame = pl.read_parquet(io.BytesIO(render(ANSWER, "parquet")))
    assert frame.rows() == ANSWER.rows
    assert frame.schema["value"] == pl.Decimal(28, 6)


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_rows_has_its_columns(form: str) -> None:
    empty = Answer(ANSWER.columns, [], ANSWER.types)
    data = render(empty, form)
    if form == "parquet":
        assert pl.read_parquet(io.BytesIO(data)).columns == list(ANSWER.columns)
    elif form in ("csv", "markdown", "table"):
        assert "label" in data.decode().splitlines()[0]


def sheet(data: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()


def test_excel_has_numbers_as_numbers_and_no_formula() -> None:
    cells, strings = sheet(render(ANSWER, "xlsx"))
    assert "<v>7424500000000</v>" in cells
    assert "<f>" not in cells
    assert "'=HYPERLINK" in strings


@pytest.mark.parametrize("text", ["=1+1", "+84 213", "-x", "@cmd", "\tx", "\rx"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_texts_that_look_like_formulas_are_defused(text: str, form: str) -> None:
    data = render(Answer(("label",), [(text,)]), form)
    shown = data.decode() if form == "csv" else sheet(data)[1]
    assert "'" + text[0] in shown.replace("&apos;", "'").replace("_x000D_", "\r")


def test_the_table_groups_large_measures_and_leaves_years_alone() -> None:
    lines = render(ANSWER, "table").decode().splitlines()
    assert "7 424 500 000 000" in lines[2]
    assert " 2024 " in lines[2]
    assert '=HYPERLINK("http://x")' in lines[3]


@pytest.mark.parametrize(
    ("number", "plain", "shown"),
    [
        (9151004979371.0, "9151004979371", "9 151 004 979 371"),
        (1.15119e16, "11511900000000000", "11 511 900 000 000 000"),
        (154.8838073991448, "154.8838073991448", "154.883807"),
        (1e-07, "0.0000001", "0"),
        (-40639963.5, "-40639963.5", "-40 639 963.5"),
        (60.0, "60", "60"),
        (float("inf"), "inf", "inf"),
    ],
)
def test_worked_out_numbers_are_shown_like_printed_ones(number: float, plain: str, shown: str) -> None:
    assert (plain_number(number), for_people(number)) == (plain, shown)


def test_decimals_of_worked_out_numbers_are_bounded_for_people_only() -> None:
    exact = Decimal("308.61844632225854")
    assert (plain_number(exact), for_people(exact)) == ("308.61844632225854", "308.618446")


def test_a_sentence_with_line_breaks_stays_in_its_row() -> None:
    lines = render(Answer(("sentence", "n"), [("bán lẻ \n\n  hàng hóa", 1)]), "table").decode().splitlines()
    assert lines[2].split() == ["bán", "lẻ", "hàng", "hóa", "1"]
    assert len(lines) == 3


def on_a_terminal(answer: Answer, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    write(answer, "table")
    return [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", terminal.getvalue()).splitlines()]


@pytest.mark.parametrize("width", [50, 70, 100])
def test_a_terminal_breaks_lines_between_words_only(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[object, ...]] = [("trade.retail_sales", Decimal(7424500000000), "một câu dài " * 9)]
    lines = on_a_terminal(Answer(("indicator_code", "value", "sentence"), rows), width, monkeypatch)
    assert "trade.retail_sales" in lines[2]
    assert "7 424 500 000 000" in lines[2]
    assert max(map(len, lines)) <= width


def test_names_of_columns_break_behind_an_underscore(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[object, ...]] = [(2.5, "reported", 7)]
    lines = on_a_terminal(Answer(("month_yoy_pct", "how it was found", "n"), rows), 24, monkeypatch)
    assert [line.split() for line in lines if "─" not in line] == [
        ["month_", "how", "it", "was"],
        ["yoy_pct", "found", "n"],
        ["2.5", "reported", "7"],
    ]


def test_what_is_too_wide_for_a_terminal_is_told_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[object, ...]] = [("trade.retail_sales", Decimal(7424500000000)), ("tourism.visitors", Decimal(5))]
    lines = on_a_terminal(Answer(("indicator_code", "value"), rows), 36, monkeypatch)
    assert lines[0].startswith("1 of 2 ")
    assert [line.split(None, 1) for line in lines[1:3]] == [
        ["indicator_code", "trade.retail_sales"],
        ["value", "7 424 500 000 000"],
    ]
    assert lines[3].startswith("2 of 2 ")


def test_a_piped_table_is_never_cut() -> None:
    text = "x" * 5000
    assert text in render(Answer(("label",), [(text,)]), "table").decode()


def test_square_brackets_are_text() -> None:
    assert "[bold]x[/bold]" in render(Answer(("label",), [("[bold]x[/bold]",)]), "table").decode()


def test_markdown_escapes_bars() -> None:
    lines = render(Answer(("a", "n"), [("x|y\nz", 1)]), "markdown").decode().splitlines()
    assert lines == ["| a | n |", "| --- | ---: |", "| x\\|y z | 1 |"]


def test_two_columns_of_one_name_are_refused_where_names_are_keys() -> None:
    double = Answer(("a", "a"), [(1, 2)])
    assert render(double, "csv") == b"a,a\n1,2\n"
    for form in ("json", "jsonl", "parquet"):
        with pytest.raises(InputError, match="two columns are named 'a'"):
            render(double, form)


def test_excel_never_cuts_a_text_nor_rounds_a_number() -> None:
    with pytest.raises(InputError, match="does not fit a cell of Excel"):
        render(Answer(("t",), [("x" * 40_000,)]), "xlsx")
    exact = Decimal("1234567890123456.78")
    assert "1234567890123456.78" in sheet(render(Answer(("v", "w"), [(exact, "x")]), "xlsx"))[1]


def test_control_characters_do_not_reach_the_terminal() -> None:
    shown = render(Answer(("t",), [("a\x1b[31mb\x9b0m",)]), "table").decode()
    assert "\x1b" not in shown
    assert "\x9b" not in shown


def test_rare_types_go_to_parquet_as_text() -> None:
    from uuid import UUID

    rare = Answer(("u", "l"), [(UUID(int=1), [1, 2])], ("UUID", "INTEGER[]"))
    frame = pl.read_parquet(io.BytesIO(render(rare, "parquet")))
    assert frame.rows() == [("00000000-0000-0000-0000-000000000001", [1, 2])]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    write(ANSWER, "json", target)
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    with pytest.raises(InputError, match="cannot write"):
        write(ANSWER, "json", tmp_path / "no" / "out.json")
