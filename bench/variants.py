"""Reports in any number: the sample reports, each with a sentence of its own, so that each has content of its own."""

from __future__ import annotations

from pathlib import Path

from ingest.readers import read_document

FOLDER = Path(__file__).resolve().parent.parent / "data" / "reports"


def sample_files() -> list[Path]:
    """The sample reports, in real formats."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".csv")


def sample_texts() -> list[tuple[str, str]]:
    """Name and text of each sample report."""
    return [(path.stem, read_document(path).text) for path in sample_files()]


def variant(texts: list[tuple[str, str]], number: int) -> tuple[str, str]:
    """File name and text of the variant of this number."""
    name, text = texts[number % len(texts)]
    return f"{name}_{number:05d}.txt", f"{text}\n\nBản in thử mang ký hiệu lần {number + 1}.\n"
