"""What does not go together in one price, since it would have two meanings, and what to write in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

    from costcalc.source import Mapping

_FREE = "nobody says whether what is free counts in the total that decides"
_SLICES = "write the part that is free as the first slice: {up_to: 1500, price: 0}"

APART: dict[tuple[str, str], tuple[str, str]] = {
    ("graduated", "free"): ("a price by slices has a first slice for what is free", _SLICES),
    ("volume", "free"): (_FREE, "where it does not, write `graduated`, with a first slice at 0"),
    ("reserved", "free"): ("what is reserved is paid whether it is used or not", "take `free` out"),
}
"""A form by its first key, and a key that may stand beside another form: why it cannot here, and what to do."""


def validate_keys(price: Mapping, form: str, forms: Collection[str]) -> None:
    """Refuse a price that has two forms, or a key that does not go with its form.

    Args:
        price: What is written.
        form: The first key of its form.
        forms: Those of all forms.

    Raises:
        InputError: at the first key that does not.
    """
    for key in price:
        if key in forms and key != form:
            message, hint = f"a price has one form, and `{form}` and `{key}` are two", "keep one of them"
        elif (form, key) in APART:
            why, hint = APART[form, key]
            message = f"`{key}` does not go with `{form}`: {why}"
        else:
            continue
        raise InputError.of(price.places[key], "unknown-key", message, hint)
