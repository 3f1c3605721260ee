"""niengiam trace: from a number to the characters that state it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import PeriodType, chosen_format, give, home_option, output_options

if TYPE_CHECKING:
    from warehouse.derivation import Cell
    from warehouse.trace import Trace


@click.command()
@click.argument("target")
@click.argument("period", required=False, type=PeriodType())
@click.option("--mart", help="Numbers of this mart, or one column of it, and what they are made of.")
@click.option("--area", help="Only this area: its name or its code.")
@home_option
@output_options
def trace(
    target: str,
    period: str | None,
    mart: str | None,
    area: str | None,
    home: Path,
    form: str | None,
    output: Path | None,
) -> None:
    """Show the report, the place and the sentence that state a number.

    \b
    TARGET is an observation_id, or an indicator followed by a PERIOD:
      niengiam trace 82e6aac649174c99:1024
      niengiam trace trade.retail_sales 2024-10
    With --mart, each number of that mart comes with its formula and the sentences that it is made of:
      niengiam trace trade.retail_sales 2024-10 --mart plan_attainment.plan
    """
    from warehouse.answer import Answer
    from warehouse.derivation import cells_of
    from warehouse.home import Home
    from warehouse.store import open_readonly
    from warehouse.trace import trace_cell, trace_observation

    if period is None and ":" not in target:
        raise click.UsageError("give an observation_id such as 82e6aac649174c99:1024, or an indicator and a period")
    if mart and period is None:
        raise click.UsageError("--mart needs an indicator and a period, such as trade.retail_sales 2024-10")
    people = chosen_format(form, output) == "table" and output is None
    with open_readonly(Home.open(home)) as connection:
        if mart and period:
            cells = cells_of(connection, mart, target, period, area)
            if people:
                _show_cells(cells)
            else:
                give(Answer.of_records([record for cell in cells for record in cell.records()]), form, output)
            return
        found = trace_cell(connection, target, period, area) if period else trace_observation(connection, target)
    if people:
        _show(found)
    else:
        give(Answer.of_records([asdict(item) for item in found]), form, output)


def _show_cells(cells: list[Cell]) -> None:
    """The numbers of the rows with their formulas, then each input once."""
    from warehouse.output import for_people

    for cell in cells:
        interval = f"  [{for_people(cell.low)}, {for_people(cell.high)}]" if cell.low != cell.high else ""
        value = for_people(cell.value) if cell.value is not None else "between"
        click.echo(f"{cell.mart}.{cell.column}: {value}{interval}  ({cell.place})")
        click.echo(f"  = {cell.formula}, from {', '.join(item.observation_id for item in cell.inputs) or 'nothing'}")
    click.echo()
    _show(list({item.observation_id: item for cell in cells for item in cell.inputs}.values()))


def _show(found: list[Trace]) -> None:
    for number, item in enumerate(found):
        if number:
            click.echo()
        click.echo("\n".join(_lines(item)))


def _lines(item: Trace) -> list[str]:
    from warehouse.output import for_people

    name = for_people(item.indicator or item.label)
    code = f" ({item.indicator_code})" if item.indicator_code else ", no code"
    report = item.file_name + (f", số {item.report_number}" if item.report_number else "")
    page = f"cell {item.cell}, " if item.cell else f"page {item.page}, " if item.page else ""
    compared = f" {item.versus}" if item.versus else ""
    when = f"{item.first_day} to {item.last_day}" if item.first_day != item.last_day else f"{item.last_day}"
    published = f"published {item.published_at}"
    if item.published_from == "period end":
        published = f"no day of publication printed (taken as {item.published_at}, the end of its period)"
    place = f"{page}line {item.line}, characters {item.span_start}-{item.span_end}"
    return [
        f"{item.observation_id}  {name}{code}",
        f"  {item.measure}{compared}: {item.bound}{for_people(item.value)} {item.unit}, {when}, {item.area}",
        f"  {report}, {published}, {place}",
        f"  {_marked(item)}",
        *([f"  corrected: {for_people(item.corrected)}"] if item.corrected else []),
        *([f"  to review: {item.review}"] if item.review else []),
    ]


def _marked(item: Trace) -> str:
    """The sentence with its number in reverse on a terminal, in brackets elsewhere."""
    from warehouse.output import printable

    before, number, after = map(printable, item.parts)
    marked = click.style(number, bold=True, reverse=True) if sys.stdout.isatty() else f"⟦{number}⟧"
    return f"{before}{marked}{after}".strip()
