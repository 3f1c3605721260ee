"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from warehouse.answer import Answer

_Command = TypeVar("_Command", bound=Callable[..., Any])
DEFAULT_HOME = "niengiam-home"
_FORMATS = ("table", "csv", "json", "jsonl", "parquet", "xlsx", "markdown")
_BY_SUFFIX = {f".{form}": form for form in _FORMATS} | {".md": "markdown", ".txt": "table"}


class PeriodType(click.ParamType[str]):
    """A reporting period as Period.parse reads it."""

    name = "period"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The period in its one spelling."""
        from ingest.errors import InputError
        from ingest.period import Period

        try:
            return str(Period.parse(str(value)))
        except InputError as error:
            self.fail(str(error), param, ctx)


class DayType(click.ParamType[str]):
    """A day as 2024-11-05."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day in ISO form."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"'{value}' is no day: write 2024-11-05", param, ctx)


class PlaceType(click.Path):
    """A path. An empty one, as of a variable of the shell that is not set, would mean the present folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, if there is one."""
        if not value:
            self.fail("the path is empty; write . for the present folder", param, ctx)
        return super().convert(value, param, ctx)


def home_option(command: _Command) -> _Command:
    """--home, or NIENGIAM_HOME, or the folder niengiam-home."""
    return click.option(
        "--home",
        type=PlaceType(),
        default=DEFAULT_HOME,
        envvar="NIENGIAM_HOME",
        show_default=True,
        show_envvar=True,
        help="Folder of the warehouse.",
    )(command)


def header_options(command: _Command) -> _Command:
    """--area, --period, --issued: what a person knows better than the head of the report."""
    for option in (
        click.option("--issued", type=DayType(), help="Day of publication: 2024-11-05."),
        click.option("--period", type=PeriodType(), help="Reporting period: 2024-10, 2024-Q3, 2024-S1, 2024-9M, 2024."),
        click.option("--area", help="Area that the report is on: its name or its code."),
    ):
        command = option(command)
    return command


def notify_option(command: _Command) -> _Command:
    """--notify: a command that is told what a run did."""
    return click.option(
        "--notify", metavar="CMD", help="Command to run afterwards, with a summary as JSON on its standard input."
    )(command)


def output_options(command: _Command) -> _Command:
    """--format and --output."""
    command = click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File to write to; its ending tells the format.",
    )(command)
    return click.option(
        "--format", "-f", "form", type=click.Choice(_FORMATS), help="Format of the answer.  [default: table]"
    )(command)


def chosen_format(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the file's ending tells, else a table."""
    if form or output is None:
        return form or "table"
    if output.suffix.lower() not in _BY_SUFFIX:
        raise click.UsageError(f"the ending of {output} tells no format; give one with --format")
    return _BY_SUFFIX[output.suffix.lower()]


def give(answer: Answer, form: str | None, output: Path | None) -> None:
    """Write an answer where and how the options say."""
    from warehouse.output import write

    write(answer, chosen_format(form, output), output)


def given(**options: str | None) -> dict[str, str]:
    """The options that were given."""
    return {name: value for name, value in options.items() if value is not None}
