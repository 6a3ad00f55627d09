"""One entry of litellm's map, or of a proxy, and where it leaves word of what a card cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.files.exact import NotExactError, price
from costcalc.importers.reading.fields import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class LitellmEntry(NamedTuple):
    """An entry, and where notes on it go.

    Args:
        card: The card's id.
        provider: As litellm spells it.
        key: Of the map.
        name: What the card calls the model.
        mode: chat, embedding, …
        keys: All that the entry says.
        notes: What it says that a card cannot.
        inherits: Whether litellm fills in prices of cached tokens that are missing here, from its own map.
    """

    card: str
    provider: str
    key: str
    name: str
    mode: str
    keys: Mapping[str, Any]
    notes: list[Note]
    inherits: bool = False

    def leave(self, key: str, why: str) -> None:
        """Note what became of a key."""
        self.notes.append(Note(self.card, self.name, key, why))

    def number(self, key: str, value: Any, write: Callable[[Any], str] = price) -> str | None:
        """Return a number as text; None where there is none, and with a note where it cannot be read."""
        if value is None:
            return None
        try:
            return write(value)
        except NotExactError as error:
            self.leave(key, str(error))
            return None

    def limits(self) -> tuple[str | None, str | None]:
        """Return the context window and the longest answer."""
        keys = self.keys
        if "max_input_tokens" not in keys and "max_output_tokens" not in keys and "max_tokens" in keys:
            self.leave("max_tokens", "it does not say whether it is the context or the answer, and is left out")
        context, answer = (limit(key, keys.get(key), self.leave) for key in ("max_input_tokens", "max_output_tokens"))
        return context, answer
