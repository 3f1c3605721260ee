"""How fast and in how much memory reports become claims, against the floor: one pattern that only finds numbers.

    python -m bench.extract [FOLDER or FILE ...]

Without arguments it reads the sample reports. Reading the file formats is timed apart, as most of it is the work of
the libraries. Times are of the processor, the best of several rounds; memory is the peak over the bare interpreter.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest import read_claims
from ingest.document import Document
from ingest.errors import InputError
from ingest.lexer import number_pattern
from ingest.readers import read_document
from ingest.readers.text import read_text
from ingest.remembering import forget
from ingest.resources import resource as project_folder

ROUNDS = 5
STATUS = Path("/proc/self/status")  # of Linux; what `resource` tells of a new process is its parent's peak
PAGE = 2_400  # characters of a printed page


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of processor time of the fastest round; every round reads the texts as if for the first time."""
    times = []
    for _ in range(rounds):
        forget()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def files_of(arguments: list[str]) -> list[Path]:
    given = [Path(argument) for argument in arguments] or [project_folder("reports")]
    return [file for path in given for file in (sorted(path.iterdir()) if path.is_dir() else [path])]


def documents_of(files: list[Path]) -> list[Document]:
    """The reports among the files; others are named and left out."""
    out = []
    for file in files:
        try:
            document = read_document(file)
            read_claims(document)
            out.append(document)
        except InputError as fault:
            if file.suffix != ".csv":
                print(f"left out: {file.name}: {str(fault).splitlines()[0][:90]}")
    return out


def memory_mb() -> float:
    """Peak memory so far over that of an interpreter that does nothing."""
    idle = [sys.executable, "-c", f"print(open({str(STATUS)!r}).read())"]
    bare = subprocess.run(idle, capture_output=True, text=True, check=True).stdout
    own, other = (int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) for status in (STATUS.read_text(), bare))
    return (own - other) / 1024


def main() -> None:
    files = files_of(sys.argv[1:])
    reading = best(lambda: documents_of(files), 1)
    documents = documents_of(files)
    size = sum(len(d.text.encode()) for d in documents) / 1e6
    claims = sum(len(read_claims(d).claims) for d in documents)
    pattern = number_pattern()
    floor = best(lambda: [sum(1 for _ in pattern.finditer(d.text)) for d in documents], 3 * ROUNDS)
    taken = best(lambda: [read_claims(d) for d in documents])
    print(f"{len(documents)} reports, {size:.2f} MB of text, {claims} claims (formats and all: {reading:.1f} s)")
    print(f"floor, numbers only:  {floor * 1000:8.1f} ms  {size / floor:8.2f} MB/s")
    print(f"text to claims:       {taken * 1000:8.1f} ms  {size / taken:8.2f} MB/s  {claims / taken:8.0f} claims/s")
    print(f"ratio to the floor:   {taken / floor:8.1f}")
    print(f"peak memory:          {memory_mb():8.0f} MB")
    longest = max(documents, key=lambda d: len(d.text)).text
    book = longest * (500 * PAGE // len(longest) + 1)
    started = time.process_time()
    count = len(read_claims(read_text("book.txt", "txt", book)).claims)
    print(
        f"500 pages in one document: {time.process_time() - started:.1f} s with reading, {count} claims, "
        f"peak memory {memory_mb():.0f} MB"
    )


if __name__ == "__main__":
    main()
