"""What results are called outside of their option, and how the values of assumptions are named beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Exact


def name_of(option: str, result: str) -> str:
    """Return the name of a result: `flash.total`; without the option, where that has no name."""
    return f"{option}.{result}" if option else result


def corner_text(values: Mapping[str, Exact]) -> str:
    """Return a corner of ranges, the values that assumptions have there: `users = 100, share = 0.2`."""
    return ", ".join(f"{name} = {decimal_text(value)}" for name, value in values.items())
