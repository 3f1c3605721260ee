"""A small world for the tests of the warehouse: a catalogue of three indicators and a reader of toy reports.

A toy report is a text file. Its head is lines `area: …`, `period: …`, `issued: …`, `number: …`; every line with bars
after that is a claim: code or label | measure | versus | number as printed | value | unit | first day | last day |
accumulation, and maybe the area.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from ingest.claim import Claim
from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.header import Header
from ingest.period import Period

OCTOBER = """area: Lai Châu
period: 2024-10
issued: 2024-11-01
number: 12/BC-UBND
trade.retail_sales | level | | 752,3 | 752300000000 | đồng | 2024-10-01 | 2024-10-31 | IN_PERIOD
trade.retail_sales | level | | 7.424,5 | 7424500000000 | đồng | 2024-01-01 | 2024-10-31 | YTD
trade.retail_sales | attainment | plan | 81 | 81 | % | 2024-01-01 | 2024-10-31 | YTD
livestock.pigs | level | | 204.450 | 204450 | con | 2024-10-31 | 2024-10-31 | POINT
=HYPERLINK("x") | level | | 4.280 | 4280 | tờ | 2024-10-01 | 2024-10-31 | IN_PERIOD | Mường Tè
"""
NOVEMBER = """area: tỉnh Lai Châu
period: 2024-11
trade.retail_sales | level | | 760,1 | 760100000000 | đồng | 2024-11-01 | 2024-11-30 | IN_PERIOD
"""


def toy_catalogue() -> SimpleNamespace:
    def indicator(code: str, name: str, sector: str, nature: str, unit: str) -> SimpleNamespace:
        return SimpleNamespace(
            code=code, name_vi=name, name_en=name, sector=sector, nature=nature, unit=unit, parent="", official_code=""
        )

    def area(code: str, name: str, first: date | None, last: date | None, successor: str = "") -> SimpleNamespace:
        return SimpleNamespace(
            code=code, name=name, kind="province", parent="VN", valid_from=first, valid_to=last, successor=successor
        )

    indicators = (
        indicator("trade.retail_sales", "Tổng mức bán lẻ", "trade", "flow", "đồng"),
        indicator("livestock.pigs", "Tổng đàn lợn", "livestock", "stock", "con"),
    )
    names = ("trade", "livestock")
    sectors = (SimpleNamespace(code=c, parent="", name_vi=c, name_en=c, official_group="") for c in names)
    units = (
        SimpleNamespace(code=c, name_vi=c, name_en=c, dimension=d, integral=i)
        for c, d, i in (("đồng", "money", False), ("con", "count", True), ("%", "ratio", False))
    )
    areas = (
        area("12", "Lai Châu", None, None),
        area("10", "Lào Cai", None, date(2025, 6, 30), "15"),
        area("15", "Lào Cai", date(2025, 7, 1), None),
    )
    return SimpleNamespace(
        indicators={i.code: i for i in indicators},
        sectors={s.code: s for s in sectors},
        units={u.code: u for u in units},
        areas={a.code: a for a in areas},
    )


def _toy_claim(line: str, start: int, name: str, codes: set[str]) -> Claim:
    cells = [cell.strip() for cell in line.split("|")]
    what, measure, versus, printed, value, unit, first, last, accumulation, *area = cells
    at = start + line.index(f"| {printed} |") + 2
    return Claim(
        doc=name,
        start=at,
        end=at + len(printed),
        number_text=printed,
        indicator=what if what in codes else "",
        label=what,
        measure=measure,  # type: ignore[arg-type]
        versus=versus,  # type: ignore[arg-type]
        value=Decimal(value),
        unit=unit,
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
        accumulation=accumulation,  # type: ignore[arg-type]
        area=area[0] if area else "",
        low=Decimal(value) - 1,
        high=Decimal(value) + 1,
        sentence=(start, start + len(line)),
        review="" if what in codes else "no indicator of the catalogue fits",
    )


def toy_read_report(
    path: Path,
    *,
    area: str | None = None,
    period: Period | None = None,
    issued: date | None = None,
    must_name_area: bool = False,
) -> SimpleNamespace:
    text = path.read_text(encoding="utf-8")
    if "unreadable" in text:
        raise UnreadableFileError(f"{path}: it is damaged; save it again")
    if "explode" in text:
        raise KeyError("a bug")
    head, claims, start = {}, [], 0
    for line in text.splitlines(keepends=True):
        if "|" in line:
            claims.append(_toy_claim(line.rstrip("\n"), start, path.name, set(toy_catalogue().indicators)))
        elif ": " in line:
            key, _, value = line.strip().partition(": ")
            head[key] = value
        start += len(line)
    header = Header(
        area=area or head.get("area", ""),
        number=head.get("number", ""),
        kind="report",
        period=period or (Period.parse(head["period"]) if "period" in head else None),
        issued=issued or (date.fromisoformat(head["issued"]) if "issued" in head else None),
    )
    return SimpleNamespace(document=Document(path.name, "txt", text, ()), header=header, claims=tuple(claims))
