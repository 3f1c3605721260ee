"""Worksheets in TCVN3 or VNI fonts, alone and beside Unicode."""

from __future__ import annotations

import pytest

from ingest.readers.sheet_letters import convert_letters
from ingest.readers.sheets import Sheet, SheetCell

OLD = ["ChØ sè s¶n xuÊt c«ng nghiÖp", "DiÖn tÝch gieo trång c©y hµng n¨m", "S¶n l­îng l­¬ng thùc cã h¹t", "cã"]
OLD_VNI = [
    "Chæ soá saûn xuaát coâng nghieäp",
    "Dieän tích gieo troàng caây haøng naêm",
    "Saûn löôïng löông thöïc coù haït",
    "coù",
]
NEW = ["Chỉ số sản xuất công nghiệp", "Diện tích gieo trồng cây hàng năm", "Sản lượng lương thực có hạt", "có"]


def sheet(*texts: str) -> Sheet:
    made = Sheet("1")
    made.cells = {(row, 0): SheetCell(text) for row, text in enumerate(texts)}
    return made


def texts(of: Sheet) -> list[str]:
    return [cell.text for cell in of.cells.values()]


@pytest.mark.parametrize(("encoding", "written"), [("TCVN3", OLD), ("VNI", OLD_VNI)])
def test_cells_in_an_old_encoding_are_converted_and_counted(encoding: str, written: list[str]) -> None:
    old = sheet(*written, "17,5", "Ha")
    [notice] = convert_letters([old])
    assert texts(old) == [*NEW, "17,5", "Ha"]
    assert f"text of 4 cells is in the old encoding {encoding}" in notice


def test_cells_in_unicode_stay_as_they_are() -> None:
    kept = [*NEW, "m³", "Điện sản xuất", "cã", "Café", "Cà phê", "Đá"]
    mixed = sheet(*kept)
    for written in (OLD, OLD_VNI):
        old = sheet(*written[:3])
        assert len(convert_letters([mixed, old])) == 1
        assert texts(mixed) == kept
        assert texts(old) == NEW[:3]


def test_both_kinds_in_one_cell() -> None:
    both = sheet(*OLD[:3], "Năm 2008 so víi n¨m 2007 (%)")
    convert_letters([both])
    assert texts(both)[3] == "Năm 2008 so với năm 2007 (%)"


def test_without_enough_evidence_nothing_is_changed() -> None:
    few = sheet("§µ N½ng", "Hµ Néi", "Quảng Nam")
    assert convert_letters([few]) == []
    assert texts(few) == ["§µ N½ng", "Hµ Néi", "Quảng Nam"]
