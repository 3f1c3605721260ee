"""Answers on the way out: a table on a terminal, files that other programs read elsewhere.

JSON and Parquet carry texts as they are; CSV and Excel keep spreadsheets from taking a text for a formula
(`spreadsheet.safe_text`), tables keep control characters from the terminal.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from ingest.errors import InputError
from warehouse.answer import Answer
from warehouse.frames import frame_of, polars_type
from warehouse.spreadsheet import safe_text, workbook

if TYPE_CHECKING:
    from rich.console import JustifyMethod

FORMATS = ("table", "csv", "json", "jsonl", "parquet", "xlsx", "markdown")
_BINARY = ("parquet", "xlsx")
_PARQUET_TYPES = (str, int, float, Decimal, date, time, timedelta, bytes, list, dict)
_KEYED = ("json", "jsonl", "parquet")  # formats in which a column is known by its name
_CONTROLS = dict.fromkeys(  # of terminals, and of the direction of writing, which makes a text show as another
    (*range(9), *range(11, 32), 127, *range(128, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "�"
)
_NUMERIC = ("DECIMAL", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "DOUBLE", "FLOAT", "UBIGINT")
_GROUP_FROM = 10_000  # numbers below are read at a glance
_PLACES = 6  # decimals of worked-out numbers that people are shown
_WORDS_OF_NAME = re.compile(r"[^_\s]*_+|[^_\s]+\s*")
_GAP = 3  # columns between two columns of a table


def write(answer: Answer, form: str, target: Path | None = None) -> None:
    """Write an answer to a file, whole or not at all, or to standard output.

    InputError where a binary format would go to a terminal or the file cannot be written.
    """
    if target is None:
        _write_stdout(answer, form)
        return
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.write_bytes(render(answer, form))
        draft.replace(target)
    except OSError as error:
        raise InputError(f"cannot write {target}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def render(answer: Answer, form: str) -> bytes:
    """The bytes of an answer in a format; `table` comes out plain, as for a pipe.

    InputError where the format cannot hold the answer.
    """
    twice = sorted({name for name in answer.columns if answer.columns.count(name) > 1})
    if twice and form in _KEYED:
        raise InputError(f"two columns are named '{twice[0]}', which {form} cannot hold; name one of them with AS")
    if form == "table":
        return _as_table(answer).encode()
    return _RENDERERS[form](answer)


def plain_number(value: Decimal | float | int) -> str:
    """Digits without exponent and trailing zeros: 12.5, 7424500000000."""
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    text = format(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _write_stdout(answer: Answer, form: str) -> None:
    if form == "table" and sys.stdout.isatty():
        _print_table(answer)
        return
    if form in _BINARY and sys.stdout.isatty():
        raise InputError(f"{form} is no format for a terminal: give a file with --output FILE")
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # a stand-in for standard output that takes only text
        sys.stdout.write(render(answer, form).decode())
    else:
        sys.stdout.flush()
        cast("IO[bytes]", stream).write(render(answer, form))
        stream.flush()


def _print_table(answer: Answer) -> None:
    """On a terminal: as a table where no number and no word has to be broken for it, else row by row."""
    from rich.console import Console

    console = Console()
    widths = _widths(answer, console.width)
    if widths:
        console.print(_rich_table(answer, widths))
        return
    for number, row in enumerate(answer.rows, 1):
        console.rule(f"{number} of {len(answer.rows)}", align="left", style="dim")
        console.print(_rich_record(answer, row))


def _widths(answer: Answer, room: int) -> list[int]:
    """Widths of columns that break no number and no word, what is left given where needed; [] for too little room."""
    widths, wanted = [], []
    for index, name in enumerate(answer.columns):
        cells = [for_people(row[index]) for row in answer.rows]
        pieces = cells if _is_numeric(answer, index) else [word for cell in cells for word in cell.split()]
        widths.append(max(map(len, (*_WORDS_OF_NAME.findall(name), *pieces)), default=0))
        wanted.append(max(map(len, (name, *cells))))
    spare = room - sum(widths) - _GAP * (len(widths) - 1)
    if spare < 0:
        return []
    by_need = sorted(range(len(widths)), key=lambda index: wanted[index] - widths[index])
    for given, index in enumerate(by_need):
        more = min(wanted[index] - widths[index], spare // (len(by_need) - given))
        widths[index] += more
        spare -= more
    return widths


def _folded(name: str, width: int) -> str:
    """The name of a column in lines that break behind an underscore or a gap."""
    lines = [""]
    for word in _WORDS_OF_NAME.findall(name):
        if lines[-1] and len(lines[-1]) + len(word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(line.rstrip() for line in lines)


def _rich_record(answer: Answer, row: tuple[object, ...]) -> object:
    from rich.table import Table
    from rich.text import Text

    record = Table(box=None, show_header=False, pad_edge=False)
    record.add_column(style="bold", no_wrap=True)
    record.add_column(overflow="fold")
    for name, value in zip(answer.columns, row, strict=True):
        record.add_row(name, Text(for_people(value)))
    return record


def _as_table(answer: Answer) -> str:
    from rich.console import Console

    stream = io.StringIO()
    Console(file=stream, width=100_000, color_system=None).print(_rich_table(answer))
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def _rich_table(answer: Answer, widths: Sequence[int] = ()) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for index, name in enumerate(answer.columns):
        justify: JustifyMethod = "right" if _is_numeric(answer, index) else "left"
        shown = _folded(name, widths[index]) if widths else name
        table.add_column(Text(shown), justify=justify, overflow="fold", width=widths[index] if widths else None)
    for row in answer.rows:
        table.add_row(*(Text(for_people(value)) for value in row))
    return table


def _is_numeric(answer: Answer, index: int) -> bool:
    if answer.types:
        return answer.types[index].startswith(_NUMERIC)
    return any(isinstance(row[index], int | float | Decimal) for row in answer.rows)


def for_people(value: object) -> str:
    """The value for a table: large measured numbers in groups of three, counts and years as they are, texts in a line.

    Characters that steer a terminal are replaced: texts come from reports.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal | float) and math.isfinite(value):
        return _grouped(value if isinstance(value, Decimal) else Decimal(repr(value)))
    return printable(re.sub(r"\s*\n\s*", " ", as_text(value)))


def _grouped(number: Decimal) -> str:
    worked_out = int(number.as_tuple().exponent) < -_PLACES
    whole, _, rest = plain_number(round(number, _PLACES) if worked_out else number).partition(".")
    if abs(int(whole)) >= _GROUP_FROM:
        whole = f"{int(whole):,}".replace(",", " ")
    return whole + (f".{rest}" if rest else "")


def printable(text: str) -> str:
    """The text without characters that steer a terminal; tabs and line ends stay."""
    return text.translate(_CONTROLS)


def as_text(value: object) -> str:
    """A value as plain text: numbers without exponent, days as ISO, nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | float | int):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list | tuple):
        return ", ".join(as_text(item) for item in value)
    return str(value)


def _csv(answer: Answer) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([safe_text(name) for name in answer.columns])
    for row in answer.rows:
        writer.writerow([safe_text(value) if isinstance(value, str) else as_text(value) for value in row])
    return stream.getvalue().encode()


def _for_json(value: object) -> object:
    """Decimals as numbers where a double holds them exactly, else as text: a rounded figure is a wrong one.

    What is no number at all ("nan", "inf") is text, too: JSON has no such numbers, and other programs refuse the file.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return plain_number(value)
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else plain_number(value)
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_for_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _for_json(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _records(answer: Answer) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, map(_for_json, row), strict=True)) for row in answer.rows]


def _json(answer: Answer) -> bytes:
    return (json.dumps(_records(answer), ensure_ascii=False, indent=1) + "\n").encode()


def _jsonl(answer: Answer) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(answer)).encode()


def _for_parquet(value: object) -> object:
    return value if value is None or isinstance(value, _PARQUET_TYPES) else str(value)


def _parquet(answer: Answer) -> bytes:
    types = answer.types or ("",) * len(answer.columns)
    schema = {name: polars_type(kind) for name, kind in zip(answer.columns, types, strict=True)}
    rows = [tuple(_for_parquet(value) for value in row) for row in answer.rows]
    frame = frame_of(rows, schema)
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd")
    return stream.getvalue()


def _xlsx(answer: Answer) -> bytes:
    return workbook(answer, as_text)


def _markdown(answer: Answer) -> bytes:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    rule = ["---:" if _is_numeric(answer, index) else "---" for index in range(len(answer.columns))]
    lines = [line(list(answer.columns)), line(rule)]
    lines += [line([for_people(value) for value in row]) for row in answer.rows]
    return "".join(lines).encode()


_RENDERERS: dict[str, Callable[[Answer], bytes]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "markdown": _markdown,
}
