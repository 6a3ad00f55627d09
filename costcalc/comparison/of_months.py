"""What is said of several months of a forecast, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from costcalc.feasibility import Flag
from costcalc.problem import Problem

if TYPE_CHECKING:
    from costcalc.instant import Period

Said = TypeVar("Said", Flag, Problem)
_NUMBER = re.compile(r"(?<![\w.-])\d[\d,._:TZ-]*(?![\w-])", re.ASCII)
"""A number or a date that stands alone: those in the name of a model tell it from others."""


class OfMonths(NamedTuple, Generic[Said]):
    """Something that is so in some months.

    Args:
        what: The flag, or the problem, as the first of these months has it.
        months: The months.
    """

    what: Said
    months: tuple[Period, ...]


class ToldOnce(Generic[Said]):
    """What is said of months, each once: a sentence with other numbers or dates in it is the same one."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], tuple[Said, dict[Period, None]]] = {}

    def add(self, kind: tuple[object, ...], what: Said, month: Period) -> None:
        """Count something that is said of a month; of another kind it is something else, whatever it says."""
        key = (*kind, _NUMBER.sub("", what.message))
        self._found.setdefault(key, (what, {}))[1][month] = None

    def all(self) -> tuple[OfMonths[Said], ...]:
        """Return all that is said, each with its months."""
        return tuple(OfMonths(what, tuple(months)) for what, months in self._found.values())
