"""The same report set in other ways: spaces, line breaks, lost marks, signs that look alike. What changes is listed.

`ALIKE` changes no claim at all. Of `CUES`, a cue of one syllable that has lost its marks is not guessed ("giam" is
"giảm" or "giam"): its claims lose their code or go to review, and none takes another meaning.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import pytest

from ingest import Report, read_claims
from ingest.claim import Claim
from ingest.period import Period
from ingest.readers.text import read_text
from ingest.resources import resource

OCTOBER = Period(2024, 10, 10)
Change = Callable[[str], str]
REAL = ("001", "002", "004")
SAMPLES = ("2024-01_bao-cao-thang-01.txt", "2024-08_bao-cao-thang-08.txt")


def read(text: str) -> Report:
    return read_claims(read_text("a.txt", "txt", text), period=OCTOBER)


def put(pattern: str, words: str) -> Change:
    return partial(re.compile(pattern, re.MULTILINE).sub, words)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def loud_headings(text: str) -> str:
    return re.sub(r"^(?:[IVX]+\.|[A-D]\.) .{5,120}$", lambda m: m[0].upper(), text, flags=re.MULTILINE)


def old_tones(text: str) -> str:
    """Tones where the old orthography puts them: "hoá", "thuỷ"."""
    pairs = zip("òa óa ỏa õa ọa ùy úy ủy ũy ụy".split(), "oà oá oả oã oạ uỳ uý uỷ uỹ uỵ".split(), strict=True)
    for new, old in pairs:
        text = re.sub(rf"{new}(?!\w)", old, text)
    return text


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


def without_marks(cue: str) -> Change:
    return put(rf"(?<!\w){cue}(?!\w)", bare(cue))


#: Cues that are known without their marks, as no other words are left then.
PHRASES = (
    "so với|kế hoạch|cùng kỳ|năm trước|dự toán|lũy kế|trong đó|tương đương|ước|ước đạt|điểm %|tỷ đồng|triệu đồng|"
    "triệu|nghìn|đạt|chiếm|vượt"
).split("|")
CUES = "tăng giảm bằng khoảng trên gần hơn".split()

ALIKE: dict[str, Change] = {
    "decomposed letters": nfd,
    "two spaces": put(r"(?<=\w) (?=\w)", "  "),
    "hard spaces": put(r"(?<=\S) (?=\S)", "\u00a0"),
    "narrow spaces behind numbers": put(r"(?<=\d) (?=\S)", "\u202f"),
    "tabs": put(r"(?<=\w) (?=\w)", "\t"),
    "invisible characters": put(r"(?<=\w) (?=\w)", "\u200b \ufeff"),
    "spaces at line ends": put(r"\n", " \n"),
    "Windows line ends": put(r"\n", "\r\n"),
    "percent apart": put(r"(?<=\d)%", " %"),
    "units not apart": put(r"(?<=\d) (?=(?:tỷ|triệu|nghìn|tấn|ha|km|con|người|vụ)\b)", ""),
    "tỉ": put("tỷ", "tỉ"),
    "kì": put("kỳ", "kì"),
    "ngàn": put(r"\bnghìn\b", "ngàn"),
    "old tones": old_tones,
    "Icelandic Đ": put("Đ", "Ð"),
    "en dashes": put(r"(?<=\w) - (?=\w)", " – "),
    "em dashes": put(r"(?<=\w) - (?=\w)", " — "),
    "dashes in ranges": put(r"(?<=\d)-(?=\d)", "–"),
    "hyphens": put("-", "\u2010"),
    "hard hyphens": put("-", "\u2011"),
    "minus signs": put(r"\(-", "(\u2212"),
    "list dashes": put("^- ", "– "),
    "plain quotes": put("[“”]", '"'),
    "curly quotes": put('"([^"\\n]*)"', r"“\1”"),
    "raised exponents": put(r"\bm([23])(?!\d)", lambda m: "m" + "²³"[int(m[1]) - 2]),  # type: ignore[arg-type]
    "units in capitals": put(r"\bkm\b", "Km"),
    "loud headings": loud_headings,
    "kê hoạch": put("kế hoạch", "kê hoạch"),
    "cung kỳ": put("so với cùng kỳ", "so với cung kỳ"),
    **{f"{bare(phrase)}": without_marks(phrase) for phrase in PHRASES},
}


def told(claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    """What the claims say, without their places in the text; a number as its digits, dashes as hyphens."""
    return [
        (
            re.sub("[\u2010-\u2015\u2212]", "-", "".join(unicodedata.normalize("NFC", c.number_text).split())),
            *(c.indicator, c.measure, c.versus, c.value, c.unit, c.first_day, c.last_day, c.bound, c.estimate),
            *(c.area, c.low, c.high),
        )
        for c in claims
    ]


@lru_cache(maxsize=8)
def source(path: Path) -> tuple[str, list[tuple[object, ...]]]:
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return text, told(read(text).claims)


@pytest.fixture(params=[*SAMPLES, *REAL])
def report(request: pytest.FixtureRequest) -> Path:
    if request.param in SAMPLES:
        return resource("reports") / request.param
    [path] = (request.getfixturevalue("shared") / "reports").glob(f"{request.param}_*")
    assert isinstance(path, Path)
    return path


@pytest.mark.parametrize("change", ALIKE)
def test_what_looks_alike_is_read_alike(report: Path, change: str) -> None:
    text, claims = source(report)
    assert told(read(ALIKE[change](text)).claims) == claims


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_that_is_lost_costs_the_code_and_gives_no_other_value(report: Path, cue: str) -> None:
    text, claims = source(report)
    known = {row[:7] for row in claims}
    changed = [c for c in read(without_marks(cue)(text)).claims if c.indicator and not c.review]
    wrong = [row[:7] for row in told(tuple(changed)) if row[:7] not in known]
    assert wrong == []


def lines_of(path: Path) -> str:
    """The report with a line a paragraph, its footnotes left out: they stand at the foot of pages that go."""
    document = read_text("a.txt", "txt", path.read_text(encoding="utf-8"))
    return "\n".join(passage.text for passage in document.passages if passage.kind != "footnote")


def wrapped(text: str, width: Callable[[], int]) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width(), break_on_hyphens=False)) for line in text.splitlines())


def broken(text: str, seed: int) -> str:
    """Lines broken anywhere inside sentences, before a small letter or a figure behind a word that wants one."""
    chance = random.Random(seed)
    place = re.compile(r"(?<=[^\W\d_]{2}) (?=[^\W\d_A-ZĐ]{2,}\b(?![.)]))")
    return place.sub(lambda m: "\n" if m.string[m.end()].islower() and chance.random() < 0.08 else " ", text)


@pytest.mark.parametrize("width", [60, 72, 90, 110])
def test_hard_line_breaks_change_no_claim(report: Path, width: int) -> None:
    text = lines_of(report)
    assert told(read(wrapped(text, lambda: width)).claims) == told(read(text).claims)


@pytest.mark.parametrize("seed", range(3))
def test_line_breaks_at_random_places_change_no_claim(report: Path, seed: int) -> None:
    text = lines_of(report)
    assert told(read(broken(text, seed)).claims) == told(read(text).claims)
