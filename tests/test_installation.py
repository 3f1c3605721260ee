"""What a newcomer does: clone and `make demo`; install the wheel and run the demo from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VIRTUAL_ENV", "PYTHON", "MAKE", "MFLAGS"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    [built] = folder.glob("niengiam-*.whl")
    return built


def test_the_wheel_carries_sql_models_catalogue_and_samples(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("niengiam/sql/schema/", "niengiam/sql/queries/", "niengiam/models/marts/", "niengiam/catalogue/"):
        assert any(name.startswith(folder) for name in names), folder
    assert "niengiam/reports/2024-03_bao-cao-quy-1.docx" in names
    assert not any(name.startswith(("tests/", "data/", "bench/")) for name in names)


def test_the_demo_runs_from_the_wheel_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    programs = tmp_path / "venv" / "bin"
    _run(programs / "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    printed = _run(programs / "niengiam", "demo", "--home", "demo-home", cwd=elsewhere)
    assert "19 reports" in printed
    assert "Headlines of 2025-06" in printed
    again = _run(programs / "niengiam", "demo", "--home", "demo-home", cwd=elsewhere)
    assert "unchanged" in again


def test_a_fresh_clone_makes_the_demo(tmp_path: Path) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout to clone")
    clone = tmp_path / "clone"
    _run("git", "clone", "--quiet", ROOT, clone, cwd=tmp_path)
    printed = _run("make", "demo", cwd=clone, PYTHON=sys.executable)
    assert "Headlines of 2025-06" in printed
    assert "Try next:" in printed
