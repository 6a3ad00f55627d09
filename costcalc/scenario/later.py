"""Records that few scenarios have: the module of one is imported, and its fields are set up, when the first is read."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

from costcalc.source import FieldKind, FileRecord, bind

_KINDS: list[_Later] = []


class _Later(FieldKind):
    """The kind of a field whose values are records of a class that is not imported yet.

    Args:
        module: The module of this package that has the class.
        name: What it is called there.
    """

    def __init__(self, module: str, name: str) -> None:
        super().__init__(lambda value: bind(self.record, value, []))
        self.module = module
        self.name = name
        _KINDS.append(self)

    @property
    def record(self) -> type[FileRecord]:
        """The class."""
        found: type[FileRecord] = getattr(import_module(f"costcalc.scenario.{self.module}"), self.name)
        return found

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        del core
        self.record.model_rebuild()
        described: dict[str, Any] = handler(self.record.__pydantic_core_schema__)
        return described


def all_records() -> list[type[FileRecord]]:
    """Import the classes of all such fields."""
    return [kind.record for kind in _KINDS]


def later(module: str, record: str) -> Any:
    """Return the type of such a field.

    Args:
        module: The module of this package that has the class.
        record: What the class is called there.
    """
    return Annotated[Any, _Later(module, record)]
