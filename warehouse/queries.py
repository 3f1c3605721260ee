"""Questions that are ready to be asked: one file each in `sql/queries`, with titles and typed parameters.

    -- name: history
    -- vi: Diễn biến của một chỉ tiêu
    -- en: History of one indicator
    -- param: indicator indicator required Mã chỉ tiêu / indicator code
    -- param: from month none Từ tháng / first month

A parameter has a name, a type (text, month, period, year, date, whole, number; indicator, area, sector, report: what
the warehouse has), a default and a description. The default `required` means that it must be given, `none` that it is
NULL. Values are bound by the engine, never put into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import InputError
from ingest.period import Period
from ingest.resources import resource
from warehouse.answer import Answer
from warehouse.known import require_area, require_indicator, require_report, require_sector

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Value = str | int | Decimal | date | None

_REQUIRED, _NONE = "required", "none"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks back."""

    name: str
    type: str
    default: str | None  # None: NULL, unless it is required
    required: bool
    description: str

    def value_of(self, text: str) -> Value:
        """The value that a text stands for; InputError where it is none of the type."""
        try:
            return _TYPES[self.type](text.strip())
        except (ValueError, InvalidOperation, InputError) as error:
            raise InputError(f"'{text}' is no value for {self.name}: {_EXAMPLES[self.type]}") from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question. `sql` takes its parameters as `$name`."""

    name: str
    title_vi: str
    title_en: str
    parameters: tuple[Parameter, ...]
    sql: str
    path: Path

    def bind(self, arguments: Mapping[str, str]) -> dict[str, Value]:
        """Values of all parameters; InputError where one is unknown, missing or of the wrong type."""
        known = {parameter.name: parameter for parameter in self.parameters}
        unknown = sorted(arguments.keys() - known.keys())
        if unknown:
            takes = ", ".join(known) or "none"
            raise InputError(f"the question '{self.name}' has no parameter '{unknown[0]}'; its parameters: {takes}")
        missing = [name for name, parameter in known.items() if parameter.required and not arguments.get(name)]
        if missing:
            wanted = known[missing[0]]
            raise InputError(f"the question '{self.name}' needs {wanted.name}: {wanted.description}")
        values: dict[str, Value] = {}
        for name, parameter in known.items():
            text = arguments.get(name) or parameter.default
            values[name] = None if text is None else parameter.value_of(text)
        return values


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The questions of a folder (by default the project's) by name; InputError where a file breaks the form above."""
    root = folder or resource("sql") / "queries"
    return {path.stem: read_query(path) for path in sorted(root.glob("*.sql"))}


def run_query(connection: DuckDBPyConnection, query: NamedQuery, arguments: Mapping[str, str] | None = None) -> Answer:
    """The answer to a question; `arguments` are texts by parameter. InputError as of NamedQuery.bind, require_known."""
    values = query.bind(arguments or {})
    require_known(connection, query, values)
    cursor = connection.cursor()
    cursor.execute(query.sql, values)
    described = cursor.description or []
    return Answer(tuple(str(d[0]) for d in described), cursor.fetchall(), tuple(str(d[1]) for d in described))


def require_known(connection: DuckDBPyConnection, query: NamedQuery, values: Mapping[str, Value]) -> None:
    """InputError where a value names an indicator, area, sector or report that the warehouse does not have."""
    for parameter in query.parameters:
        value = values[parameter.name]
        if value is not None and parameter.type in _IN_WAREHOUSE:
            _IN_WAREHOUSE[parameter.type](connection, str(value))


def read_query(path: Path) -> NamedQuery:
    """Read one file; InputError with file and line where it breaks the form."""
    text = path.read_text(encoding="utf-8")
    titles: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("--"):
            break
        key, _, rest = line[2:].strip().partition(":")
        if key == "param":
            parameters.append(_parameter(path, number, rest))
        elif key in ("name", "vi", "en"):
            titles[key] = rest.strip()
    if titles.get("name") != path.stem or not titles.get("vi") or not titles.get("en"):
        raise InputError(f"{path}:1: begin with '-- name: {path.stem}', '-- vi: ...' and '-- en: ...'")
    used = set(re.findall(r"\$(\w+)", re.sub(r"--.*|'[^']*'", "", text)))
    declared = {parameter.name for parameter in parameters}
    if used != declared:
        odd = ", ".join(sorted(used ^ declared))
        raise InputError(f"{path}: parameters must be both declared with '-- param:' and used as $name: {odd}")
    return NamedQuery(path.stem, titles["vi"], titles["en"], tuple(parameters), text, path)


def _parameter(path: Path, number: int, rest: str) -> Parameter:
    parts = rest.split(maxsplit=3)
    if len(parts) < 4 or parts[1] not in _TYPES:
        types = ", ".join(_TYPES)
        raise InputError(f"{path}:{number}: write '-- param: name type default description'; types: {types}")
    name, kind, default, description = parts
    fixed = None if default in (_REQUIRED, _NONE) else default
    return Parameter(name, kind, fixed, default == _REQUIRED, description)


def _month(text: str) -> str:
    period = Period.parse(text)
    if period.first != period.last:
        raise ValueError(text)
    return str(period)


def _year(text: str) -> int:
    period = Period.parse(text)
    if (period.first, period.last) != (1, 12):
        raise ValueError(text)
    return period.year


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


_IN_WAREHOUSE: dict[str, Callable[[DuckDBPyConnection, str], object]] = {
    "indicator": require_indicator,
    "area": require_area,
    "sector": require_sector,
    "report": require_report,
}

_TYPES: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys(_IN_WAREHOUSE, str),
    "text": str,
    "month": _month,
    "period": lambda text: str(Period.parse(text)),
    "year": _year,
    "date": date.fromisoformat,
    "whole": int,
    "number": _number,
}

_EXAMPLES = {
    "text": "any text",
    "month": "write a month as 2024-10",
    "period": "write 2024-10, 2024-Q3, 2024-S1, 2024-9M or 2024",
    "year": "write a year as 2024",
    "date": "write a day as 2024-10-31",
    "whole": "write a whole number",
    "number": "write a number with a decimal point",
}
