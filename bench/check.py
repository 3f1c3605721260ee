"""How long an officer waits for `niengiam check FILE`, from the command to the last finding.

    python -m bench.check [FILE ...]

Without arguments it checks the longest sample report. The floor is an interpreter that starts and ends. The first run
on a machine compiles the modules and the catalogue, which later ones find in `__pycache__`. Times are of the processor.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.resources import resource as project_folder

ROUNDS = 7


def spent(arguments: list[str], kept: str) -> float:
    """Seconds of processor time of a Python process that keeps what it compiles in the folder `kept`."""
    environment = os.environ | {"PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def command(file: Path) -> list[str]:
    return ["-m", "warehouse", "check", str(file)]


def main() -> None:
    samples = sorted(project_folder("reports").glob("*.txt"), key=lambda file: file.stat().st_size)
    files = [Path(argument) for argument in sys.argv[1:]] or samples[-1:]
    with tempfile.TemporaryDirectory() as kept:
        floor = min(spent(["-c", "pass"], kept) for _ in range(ROUNDS))
        print(f"an interpreter that does nothing: {floor:.2f} s")
        print(f"the first run of all:             {spent(command(files[0]), kept):.2f} s")
        for file in files:
            taken = min(spent(command(file), kept) for _ in range(ROUNDS))
            print(f"{file.name}: {taken:.2f} s, {taken / floor:.0f} times the floor")


if __name__ == "__main__":
    main()
