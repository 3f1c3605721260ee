"""Which number is wrong where several ties of a table are broken: the one that puts them right and breaks none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.claim import Claim
from ingest.interval import EVERYTHING, Interval
from warehouse.checks.figures import Slip, explain, in_units_of, put_right
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Sheet
from warehouse.checks.ties import Tie

_MOST_TOLD = 2  # numbers of which each may be the wrong one


@dataclass(frozen=True)
class Misfit:
    """A broken tie, and whether nothing but a wrong number explains it."""

    tie: Tie
    certain: bool


@dataclass(frozen=True)
class _Suspect:
    """A number that may be wrong: what it has to be, the broken ties that this puts right and the others it breaks."""

    claim: Claim
    wanted: Interval
    slip: Slip | None
    healed: tuple[Misfit, ...]
    harmed: int

    @property
    def rank(self) -> tuple[int, bool]:
        return len(self.healed) - self.harmed, self.slip is not None and self.slip.strong

    def suggestion(self) -> str:
        """What was likely meant; "" where one tie alone speaks, and of shares, which are too short to tell."""
        if self.claim.measure == "share" or not any(misfit.tie.tells_digits for misfit in self.healed):
            return ""
        if self.slip is not None and (self.slip.strong or len(self.healed) > 1):
            return put_right(self.claim, self.slip)
        exact = [value for misfit in self.healed if (value := misfit.tie.exact(self.claim)) is not None]
        if len(self.healed) < 2 or not exact or not self.wanted.holds(exact[0]):
            return ""
        return f"{in_units_of(exact[0], self.claim)} instead of {self.claim.number_text} would fit"


def diagnosed(sheet: Sheet, misfits: Sequence[Misfit], held: Sequence[Tie]) -> Iterator[Finding]:
    """One finding for each wrong number, with all that speaks against it."""
    broken, whole = defaultdict[int, list[Misfit]](list), defaultdict[int, list[Tie]](list)
    claims = {claim.start: claim for misfit in misfits for claim in misfit.tie.claims}
    for misfit in misfits:
        for start in misfit.tie.starts:
            broken[start].append(misfit)
    for tie in held:
        for start in tie.starts & claims.keys():
            whole[start].append(tie)
    suspects = {start: _suspect(claim, broken[start], whole[start]) for start, claim in claims.items()}
    while suspects:
        first = max(suspects.values(), key=lambda suspect: suspect.rank)
        equal = [s for s in suspects.values() if s.rank == first.rank and s.healed == first.healed]
        yield _finding(sheet, first, equal)
        for start in frozenset().union(*(misfit.tie.starts for misfit in first.healed)):
            broken[start] = [misfit for misfit in broken[start] if misfit not in first.healed]
            if broken[start]:
                suspects[start] = _suspect(claims[start], broken[start], whole[start])
            else:
                del suspects[start]


def _suspect(claim: Claim, misfits: Sequence[Misfit], held: Sequence[Tie]) -> _Suspect:
    """A number as the wrong one, with the broken ties and the others that it is part of."""
    wanted, healed = EVERYTHING, []
    for misfit in misfits:
        met = wanted.meet(misfit.tie.wanted(claim))
        if met is not None:
            wanted = met
            healed.append(misfit)
    harmed = sum(tie.wanted(claim).meet(wanted) is None for tie in held)
    return _Suspect(claim, wanted, explain(claim, wanted), tuple(healed), harmed)


def _finding(sheet: Sheet, suspect: _Suspect, equal: Sequence[_Suspect]) -> Finding:
    misfits = sorted(suspect.healed, key=lambda misfit: not misfit.certain)
    claims = {claim.start: claim for misfit in misfits for claim in misfit.tie.claims}
    told = [text for each in equal if (text := each.suggestion())]
    certain = any(misfit.certain for misfit in misfits) or (len(misfits) > 1 and not suspect.harmed)
    first = misfits[0].tie
    return sheet.finding(
        first.rule,
        certain,
        list(claims.values()),
        first.message,
        "; ".join(misfit.tie.arithmetic() for misfit in misfits),
        " or ".join(told) if len(told) <= _MOST_TOLD else "",
    )
