"""A cell with a price: its number, however it is punctuated, its currency, and what it is for."""

from __future__ import annotations

import re
from typing import NamedTuple

from costcalc.importers.csv_table.currencies import WRITTEN, currency_of
from costcalc.importers.csv_table.units import UnitsBought, bought
from costcalc.importers.exact import is_number

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
        currency: Its code; None where the cell has none.
        per: What it is for; None where the cell does not say.
        why: Where there is no price: why.
    """

    number: str
    currency: str | None = None
    per: UnitsBought | None = None
    why: str = ""


def has_decimal_comma(text: str) -> bool:
    """Whether a cell can only be read with a comma before its decimals: 3,00."""
    number = _UNIT.sub("", WRITTEN.sub("", text)).strip()
    return _DECIMAL_COMMA.fullmatch(number) is not None and not _COMMA_OR_GROUP.fullmatch(number)


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
    found = [currency_of(word) for word in WRITTEN.findall(amount)]
    if None in found:
        raise UnclearCellError("this is no number")
    if len(found) > 1:
        raise UnclearCellError("two currencies are said of it")
    number = _number(WRITTEN.sub("", amount).strip(), commas=commas)
    return PriceCell(number, found[0] if found else None, per)


def _number(text: str, *, commas: bool) -> str:
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
