"""Whether the model that answered is the one whose prices are asked for."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.usage.answer_counts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.ratecard import Catalogue, Offer
    from costcalc.usage.reported import SaidWord

_SNAPSHOT = r"[-@](\d{8}|\d{4}-\d{2}-\d{2})"
"""What a dated snapshot of a model has behind the name: 2025-08-07, 20250929. Fewer digits (0613, 1106, 001) name
models that had prices of their own: a card says by `aliases` which of them are the same."""
_BEDROCK = re.compile(
    r"(?:(?:us|us-gov|eu|apac|jp|au|ca|global)\.)?"
    r"(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|nvidia|openai|qwen|zai)\.(.+?)"
    r"(?:-v\d+)?(?::\d+)?"
)
"""What Bedrock calls a model: us.anthropic.claude-opus-4-6-v1:0."""


def validate_model(said: SaidWord, offer: Offer, cards: Catalogue) -> None:
    """Refuse an answer of another model than the one that is priced.

    It is the same one under its name, an alias of the card, or a dated snapshot of either that is no model of its own;
    also where a router or a cloud writes something in front of the name.

    Args:
        said: The model that answered.
        offer: The model that is priced.
        cards: All cards, whose names may be quoted.

    Raises:
        InputError: for another model.
    """
    names = offer.prices.card.names
    own = [name for name, model in names.items() if model == offer.name]
    spelled = list(_spellings(said.name))
    if any(names.get(name) == offer.name for name in spelled):
        return
    is_other = any(name in names for name in spelled)
    if not is_other and any(re.fullmatch(re.escape(one) + _SNAPSHOT, name) for one in own for name in spelled):
        return
    found = _known(spelled, offer, cards)
    who = f"`{found}` gave this answer" if found else f"`{said.key}` names a model that no card has"
    message = f"{who}, and {offer.ref} is priced"
    hint = "name the model that answered, and price the same usage on others by --with"
    if not is_other:
        hint += "; where it is the same model, its card says so by `aliases`"
    raise InputError.of(said.place, UNKNOWN, message, hint)


def _known(spelled: Sequence[str], offer: Offer, cards: Catalogue) -> str | None:
    """Return the name of a model that some card has; any other text may be a key or an account, and is not quoted."""
    own = offer.prices.card.names
    return next((name for name in spelled if name in own or _in_any(name, cards)), None)


def _in_any(name: str, cards: Catalogue) -> bool:
    if any(ref.partition("/")[2] == name for ref in cards.listed_refs()):
        return True
    for card in cards.ids():
        with suppress(InputError):  # a card that cannot be read has no names to quote
            if name in cards.file(card).card.names:
                return True
    return False


def _spellings(name: str) -> Iterator[str]:
    """Yield the names that a model may have on a card, of one that an answer gives it."""
    yield name
    name = name.removesuffix("[1m]")  # Claude Code writes so that it may use the whole window
    yield name
    tail = name.rpartition("/")[2]
    yield tail
    if name.startswith(("anthropic/", "~anthropic/")):  # routers write claude-opus-4.7, the vendor claude-opus-4-7
        yield tail.replace(".", "-")
    if match := _BEDROCK.fullmatch(tail):
        yield match[1]
