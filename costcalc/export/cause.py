"""Why rows of an export are others today: a price, an assumption, a quantity, an exchange rate, a tag."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from costcalc.problem import Place


class CauseKind(StrEnum):
    """The kinds of what moves rows."""

    PRICE = "price"
    RATE = "rate"
    ASSUMPTION = "assumption"
    QUANTITY = "quantity"
    EXCHANGE = "exchange"
    TAG = "tag"
    FORMULA = "formula"
    CHOSEN = "chosen"
    ORDER = "order"
    GONE = "gone"
    NEW = "new"
    CUT = "cut"
    CELL = "cell"


class Cause(NamedTuple):
    """What moved rows.

    Args:
        kind: What it is.
        what: What it is called: a name in formulas, a tag, a column, an option.
        model: The model that it is a price of; empty of all else.
        was: What it was in the file; None where it was nothing.
        now: What it is today; None where it is nothing.
        place: Where that is written; None where nobody can say.
    """

    kind: CauseKind
    what: str
    model: str = ""
    was: str | None = None
    now: str | None = None
    place: Place | None = None


class MovedRow(NamedTuple):
    """A row that is not as it was.

    Args:
        line: Its row in the file, from 1; today's where it is new.
        option: Its option.
        bill: The time, scenario and option that it is rounded with.
        causes: Why.
    """

    line: int
    option: str
    bill: tuple[str, ...]
    causes: tuple[Cause, ...]
