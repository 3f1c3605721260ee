"""niengiam claims: the claims of a file, without a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import chosen_format, give, given, header_options, output_options

if TYPE_CHECKING:
    from ingest.claim import Claim
    from warehouse.answer import Answer

_FOR_PEOPLE = ("number_text", "indicator", "measure", "vs", "value", "unit", "from", "to", "bound", "review")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@header_options
@output_options
def claims(
    file: Path, area: str | None, period: str | None, issued: str | None, form: str | None, output: Path | None
) -> None:
    """Print the claims of a report file: every number in its context. Needs no warehouse."""
    from warehouse.cli.summary import tell
    from warehouse.reading import read_alone

    report = read_alone(file, given(area=area, period=period, issued=issued))
    for notice in report.document.notices:
        tell(f"{file.name}: {notice}")
    give(_answer(report.claims, chosen_format(form, output)), form, output)


def _answer(found: tuple[Claim, ...], form: str) -> Answer:
    """JSON keeps the fields as the labelling guide has them; elsewhere numbers are numbers, tables are for people."""
    from warehouse.answer import Answer

    rows = [claim.as_row() for claim in found]
    if form not in ("json", "jsonl"):
        for row, claim in zip(rows, found, strict=True):
            row |= {"value": claim.value, "low": claim.low, "high": claim.high, "multiplier": claim.multiplier}
            row["candidates"] = ", ".join(claim.candidates)
    return Answer.of_records(rows, _FOR_PEOPLE if form in ("table", "markdown") else ())
