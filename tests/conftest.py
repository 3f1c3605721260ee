"""What all tests share: the folder of real reports, where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and labels beside the project; tests that need it skip without it, but never in CI."""
    folder = Path(os.environ.get("NIENGIAM_SHARED", ROOT.parent / "shared"))
    if not (folder / "reports").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs the folder of real reports at {folder}")
        pytest.skip(f"no folder of real reports at {folder}")
    return folder
