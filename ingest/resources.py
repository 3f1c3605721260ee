"""Where the folders that people edit lie: in a checkout beside the code, in a wheel under `niengiam/`."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_IN_CHECKOUT = {"catalogue": "data/catalogue", "reports": "data/reports", "models": "models", "sql": "sql"}


def resource(name: str) -> Path:
    """The folder of the resource `name`: "catalogue", "reports", "models" or "sql"."""
    installed = _ROOT / "niengiam" / name
    return installed if installed.is_dir() else _ROOT / _IN_CHECKOUT[name]
