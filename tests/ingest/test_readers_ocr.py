"""Scans: what Tesseract reads becomes claims that a person is to compare; without it the way is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest import read_claims
from ingest.errors import UnreadableFileError
from ingest.period import Period
from ingest.readers import ocr, pdf, read_document

OCTOBER = Period(2024, 10, 10)
NEEDS_TESSERACT = pytest.mark.skipif(ocr.recogniser() is None, reason="needs tesseract with its Vietnamese model")


def test_without_tesseract_a_scan_names_the_way(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "recogniser", lambda: None)
    with pytest.raises(UnreadableFileError, match="install Tesseract with Vietnamese"):
        read_document(shared / "samples" / "scan.pdf")


def test_tesseract_without_vietnamese_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    ocr.recogniser.cache_clear()
    assert ocr.recogniser() is None
    ocr.recogniser.cache_clear()


@NEEDS_TESSERACT
def test_a_scan_gives_most_numbers_and_each_is_to_be_reviewed(shared: Path) -> None:
    scan = read_document(shared / "samples" / "scan.pdf")
    assert scan.scanned == {1, 2}
    assert "read by OCR" in scan.notices[0]
    read = read_claims(scan, period=OCTOBER).claims
    assert all(claim.review for claim in read)
    printed = read_claims(read_document(shared / "samples" / "thang10.pdf"), period=OCTOBER).claims
    right = Counter(claim.number_text for claim in printed if claim.page in scan.scanned)
    assert (right & Counter(claim.number_text for claim in read)).total() >= 0.9 * right.total()
