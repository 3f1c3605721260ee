"""What the models say of themselves, put together: grain, columns with types and lineage, tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.models.lineage import Project
from warehouse.models.model import Model


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a model."""

    name: str
    type: str  # of DuckDB
    meaning: str
    tests: tuple[str, ...]
    inputs: tuple[str, ...]  # columns of the tables that the model reads, as `table.column`
    sources: tuple[str, ...]  # columns of the star at the end of the lineage


@dataclass(frozen=True, slots=True)
class Description:
    """A model with what is known of it."""

    model: Model
    columns: tuple[Column, ...]
    tests: tuple[str, ...]  # the grain first


def describe(folder: Path | None = None) -> dict[str, Description]:
    """Every model of a folder (by default the project's), in order of building; ModelError where one is at fault."""
    project = Project(folder)
    return {name: _description(project, model) for name, model in project.models.items()}


def _description(project: Project, model: Model) -> Description:
    header = model.header
    columns = []
    for name, kind in project.columns(model.name).items():
        traced = project.trace(model.name, name)
        tests = tuple(str(test) for test in header.tests if name in test.columns)
        inputs = tuple(f"{item.table}.{item.column}" for item in traced.inputs)
        columns.append(Column(name, kind, header.columns[name], tests, inputs, traced.sources))
    return Description(model, tuple(columns), (f"unique: {', '.join(header.grain)}", *map(str, header.tests)))
