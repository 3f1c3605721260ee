"""niengiam correct: what a person decides about a number, remembered."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.argument("observation_id", required=False)
@click.option("--label", help="Instead of one number: every number without a code whose label reads so.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What it is; may be given several times.")
@click.option("--because", "reason", default="", help="Why: stands beside the number for whoever asks.")
@click.option("--by", "person", default=getpass.getuser, show_default="the user's name", help="Who decides.")
@home_option
@output_options
@click.pass_context
def correct(
    ctx: click.Context,
    observation_id: str | None,
    label: str | None,
    changes: tuple[str, ...],
    reason: str,
    person: str,
    home: Path,
    form: str | None,
    output: Path | None,
) -> None:
    r"""Correct a number that was misread or misprinted, or give a code to a label; without arguments, list corrections.

    \b
      niengiam correct 82e6aac649174c99:1024 --set value=2269440000000 --because "nghìn tỷ left out"
      niengiam correct --label "khách lưu trú" --set indicator=tourism.overnight_visitors
      niengiam correct

    Fields: indicator, area, measure, versus, value, unit, first_day, last_day, accumulation, bound. The decision goes
    to corrections.csv of the home, which may be edited, too; it is applied whenever the report is read, as long as the
    reader makes of the number what it made of it on that day.
    """
    from warehouse.correcting import listing
    from warehouse.home import Home
    from warehouse.store import open_readonly

    place = Home.open(home)
    if not changes:
        if observation_id or label:
            raise click.UsageError("say what it is, as --set indicator=trade.retail_sales")
        with open_readonly(place) as connection:
            give(listing(connection, place.corrections), form, output)
        return
    if (observation_id is None) == (label is None):
        raise click.UsageError("give either an observation_id or a --label")
    if not reason and label is None:
        raise click.UsageError("say why with --because: a figure that differs from its report needs a reason")
    ctx.exit(_decide(place.root, observation_id, label, _given(changes), (reason, person)))


def _given(changes: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(change.partition("=")[::2] for change in changes)
    wrong = [change for change in changes if "=" not in change]
    if wrong:
        raise click.UsageError(f"'{wrong[0]}': write FIELD=VALUE")
    return pairs


def _decide(
    root: Path, observation_id: str | None, label: str | None, changes: dict[str, str], said: tuple[str, str]
) -> int:
    """Write the decision down and bring the warehouse up to date; 1 where it could not be applied."""
    from datetime import date

    from warehouse.cli.summary import show_intake
    from warehouse.correcting import decide_label, decide_number
    from warehouse.corrections import Correction
    from warehouse.home import Home
    from warehouse.intake import decide

    reason, person = said
    home, signed = Home.open(root), (person, date.today())
    if label is not None:
        if set(changes) != {"indicator"}:
            raise click.UsageError("a label is given a code: --set indicator=CODE")
        decided: list[Correction] = [decide_label(label, changes["indicator"], reason, signed)]
    else:
        from warehouse.store import open_readonly

        with open_readonly(home) as connection:
            decided = decide_number(connection, observation_id or "", changes, reason, signed)
    show_intake(decide(home, decided))
    return 0
