"""Rows of plain values as a table of pandas, where that is installed. costcalc itself needs no pandas."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def table(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return a `pandas.DataFrame`, a row for each mapping; its numbers stay what they are, and become no floats.

    Raises:
        ImportError: where pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ModuleNotFoundError as error:
        if error.name != "pandas":
            raise
        msg = "to_frame needs pandas, which is not installed: pip install pandas. to_dict needs nothing"
        raise ImportError(msg, name="pandas") from None
    return pandas.DataFrame(list(rows), dtype=object)
