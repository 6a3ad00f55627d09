"""Single fields that several formats have: what cannot be read leaves a note.

A price that cannot be read is `unpriced`, which is not the same as a price that is not there: that may be billed as
another meter's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from costcalc.importers.draft import Note
from costcalc.importers.files.exact import NotExactError, price, whole
from costcalc.importers.files.spoilt import Spoilt
from costcalc.instant import parse_instant
from costcalc.problem import InputError
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from costcalc.importers.draft import Value
    from costcalc.importers.files.origin import File, Origin
    from costcalc.problem import Place

UNPRICED_MODEL = "it has none that a card can hold, and is left out"
"""The note on the prices of a model without any."""
WITHOUT_PRICE = "it has no price that a card can hold, and is left out"
"""The same, on a key that says what it is of."""
NAMELESS = "something in the list is no model with a name, and it is left out"
"""The note on an entry that nobody can ask for."""
OF_ONE_SIZE = "it is the price of prompts of one size only, and stands here as a model of its own"
"""The note on a model whose name says a size."""

V = TypeVar("V")

Leave = Callable[[str, str], None]
"""Notes what became of a key: the key, and why."""


class Notes(NamedTuple):
    """The notes on one model.

    Args:
        card: The card's id.
        model: What the card calls the model.
        notes: Takes them.
    """

    card: str
    model: str
    notes: list[Note]

    def leave(self, key: str, why: str) -> None:
        """Note what became of a key."""
        self.notes.append(Note(self.card, self.model, key, why))


YEARS = range(2015, 2100)
"""Of models with a price. 1970-01-01, 0001-01-01 and 9999-12-31 are how programs say that they know no date."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN_WORD = re.compile(r"[a-z_]{1,40}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_NO_FRACTION = re.compile(r"(?<=:\d\d)\.0+(?=Z|[+-])", re.ASCII)


def only_file(source: Origin) -> File:
    """Return the file of a format that is one file.

    Raises:
        InputError: where a folder was named that has several.
    """
    if len(source.files) != 1:
        raise InputError.of(source.place, "wrong-format", "this format is a single file", "name the file itself")
    return source.files[0]


def wrong_format(place: Place, message: str, reads: str) -> InputError:
    """Return the error of a file that is not of a format, which reads something else."""
    return InputError.of(place, "wrong-format", message, f"it reads {reads}")


def amount(key: str, value: Any, leave: Leave, write: Callable[[Any], str] = price) -> str | None:
    """Return a price as text: None where there is none, and `unpriced` where there is one that cannot be read."""
    if value is None:
        return None
    try:
        return write(value)
    except NotExactError as error:
        leave(key, f"{error}, so nothing is priced by it")
        return UNPRICED


def left_out(entry: Any, why: str) -> str:
    """Return why an entry is left out: that nobody can know what it is, or else `why`."""
    return f"{entry}: it is left out" if isinstance(entry, Spoilt) else why


def has_name(item: Any, key: str) -> bool:
    """Whether something is a mapping that says what it is called."""
    return isinstance(item, Mapping) and isinstance(item.get(key), str)


def number_of(price: Any) -> str:
    """Return the number in a price as a card writes it; "" for one that has none, or is billed as another meter."""
    amount = price.get("price") if isinstance(price, Mapping) else price
    return amount if isinstance(amount, str) and amount[:1].isdigit() else ""


def has_price(sheet: Mapping[str, Any], *meters: str) -> bool:
    """Whether something in a sheet has a price; of some meters only, where they are named."""
    return any(sheet.get(meter, UNPRICED) != UNPRICED for meter in meters or sheet)


def with_reasoning(sheet: Mapping[str, V]) -> dict[str, V | str]:
    """Return the sheet with reasoning billed as output, where it has no price of its own."""
    if "output" not in sheet or "reasoning" in sheet:
        return dict(sheet)
    return {**sheet, "reasoning": UNPRICED if sheet["output"] == UNPRICED else "output"}


def context_tier(above: str, prices: Mapping[str, Value], operator: str = ">") -> dict[str, Value]:
    """Return the context tier of prompts above a size, for the whole request."""
    return {"when": f"input {operator} {above}", "mode": "whole_request", **prices}


def prose(value: Any) -> str | None:
    """Return a text; None for what is none, or has no word in it."""
    return value if isinstance(value, str) and value.strip() else None


def plain_word(value: Any) -> str | None:
    """Return a text that is one word of small letters, such as a status; nothing else of a list is quoted to people."""
    return value if isinstance(value, str) and _PLAIN_WORD.fullmatch(value) else None


def limit(key: str, value: Any, leave: Leave) -> str | None:
    """Return a number of tokens as text; 0 is how some sources say that they do not know."""
    if value is None or str(value) == "0":
        return None
    try:
        return whole(value)
    except NotExactError as error:
        leave(key, f"{error}, and is left out")
        return None


def day(key: str, value: Any, leave: Leave) -> str | None:
    """Return a date as ISO text; None where there is none, or none that can be meant."""
    if value is None:
        return None
    text = value.isoformat() if hasattr(value, "isoformat") else value
    why = "this is no date, and is left out"
    if isinstance(text, str) and _MONTH.fullmatch(text):
        why = "only the month is known, and it is left out"
    elif isinstance(text, str) and _DAY.fullmatch(text):
        with suppress(ValueError):
            if date.fromisoformat(text).year in YEARS:
                return str(text)
            why = "no model is of that year, and the date is left out"
    leave(key, why)
    return None


def moment(key: str, value: Any, leave: Leave) -> str | None:
    """Return an instant as a card has it, `2026-03-02` for midnight UTC; None where there is none that can be read."""
    if value is None:
        return None
    try:
        found = parse_instant(_NO_FRACTION.sub("", str(value)) if isinstance(value, str) else "")
    except ValueError:
        leave(key, "this is no instant, and is left out")
        return None
    return found.strftime("%Y-%m-%dT%H:%M:%SZ").removesuffix("T00:00:00Z")
