"""Fixtures of the warehouse's tests: toy warehouses, empty and loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from toy_reports import NOVEMBER, OCTOBER, toy_catalogue, toy_read_report

import ingest
from warehouse import dimensions, intake, rereading
from warehouse.home import Home
from warehouse.reading import read_one


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The toy reader and catalogue in place of the real ones, no models; patch further with what it returns."""
    catalogue = ModuleType("ingest.catalogue")
    catalogue.load_catalogue = toy_catalogue  # type: ignore[attr-defined]
    monkeypatch.setattr(ingest, "read_report", toy_read_report, raising=False)
    monkeypatch.setattr(ingest, "EXTRACTOR_VERSION", "toy", raising=False)
    monkeypatch.setitem(sys.modules, "ingest.catalogue", catalogue)
    monkeypatch.setattr(intake, "build_models", lambda connection, changed=None: 0)
    for module in (intake, rereading):  # in this process, as others would not know of the toys
        monkeypatch.setattr(module, "read_all", lambda requests, jobs=None: map(read_one, requests))
    for module in (dimensions, intake):
        monkeypatch.setattr(module, "catalogue_fingerprint", lambda: "toy")
    return monkeypatch


@pytest.fixture
def home(tmp_path: Path, toy: pytest.MonkeyPatch) -> Home:
    """An empty toy warehouse."""
    made = Home.create(tmp_path / "home")
    intake.rebuild(made, command="init")
    return made


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two toy reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "october.txt").write_text(OCTOBER, encoding="utf-8")
    (folder / "november.txt").write_text(NOVEMBER, encoding="utf-8")
    return folder


@pytest.fixture
def loaded(home: Home, reports: Path) -> Home:
    """A toy warehouse that holds both reports."""
    assert not intake.take_in(home, [reports], jobs=1).rejected
    return home
