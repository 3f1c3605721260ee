"""niengiam query: questions that are ready to be asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import give, home_option, output_options

if TYPE_CHECKING:
    from warehouse.answer import Answer
    from warehouse.queries import NamedQuery, Parameter


@click.command()
@click.argument("name", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@home_option
@output_options
def query(name: str | None, params: tuple[str, ...], home: Path, form: str | None, output: Path | None) -> None:
    """Ask one of the questions of sql/queries; without a NAME, list them.

    \b
      niengiam query
      niengiam query history --param indicator=trade.retail_sales
    """
    from ingest.errors import InputError
    from warehouse.analyst import run_sql
    from warehouse.home import Home
    from warehouse.queries import named_queries, require_known
    from warehouse.store import open_readonly

    questions = named_queries()
    if name is None:
        give(_listing(list(questions.values())), form, output)
        return
    if name not in questions:
        raise click.UsageError(f"there is no question '{name}'; 'niengiam query' lists them")
    question = questions[name]
    try:
        values = question.bind(_given(params))
    except InputError as error:
        raise click.UsageError(str(error)) from error
    place = Home.open(home)
    with open_readonly(place) as connection:
        require_known(connection, question, values)
    give(run_sql(place, question.sql, values), form, output)


def _given(params: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for text in params:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"'{text}' is no parameter: write NAME=VALUE")
        values[name] = value
    return values


def _listing(questions: list[NamedQuery]) -> Answer:
    from warehouse.answer import Answer

    columns = ("name", "question", "in English", "parameters")
    rows: list[tuple[object, ...]] = [
        (question.name, question.title_vi, question.title_en, ", ".join(map(_asked, question.parameters)))
        for question in questions
    ]
    return Answer(columns, rows)


def _asked(parameter: Parameter) -> str:
    default = f"={parameter.default}" if parameter.default else ""
    return f"{parameter.name}{default}{' (required)' if parameter.required else ''}"
