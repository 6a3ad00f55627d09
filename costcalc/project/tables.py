"""The table of a project in its `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "costcalc"
MOST_BYTES, MOST_VALUES = 1024**2, 50_000


class ProjectTable(NamedTuple):
    """A table as it was read, with the text that it stands in."""

    values: Any
    source: Source
    text: str
    sha256: str


def read_table(path: Path, name: str) -> ProjectTable | None:
    """Read `[tool.costcalc]` of a TOML file; None where there is none.

    Args:
        path: The file.
        name: What places call it.

    Raises:
        InputError: where it cannot be read, and may have such a table.
    """
    from hashlib import sha256

    from costcalc.source import decoded, read_bytes
    from costcalc.source.toml import may_name, read_toml

    data = read_bytes(str(path), MOST_BYTES, Place.start_of(name))
    text = decoded(data, name)
    if not may_name(text, TABLE):
        return None
    source = Source(name, text, quotable=False)
    tool = read_toml(text, source, MOST_VALUES).get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    return None if table is None else ProjectTable(table, source, text, sha256(data).hexdigest())


def has_table(path: Path) -> bool:
    """Return whether a TOML file has the table; one that cannot be read may have it."""
    try:
        return read_table(path, str(path)) is not None
    except InputError:
        return True
