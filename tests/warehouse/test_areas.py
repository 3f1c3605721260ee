"""Areas by name and day."""

from __future__ import annotations

from datetime import date

import pytest
from toy_reports import toy_catalogue

from ingest.errors import InputError
from warehouse.areas import Gazetteer

GAZETTEER = Gazetteer(toy_catalogue().areas.values())


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Lai Châu", date(2024, 10, 31), "12"),
        ("tỉnh Lai Châu", date(2024, 10, 31), "12"),
        ("TỈNH LAI CHÂU", date(2024, 10, 31), "12"),
        ("lai  châu", date(2024, 10, 31), "12"),
        ("12", date(2024, 10, 31), "12"),
        ("Lào Cai", date(2025, 6, 30), "10"),
        ("Lào Cai", date(2025, 7, 1), "15"),
        ("Mường Tè", date(2024, 10, 31), None),
    ],
)
def test_find(name: str, day: date, code: str | None) -> None:
    assert GAZETTEER.find(name, day) == code


def test_a_printed_name_may_be_new_but_no_misprint() -> None:
    day = date(2024, 10, 31)
    assert GAZETTEER.find_or_new("Lai Châu", day) == "12"
    assert GAZETTEER.find_or_new("Lam Khê", day) is None
    with pytest.raises(InputError, match="did you mean Lai Châu"):
        GAZETTEER.find_or_new("Lai Chau", day)


def test_require_names_the_nearest() -> None:
    with pytest.raises(InputError, match=r"no area 'Lai Chau' \(did you mean Lai Châu.*--area.*areas.csv"):
        GAZETTEER.require("Lai Chau", date(2024, 1, 1))
