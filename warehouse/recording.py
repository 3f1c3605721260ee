"""The record of a run: in the journal when it begins and ends, and in the table `runs` of what it publishes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from warehouse import journal
from warehouse.answer import Answer, fetch
from warehouse.faults import Fault, reach
from warehouse.frames import insert_rows
from warehouse.home import Home
from warehouse.outcomes import Intake
from warehouse.schema import published_schema
from warehouse.store import next_run_id, open_readonly, published_run, utc_now

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Record:
    """Notes what the runs of one command do; `intake` gathers it, and a command of many rounds is many runs."""

    def __init__(self, home: Home, intake: Intake, command: str) -> None:
        self._home, self._intake, self._command = home, intake, command
        self._told = 0  # outcomes that stand in the journal
        self.findings = 0  # of the present run

    @contextmanager
    def opened(self) -> Iterator[str]:
        """Note in the journal that the run begins, under the id that is given, and how it ends."""
        self._note_former()
        self.findings = 0
        started = utc_now()
        run_id = next_run_id(self._home, started)
        journal.note(self._home.journal, journal.Run(run_id, started, None, self._command))
        reach(Fault.RUN_NOTED)
        try:
            yield run_id
        except BaseException as error:
            ended = self._ended(run_id, started)._replace(detail=f"{type(error).__name__}: {error}")
            if published_run(self._home) != run_id:
                outcome = "failed" if isinstance(error, Exception) else "interrupted"
                ended = ended._replace(outcome=outcome, files=0, claims=0, findings=0)  # nothing was published
            journal.note(self._home.journal, ended)
            raise
        journal.note(self._home.journal, self._ended(run_id, started))
        self._told = len(self._intake.outcomes)
        reach(Fault.RUN_FINISHED)

    def _note_former(self) -> None:
        """Note how runs ended of which only the published version tells.

        They were killed between publishing and their last note, or the first release, without a journal, made them.
        """
        noted = {run.run_id for run in journal.read(self._home.journal) if run.outcome != journal.UNFINISHED}
        for run in _published_runs(self._home):
            if run.run_id not in noted and run.outcome != journal.UNFINISHED:
                journal.note(self._home.journal, run)

    def _ended(self, run_id: str, started: datetime) -> journal.Run:
        """The run as it looks when all goes well from here."""
        untold = Intake(self._intake.outcomes[self._told :])
        rejected, loaded = untold.rejected, untold.loaded
        done = "done" if self._intake.run_id == run_id else "nothing new"
        return journal.Run(
            run_id=run_id,
            started_at=started,
            finished_at=utc_now(),
            command=self._command,
            outcome="with rejected files" if rejected else done,
            files=len(loaded),
            claims=sum(outcome.claims for outcome in loaded),
            findings=self.findings,
            rejected=len(rejected),
            detail="\n".join(f"{outcome.place}: {outcome.detail}" for outcome in rejected),
        )

    def fill(self, connection: DuckDBPyConnection, run_id: str, started: datetime) -> None:
        """The table runs: what the journal tells, what the database knew, and this run as it ends if all goes well."""
        present = self._ended(run_id, started)
        known = journal.read(self._home.journal)
        told = [*(run for run in known if run.run_id != present.run_id), present]
        connection.execute("DELETE FROM runs WHERE list_contains(?, run_id)", [[run.run_id for run in told]])
        insert_rows(connection, "runs", journal.Run._fields, told)


def _published_runs(home: Home) -> list[journal.Run]:
    """The runs that the published version tells of, oldest first.

    A release may add fields to a run, with a default for the runs before it, and takes none away.
    """
    if not home.link.exists():
        return []
    with open_readonly(home) as connection:
        told = fetch(connection, "FROM runs ORDER BY run_id") if published_schema(connection) else Answer((), [])
    return [journal.Run(**dict(zip(told.columns, row, strict=True))) for row in told.rows]  # type: ignore[arg-type]
