"""The mart contradiction: planted ones are found, reports that agree give none, and a person can settle them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.resources import resource
from warehouse.cli import main
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

SHARED = Path(__file__).resolve().parents[3] / "shared"
HEAD = "BÁO CÁO\nTình hình kinh tế - xã hội {title} tỉnh Lai Châu\n\n"
SEPTEMBER = (
    "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tháng 9 năm 2024 ước đạt 750 tỷ đồng. "
    "Lũy kế 9 tháng đầu năm ước đạt 6.700 tỷ đồng, bằng 67% kế hoạch năm.\n"
)
OCTOBER = (
    "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tháng 10 năm 2024 ước đạt {month} tỷ đồng. "
    "Lũy kế 10 tháng đầu năm ước đạt {total} tỷ đồng, bằng {share}% kế hoạch năm, {change}% so với cùng kỳ năm trước.\n"
)
YEAR_BEFORE = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ lũy kế 10 tháng đầu năm 2023 ước đạt 7.000 tỷ đồng.\n"
GOOD = {"month": "800", "total": "7.500", "share": "75", "change": "tăng 7,1"}


def write(folder: Path, **october: str) -> list[Path]:
    """Three reports that agree, but for what is said of October."""
    texts = {
        "2023-10.txt": HEAD.format(title="tháng 10 năm 2023") + YEAR_BEFORE,
        "2024-09.txt": HEAD.format(title="tháng 9 năm 2024") + SEPTEMBER,
        "2024-10.txt": HEAD.format(title="tháng 10 năm 2024") + OCTOBER.format(**(GOOD | october)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def warehouse(tmp_path: Path, paths: list[Path]) -> Home:
    home = Home.create(tmp_path / "home")
    assert not take_in(home, paths, jobs=1).rejected
    return home


def found(home: Home, columns: str = "rule, status") -> list[tuple[object, ...]]:
    with open_readonly(home) as connection:
        return connection.execute(f"SELECT {columns} FROM marts.contradiction ORDER BY ALL").fetchall()


def run(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(home.root)])


def test_reports_that_agree_have_none(tmp_path: Path) -> None:
    assert found(warehouse(tmp_path, write(tmp_path))) == []


@pytest.mark.parametrize(
    ("october", "rules"),
    [
        ({"month": "900"}, {"month-against-totals"}),
        ({"total": "6.500", "share": "65", "change": "giảm 7,1"}, {"total-falls"}),
        ({"share": "85"}, {"plans-disagree"}),
        ({"change": "tăng 20"}, {"change-against-years"}),
        ({"month": "1", "total": "7,5", "share": "0,075"}, {"out-of-scale", "change-against-years", "total-falls"}),
    ],
    ids=["month", "falling total", "plan", "change", "scale word"],
)
def test_what_reports_say_against_each_other(tmp_path: Path, october: dict[str, str], rules: set[str]) -> None:
    home = warehouse(tmp_path, write(tmp_path, **october))
    told = found(home, "rule, certainty, scope, observation_ids, arithmetic")
    assert {rule for rule, *_ in told} == rules
    assert {(certainty, scope) for _, certainty, scope, *_ in told} == {("suspicious", "reports")}
    with open_readonly(home) as connection:
        known = {i for (i,) in connection.execute("SELECT observation_id FROM fact_observation").fetchall()}
    for *_, observations, arithmetic in told:
        assert set(str(observations).split(", ")) <= known
        assert "between" in str(arithmetic)


def test_a_figure_a_thousand_times_too_small_is_told_so(tmp_path: Path) -> None:
    home = warehouse(tmp_path, write(tmp_path, total="7,5"))
    suggestions = dict(found(home, "rule, suggestion"))
    assert "thousand" in str(suggestions["change-against-years"])


def test_what_a_report_says_against_itself_is_there_too_and_can_be_settled(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        HEAD.format(title="tháng 10 năm 2024") + "Chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng.\n",
        encoding="utf-8",
    )
    home = warehouse(tmp_path, [path])
    [(rule, certainty, status, observations, numbers)] = found(
        home, "rule, certainty, status, observation_ids, numbers"
    )
    assert (rule, certainty, status, numbers) == ("sum", "certain", "open", "45; 30; 25")
    first = str(observations).split(", ")[0]
    assert run(home, "correct", first, "--accept", "ratio", "--because", "x").exit_code == 1
    assert run(home, "correct", first, "--accept", "sum", "--because", "một khoản tính hai lần").exit_code == 0
    assert found(home, "status, reason") == [("accepted", "một khoản tính hai lần")]
    assert json.loads(run(home, "query", "contradictions", "--format", "json").output) == []
    assert "applied" in run(home, "correct").output
    # A number of it is corrected: the arithmetic that was accepted is no longer that of a finding in question.
    home.corrections.write_text(
        home.corrections.read_text(encoding="utf-8").replace("sum: ", "sum: other "), encoding="utf-8"
    )
    run(home, "build")
    assert found(home, "status") == [("open",)]
    assert "not expected" in run(home, "correct").output


def test_a_corrected_number_settles_its_finding(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        HEAD.format(title="tháng 10 năm 2024") + "Chi 45 triệu đồng, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng.\n",
        encoding="utf-8",
    )
    home = warehouse(tmp_path, [path])
    [(observations,)] = found(home, "observation_ids")
    last = str(observations).split(", ")[-1]
    assert run(home, "correct", last, "--set", "value=15000000", "--because", "misprint").exit_code == 0
    assert found(home, "status") == [("corrected",)]


def test_a_report_is_checked_against_the_warehouse_and_changes_nothing(tmp_path: Path) -> None:
    *known, new = write(tmp_path, share="85")
    home = warehouse(tmp_path, known)
    before = home.link.resolve()
    alone = CliRunner().invoke(main, ["check", str(new), "--format", "json"])
    assert json.loads(alone.stdout) == []
    told = json.loads(
        CliRunner().invoke(main, ["check", str(new), "--home", str(home.root), "--format", "json"]).stdout
    )
    assert [finding["rule"] for finding in told] == ["plans-disagree"]
    text = new.read_text(encoding="utf-8")
    assert [text[start:end] for start, end in told[0]["spans"]] == ["7.500", "85"]
    assert "against 2024-09.txt" in told[0]["arithmetic"]
    assert told[0]["arithmetic"].startswith("plan implied in 2024-09: ")
    assert home.link.resolve() == before
    agreeing = write(tmp_path)[-1]
    assert (
        json.loads(
            CliRunner().invoke(main, ["check", str(agreeing), "--home", str(home.root), "--format", "json"]).stdout
        )
        == []
    )


def test_a_report_of_the_warehouse_is_checked_as_it_was_before(tmp_path: Path) -> None:
    *known, new = write(tmp_path, share="85")
    home = warehouse(tmp_path, known)
    check = ["check", str(new), "--home", str(home.root), "--format", "json"]
    told = json.loads(CliRunner().invoke(main, check).stdout)
    assert told
    assert run(home, "ingest", str(new)).exit_code == 0
    assert json.loads(CliRunner().invoke(main, check).stdout) == told


def test_the_name_of_another_report_stays_on_its_line(tmp_path: Path) -> None:
    *known, new = write(tmp_path, share="85")
    named = [path.rename(path.with_name(f"tháng\n{number}.txt")) for number, path in enumerate(known)]
    home = warehouse(tmp_path, named)
    told = CliRunner().invoke(main, ["check", str(new), "--home", str(home.root), "--format", "json"]).stdout
    arithmetic = json.loads(told)[0]["arithmetic"]
    assert "against tháng\ufffd" in arithmetic
    assert "\n" not in arithmetic


def test_the_sample_reports_hold_their_planted_ones_and_no_other_certain_one(tmp_path: Path) -> None:
    home = warehouse(tmp_path, [resource("reports")])
    certain = [row for row in found(home, "certainty, rule, period_code") if row[0] == "certain"]
    assert certain == [("certain", "sum", "2025-04")]
    assert len(found(home)) <= 12


@pytest.mark.skipif(not SHARED.exists() and not os.environ.get("CI"), reason="the real reports are not here")
def test_the_real_reports_together(tmp_path: Path) -> None:
    home = warehouse(tmp_path, [SHARED / "reports"])
    told = found(home, "scope, rule, certainty, indicator_code")
    # Judged by reading: the council's plan for revenue and the investment plan were raised in the course of 2024.
    assert [row[1:] for row in told if row[0] == "reports"] == [
        ("plans-disagree", "suspicious", "budget.domestic_revenue"),
        ("plans-disagree", "suspicious", "public_investment.disbursed"),
    ]
    assert sum(1 for row in told if row[2] == "certain") == 10


@pytest.mark.parametrize(
    ("october", "numbers", "arithmetic", "suggestion"),
    [
        ({"month": "8.000"}, ["8.000", "7.500"], "here: 7.999,5 to 8.000,5; difference of cumulatives: 799 to 801", ""),
        ({"month": "81", "total": "6.718", "share": "67,2", "change": "giảm 4"}, ["81", "6.718"],
         "here: 80,5 to 81,5; difference of cumulatives: 17 to 19", "6.781 instead of 6.718: two digits are exchanged"),
    ],
)  # fmt: skip
def test_a_month_against_its_totals_is_shown_in_the_scale_of_its_print(
    october: dict[str, str], numbers: list[str], arithmetic: str, suggestion: str, tmp_path: Path
) -> None:
    *known, new = write(tmp_path, **october)
    home = warehouse(tmp_path, known)
    told = json.loads(
        CliRunner().invoke(main, ["check", str(new), "--home", str(home.root), "--format", "json"]).stdout
    )
    [finding] = [finding for finding in told if finding["rule"] == "month-against-totals"]
    text = new.read_text(encoding="utf-8")
    assert [text[start:end] for start, end in finding["spans"]] == numbers
    assert finding["arithmetic"] == f"{arithmetic} (× 1.000.000.000) (against 2024-09.txt)"
    assert finding["suggestion"] == suggestion
