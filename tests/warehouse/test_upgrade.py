"""Upgrades: a home that an earlier release left is taken over whole, and one of a later release is refused.

The homes lie in `homes/`, one for each release, and are read by the present reader: what it makes of the reports may
differ from what the release made of them, so the tests hold on to what an upgrade must not change.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from warehouse import store
from warehouse.archive import Archive, content_hash
from warehouse.cli import main
from warehouse.home import Home
from warehouse.schema import SCHEMA_VERSION, published_schema, schema_fingerprint, schema_version, set_about
from warehouse.store import open_readonly

RELEASES = sorted((Path(__file__).parent / "homes").glob("release-*.tar.xz"))
ROOT = Path(__file__).resolve().parents[2]
KEPT = {  # what the archive, the corrections and the history say: no reader makes it
    "runs": "SELECT run_id, started_at, finished_at, command, outcome, files, claims, detail FROM runs ORDER BY run_id",
    "reports": "SELECT report_id, sha256, file_name, loaded_at FROM dim_report ORDER BY report_id",
    "corrections": "SELECT report_id, field, corrected, reason, decided_by, status FROM correction ORDER BY ALL",
}


def run(command: str, home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, "--home", str(home.root), *arguments])


def kept(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(home.link.resolve()), read_only=True) as connection:
        return {name: connection.execute(query).fetchall() for name, query in KEPT.items()}


def unpack(release: Path, folder: Path) -> Home:
    with tarfile.open(release) as packed:
        packed.extractall(folder, filter="fully_trusted")  # our own file, with its links and rights
    return Home.open(folder / release.name.partition(".")[0])


def files(home: Home) -> dict[str, bytes]:
    """What lies in the home; who held the lock last is no part of it."""
    inside = (path for path in sorted(home.root.rglob("*")) if path.is_file() and path != home.lock)
    return {str(path.relative_to(home.root)): path.read_bytes() for path in inside}


@pytest.fixture(params=RELEASES, ids=lambda path: path.name.partition(".")[0])
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A home as a release left it."""
    return unpack(request.param, tmp_path)


@pytest.fixture
def later(home: Home) -> Home:
    """A home of a release that is still to come."""
    with duckdb.connect(str(home.link.resolve())) as connection:
        set_about(connection, "schema_version", str(SCHEMA_VERSION + 1))
        set_about(connection, "schema", "of the future")
    return home


def test_a_home_of_an_earlier_release_is_taken_over(left: Home) -> None:
    before, originals, former = kept(left), files(left), left.link.resolve()
    assert before["runs"] and before["reports"] and before["corrections"]
    done = run("build", left, "--jobs", "1")
    assert done.exit_code == 0, done.output
    after = kept(left)
    assert after["reports"] == before["reports"]  # with the day on which each came in
    assert after["corrections"] == before["corrections"]
    assert set(before["runs"]) < set(after["runs"])
    assert len(after["runs"]) == len(before["runs"]) + 1
    assert len(json.loads(run("runs", left, "--format", "json").stdout)) == len(after["runs"])
    with open_readonly(left) as connection:
        assert (published_schema(connection), schema_version(connection)) == (schema_fingerprint(), SCHEMA_VERSION)
        orphans = connection.execute(
            "SELECT file_name FROM dim_report ANTI JOIN fact_observation USING (report_id)"
        ).fetchall()
    assert orphans == []
    unchanged = {name: content for name, content in originals.items() if name.startswith(("archive", "versions"))}
    assert unchanged.items() <= files(left).items()  # the version of the old program is kept, too
    assert former != left.link.resolve()
    assert all(
        content_hash(Archive(left.archive).original(receipt)) == receipt.sha256
        for receipt in Archive(left.archive).receipts()
    )


def test_what_is_taken_over_once_is_not_taken_over_again(left: Home) -> None:
    run("build", left, "--jobs", "1")
    published = left.link.resolve()
    assert run("build", left, "--jobs", "1").exit_code == 0
    assert left.link.resolve() == published


@pytest.mark.parametrize("step", ["create_schema", "verify", "_sweep"])
def test_an_upgrade_that_is_killed_leaves_the_old_or_the_new_state(tmp_path: Path, step: str) -> None:
    left = unpack(RELEASES[0], tmp_path)
    before = kept(left)
    program = (
        "import os; from warehouse import store; from warehouse.cli import main; "
        f"store.{step} = lambda *anything: os.kill(os.getpid(), 9); "
        f"main(['build', '--jobs', '1', '--home', {str(left.root)!r}])"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    published = step == "_sweep"
    assert len(kept(left)["runs"]) == len(before["runs"]) + published
    told = json.loads(run("runs", left, "--format", "json").stdout)
    assert len(told) == len(before["runs"]) + 1  # the killed one, too
    assert run("build", left, "--jobs", "1").exit_code == 0
    after = kept(left)
    assert set(before["runs"]) < set(after["runs"])
    assert (after["reports"], after["corrections"]) == (before["reports"], before["corrections"])
    assert not list(left.versions.glob("draft-*"))


def test_an_upgrade_that_does_not_read_back_changes_nothing(left: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*anything: object) -> None:
        raise store.StoreError("it does not read back")

    before, published = kept(left), left.link.resolve()
    monkeypatch.setattr(store, "verify", unreadable)
    assert run("build", left, "--jobs", "1").exit_code == 3
    assert (kept(left), left.link.resolve()) == (before, published)


@pytest.mark.parametrize(
    "command",
    [
        ("build",),
        ("ingest", str(ROOT / "data" / "reports" / "2024-01_bao-cao-thang-01.txt")),
        ("sql", "SELECT 1"),
        ("review",),
        ("correct",),
        ("correct", "--label", "x", "--set", "indicator=trade.retail_sales"),
        ("export", "--to", "{out}"),
    ],
    ids=lambda command: " ".join(command[:2])[:20],
)
def test_a_home_of_a_later_release_is_refused_and_left_alone(
    later: Home, tmp_path: Path, command: tuple[str, ...]
) -> None:
    before = files(later)
    words = [word.format(out=tmp_path / "out") for word in command[1:]]
    refused = run(command[0], later, *words)
    assert refused.exit_code == 1
    assert "made by a newer niengiam" in refused.output
    assert "upgrade niengiam" in refused.output
    assert files(later) == before
    assert not (tmp_path / "out").exists()


def test_the_doctor_calls_a_home_of_a_later_release_by_its_name(later: Home) -> None:
    examined = run("doctor", later, "--format", "json")
    assert examined.exit_code == 1
    (ill,) = json.loads(examined.stdout)
    assert "made by a newer niengiam" in ill["what"]
    assert "upgrade niengiam" in ill["mend"]


def test_a_schema_that_differs_from_the_last_release_has_a_number_of_its_own(tmp_path: Path) -> None:
    with open_readonly(unpack(RELEASES[-1], tmp_path)) as connection:
        released, number = published_schema(connection), schema_version(connection)
    assert number < SCHEMA_VERSION or released == schema_fingerprint()
