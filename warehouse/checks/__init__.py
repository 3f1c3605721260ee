"""What the numbers of a report say together: contradictions, certain ones apart from suspicious ones.

A rule is one function with an id, a meaning and an example (`rules.RULES`). It sees one report as a `Sheet` and
gives `Finding`s; `check_report` runs all of them. Nothing here reads a database or writes one.

*Certain* is a finding only where no unrounded values, rounded or truncated, print as the report prints them, and the
language says what belongs together: a breakdown said to be complete ("gồm"), a part inside its whole, a pair "x/y"
with its percent; or where a known slip of the pen makes the figures agree to the last digit. All else that looks
wrong is *suspicious*. Of printed numbers none is changed: a correction is suggested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.checks.finding import Finding

if TYPE_CHECKING:
    from warehouse.checks.rules import RULES, Rule, check_report

__all__ = ["RULES", "Finding", "Rule", "check_report"]


def __getattr__(name: str) -> object:
    """Load the rules, and with them the reader, when one is first asked for: who only keeps findings needs neither."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from warehouse.checks import rules

    return getattr(rules, name)
