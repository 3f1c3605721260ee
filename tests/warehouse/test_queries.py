"""The named questions: their form, their parameters, and what each answers on a small warehouse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from model_facts import World

from ingest.errors import InputError
from warehouse.answer import Answer
from warehouse.queries import named_queries, read_query, run_query

QUERIES = named_queries()
REQUIRED = {"indicator": "sales", "month": "2024-10", "report": "2024-11-01"}


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    world.say("2023-11-01", "sales", "2023-10", 700)
    world.totals("2024-10-01", "sales", 2024, {8: 5800, 9: 6600})
    world.say("2024-10-01", "sales", "2024-09 ytd", 74, measure="attainment", versus="plan")
    world.say("2024-11-01", "sales", "2024-10", 815)
    world.say("2024-11-01", "sales", "2024-10 ytd", "7424.5")
    world.say("2024-11-01", "sales", "2024-10 ytd", 81, half="0.5", measure="attainment", versus="plan")
    world.say("2024-11-01", "sales", "2024-10", "19.3", half="0.05", measure="change_pct", versus="yoy")
    world.say("2024-11-01", "visitors", "2024-10", "-5.5", half="0.05", measure="change_pct", versus="yoy")
    world.say("2024-11-01", "visitors", "2024", 1000, measure="plan")
    world.say("2024-11-01", "visitors", "2024-10 ytd", 500)
    world.say("2024-11-01", "herd", "2024-08-31 point", 500)
    whole = world.say("2024-11-01", "herd", "2024-10-31 point", 520)
    part = world.say("2024-11-01", "herd", "2024-10-31 point", 530)
    world.say("2024-11-01", "exports", "2024-10", 3, code=False)
    world.say("2024-12-01", "sales", "2024-09 ytd", 6650)
    world.build()
    world.connection.execute("UPDATE fact_observation SET part_of = ? WHERE observation_id = ?", [whole, part])
    world.connection.execute(
        "INSERT INTO dim_area VALUES ('02', 'Hà Giang', 'province', 'VN', NULL, '2025-06-30', '08-2025'),"
        " ('08', 'Tuyên Quang', 'province', 'VN', NULL, '2025-06-30', '08-2025'),"
        " ('08-2025', 'Tuyên Quang', 'province', 'VN', '2025-07-01', NULL, NULL)"
    )
    return world


def ask(world: World, name: str, **arguments: str) -> list[dict[str, object]]:
    query = QUERIES[name]
    needed = {p.name: REQUIRED[p.name] for p in query.parameters if p.required}
    answer = run_query(world.connection, query, needed | arguments)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_there_are_enough_questions_with_titles_in_both_languages() -> None:
    assert len(QUERIES) >= 20
    assert all(query.title_vi != query.title_en for query in QUERIES.values())


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_question_answers_with_distinct_columns_in_a_fixed_order(world: World, name: str) -> None:
    first, second = ask(world, name), ask(world, name)
    assert first == second
    assert first, f"{name} finds nothing"
    needed = {p.name: REQUIRED[p.name] for p in QUERIES[name].parameters if p.required}
    columns = run_query(world.connection, QUERIES[name], needed).columns
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_question_can_be_asked_of_an_empty_warehouse(name: str, empty: World) -> None:
    needed = {p.name: REQUIRED[p.name] for p in QUERIES[name].parameters if p.required}
    if "report" in needed:
        with pytest.raises(InputError, match="there is no report '2024-11-01'"):
            run_query(empty.connection, QUERIES[name], needed)
    else:
        assert isinstance(run_query(empty.connection, QUERIES[name], needed), Answer)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("history", {"indicator": "sale"}, r"there is no indicator 'sale' \(did you mean sales\?\)"),
        ("history", {"area": "Lam Kê"}, r"there is no area 'Lam Kê' \(did you mean Lam Khê\?\)"),
        ("headline", {"sector": "x"}, "there is no sector 'x': 'niengiam query sector_overview' lists them"),
        ("new_in_report", {"report": "nope"}, "there is no report 'nope': give its id or a part of its file name"),
    ],
)
def test_what_is_not_there_is_said(world: World, name: str, arguments: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask(world, name, **arguments)


def asking_for(parameter: str) -> list[str]:
    return [name for name, query in QUERIES.items() if parameter in {p.name for p in query.parameters}]


@pytest.mark.parametrize("name", asking_for("area"))
def test_an_area_is_known_by_its_name_and_its_code(world: World, name: str) -> None:
    area = {"name": "Tuyên Quang", "code": "08-2025"} if name == "series_breaks" else {"name": "Lam Khê", "code": "12"}
    assert ask(world, name, area=area["name"]) == ask(world, name, area=area["code"]) != []


@pytest.mark.parametrize("name", asking_for("report"))
def test_a_report_is_known_by_its_file_name_and_its_id(world: World, name: str) -> None:
    assert ask(world, name, report="2024-11-01.txt") == ask(world, name, report=world.reports["2024-11-01"]) != []


def test_breaks_are_found_by_the_name_of_an_area_that_is_no_more(world: World) -> None:
    assert [row["area_code"] for row in ask(world, "series_breaks", area="Hà Giang")] == ["08-2025"]


@pytest.fixture(scope="module")
def empty() -> World:
    world = World()
    world.build()
    return world


def test_the_headline_is_of_the_newest_month_unless_told(world: World) -> None:
    rows = {row["indicator_code"]: row for row in ask(world, "headline") if row["month_value"] != 530}
    sales = rows["sales"]
    assert (sales["month_value"], float(sales["ytd_value"]), sales["month_yoy_pct"]) == (815, 7424.5, 19.3)
    assert sales["attainment_pct"] == 81
    assert {row["period_code"] for row in rows.values()} == {"2024-10"}
    assert {row["month_value"] for row in ask(world, "headline", month="2024-09")} == {Decimal(850)}


def test_a_year_that_a_report_only_looks_ahead_to_is_not_the_newest() -> None:
    world = World()
    world.say("2024-12-20", "sales", "2024-11 ytd", 800)
    world.say("2024-12-20", "sales", "2024", 1000, measure="plan")
    world.say("2024-12-20", "sales", "2025-03 ytd", 25, measure="attainment", versus="plan", half="0.5")
    world.build()
    assert [(row["period_code"], row["pace_needed"]) for row in ask(world, "pace_needed")] == [("2024-11", 200)]


def test_a_plan_of_which_nothing_is_known_but_that_it_is_there_is_no_row() -> None:
    world = World()
    reached = {"measure": "attainment", "half": "0.5"}
    world.say("2024-11-01", "sales", "2024-10 ytd", 80, half="0.5")
    world.say("2024-11-01", "sales", "2024-10 ytd", 81, versus="plan:council", **reached)
    world.say("2024-04-01", "sales", "2024-03 ytd", 20, versus="plan", **reached)  # no level, hence no plan
    world.build()
    assert [row["plan_kind"] for row in ask(world, "plans")] == ["plan:council"]
    rows = ask(world, "headline", month="2024-10")
    assert [(row["plan_kind"], row["attainment_pct"]) for row in rows] == [("plan:council", 81)]


def test_the_history_has_derived_months(world: World) -> None:
    rows = {row["period_code"]: row for row in ask(world, "history", first="2024-01")}
    assert (rows["2024-09"]["month_value"], rows["2024-09"]["month_how"]) == (850, "difference of cumulatives")
    assert list(rows) == ["2024-08", "2024-09", "2024-10"]


def test_series_of_which_only_the_growth_is_told_are_there() -> None:
    world = World()
    told = {
        "herd": world.say("2024-11-01", "herd", "2024-10-31 point", 5, measure="change_pct", versus="yoy"),
        "iip": world.say("2024-11-01", "iip", "2024-10", 5, measure="change_pct", versus="yoy"),
    }
    world.build()
    for code, number in told.items():
        found = [(row["month_yoy_pct"], row["observation_id"]) for row in ask(world, "history", indicator=code)]
        assert found == [(5, number)], code
    assert {row["indicator_code"]: row["month_yoy_pct"] for row in ask(world, "headline", month="2024-10")} == {
        "herd": 5,
        "iip": 5,
    }


def test_targets_behind_the_pace(world: World) -> None:
    rows = ask(world, "behind_plan")
    assert [(row["indicator_code"], row["attainment_pct"], row["even_pace_pct"]) for row in rows] == [
        ("visitors", 50.0, 83.3),
        ("sales", 81.0, 83.3),
    ]
    assert rows[0]["pace_needed"] == 250
    assert [row["indicator_code"] for row in ask(world, "behind_plan", slack="10")] == ["visitors"]


def test_what_is_only_striven_for_is_neither_missed_nor_behind() -> None:
    world = World()
    reached = {"measure": "attainment", "versus": "plan", "half": "0.5"}
    world.say("2024-04-25", "sales", "2024-03 ytd", 17, **reached)
    world.say("2024-04-25", "sales", "2024-09 ytd", 60, **reached)
    world.build()
    missed = ask(world, "missed_targets")
    assert [(row["quarter"], row["attainment_pct"]) for row in missed] == [("2024-Q1", 17.0)]
    assert ask(world, "missed_targets", quarter="2024-Q3") == []
    assert [row["period_code"] for row in ask(world, "behind_plan")] == ["2024-03"]
    assert [row["period_code"] for row in ask(world, "attainment_ranking")] == ["2024-03"]


def test_biggest_falls(world: World) -> None:
    assert [(row["indicator_code"], row["yoy_pct"]) for row in ask(world, "biggest_falls")] == [("visitors", -5.5)]


def test_disagreements_name_both_numbers(world: World) -> None:
    rows = ask(world, "disagreements", month="2024-10")
    assert [(row["kind"], row["reported"], row["derived"]) for row in rows] == [
        ("change on the year before (%)", 19.3, 16.43),
        ("single period", 815.0, 774.5),
    ]


def test_revisions_show_what_was_said_before(world: World) -> None:
    row = ask(world, "revisions")[0]
    assert (row["value_before"], row["value"], row["difference"], row["beyond_rounding"]) == (6600, 6650, 50, True)
    assert ask(world, "revisions", since="2025-01-01") == []


def test_the_source_shows_the_sentence_and_which_word_is_the_newest(world: World) -> None:
    rows = ask(world, "source", month="2024-09")
    assert [(row["value"], row["is_newest_word"]) for row in rows] == [(6650, True), (6600, False), (74, True)]
    assert rows[0]["sentence"]


def test_unlinked_labels_and_self_contradictions(world: World) -> None:
    assert [(row["label"], row["numbers"]) for row in ask(world, "unlinked_labels")] == [("exports", 1)]
    assert [row["printed"] for row in ask(world, "ambiguous")] == ["520 ≠ 530"]


def test_coverage_gaps(world: World) -> None:
    gaps = {row["indicator_code"]: row["missing_periods"] for row in ask(world, "coverage_gaps", year="2024")}
    assert gaps["herd"] == "2024-09"


def test_missed_targets_at_the_end_of_a_quarter(world: World) -> None:
    rows = ask(world, "missed_targets")
    assert [(r["quarter"], r["indicator_code"], r["attainment_pct"], r["short_by_points"]) for r in rows] == [
        ("2024-Q3", "sales", 74.0, 1.0)
    ]
    assert ask(world, "missed_targets", quarter="2024-Q2") == []


def test_the_pace_that_a_plan_needs(world: World) -> None:
    [row] = ask(world, "pace_needed", faster="5")
    assert (row["indicator_code"], row["pace_so_far"], row["pace_needed"], row["times_the_pace_so_far"]) == (
        *("visitors", 50, 250, 5.0),
    )
    assert ask(world, "pace_needed", faster="5.1") == []


def test_the_first_release_beside_the_latest(world: World) -> None:
    [row] = ask(world, "first_and_latest")
    assert (row["first_value"], row["latest_value"], row["difference"], row["reports"]) == (6600, 6650, 50, 2)
    assert str(row["first_published"]) == "2024-10-01"


def test_what_is_new_in_the_newest_report_and_in_a_given_one(world: World) -> None:
    [row] = ask(world, "new_in_report")
    assert (row["what"], row["indicator_code"], row["value_before"], row["value"]) == ("restated", "sales", 6600, 6650)
    assert {row["what"] for row in ask(world, "new_in_report", report=world.reports["2024-11-01"])} == {"new"}


def test_a_part_above_its_whole_is_marked(world: World) -> None:
    [row] = ask(world, "parts_of_whole")
    assert (row["whole_value"], row["part_value"], row["share_pct"], row["above_whole"]) == (520, 530, 101.92, True)


@pytest.mark.parametrize("area", ["02", "08", "08-2025", "Tuyên Quang"])
def test_a_merged_province_has_a_break(world: World, area: str) -> None:
    [row] = ask(world, "series_breaks", area=area)
    assert (str(row["break_on"]), row["area_code"], row["predecessors"]) == (
        "2025-07-01",
        "08-2025",
        "Hà Giang, Tuyên Quang",
    )


def test_the_overview_counts_series_of_a_sector(world: World) -> None:
    [row] = ask(world, "sector_overview")
    assert (row["sector_code"], row["series"], row["falling"], row["behind_even_pace"]) == ("trade", 3, 1, 2)


def test_views_of_vintages(world: World) -> None:
    def totals(view: str) -> list[Decimal]:
        condition = "indicator_code = 'sales' AND period_code = '2024-09' AND measure = 'level'"
        return [row[0] for row in world.connection.execute(f"SELECT value FROM {view} WHERE {condition}").fetchall()]

    assert totals("first_release") == totals("as_of(DATE '2024-11-30')") == [Decimal(6600)]
    assert totals("latest_observation") == totals("as_of(DATE '2024-12-01')") == [Decimal(6650)]
    assert totals("as_of(DATE '2024-09-30')") == []


def test_production_at_other_prices_has_vintages_and_doubts_of_its_own() -> None:
    world = World()
    world.say("2024-11-01", "sales", "2024-10", 815)
    world.say("2024-11-01", "sales", "2024-10", 700, price_base="current")
    world.say("2024-11-01", "sales", "2024-10", 402, price_base="constant")
    world.say("2024-11-01", "sales", "2024-10", 420, price_base="constant")
    world.build()
    for view in ("first_release", "latest_observation", "as_of(DATE '2024-11-01')"):
        found = world.connection.execute(f"SELECT price_base, value FROM {view} ORDER BY ALL").fetchall()
        assert found == [("", 815), ("constant", 402), ("current", 700)], view
    assert [(row["unit"], row["printed"]) for row in ask(world, "ambiguous")] == [("đồng (giá so sánh)", "402 ≠ 420")]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ({}, "needs indicator"),
        ({"indicator": "sales", "nope": "1"}, "has no parameter 'nope'; its parameters: indicator, area, first, last"),
        ({"indicator": "sales", "first": "2024-Q1"}, "write a month as 2024-10"),
        ({"indicator": "sales", "first": "October"}, "write a month as 2024-10"),
    ],
)
def test_wrong_parameters_are_told(world: World, arguments: dict[str, str], what: str) -> None:
    with pytest.raises(InputError, match=what):
        run_query(world.connection, QUERIES["history"], arguments)


def test_values_are_bound_and_never_read_as_sql(world: World) -> None:
    assert ask(world, "indicators", search="sales'; DROP TABLE fact_observation; --") == []
    with pytest.raises(InputError, match="there is no indicator 'sales'; DROP"):
        ask(world, "history", indicator="sales'; DROP TABLE fact_observation; --")
    assert world.connection.execute("SELECT COUNT(*) FROM fact_observation").fetchone() != (0,)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "a b", "a b"),
        ("period", "2024-q3", "2024-Q3"),
        ("year", "2024", 2024),
        ("date", "2024-10-31", date(2024, 10, 31)),
        ("whole", "12", 12),
        ("number", "0.5", Decimal("0.5")),
    ],
)
def test_types_of_parameters(tmp_path: Path, kind: str, text: str, value: object) -> None:
    path = tmp_path / "q.sql"
    path.write_text(f"-- name: q\n-- vi: x\n-- en: y\n-- param: p {kind} none P\nSELECT $p", encoding="utf-8")
    assert read_query(path).bind({"p": text}) == {"p": value}
    assert read_query(path).bind({}) == {"p": None}


@pytest.mark.parametrize(
    "kind,text", [("year", "2024-10"), ("whole", "1.5"), ("number", "NaN"), ("date", "31/10/2024")]
)
def test_values_of_another_type_are_refused(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "q.sql"
    path.write_text(f"-- name: q\n-- vi: x\n-- en: y\n-- param: p {kind} none P\nSELECT $p", encoding="utf-8")
    with pytest.raises(InputError, match="is no value for p: write"):
        read_query(path).bind({"p": text})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SELECT 1", "begin with '-- name: q'"),
        ("-- name: other\n-- vi: x\n-- en: y\nSELECT 1", "begin with '-- name: q'"),
        ("-- name: q\n-- vi: x\n-- en: y\nSELECT $p", "declared"),
        ("-- name: q\n-- vi: x\n-- en: y\n-- param: p text none P\nSELECT 1", "declared"),
        ("-- name: q\n-- vi: x\n-- en: y\n-- param: p colour none P\nSELECT $p", r"q\.sql:4"),
        ("-- name: q\n-- vi: x\n-- en: y\n-- param: p text\nSELECT $p", r"q\.sql:4"),
    ],
)
def test_files_that_break_the_form_are_told(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "q.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        named_queries(tmp_path)
