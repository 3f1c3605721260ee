"""Reads pages that are pictures: Tesseract with its Vietnamese model, where both are installed, gives lines of words.

A page is drawn at the resolution of its picture: enlarged, it is read worse (17 % of the letters wrong, not 1 %).
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from functools import lru_cache
from itertools import groupby
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium_c

from ingest.errors import UnreadableFileError
from ingest.readers.pdf_lines import PdfLine

GET_IT = (
    "install Tesseract with Vietnamese (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie; others: "
    "tesseract-ocr.github.io) and read it again, or ask the sender for the original"
)
MOST_PAGES = 150  # of pictures in one file: two seconds each
_TIMEOUT = 60.0  # seconds for a page
_FINEST, _COARSEST = 300.0, 100.0  # dots per inch
_POINTS = 72.0  # per inch


@lru_cache(maxsize=1)
def recogniser() -> str | None:
    """The path of Tesseract's command; None where it or its Vietnamese model is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return program if "vie" in languages.split() else None


def recognise(name: str, program: str, page: Any) -> list[PdfLine]:
    """The lines of a page of `pypdfium2` as Tesseract reads them, all of one size: a scan tells sizes badly.

    Raises `UnreadableFileError` where it fails on the page or needs too long.
    """
    scale = _resolution(page) / _POINTS
    command = [program, "stdin", "stdout", "-l", "vie", "--dpi", str(round(scale * _POINTS)), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - the program is Tesseract, the picture comes by a pipe
            command,
            input=_picture(page, scale),
            capture_output=True,
            timeout=_TIMEOUT,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # its threads wait for one another: one is eight times faster
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        raise UnreadableFileError(f"{name}: Tesseract cannot read a page ({type(fault).__name__}); {GET_IT}") from fault
    return _lines(done.stdout.decode("utf-8"), page.get_height(), scale)


def _resolution(page: Any) -> float:
    pictures = page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    dense = [
        float(picture.get_px_size()[0] / (right - left) * _POINTS)
        for picture in pictures
        for left, _, right, _ in [picture.get_bounds()]
        if right > left
    ]
    return min(_FINEST, max([_COARSEST, *dense]))


def _picture(page: Any, scale: float) -> bytes:
    """The page in grey as PGM."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        pixels = b"".join(rows[at : at + width] for at in range(0, stride * bitmap.height, stride))
        return f"P5 {width} {bitmap.height} 255\n".encode() + pixels
    finally:
        bitmap.close()


def _lines(table: str, height: float, scale: float) -> list[PdfLine]:
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == "5" and row["text"].strip()]
    found = []
    for _, group in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        row = list(group)
        left, first = int(row[0]["left"]), int(row[0]["width"])
        right = int(row[-1]["left"]) + int(row[-1]["width"])
        below = median(int(word["top"]) + int(word["height"]) for word in row)
        size = median(int(word["height"]) for word in row) / scale
        text = " ".join(word["text"] for word in row)
        found.append(PdfLine(height - below / scale, size, left / scale, right / scale, text, first / scale))
    usual = median([line.size for line in found] or [0.0])
    for line in found:
        line.size = usual
    return sorted(found, key=lambda line: -line.y)
