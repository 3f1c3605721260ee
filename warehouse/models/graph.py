"""Which model is built before which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from warehouse.models.errors import ModelError
from warehouse.models.model import Model, fault, table_name


def build_order(models: Mapping[str, Model], reads: Mapping[str, Sequence[str]]) -> list[str]:
    """Names of the models, each after those it reads; ModelError where they read one another in a circle."""
    graph = {name: [table for table in reads[name] if table in models] for name in sorted(models)}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        raise ModelError(models[circle[0]].path, f"reads itself: {' reads '.join(circle)}") from None


def check_reads(model: Model, models: Mapping[str, Model], sources: Mapping[str, object]) -> None:
    """ModelError at a table that is neither a model nor a source."""
    for table in model.tables:
        name = table_name(table)
        if name not in models and name not in sources:
            raise fault(model, table, f"there is no model or source table '{name}'")
