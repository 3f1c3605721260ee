"""niengiam models: the derived tables, what a row of each is, what is checked, where each column comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import chosen_format, give, output_options

if TYPE_CHECKING:
    from warehouse.answer import Answer
    from warehouse.models.catalogue import Description

_FOR_PEOPLE = ("model", "what it is", "grain", "kind", "reads")


@click.command()
@click.argument("name", required=False)
@output_options
def models(name: str | None, form: str | None, output: Path | None) -> None:
    """List the derived tables; with a NAME, the columns of one and where they come from.

    \b
      niengiam models
      niengiam models marts.year_on_year
    """
    from warehouse.models.catalogue import describe

    known = describe()
    if name is not None and name not in known:
        raise click.UsageError(f"there is no model '{name}'; 'niengiam models' lists them")
    people = chosen_format(form, output) in ("table", "markdown")
    give(_columns(known[name]) if name else _listing(list(known.values()), people), form, output)


def _listing(models: list[Description], people: bool) -> Answer:
    """One row a model; slices and tests go to machines only."""
    from warehouse.answer import Answer

    columns = ("model", "what it is", "grain", "columns", "kind", "slices", "tests", "reads")
    rows: list[tuple[object, ...]] = []
    for item in models:
        header = item.model.header
        rows.append(
            (
                *(item.model.name, header.summary, ", ".join(header.grain), len(item.columns)),
                *("view" if header.is_view else "table", ", ".join(header.slice)),
                "; ".join(item.tests),
                ", ".join(item.model.reads),
            )
        )
    shown = _FOR_PEOPLE if people else columns
    return Answer.of_records([dict(zip(columns, row, strict=True)) for row in rows], shown)


def _columns(item: Description) -> Answer:
    from warehouse.answer import Answer

    rows: list[tuple[object, ...]] = [
        (c.name, c.type, c.meaning, "; ".join(c.tests), ", ".join(c.inputs), ", ".join(c.sources)) for c in item.columns
    ]
    return Answer(("column", "type", "meaning", "tests", "made of", "in the star"), rows)
