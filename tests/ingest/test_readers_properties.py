"""What must hold for every text: spans point home, nothing is lost, nothing is read twice."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.folding import plain_signs
from ingest.readers import unread_spans
from ingest.readers.charmap import INVISIBLE, Cut, map_text
from ingest.readers.text import read_text

PIECES = st.sampled_from(
    [
        *("Sản lượng lúa ước đạt", "1.234,5 tấn", "m3", "m³", "ha1", "¹", "²", "¹²", "năm 20241", "56,5%13", "tăng"),
        *("\n", "\n\n", " ", "\t", "\r\n", "\f", "- ", "+ ", "a) ", "1. ", "1.1. ", "II. ", "(1) ", "# ", "**", "*"),
        *("\n" + " " * 43 + "\n1 ", "\n_____\n", "(\n)", "\ufffd ", "[^1]", "\n[^1]: ", ". ", ", ", ": ", ";", "KH-"),
        *("BÁO CÁO", "a\u0302\u0301", "\u0301", "\u1100\u1161", "\ufeff", "\u00ad", "\u2028", "Đ", "\n2\n", "“", "”"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def printed(text: str) -> str:
    shown = "".join(char for char in text if char not in INVISIBLE)
    return plain_signs(unicodedata.normalize("NFC", shown))


def check(document: Document) -> None:
    source = document.text
    owner: dict[int, int] = {}
    for number, passage in enumerate(document.passages):
        assert len(passage.text) == len(passage.starts) == len(passage.ends)
        assert unicodedata.is_normalized("NFC", passage.text)
        assert passage.text == " ".join(passage.text.split())
        for char, start, end in zip(passage.text, passage.starts, passage.ends, strict=True):
            assert 0 <= start <= end <= len(source)
            if char != " ":
                assert char in printed(source[start:end])
                for index in range(start, end):
                    assert owner.setdefault(index, number) == number
        assert all(0 <= mark.position <= len(passage.text) for mark in passage.marks)
    unread = {index for start, end in unread_spans(document) for index in range(start, end)}
    assert not unread & owner.keys()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("1.234,5 tấn\ufeff\u0301")  # an invisible sign between a letter and its mark
def test_every_passage_points_home(text: str) -> None:
    document = read_text("a.txt", "txt", text)
    assert document.text == text
    check(document)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("lúa\ufeff\u2028¹Sản lượng")  # the label of a note behind signs that nobody sees
@example("Sản lượng lúa\x0c# ¹Sản lượng lúa")  # the label of a note behind the sign of a heading
@example("\n[^1]: \u2028Sản lượng")  # a note whose words stand behind a line separator
def test_what_is_left_out_is_told(text: str) -> None:
    document = read_text("a.txt", "txt", text)
    left = [text[start:end] for start, end in unread_spans(document)]
    assert bool(left) == any("left out" in notice for notice in document.notices)
    bare = [words.strip().strip(f" []^:#\u2028{INVISIBLE}") for words in left]
    assert all(words.isdigit() for words in bare)  # page numbers, labels of empty notes


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_spans_of_ranges(text: str, data: st.DataObject) -> None:
    for passage in read_text("a.txt", "txt", text).passages:
        start = data.draw(st.integers(0, len(passage.text) - 1))
        end = data.draw(st.integers(start + 1, len(passage.text)))
        low, high = passage.source_span(start, end)
        assert low <= high
        remaining = iter(printed(text[low:high]))
        wanted = printed(passage.text[start:end])
        assert all(char in remaining for char in wanted if char != " ")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_the_map_is_nfc_of_the_source(text: str) -> None:
    mapped = map_text(text, [(0, len(text))])
    assert letters("".join(mapped.chars)) == letters(printed(text))


def test_a_cut_leaves_no_space_before_a_stop() -> None:
    mapped = map_text("sản xuất (1). Lúa", [(0, 17)], [Cut(9, 12, "1")])
    assert "".join(mapped.chars) == "sản xuất. Lúa"
    assert [(mark.position, mark.label) for mark in mapped.marks] == [(8, "1")]
