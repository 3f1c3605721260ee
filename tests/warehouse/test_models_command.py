"""niengiam models, and niengiam build --explain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from warehouse.cli import main
from warehouse.models import model


def asked(*args: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, [*args, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_models_are_listed_with_grain_and_tests() -> None:
    rows = {str(row["model"]): row for row in asked("models")}
    assert set(rows) == set(model.load_models())
    row = rows["marts.cumulative"]
    assert row["grain"] == "area_code, indicator_code, unit, period_code"
    assert str(row["tests"]).startswith("unique: area_code, indicator_code, unit, period_code; not_null: value")
    assert row["reads"] == "dim_period, staging.current_observation"
    assert (row["kind"], rows["staging.claim"]["kind"]) == ("table", "view")


def test_a_model_is_shown_with_the_lineage_of_its_columns() -> None:
    rows = {str(row["column"]): row for row in asked("models", "marts.cumulative")}
    assert rows["how"]["tests"] == "accepted_values: how: reported, sum of months"
    assert rows["value"]["in the star"] == "fact_observation.value"
    assert rows["value"]["made of"] == "staging.current_observation.value"
    assert rows["value"]["type"] == "DECIMAL(28, 6)"


def test_a_model_that_is_not_there_is_a_wrong_use() -> None:
    result = CliRunner().invoke(main, ["models", "marts.nothing"])
    assert (result.exit_code, "no model 'marts.nothing'" in result.stderr) == (2, True)


def test_explain_shows_the_plan_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("NIENGIAM_HOME", str(home))
    report = tmp_path / "report.txt"
    report.write_text(
        "UBND TỈNH LAM KHÊ\nBÁO CÁO\nTình hình kinh tế - xã hội tháng 10 năm 2024\n\n"
        "Tổng mức bán lẻ hàng hóa tháng 10 ước đạt 7.424,5 tỷ đồng, tăng 10,2% so với cùng kỳ.\n",
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    assert CliRunner().invoke(main, ["ingest", str(report)]).exit_code == 0
    published = (home / "warehouse.duckdb").readlink()
    assert {row["action"] for row in asked("build", "--explain")} == {"keep"}
    (home / "warehouse.duckdb").unlink()
    rows = asked("build", "--explain")
    assert {(row["action"], row["why"]) for row in rows} == {("build", "new")}
    assert sorted(path.name for path in (home / "versions").iterdir())[-1] == published.name


def test_a_format_without_explain_is_a_wrong_use() -> None:
    assert CliRunner().invoke(main, ["build", "--format", "json"]).exit_code == 2
