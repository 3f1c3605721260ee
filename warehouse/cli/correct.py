"""niengiam correct: what a person decides about a number, remembered."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import give, home_option, output_options

if TYPE_CHECKING:
    from warehouse.home import Home


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a user without a name
        return f"user {os.getuid()}"


@click.command()
@click.argument("observation_id", required=False)
@click.option("--label", help="Instead of one number: every number without a code whose label reads so.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What it is; may be given several times.")
@click.option("--accept", "rule", metavar="RULE", help="Accept the contradiction that this rule found on the number.")
@click.option("--because", "reason", default="", help="Why: stands beside the number for whoever asks.")
@click.option("--by", "person", default=_user, show_default="the user's name", help="Who decides.")
@home_option
@output_options
@click.pass_context
def correct(
    ctx: click.Context,
    observation_id: str | None,
    label: str | None,
    changes: tuple[str, ...],
    rule: str | None,
    reason: str,
    person: str,
    home: Path,
    form: str | None,
    output: Path | None,
) -> None:
    """Correct a number that was misread or misprinted, or give a code to a label; without arguments, list corrections.

    \b
      niengiam correct 82e6aac649174c99:1024 --set value=2269440000000 --because "nghìn tỷ left out"
      niengiam correct --label "khách lưu trú" --set indicator=tourism.overnight_visitors
      niengiam correct 82e6aac649174c99:1024 --accept sum --because "one is counted twice"
      niengiam correct

    Fields: indicator, area, measure, versus, value, unit, first_day, last_day, accumulation, bound. The decision goes
    to corrections.csv of the home, which may be edited, too; it is applied whenever the report is read, as long as the
    reader makes of the number what it made of it on that day.
    """
    from warehouse.correcting import listing
    from warehouse.home import Home
    from warehouse.store import open_readonly

    place = Home.open(home)
    if not changes and not rule:
        if observation_id or label:
            raise click.UsageError("say what it is, as --set indicator=trade.retail_sales")
        with open_readonly(place) as connection:
            give(listing(connection, place.corrections), form, output)
        return
    if (observation_id is None) == (label is None):
        raise click.UsageError("give either an observation_id or a --label")
    if form or output:
        raise click.UsageError("--format and --output are for the list of corrections")
    if rule and (changes or observation_id is None):
        raise click.UsageError("--accept takes an observation_id and no --set")
    if not reason and label is None:
        raise click.UsageError("say why with --because: a figure that differs from its report needs a reason")
    ctx.exit(_decide(place, (observation_id, label, rule), _given(changes), (reason, person)))


def _given(changes: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(change.partition("=")[::2] for change in changes)
    wrong = [change for change in changes if "=" not in change]
    if wrong:
        raise click.UsageError(f"'{wrong[0]}': write FIELD=VALUE")
    if len(pairs) < len(changes):
        raise click.UsageError("a field is set twice")
    return pairs


def _decide(
    home: Home, about: tuple[str | None, str | None, str | None], changes: dict[str, str], said: tuple[str, str]
) -> int:
    """Write the decision down and bring the warehouse up to date. `about`: a number, a label, a rule."""
    from datetime import date

    from warehouse.cli.summary import show_intake, tell
    from warehouse.correcting import accept_finding, decide_label, decide_number, effects
    from warehouse.intake import decide
    from warehouse.store import open_readonly

    (observation_id, label, rule), (reason, person) = about, said
    signed = (person, date.today())
    if label is not None:
        if set(changes) != {"indicator"}:
            raise click.UsageError("a label is given a code: --set indicator=CODE")
        decided = [decide_label(label, changes["indicator"], reason, signed)]
    else:
        with open_readonly(home) as connection:
            if rule:
                decided = accept_finding(connection, observation_id or "", rule, reason, signed)
            else:
                decided = decide_number(connection, observation_id or "", changes, reason, signed)
    intake = decide(home, decided)
    show_intake(intake)
    with open_readonly(home) as connection:
        for effect in effects(connection, decided):
            tell(effect)
    return 1 if intake.rejected else 0
