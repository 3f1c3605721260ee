"""niengiam ingest: take reports in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import PlaceType, given, header_options, home_option, notify_option

if TYPE_CHECKING:
    from warehouse.home import Home
    from warehouse.outcomes import Intake


@click.command()
@click.argument("paths", nargs=-1, type=PlaceType())
@home_option
@header_options
@click.option("--inbox", is_flag=True, help="Take in what lies in the inbox, and clear it away.")
@notify_option
@click.option("--reread", is_flag=True, help="Read the archived reports again and show what would change.")
@click.option("--yes", is_flag=True, help="With --reread: replace without asking.")
@click.option("--jobs", type=click.IntRange(min=1), help="Files to read at once.  [default: one a core]")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    home: Path,
    area: str | None,
    period: str | None,
    issued: str | None,
    inbox: bool,
    notify: str | None,
    reread: bool,
    yes: bool,
    jobs: int | None,
) -> None:
    """Take report files in, or folders of them, and derive everything anew that depends on them.

    The same file twice changes nothing. A file that cannot be read, or is none of the known formats, is named on
    standard error and the others go in; the exit code is then 1.

    With --inbox, what lies in the inbox of the home goes in exactly once: files that are still being written are left
    for the next time, those that cannot be read go to quarantine with their reason beside them.

    With --reread, after an upgrade or an edit of the catalogue, the archive is read with the present reader, and what
    would change is shown claim by claim; it is replaced when you say so.
    """
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import show_intake, tell
    from warehouse.home import Home
    from warehouse.intake import take_in

    if bool(paths) + inbox + reread != 1:
        raise click.UsageError("give files or folders to take in, or --inbox, or --reread alone")
    options = given(area=area, period=period, issued=issued)
    if options and not paths:
        raise click.UsageError("--area, --period and --issued are about files that you name")
    if reread:
        ctx.exit(_reread(home, jobs, yes))
    place, troubled = Home.open(home), False
    if inbox:
        intake, troubled = _inbox(place, jobs)
    else:
        with reading_progress() as progress:
            intake = take_in(place, paths, options, jobs=jobs, progress=progress)
        if not (intake.outcomes or intake.passed_over):
            tell(f"no report files in {', '.join(map(str, paths))}")
    show_intake(intake)
    _notify(notify, place, intake)
    ctx.exit(1 if troubled or intake.rejected or intake.passed_over else 0)


def _inbox(home: Home, jobs: int | None) -> tuple[Intake, bool]:
    """Clear the inbox; what went in, and whether something stayed in the way."""
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import tell
    from warehouse.inbox import clear_inbox

    with reading_progress() as progress:
        cleared = clear_inbox(home, jobs=jobs, progress=progress)
    for path in cleared.quarantined:
        tell(f"set aside in {path}; {path.name}.reason.json says why")
    for path in cleared.unsettled:
        tell(f"{path.name} is still being written; left for the next time")
    for trouble in cleared.stuck:
        tell(trouble)
    return cleared.intake, bool(cleared.stuck)


def _notify(command: str | None, home: Home, intake: Intake) -> None:
    from warehouse.notices import notify, summary

    trouble = notify(command, summary(home, intake)) if command else ""
    if trouble:
        click.echo(f"niengiam: --notify: {trouble}", err=True)


def _reread(home: Path, jobs: int | None, yes: bool) -> int:
    """Show what the present reader makes of the archive; replace it when told to. 1 where differences are left."""
    from warehouse.answer import Answer
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import counted, show_intake
    from warehouse.home import Home
    from warehouse.intake import rebuild
    from warehouse.output import write
    from warehouse.rereading import Change, changes

    place = Home.open(home)
    with reading_progress() as progress:
        found = changes(place, jobs, progress)
    if not found:
        click.echo("the present reader makes the same of every archived report", err=True)
        return 0
    write(Answer(Change._fields, list(found)), "table")
    claims = len({change.observation_id for change in found if change.field != "report"})
    reports = len({change.file for change in found})
    click.echo(f"{counted(claims, 'claim')} of {counted(reports, 'report')} would change", err=True)
    if not (yes or (sys.stdin.isatty() and click.confirm("Replace them?", err=True))):
        click.echo("nothing was replaced; 'niengiam ingest --reread --yes' does it", err=True)
        return 1
    with reading_progress() as progress:
        intake = rebuild(place, command="reread", jobs=jobs, progress=progress)
    show_intake(intake)
    return 1 if intake.rejected else 0
