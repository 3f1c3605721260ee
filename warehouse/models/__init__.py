"""Derived tables: the SELECTs of `models/`, built in order of dependency, and only where something changed."""

from __future__ import annotations

from warehouse.models.errors import ModelError
from warehouse.models.lineage import Lineage, lineage
from warehouse.models.run import BuildReport, Outcome, build

__all__ = ["BuildReport", "Lineage", "ModelError", "Outcome", "build", "lineage"]
