"""Tables for spreadsheets and databases: columns that are fields, and what each row is taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from costcalc.expr import decimal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.expr import Exact
    from costcalc.records.record import Field

T = TypeVar("T")


class Rows(Generic[T]):
    """A table.

    Args:
        fields: A column each, always in the same order.
        of: What each row is taken from.
        written: Writes a number; by itself in plain digits, 15 significant ones where it has no last digit.
    """

    def __init__(
        self, fields: Sequence[Field[T]], of: Sequence[T], written: Callable[[Exact], str] = decimal_text
    ) -> None:
        self.fields = fields
        self.of = of
        self.written = written

    def cells(self, one: T) -> list[str]:
        """Return the texts of a row; what is not known is empty."""
        return [self._cell(field, one) for field in self.fields]

    def _cell(self, field: Field[T], one: T) -> str:
        value: Any = field.get(one)
        return "" if value is None else field.kind.cell(value, self.written)
