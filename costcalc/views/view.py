"""What a form is given, whatever the answer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.records import Rows
    from costcalc.views.blocks import Block


class Detail(Enum):
    """How much people are told."""

    BRIEF = "brief"
    USUAL = "usual"
    EXPLAINED = "explained"


class View(Protocol):
    """An answer, as people and programs want it."""

    def blocks(self, detail: Detail) -> Iterable[Block]:
        """Return what people are told, block by block."""

    def document(self) -> Mapping[str, Any]:
        """Return what programs are told, as JSON has it, with a `schema`."""


class TableView(View, Protocol):
    """An answer that a spreadsheet can have as well."""

    def rows(self) -> Rows[Any]:
        """Return what a spreadsheet is told."""
