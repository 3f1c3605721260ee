"""The usual words for those that say the same, put into a passage before it is read: "sụt giảm 5 phần trăm".

Rules and aliases then know one wording. Every character still knows the characters of the document that it stands for.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import replace

from ingest.document import Mark, Passage
from ingest.folding import UPPER

#: Words that a PDF has run together, where no syllable is written so: "chế tạotăng 8%", "so vớicùng kỳ".
_PAIRS = (
    "so với|cùng kỳ|kỳ năm|năm trước|tháng trước|quý trước|kế hoạch|dự toán|lũy kế|triệu USD|tỷ USD|tỷ đồng|triệu đồng"
)
_GLUED = (
    *((verb, rf"{verb}(?<=[^\W\d]{verb})(?= ?\d)", f" {verb}") for verb in ("tăng", "giảm", "đạt", "bằng")),
    *((pair.lower().replace(" ", ""), rf"{pair.replace(' ', '')}\b", pair) for pair in _PAIRS.split("|")),
    ("so với", r"\bso với(?=(?:cùng|tháng|năm|quý|đầu|cuối|kế|dự) )", "so với "),
    # a full stop and the sentence behind it: "đạt 98% kế hoạch.Tổng sản lượng"
    (
        ".",
        rf"\.(?:(?<=[^\W\d_{UPPER}]{{2}}\.)|(?<=\d%\.)|(?<=\d{{3}}\.))(?=[{UPPER}][^\W\d_{UPPER}]{{2,}}[ ,])",
        ". ",
    ),
)

_SCALES = ("tỷ", "tỉ", "triệu", "nghìn", "ngàn")


def _behind(befores: tuple[str, ...], word: str, end: str = "") -> str:
    """The pattern of `word` behind one of `befores`; its own letters come first, as they are searched for faster."""
    return f"{word}{end}(?:{'|'.join(f'(?<={before} {word})' for before in befores)})"


_UNITS = (
    ("phần trăm", r"phần trăm\b(?:(?<=[0-9]phần trăm)|(?<=[0-9] phần trăm)|(?<=điểm phần trăm))", "%"),
    *(("la mỹ", _behind(("[0-9]", *_SCALES), f"đô{sign}la [Mm]ỹ"), "USD") for sign in (" ", "-", "")),
    (" đ", _behind(_SCALES, "đ", r"(?!\w)"), "đồng"),
    *((ha, _behind(("[0-9]", *_SCALES), ha, r"\b"), "ha") for ha in ("hecta", "héc-ta", "héc ta")),
    ("du khách", r"\blượt du khách\b", "lượt khách"),
    ("triệu/", r"(?<=\d )triệu(?=/(?:người|khẩu|hộ|lao động|ha)\b)", "triệu đồng"),
)

#: No part of a document's number, and no abbreviation just explained: "doanh nghiệp (DN)".
_ALONE = r"(?<![\w/-]){0}(?![\w/&-])(?!(?<=\({0})\))"
_ABBREVIATIONS = (
    ("XK", _ALONE.format("XK"), "xuất khẩu"),
    ("NK", _ALONE.format("NK"), "nhập khẩu"),
    ("KH", _ALONE.format("KH") + "(?! (?:và |& |ĐH))", "kế hoạch"),  # "Sở KH và CN"
    ("DN", _ALONE.format("DN"), "doanh nghiệp"),
    ("TW", _ALONE.format("TW"), "trung ương"),
)
_NAMES = (
    ("nhân dân", r"\b[Hh]ội đồng nhân dân\b", "HĐND"),
    ("nhân dân", r"\b[ỦủUu][ỷyỶY] ban nhân dân\b", "UBND"),
    ("ck", r"(?:(?<=[Ss]o )|(?<=[Ss]o với ))(?:CK|ck)\b|\bCK(?= năm\b)", "cùng kỳ"),
)

_HOW_MUCH = r"(?: (?:mạnh|sâu|nhiều|nhẹ|khoảng|gần|hơn|trên|tới|đến|còn|xuống|từ|là|bình quân)){0,3}"
_BOUND = r"(?: (?:khoảng|gần|hơn|trên)){0,2}"
_MONEY = r"[\d.,]+ (?:(?:triệu|tỷ|tỉ|nghìn|ngàn) )?(?:đồng|USD)\b"
_NAMES_GROWTH = "".join(rf"(?<!{word} )" for word in "độ mức lệ tế hoạch tiêu bản có đạt trì của về dụng".split())
_STRONGLY = ("mạnh", "nhẹ", "khá", "cao", "đột biến", "vượt bậc", "ấn tượng")
_CHANGES = (
    ("sụt giảm", r"\b[Ss]ụt giảm\b", "giảm"),
    ("suy giảm", rf"\b[Ss]uy giảm(?={_HOW_MUCH} (?:\d|so ))", "giảm"),
    ("giảm sút", rf"\b[Gg]iảm sút(?={_HOW_MUCH} (?:\d|so ))", "giảm"),
    *((f"giảm {how}", rf"\b[Gg]iảm {how}(?= \d)", "giảm") for how in ("mạnh", "nhẹ", "sâu")),
    # not the value or the capital added: "giá trị tăng thêm", "vốn tăng thêm 20 triệu USD"
    ("tăng thêm", rf"\b(?<!vốn )(?<!trị )[Tt]ăng thêm(?={_BOUND} (?!{_MONEY})\d)", "tăng"),
    ("mức tăng", r"\b(?:[Cc]ó|[Đđ]ạt) mức tăng(?: trưởng)?(?= [\d.,]+ ?%)", "tăng"),
    ("mức giảm", r"\b(?:[Cc]ó|[Đđ]ạt) mức giảm(?= [\d.,]+ ?%)", "giảm"),
    ("tăng trưởng", rf"(?<=[^\W\d] ){_NAMES_GROWTH}tăng trưởng(?= [\d.,]+ ?%)", "tăng"),
    ("tăng thêm", rf"\b(?<!trị )[Tt]ăng thêm(?={_BOUND} [\d.,]+ ?%)", "tăng"),
    *((f"tăng {how}", rf"\b[Tt]ăng {how}(?= \d)", "tăng") for how in _STRONGLY),
)

_SAME_DAYS = r"cùng (?:kỳ|kì|thời|giai đoạn|tháng|quý|vụ)"
_BASES = (
    ("so sánh", rf"\b[Ss]o sánh với(?= (?:{_SAME_DAYS}|tháng|quý|năm)\b)", "so với"),
    (
        "so ",
        rf"\b[Ss]o(?= (?:{_SAME_DAYS}|(?:năm|tháng|quý|vụ) (?:trước|ngoái|liền)|(?:đầu|cuối) năm|năm 20\d\d"
        r"|kế hoạch|dự toán)\b)",
        "so với",
    ),
    ("với cùng", rf"(?<=[\d%] )với(?= {_SAME_DAYS}\b)", "so với"),  # "tăng 5% với cùng kỳ"
    # "tăng 5% với tháng 3"
    (
        "% với",
        r"(?<=% )với(?= (?:(?:tháng|quý) (?:\d{1,2}|trước|[IV]{1,3})|(?:năm|vụ) (?:trước|20\d\d)|(?:đầu|cuối) năm"
        r"|kế hoạch|dự toán)\b)",
        "so với",
    ),
    ("cùng", r"\b[Ss]o với (?:(?:mức|số|thực hiện|của) ){1,3}cùng kỳ\b", "so với cùng kỳ"),
    *(
        (
            days,
            rf"(?<=[Ss]o với ){days}\b|\b{days}(?= (?:của )?năm (?:trước|ngoái|20\d\d))",
            "cùng kỳ",
        )
        for days in ("cùng thời điểm", "cùng thời gian", "cùng giai đoạn")
    ),
    ("tháng cùng kỳ", r"(?<=% )tháng cùng kỳ\b", "cùng kỳ"),  # "bằng 96% tháng cùng kỳ"
    ("thời điểm cùng kỳ", r"(?<=[Ss]o với )thời điểm cùng kỳ\b", "cùng kỳ"),
    ("cùng kỳ của", r"\bcùng kỳ của năm\b", "cùng kỳ năm"),
    ("năm ngoái", r"\bnăm ngoái\b", "năm trước"),
    (
        " liền ",
        r"(?:(?<=tháng )|(?<=quý )|(?<=kỳ )|(?<=năm ))(?:liền (?:trước|kề)(?: trước)?|trước liền kề)(?: đó)?\b",
        "trước",
    ),
)

_DAYS = (
    ("nửa ", r"\b[Nn]ửa (?:đầu năm|năm đầu)\b", "sáu tháng đầu năm"),
    ("đầu năm nay", r"(?<=tháng )đầu năm nay\b", "đầu năm"),
    *(("quý ", rf"\b[Qq]uý {count}\b", f"quý {sign}") for count, sign in (("một", "I"), ("hai", "II"), ("ba", "III"))),
    ("quý ", r"\b[Qq]uý (?:tư|bốn)\b", "quý IV"),
)

_REACHED = (
    ("đạt được", r"\b[Đđ]ạt được(?= \d)", "đạt"),
    *(
        (f"đạt {to}", rf"\b[Đđ]ạt {to}(?= [\d.,]+ ?(?:%|tỷ|tỉ|triệu|nghìn|ngàn|đồng|USD|ha|tấn|tạ))", "đạt")
        for to in ("tới", "đến", "mức", "ở mức")
    ),
    ("dự ước", r"\b[Dd]ự ước(?: tính)? đạt\b", "ước đạt"),
    ("ước tính đạt", r"\b[Ưư]ớc tính đạt\b", "ước đạt"),
    ("ước thực hiện", r"\b[Ưư]ớc thực hiện(?: đạt\b|(?: được)?(?= \d))", "ước đạt"),
)

Rules = tuple[tuple[str, re.Pattern[str], str], ...]


def _rules(*told: tuple[str, str, str]) -> Rules:
    """What every match shows, the words, and the usual ones; later ones know those of the earlier."""
    return tuple((shown, re.compile(words), usual) for shown, words, usual in told)


_IN_CAPITALS = _rules(*_ABBREVIATIONS)
_IN_ANY_CASE = _rules(*_GLUED, *_UNITS, *_NAMES, *_CHANGES, *_BASES, *_DAYS, *_REACHED)


def in_usual_words(passage: Passage) -> Passage:
    """The passage with the usual words; most passages have no others."""
    passage = _put(_IN_CAPITALS, passage, passage.text)
    return _put(_IN_ANY_CASE, passage, passage.text.lower())


def _put(rules: Rules, passage: Passage, showing: str) -> Passage:
    for shown, words, usual in rules:
        if shown in showing:
            passage = _with(passage, list(words.finditer(passage.text)), usual)
    return passage


def _with(passage: Passage, found: list[re.Match[str]], usual: str) -> Passage:
    """The passage with `usual` for what was found, in order."""
    if not found:
        return passage
    pieces: list[str] = []
    starts, ends, at = array("l"), array("l"), 0
    for words in found:
        first, stop = words.span()
        said = usual[0].upper() + usual[1:] if _opens_sentence(words) else usual
        pieces += [passage.text[at:first], said]
        starts.extend([*passage.starts[at:first], *[passage.starts[first]] * len(said)])
        ends.extend([*passage.ends[at:first], *[passage.ends[stop - 1]] * len(said)])
        at = stop
    starts.extend(passage.starts[at:])
    ends.extend(passage.ends[at:])
    pieces.append(passage.text[at:])
    stops = [words.end() for words in found]
    shifts = [len(usual) - len(words[0]) for words in found]
    marks = tuple(Mark(m.position + sum(shifts[: bisect_right(stops, m.position)]), m.label) for m in passage.marks)
    return replace(passage, text="".join(pieces), starts=starts, ends=ends, marks=marks)


def _opens_sentence(words: re.Match[str]) -> bool:
    """Whether a capital begins it as it begins a sentence; that of an abbreviation does not."""
    before = words.string[: words.start()].rstrip()
    return words[0][0].isupper() and (not before or before[-1] in ".!?:;-–+•")
