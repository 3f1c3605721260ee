"""Reads .doc, .rtf and .odt: LibreOffice, where it is installed, turns them into .docx, with footnotes and tables."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.docx import read_docx

TIMEOUT = 60.0  # seconds for one file
_PROGRAMS = ("soffice", "libreoffice")
_GET_IT = (
    "install LibreOffice Writer (Debian, Ubuntu: apt-get install libreoffice-writer-nogui; others: libreoffice.org), "
    "or open the file in Word and save it as .docx"
)
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def converter() -> str | None:
    """The path of LibreOffice's command; None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read_office(path: Path) -> Document:
    """Read a .doc, .rtf or .odt file; raises `UnreadableFileError` if LibreOffice is missing or cannot open it."""
    kind = path.suffix.lower()
    program = converter()
    if program is None:
        raise UnreadableFileError(
            f"{path.name}: {kind} files are read through LibreOffice, which is missing: {_GET_IT}"
        )
    with tempfile.TemporaryDirectory(prefix="niengiam-office-") as folder:
        work = Path(folder)
        source = work / f"report{kind}"  # a plain name: those of reports may be anything
        shutil.copyfile(path, source)
        _convert(path.name, program, source, work)
        target = source.with_suffix(".docx")
        if not target.is_file():
            raise UnreadableFileError(
                f"{path.name}: LibreOffice cannot open the file: it is encrypted or damaged; "
                "open it in Word and save it as .docx without a password"
            )
        document = read_docx(target)
    notice = f"converted from {kind} by LibreOffice; offsets point into the converted text"
    return replace(document, name=path.name, format=kind.lstrip("."), notices=(notice, *document.notices))


def _convert(name: str, program: str, source: Path, work: Path) -> None:
    """Run LibreOffice with a profile of its own, so that runs side by side, and the user's own, do not meet."""
    profile = work / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", str(work))
    command = [program, f"-env:UserInstallation={profile.parent.as_uri()}", *options, str(source)]
    try:
        process = subprocess.Popen(  # noqa: S603 -- the program is LibreOffice, the file's name is ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise UnreadableFileError(f"{name}: LibreOffice cannot be started ({fault.strerror}); {_GET_IT}") from fault
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as fault:
        raise UnreadableFileError(
            f"{name}: LibreOffice did not finish within {TIMEOUT:.0f} s; open the file in Word and save it as .docx"
        ) from fault
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started, also where the wait was interrupted."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # Windows
        process.kill()
    process.wait()
