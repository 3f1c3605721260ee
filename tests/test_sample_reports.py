"""The sample reports: written again they are the same, they print what their truth says, and their months add up."""

from __future__ import annotations

import csv
import importlib.util
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from ingest.readers import read_document

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "data" / "reports"
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
Row = dict[str, str]


def truth() -> list[Row]:
    with (REPORTS / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = truth()
FILES = sorted({row["file"] for row in ROWS})


def test_generating_again_writes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "data" / "generate_reports.py", tmp_path], check=True, timeout=120)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in REPORTS.iterdir()}
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


def test_there_are_eighteen_months_and_a_plan_in_three_formats() -> None:
    months = {name[:7] for name in FILES}
    assert len(months) == 18
    assert min(months) == "2024-01"
    assert max(months) == "2025-06"
    assert len(FILES) == 19
    assert set(FILES) == {path.name for path in REPORTS.iterdir()} - {"truth.csv"}
    assert {Path(name).suffix for name in FILES} == {".docx", ".pdf", ".txt"}
    assert sum(path.stat().st_size for path in REPORTS.iterdir()) < 2_000_000


# -- every number is where the truth says ------------------------------------------------------------------------
def parts_of_docx(path: Path) -> str:
    """The text of the body and of the footnotes of a .docx, one line a paragraph."""
    lines = []
    with zipfile.ZipFile(path) as package:
        for part in ("word/document.xml", "word/footnotes.xml"):
            xml = package.read(part).decode("utf-8")
            for paragraph in re.findall(r"<w:p>.*?</w:p>", xml):
                lines.append("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", paragraph)))
    return "\n".join(lines)


def plain_text(path: Path) -> str:
    """The text of a file, without our readers."""
    if path.suffix == ".docx":
        return parts_of_docx(path)
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    return path.read_text(encoding="utf-8")


def glued(number: str, printed: str) -> bool:
    """Whether a printed run of figures is the number, perhaps with a footnote mark behind it."""
    return printed == number or (printed.startswith(number) and len(printed) <= len(number) + 2)


def missing_in_order(wanted: list[str], printed: list[str]) -> str | None:
    """The first wanted number that does not follow in the printed ones; None if all do."""
    position = 0
    for number in wanted:
        while position < len(printed) and not glued(number, printed[position]):
            position += 1
        if position == len(printed):
            return number
        position += 1
    return None


@pytest.mark.parametrize("name", FILES)
def test_every_number_stands_in_its_file_in_order(name: str) -> None:
    wanted = [row["number_text"] for row in ROWS if row["file"] == name]
    printed = NUMBER.findall(unicodedata.normalize("NFC", plain_text(REPORTS / name)))
    assert missing_in_order(wanted, printed) is None


@pytest.mark.parametrize("name", FILES)
def test_our_reader_gives_every_sentence_with_its_number(name: str) -> None:
    whole = [passage.text for passage in read_document(REPORTS / name).passages]
    lost = [row for row in ROWS if row["file"] == name and not found(row, whole)]
    assert [row["before"] + row["number_text"] for row in lost] == []


def found(row: Row, whole: list[str]) -> bool:
    sentence = (row["before"] + row["number_text"]).strip()
    return any(re.search(re.escape(sentence) + r"(?!\d)", text.replace("m3", "m³")) for text in whole)


def test_the_words_before_a_number_find_it() -> None:
    keys = Counter((row["file"], row["before"], row["number_text"]) for row in ROWS)
    assert [key for key, count in keys.items() if count > 1] == []


def test_numbers_count_up_within_each_file() -> None:
    for name in FILES:
        order = [int(row["seq"]) for row in ROWS if row["file"] == name]
        assert order == list(range(1, len(order) + 1))


# -- what the numbers say -----------------------------------------------------------------------------------------
def half_a_step(row: Row) -> Decimal:
    """Half a unit of the last printed digit, in base units; a whole one where the figure was cut off."""
    decimals = len(row["number_text"].partition(",")[2])
    digits = Decimal(row["number_text"].replace(".", "").replace(",", "."))
    scale = abs(Decimal(row["value"]) / digits) if digits else Decimal(1)
    return scale * Decimal(1).scaleb(-decimals) / (1 if row["bound"] else 2)


def levels() -> dict[tuple[str, str, str], list[Row]]:
    """Levels by indicator and days, first the oldest."""
    out: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        if row["measure"] == "level" and row["remark"] != "contradiction":
            out[row["indicator"], row["from"], row["to"]].append(row)
    return out


def test_months_add_up_to_the_total() -> None:
    cells, checked = levels(), 0
    by_month = {(code, first): rows for (code, first, last), rows in cells.items() if first[:7] == last[:7]}
    for (code, first, last), rows in cells.items():
        if not first.endswith("-01-01") or last[5:7] == "01" or last[8:] not in {"28", "29", "30", "31"}:
            continue
        total = rows[-1]
        starts = [f"{first[:5]}{month:02d}-01" for month in range(1, int(last[5:7]) + 1)]
        known = [as_known_to(total, by_month.get((code, start), [])) for start in starts]
        months = [row for row in known if row]
        if len(months) < len(starts):
            continue
        checked += 1
        slack = sum(map(half_a_step, months), half_a_step(total))
        assert abs(sum(Decimal(row["value"]) for row in months) - Decimal(total["value"])) <= slack, total
    assert checked > 50


def test_a_total_is_the_total_before_and_the_month() -> None:
    cells, checked = levels(), 0
    by_end = {(code, last[:7]): rows for (code, first, last), rows in cells.items() if first[5:] == "01-01"}
    for (code, first, last), rows in cells.items():
        month = int(last[5:7])
        if first[:7] != last[:7] or month == 1 or not first.endswith("-01"):
            continue
        total, before = by_end.get((code, last[:7])), by_end.get((code, f"{last[:4]}-{month - 1:02d}"))
        if not total or not before or total[-1]["to"] != last or before[-1]["to"][8:] < "28":
            continue
        if (code, last[:7]) == ("trade.retail_sales", "2025-03"):  # February was restated in between
            continue
        checked += 1
        difference = Decimal(total[-1]["value"]) - Decimal(before[-1]["value"]) - Decimal(rows[0]["value"])
        assert abs(difference) <= sum(map(half_a_step, (total[-1], before[-1], rows[0]))), total[-1]
    assert checked > 100


def as_known_to(later: Row, rows: list[Row]) -> Row | None:
    """The newest of some figures that is not newer than a report."""
    return next((row for row in reversed(rows) if row["file"][:7] <= later["file"][:7]), None)


def test_a_level_and_its_change_agree_with_the_level_of_the_year_before() -> None:
    cells, checked = levels(), 0
    for row in ROWS:
        if row["measure"] != "change_pct" or not row["from"].startswith("2025"):
            continue
        now = cells.get((row["indicator"], row["from"], row["to"]))
        day = "02-29" if row["to"][5:] == "02-28" else row["to"][5:]
        first = row["from"] if row["from"] != row["to"] else row["to"]
        before = cells.get((row["indicator"], "2024-" + (day if first == row["to"] else first[5:]), f"2024-{day}"))
        if not now or not before:
            continue
        new = next((other for other in now if other["file"] == row["file"]), None)
        if not new:
            continue
        checked += 1
        low = (Decimal(new["value"]) - half_a_step(new)) / (Decimal(before[-1]["value"]) + half_a_step(before[-1]))
        high = (Decimal(new["value"]) + half_a_step(new)) / (Decimal(before[-1]["value"]) - half_a_step(before[-1]))
        change, slack = Decimal(row["value"]), half_a_step(row)
        assert (low - 1) * 100 - slack <= change <= (high - 1) * 100 + slack, row
    assert checked > 100


def test_the_plan_resolution_holds_the_plan_that_2025_is_measured_by() -> None:
    plans = {row["indicator"]: Decimal(row["value"]) for row in ROWS if "nghi-quyet" in row["file"]}
    cells, checked = levels(), 0
    for row in ROWS:
        plan = plans.get(row["indicator"])
        if row["measure"] != "attainment" or not row["from"].startswith("2025") or plan is None or row["remark"]:
            continue
        if row["vs"] == "plan:central":
            continue
        level = next(other for other in cells[row["indicator"], row["from"], row["to"]] if other["file"] == row["file"])
        low, high = (Decimal(level["value"]) + sign * half_a_step(level) for sign in (-1, 1))
        share, slack = Decimal(row["value"]), half_a_step(row)
        assert low / plan * 100 - slack <= share <= high / plan * 100 + slack, row
        checked += 1
    assert checked > 50


def test_what_is_wrong_or_missing_on_purpose_is_there() -> None:
    remarks = {(row["file"][:7], row["indicator"], row["measure"], row["remark"]) for row in ROWS if row["remark"]}
    assert remarks == {
        ("2025-03", "trade.retail_sales", "level", "revision"),
        ("2025-04", "livestock.pig_herd", "level", "contradiction"),
        ("2025-04", "transport.revenue", "attainment", "contradiction"),
    }
    february = levels()["trade.retail_sales", "2025-02-01", "2025-02-28"]
    assert [row["file"][:7] for row in february] == ["2025-02", "2025-03"]
    assert Decimal(february[0]["value"]) > Decimal(february[1]["value"])
    herd = {
        row["indicator"]: Decimal(row["value"])
        for row in ROWS
        if row["file"].startswith("2025-04") and row["unit"] == "con"
    }
    parts = sum(herd[f"livestock.{name}_herd"] for name in ("buffalo", "cow", "pig"))
    assert parts > herd["livestock.cattle_herd"] * Decimal("1.05")


def test_transport_in_august_2024_follows_from_its_neighbours() -> None:
    cells = levels()
    assert not [row for row in ROWS if row["file"].startswith("2024-08") and row["indicator"] == "transport.revenue"]
    total, july = (cells["transport.revenue", "2024-01-01", f"2024-{day}"][0] for day in ("09-30", "07-31"))
    september = cells["transport.revenue", "2024-09-01", "2024-09-30"][0]
    august = Decimal(total["value"]) - Decimal(july["value"]) - Decimal(september["value"])
    simulation = generator("simulation")
    assert abs(august - simulation.in_month("transport.revenue", 2024, 8)) < 25_000_000


def generator(name: str) -> ModuleType:
    """A module of the generator's package."""
    path = ROOT / "data" / "generator" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"generator_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_units_and_codes_are_those_of_the_catalogue() -> None:
    path = ROOT / "data" / "catalogue" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        units = {row["code"]: row["unit"].lower() for row in csv.DictReader(file)}
    for row in ROWS:
        assert row["indicator"] in units, row
        if row["measure"] in {"level", "plan", "change_abs"}:
            assert row["unit"] == units[row["indicator"]], row
