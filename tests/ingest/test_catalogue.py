"""The catalogue that comes with the project holds; broken copies are refused with the place and the remedy."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.aliases import NO_CODE, spellings
from ingest.catalogue import Catalogue, load_catalogue
from ingest.errors import CatalogueError
from ingest.resources import resource

Broken = Callable[[str, str, str], str]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def faults_after(tmp_path: Path) -> Broken:
    """The message for a copy of a small catalogue in which one text of one file was replaced."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")

    def break_and_load(file: str, old: str, new: str) -> str:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(folder)
        return str(caught.value)

    return break_and_load


SMALL = {
    "sectors.csv": "code,parent,name_vi,name_en,official_group\n"
    "farming,,Nông nghiệp,Agriculture,08\n"
    "crops,farming,Trồng trọt,Crops,08\n",
    "indicators.csv": "code,name_vi,name_en,sector,nature,unit,parent,official_code\n"
    "crops.rice.area,Diện tích lúa,Sown area of rice,crops,stock,ha,,\n"
    "crops.rice.early.area,Diện tích lúa sớm,Sown area of early rice,crops,stock,ha,crops.rice.area,\n"
    "crops.rice.output,Sản lượng lúa,Output of rice,crops,flow,tấn,,\n",
    "units.csv": "code,name_vi,name_en,dimension,integral\n"
    "ha,héc-ta,hectare,land_area,no\ntấn,tấn,tonne,mass,no\ncon,con,head,count,yes\n",
    "unit_words.csv": "word,unit,factor\nha,ha,1\ntấn,tấn,1\ntạ,tấn,0.1\n",
    "aliases.csv": "code,phrase,context\n"
    "crops.rice.area,diện tích lúa,\n"
    "crops.rice.area,lúa,diện tích|gieo trồng\n"
    "crops.rice.early.area,gieo cấy # ha lúa sớm,\n"
    "crops.rice.output,lúa,sản lượng\n"
    "-,diện tích lúa bị ngập,\n",
    "areas.csv": "code,name,kind,parent,valid_from,valid_to,successor\n"
    "VN,Cả nước,country,,,,\n"
    "10,Lào Cai,province,VN,,2025-06-30,15-2025\n"
    "15-2025,Lào Cai,province,VN,2025-07-01,,\n",
}

#: File, text to replace, what stands there instead, line of the fault, and what the message must say.
FAULTS = [
    ("sectors.csv", "crops,farming", "crops,fields", 3, "parent 'fields' is not in sectors.csv; correct it, or add it"),
    ("sectors.csv", ",Crops,", ",,", 3, "name_en is empty; translate the name"),
    ("sectors.csv", ",Trồng trọt,", ",,", 3, "name_vi is empty; give the Vietnamese name"),
    ("sectors.csv", "farming,,", "farming,crops,", 2, "'farming' is its own ancestor; correct one of the parents"),
    ("sectors.csv", "crops,farming,Trồng trọt,Crops,08", "crops,farming,Trồng trọt", 3, "3 cells; give 5"),
    ("indicators.csv", "crops.rice.output,", "crops.rice.area,", 4, "stands in line 2 already; keep one of the two"),
    ("indicators.csv", "crops.rice.output,", ",", 4, "code is empty; give one"),
    ("indicators.csv", "crops.rice.output,", "crops.Lúa,", 4, "code 'crops.Lúa' has other signs"),
    ("indicators.csv", "rice,crops,stock", "rice,crop,stock", 2, "sector 'crop' is not in sectors.csv"),
    ("indicators.csv", ",flow,tấn", ",flow,tons", 4, "unit 'tons' is not in units.csv"),
    ("indicators.csv", ",flow,", ",flows,", 4, "nature is 'flows'; use one of flow, index, period_rate, plan,"),
    ("indicators.csv", "ha,crops.rice.area,", "ha,crops.paddy,", 3, "parent 'crops.paddy' is not in indicators.csv"),
    ("indicators.csv", "Sown area of rice", "", 2, "name_en is empty; translate the name"),
    ("indicators.csv", "crops,flow", " crops,flow", 4, "blanks around a cell; take them away"),
    ("units.csv", "land_area", "", 2, "dimension is empty; name what it measures"),
    ("units.csv", "count,yes", "count,maybe", 4, "integral is 'maybe'; use one of no, yes"),
    ("units.csv", "con,con", "Con,con", 4, "code 'Con' has capitals; write it in lower case"),
    ("unit_words.csv", "tạ,tấn,0.1", "tạ,tấn,0", 4, "factor '0' is no positive number; write it like 0.1"),
    ("unit_words.csv", "tạ,tấn,0.1", "tạ,tấn,một", 4, "factor 'một' is no positive number"),
    ("unit_words.csv", "tạ,tấn", "tạ,kg", 4, "unit 'kg' is not in units.csv"),
    ("unit_words.csv", "tạ,tấn", "HA,tấn", 4, "word 'HA' stands in line 2 already; keep one of the two"),
    ("aliases.csv", "crops.rice.output,lúa", "crops.paddy,lúa", 5, "code 'crops.paddy' is not in indicators.csv"),
    ("aliases.csv", "gieo cấy # ha", "gieo cấy # đến # ha", 4, "has more than one #; write words"),
    ("aliases.csv", "gieo cấy # ha", "Gieo cấy # ha", 4, "has capitals"),
    ("aliases.csv", "gieo cấy # ha lúa sớm", "# … @", 4, "has no word"),
    ("aliases.csv", "gieo cấy # ha lúa sớm", "gieo cấy # ha lúa …", 4, "begins or ends with a gap"),
    ("aliases.csv", "gieo cấy # ha", "gieo cấy * ha", 4, "has the sign '*'"),
    ("aliases.csv", "gieo cấy # ha lúa sớm", "gieo cấy # {ha lúa", 4, "has the sign '{'"),
    ("aliases.csv", "gieo cấy # ha lúa sớm", "gieo cấy # ha|lúa", 4, "has the sign '|'"),
    ("aliases.csv", "gieo cấy # ha lúa sớm", "gieo{cấy|} # ha", 4, "has a brace inside a word"),
    ("aliases.csv", "diện tích|gieo trồng", "diện tích||gieo trồng", 3, "has an empty or blank part"),
    (
        "aliases.csv",
        "gieo cấy # ha lúa sớm",
        "diện tích lúa",
        4,
        "is crops.rice.early.area here and crops.rice.area in",
    ),
    ("aliases.csv", "diện tích lúa bị ngập", "diện tích lúa", 6, "in line 2, in the same context; give them contexts"),
    ("aliases.csv", "crops.rice.early.area,gieo cấy # ha lúa sớm,", "crops.rice.area,lúa,diện tích", 4, "in the same"),
    ("areas.csv", "15-2025\n", "16\n", 3, "successor '16' is not in areas.csv"),
    ("areas.csv", "Lào Cai,province,VN,,", "Lào Cai,district,VN,,", 3, "kind is 'district'; use one of city, country"),
    ("areas.csv", "Lào Cai,province,VN,,", ",province,VN,,", 3, "name is empty"),
    ("areas.csv", "2025-06-30", "30/6/2025", 3, "valid_to '30/6/2025' is no day; write it like 2025-06-30"),
    ("areas.csv", "VN,,2025-06-30", "VN,2026-01-01,2025-06-30", 3, "it ends on 2025-06-30, before it begins"),
    ("areas.csv", "code,name,kind", "code,title,kind", 1, "the columns are code,title,kind"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "wrong"), FAULTS)
def test_a_fault_is_told_with_file_line_and_remedy(
    faults_after: Broken, file: str, old: str, new: str, line: int, wrong: str
) -> None:
    message = faults_after(file, old, new)
    told = [part for part in message.splitlines() if part.startswith(f"{file}:{line}: ")]
    assert any(wrong in part for part in told), message
    assert all("; " in part for part in message.splitlines()[1:]), "every fault says what to do"


def test_the_small_catalogue_is_sound(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8-sig")  # spreadsheets put a mark before the first letter
    small = load_catalogue(tmp_path)
    assert [" ".join(a.words) for a in small.blockers] == ["diện tích lúa bị ngập"]
    assert small.aliases[1].context == ("diện tích", "gieo trồng")
    assert small.unit_words[2].factor == Decimal("0.1")
    assert small.areas["10"].valid_to == date(2025, 6, 30)
    assert small.areas["10"].valid_from is None
    assert small.units["con"].integral
    assert small.dimension("HA") == "land_area"
    assert small.dimension("thúng") == ""


def test_words_alike_are_told_apart_by_the_unit_or_by_the_context(tmp_path: Path) -> None:
    aliases = "code,phrase,context\ncrops.rice.area,vụ mùa,\ncrops.rice.output,vụ mùa,\n-,vụ mùa,thiên tai\n"
    for name, text in {**SMALL, "aliases.csv": aliases}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(load_catalogue(tmp_path).aliases) == 2


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text.replace(",Crops,", ",,").replace("0.1", "0,1"), encoding="utf-8")
    (tmp_path / "areas.csv").unlink()
    (tmp_path / "units.csv").write_bytes("mã,tên\n".encode("utf-16"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    told = str(caught.value)
    for place in (
        "sectors.csv:3",
        "unit_words.csv:4",
        "areas.csv:1: the file is missing",
        "units.csv:1: the file is not",
    ):
        assert place in told


def test_the_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue(resource("catalogue"))


# ------------------------------------------------------------- the catalogue that comes with the project
PER_HEAD = "macro.grdp_per_capita"


def test_it_covers_the_labels_with_their_nature_and_unit(shared: Path, catalogue: Catalogue) -> None:
    with (shared / "gold" / "indicators.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            ours = catalogue.indicators[row["code"]]
            nature = ours.nature.removeprefix("period_")  # the labels know one kind of rate
            if row["code"] == PER_HEAD:  # labelled a flow, but a year per head is no sum: the people change meanwhile
                assert (row["nature"], ours.nature) == ("flow", "period_rate")
                continue
            assert (ours.name_vi, ours.sector, nature, ours.unit) == (
                row["name_vi"], row["sector"], row["nature"], row["unit"],
            )  # fmt: skip


def test_it_is_rich_and_every_indicator_has_an_alias(catalogue: Catalogue) -> None:
    assert len(catalogue.indicators) >= 450
    assert len(catalogue.aliases) >= 2500
    assert len(catalogue.unit_words) >= 400
    assert set(catalogue.indicators) == {alias.code for alias in catalogue.aliases}
    assert all(alias.code == NO_CODE for alias in catalogue.blockers)


def test_every_official_group_heads_a_sector(catalogue: Catalogue) -> None:
    heads = {sector.official_group for sector in catalogue.sectors.values() if not sector.parent}
    assert heads == {f"{number:02d}" for number in range(1, 21)}
    for sector in catalogue.sectors.values():
        if sector.parent:
            assert sector.official_group == catalogue.sectors[sector.parent].official_group


def test_a_part_is_measured_in_the_unit_of_its_whole(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        if indicator.parent:
            whole = catalogue.indicators[indicator.parent]
            assert catalogue.dimension(indicator.unit) == catalogue.dimension(whole.unit), indicator.code


def test_a_bare_noun_needs_a_context(catalogue: Catalogue) -> None:
    allowed = {"cpi", "grdp", "iip", "dti", "papi", "sipas", "pci"}
    for alias in catalogue.aliases:
        if len(alias.words) == 1 and not alias.context:
            assert alias.words[0] in allowed, alias


def test_units_of_counted_things_are_whole_and_of_one_dimension(catalogue: Catalogue) -> None:
    for unit in catalogue.units.values():
        assert unit.integral == (unit.dimension == "count"), unit.code


@pytest.mark.parametrize(
    ("word", "unit", "factor"),
    [
        ("dn", "doanh nghiệp", "1"),
        ("htx", "hợp tác xã", "1"),
        ("m³", "m3", "1"),
        ("tạ", "tấn", "0.1"),
        ("kg", "tấn", "0.001"),
        ("tấn/ha", "tạ/ha", "10"),
        ("đồng/người/năm", "đồng", "1"),
        ("đồng/kg", "đồng/kg", "1"),
        ("xuất quà", "suất", "1"),
        ("vđv", "vận động viên", "1"),
        ("lượt khách", "lượt", "1"),
        ("lượt hộ gia đình", "lượt", "1"),
        ("người cao tuổi", "người", "1"),
        ("phụ nữ", "người", "1"),
        ("hộ nghèo", "hộ", "1"),
        ("trường học", "trường", "1"),
        ("doanh nghiệp, hợp tác xã", "doanh nghiệp, hợp tác xã", "1"),
        ("huyện, thành phố", "huyện, thành phố", "1"),
        ("mwp", "mw", "1"),
        ("công việc", "nhiệm vụ", "1"),
    ],
)
def test_printed_words_name_their_unit(catalogue: Catalogue, word: str, unit: str, factor: str) -> None:
    found = {w.word: w for w in catalogue.unit_words}[word]
    assert (found.unit, found.factor) == (unit, Decimal(factor))


def test_scale_words_are_no_units(catalogue: Catalogue) -> None:
    scale = re.compile(r"\b(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b")
    assert not [w.word for w in catalogue.unit_words if scale.search(w.word)]


def test_63_provinces_became_34(catalogue: Catalogue) -> None:
    def on(day: date) -> set[str]:
        return {
            area.code
            for area in catalogue.areas.values()
            if area.kind != "country" and (area.valid_from or day) <= day <= (area.valid_to or day)
        }

    assert len(on(date(2024, 10, 31))) == len(on(date(2025, 6, 30))) == 63
    assert len(on(date(2025, 7, 1))) == 34
    ended = [area for area in catalogue.areas.values() if area.valid_to]
    assert all(catalogue.areas[area.successor].valid_from == _day_after(area.valid_to) for area in ended)
    assert catalogue.areas["12"].name == "Lai Châu" and catalogue.areas["12"].valid_to is None


def _day_after(day: date | None) -> date:
    assert day is not None
    return date.fromordinal(day.toordinal() + 1)


def test_a_copy_elsewhere_is_as_good(tmp_path: Path, catalogue: Catalogue) -> None:
    shutil.copytree(resource("catalogue"), tmp_path / "copy")
    assert load_catalogue(tmp_path / "copy") == catalogue


def test_an_edit_is_seen_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after its words were kept: by a folder's second name it is read as by another process."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert load_catalogue(folder).aliases[0].words == ("diện", "tích", "lúa")
    aliases = folder / "aliases.csv"
    aliases.write_text(SMALL["aliases.csv"].replace("diện tích lúa", "diện tích ruộng", 1), encoding="utf-8")
    folder.rename(tmp_path / "again")
    assert load_catalogue(tmp_path / "again").aliases[0].words == ("diện", "tích", "ruộng")
    (tmp_path / "again" / "aliases.csv").write_text(SMALL["aliases.csv"].replace("lúa", "Lúa", 1), encoding="utf-8")
    (tmp_path / "again").rename(tmp_path / "third")
    with pytest.raises(CatalogueError, match="has capitals"):
        load_catalogue(tmp_path / "third")


@pytest.mark.parametrize(
    ("phrase", "spelled"),
    [
        ("đàn lợn", ["đàn lợn"]),
        ("{tổng|} đàn {lợn|heo}", ["tổng đàn lợn", "tổng đàn heo", "đàn lợn", "đàn heo"]),
        ("nông {|, lâm} nghiệp", ["nông nghiệp", "nông , lâm nghiệp"]),
        ("{a|{b|c}} # tấn", ["a # tấn", "b # tấn", "c # tấn"]),
        ("{a |b |}đàn", ["a đàn", "b đàn", "đàn"]),
        ("{a {b|}|a} đàn", ["a b đàn", "a đàn"]),
        ("Luỹ {kế|tích} DN", ["lũy kế doanh nghiệp", "lũy tích doanh nghiệp"]),
    ],
)
def test_alternatives_are_spelled_out(phrase: str, spelled: list[str]) -> None:
    [rows] = spellings([phrase])
    assert sorted(" ".join(words) for words in rows) == sorted(spelled)
