"""A cell with a price: its number, however it is punctuated, its currency, and what it is for."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.currencies import money_in
from costcalc.importers.csv_table.units import UnitsBought, bought
from costcalc.importers.files.exact import is_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_PRICE = {"", "-", "–", "—", "n/a", "na", "n.a.", "none", "null", "nil", "not available"}
IN_WORDS = {"free", "included", "gratis"}

_UNIT = re.compile(r"\s*(?:/|\bper\b).*", re.IGNORECASE | re.DOTALL)
_COMMA_OR_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_POINT_OR_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_GROUPED_BY_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}", re.ASCII)


class UnclearCellError(ValueError):
    """A cell that holds something, and nobody can say which price; `str(error)` says why, as a `Note` wants it."""


class PriceCell(NamedTuple):
    """A price as it is written.

    Args:
        number: As decimal text, with a point; "" where there is no price.
        currencies: It is in one of these; None where the cell does not say.
        per: What it is for; None where the cell does not say.
        why: Where there is no price: why.
    """

    number: str
    currencies: frozenset[str] | None = None
    per: UnitsBought | None = None
    why: str = ""


def has_decimal_comma(text: str) -> bool:
    """Whether a cell can only be read with a comma before its decimals: 3,00."""
    written = money_in(_UNIT.sub("", text)).rest
    return _DECIMAL_COMMA.fullmatch(written) is not None and not _COMMA_OR_GROUP.fullmatch(written)


def price_cell(text: str, *, commas: bool) -> PriceCell:
    """Read a cell.

    Args:
        text: What stands in it.
        commas: Whether other cells of the table have a comma before their decimals.

    Raises:
        UnclearCellError: for what is no price, or more than one.
    """
    if text.lower() in NO_PRICE:
        return PriceCell("", why="there is no price in it")
    if text.lower() in IN_WORDS:
        return PriceCell("", why="a word and no number; a price of 0 is written as 0")
    amount = _UNIT.sub("", text)
    per = None
    if amount != text and not ((per := bought(text[len(amount) :])) and per.is_known):
        raise UnclearCellError("this is no number")
    currencies, rest = money_in(amount)
    return PriceCell(number(rest, commas=commas), currencies, per)


def readable(texts: Iterable[str], *, commas: bool) -> Iterator[PriceCell]:
    """Yield the cells that have a price."""
    for text in texts:
        with suppress(UnclearCellError):
            if (cell := price_cell(text, commas=commas)).number:
                yield cell


def number(text: str, *, commas: bool) -> str:
    """Return a number with a point before its decimals.

    Args:
        text: As it is written.
        commas: Whether the table has a comma there.

    Raises:
        UnclearCellError: for what is none, or may be two.
    """
    if _COMMA_OR_GROUP.fullmatch(text) or (commas and _POINT_OR_GROUP.fullmatch(text)):
        plain = re.sub("[.,]", "", text)
        raise UnclearCellError(f"it may be {text.replace(',', '.')} or {plain}")
    if is_number(text):
        return text
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if _DECIMAL_COMMA.fullmatch(text) or _GROUPED_BY_POINTS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    raise UnclearCellError("this is no number")
