"""Write the sample reports of the invented province of Lam Khê and the truth about every number in them.

    python data/generate_reports.py [FOLDER]

Eighteen months (January 2024 to June 2025) and the council's plan for 2025, as .docx, .pdf and .txt, and `truth.csv`.
The folder is `data/reports` unless another is named. Nothing is random: every run writes the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import write_docx, write_pdf
from generator.ledger import Stat
from generator.paper import Paper
from generator.reports import report
from generator.resolution import resolution
from generator.write_txt import TxtStyle
from generator.write_txt import render as render_txt

Renderer = Callable[[Paper], tuple[bytes, list[int]]]
COLUMNS = (
    "file", "seq", "number_text", "indicator", "measure", "vs", "value", "unit", "from", "to", "accumulation",
    "bound", "estimate", "place", "before", "remark",
)  # fmt: skip
BEFORE = 40  # characters of the sentence kept in front of a number


def _docx(table: bool) -> Renderer:
    return lambda paper: write_docx.render(paper, head_in_table=table)


def _txt(**style: object) -> Renderer:
    return lambda paper: render_txt(paper, TxtStyle(**style))  # type: ignore[arg-type]


FORMATS: dict[tuple[int, int], tuple[str, Renderer]] = {
    (2024, 1): ("txt", _txt(width=92, raised=False)),
    (2024, 2): ("docx", _docx(False)),
    (2024, 3): ("docx", _docx(True)),
    (2024, 4): ("pdf", write_pdf.render),
    (2024, 5): ("txt", _txt()),
    (2024, 6): ("pdf", write_pdf.render),
    (2024, 7): ("docx", _docx(False)),
    (2024, 8): ("txt", _txt(width=84, raised=False, nfd=True)),
    (2024, 9): ("docx", _docx(True)),
    (2024, 10): ("pdf", write_pdf.render),
    (2024, 11): ("txt", _txt(width=96, raised=False, page=44)),
    (2024, 12): ("docx", _docx(True)),
    (2025, 1): ("pdf", write_pdf.render),
    (2025, 2): ("txt", _txt()),
    (2025, 3): ("pdf", write_pdf.render),
    (2025, 4): ("docx", _docx(False)),
    (2025, 5): ("txt", _txt(width=88, raised=True)),
    (2025, 6): ("docx", _docx(True)),
}
_NAMES = {3: "bao-cao-quy-1", 6: "bao-cao-6-thang", 9: "bao-cao-9-thang", 12: "bao-cao-nam"}


def papers() -> list[tuple[str, Paper, Renderer]]:
    """Every file's name with what it says and how it is set, in order of publication."""
    out = []
    for (year, month), (suffix, renderer) in FORMATS.items():
        if (year, month) == (2024, 12):
            out.append(("2024-12_nghi-quyet-ke-hoach-2025.docx", resolution(), _docx(False)))
        name = _NAMES.get(month, f"bao-cao-thang-{month:02d}")
        out.append((f"{year}-{month:02d}_{name}.{suffix}", report(year, month), renderer))
    return out


def truth_rows(name: str, paper: Paper, order: list[int]) -> list[dict[str, object]]:
    """One row for each printed number of a file, in the order in which the file prints them."""
    where: dict[int, tuple[str, str]] = {}
    notes = [(f"note:{number}", paper.ledger.notes[note]) for note, number in paper.note_numbers().items()]
    for place, sentence in [*(("body", block.text) for block in paper.blocks), *notes]:
        said = ""
        for piece in paper.ledger.pieces(sentence):
            if piece.stat is not None:
                where[piece.stat] = (place, said[-BEFORE:])
            said += piece.text
    return [_row(name, seq, paper.ledger.stats[index], *where[index]) for seq, index in enumerate(order, 1)]


def _row(name: str, seq: int, stat: Stat, place: str, before: str) -> dict[str, object]:
    value = stat.value.normalize()
    fields = (
        name, seq, stat.number_text, stat.indicator, stat.measure, stat.vs, f"{value:f}", stat.unit,
        stat.span.first.isoformat(), stat.span.last.isoformat(), stat.span.accumulation,
        stat.bound, "true" if stat.estimate else "false", place, before, stat.remark,
    )  # fmt: skip
    return dict(zip(COLUMNS, fields, strict=True))


def generate() -> dict[str, bytes]:
    """Every file of the folder by its name."""
    files: dict[str, bytes] = {}
    rows: list[dict[str, object]] = []
    for name, paper, renderer in papers():
        files[name], order = renderer(paper)
        rows += truth_rows(name, paper, order)
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    files["truth.csv"] = table.getvalue().encode()
    return files


def main() -> None:
    """Write the folder named on the command line, or `data/reports`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in generate().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
