"""Telling another program what a run did: --notify CMD."""

from __future__ import annotations

import json
import shlex
import subprocess

from ingest.filenames import readable
from warehouse.home import Home
from warehouse.outcomes import Intake

_PATIENCE = 60  # seconds


def summary(home: Home, intake: Intake) -> dict[str, object]:
    """What a run did, ready for JSON."""
    return {
        "home": str(home.root),
        "published": intake.run_id or None,
        "reports": [
            {
                "file": outcome.name,
                "status": outcome.status,
                "detail": outcome.detail,
                "report_id": outcome.report_id,
                "area": outcome.area,
                "period": str(outcome.period) if outcome.period else None,
                "claims": outcome.claims,
                "with_code": outcome.with_code,
                "to_review": outcome.to_review,
            }
            for outcome in intake.outcomes
        ],
        "new_findings": intake.findings,
        "not_reports": [readable(path.name) for path, _ in intake.passed_over],
    }


def notify(command: str, told: dict[str, object]) -> str:
    """Run a command with the summary as JSON on its standard input; why it failed, or nothing where it went well.

    A failing command changes nothing about the run.
    """
    try:
        arguments = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the user's own command
            arguments, input=json.dumps(told, ensure_ascii=False).encode(), timeout=_PATIENCE, check=False
        )
    except (OSError, ValueError, IndexError) as error:
        return f"'{command}' could not be run: {error}"
    except subprocess.TimeoutExpired:
        return f"'{command}' did not end within {_PATIENCE} seconds"
    return "" if done.returncode == 0 else f"'{command}' ended with {done.returncode}"
