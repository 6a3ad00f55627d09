"""A mapping that a program gives in place of a file: it is written as the file it would be, and read as that.

So it has the places, the limits and the refusals of a file, and a text whose sum can be taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.arguments import argument
from costcalc.expr import exact_number
from costcalc.source.syntax import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLAIN_SIZE = 40
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def given_text(given: Mapping[str, Any], most: int) -> str:
    """Format a mapping as YAML with exactly its contents.

    Args:
        given: Keys with texts, exact numbers, dates, lists and mappings.
        most: How many values the reader takes: after one more there is nothing to write.

    Raises:
        TypeError: for anything else, with the keys that lead to it.
        ValueError: for a number that is not finite.
    """
    return "".join(f"{line}\n" for line in _Writer(most).mapping(given, "", 0))


class _Writer:
    """Writes values and counts them."""

    def __init__(self, most: int) -> None:
        self.left = most

    def mapping(self, given: Mapping[Any, Any], path: str, depth: int) -> Iterator[str]:
        for key, value in given.items():
            if self.left < 0:
                return
            self.left -= 1
            argument(key, str, f"a key of {path or 'the mapping'}", "a text")
            name = str(key) if _PLAIN_KEY.fullmatch(key) else _quoted(key)
            yield from self.value(value, f"{'  ' * depth}{name}:", f"{path}.{key}" if path else str(key), depth)

    def items(self, given: Iterable[Any], path: str, depth: int) -> Iterator[str]:
        for nth, value in enumerate(given):
            if self.left < 0:
                return
            yield from self.value(value, f"{'  ' * depth}-", f"{path}[{nth}]", depth)

    def value(self, value: Any, before: str, path: str, depth: int) -> Iterator[str]:
        self.left -= 1
        deeper = depth < MAX_DEPTH  # the reader goes no deeper, and a list that has itself in it comes to an end
        if isinstance(value, Mapping):
            yield before if value and deeper else f"{before} {{}}"
            yield from self.mapping(value, path, depth + 1) if deeper else ()
        elif isinstance(value, (list, tuple)):
            yield before if value and deeper else f"{before} []"
            yield from self.items(value, path, depth + 1) if deeper else ()
        else:
            yield f"{before} {_scalar(value, path)}"


def _scalar(value: Any, path: str) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, date):
        return _quoted(value.isoformat())
    if not hasattr(value, "__index__") and not hasattr(value, "as_integer_ratio"):
        msg = f"{path} must be a text, an exact number, a date, a list or a mapping, not {type(value).__name__}"
        raise TypeError(msg)
    number = exact_number(value, path)
    if isinstance(number, Decimal) and abs(number.adjusted()) < PLAIN_SIZE:
        return format(number, "f")
    return str(number)


def _quoted(text: str) -> str:
    """Format a text in quotes so that it is read back unchanged, with letters of any script as they are."""
    return json.dumps(str(text), ensure_ascii=False)
