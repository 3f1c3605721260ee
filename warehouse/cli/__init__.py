"""The command line: `niengiam`. One file a command, thin over the service it calls.

Standard output carries data only; progress, notes and errors go to standard error. Exit codes: 0 done, 1 findings or
rejected input, 2 usage, 3 busy or unavailable (try again), 130 interrupted.

Nothing heavy is imported here or at the top of a command's file: `niengiam --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import click

from warehouse.cli.build import build
from warehouse.cli.check import check
from warehouse.cli.claims import claims
from warehouse.cli.correct import correct
from warehouse.cli.demo import demo
from warehouse.cli.doctor import doctor
from warehouse.cli.export import export, verify
from warehouse.cli.ingest import ingest
from warehouse.cli.init import init
from warehouse.cli.models import models
from warehouse.cli.query import query
from warehouse.cli.review import review
from warehouse.cli.runs import runs
from warehouse.cli.schedule import schedule
from warehouse.cli.sql import sql
from warehouse.cli.text import text
from warehouse.cli.trace import trace
from warehouse.cli.watch import watch

EXIT_INPUT, EXIT_USAGE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 3, 130
_INTERRUPTED = "interrupted; nothing is half done, the same command goes on"


class _Commands(click.Group):
    """A group that lists commands in the order of work and turns what goes wrong into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are added below."""
        return list(self.commands)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run and exit; never a traceback for what is expected to go wrong."""
        interrupts = _interrupts()
        try:
            code = super().main(args, **(extra | {"prog_name": "niengiam", "standalone_mode": False}))
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read our output has seen enough
            _silence_stdout()
            sys.exit(EXIT_INPUT)
        except click.exceptions.Abort:
            sys.exit(_complain(_INTERRUPTED, EXIT_INTERRUPTED))
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except Exception as error:
            if interrupts:  # DuckDB, for one, makes a RuntimeError of it
                sys.exit(_complain(_INTERRUPTED, EXIT_INTERRUPTED))
            known = _exit_code(error)
            if known is None:
                raise
            sys.exit(_complain(_message(error), known))
        sys.exit(code if isinstance(code, int) else 0)


def _interrupts() -> list[int]:
    """The signals that tell the program to end, as they come. SIGTERM ends it as Ctrl-C does: nothing half done."""
    interrupts: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        interrupts.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # whoever started it may have it ignored
        signal.signal(signal.SIGINT, interrupt)
    return interrupts


def _exit_code(error: Exception) -> int | None:
    """The code for an expected error; None for a fault of this program."""
    from ingest.errors import BusyError, NiengiamError  # not at the top: it would load the readers for --help

    if isinstance(error, BusyError) or _is_damage(error):
        return EXIT_BUSY
    return EXIT_INPUT if isinstance(error, NiengiamError | OSError) else None


def _is_damage(error: Exception) -> bool:
    """Whether a block of the database does not read back; DuckDB has no class of error for it."""
    return type(error).__module__ == "_duckdb" and "Corrupt database" in str(error)


def _message(error: Exception) -> str:
    if _is_damage(error):
        return f"the warehouse is damaged ({str(error).splitlines()[0]}): 'niengiam doctor' says how to mend it"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _complain(message: str, code: int) -> int:
    from warehouse.output import printable

    click.echo(f"niengiam: {printable(message)}", err=True)
    return code


def _silence_stdout() -> None:
    """Keep Python from complaining, at exit, about output that it still holds for the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_HELP = """Turn the reports of a Vietnamese province into time series that can be traced to the printed number.

\b
First steps:
  niengiam demo                      sample reports, from files to answers
  niengiam init                      make a warehouse in ./niengiam-home
  niengiam ingest reports/           take reports in
  niengiam query                     questions that are ready to be asked
"""
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_Commands, help=_HELP, context_settings=_SETTINGS)
@click.version_option(package_name="niengiam", prog_name="niengiam")
def main() -> None:
    """The program: `niengiam COMMAND`."""


_COMMANDS = (
    *(init, ingest, watch, schedule, build),
    *(query, sql, trace, check, review, correct),
    *(claims, text),
    *(export, verify, models, runs, doctor, demo),
)
for _command in _COMMANDS:
    main.add_command(_command)
