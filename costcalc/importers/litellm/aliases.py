"""litellm's `alias_of`: an entry that is nothing but another name for a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import Note, is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportQuery

ALIAS_OF = "alias_of"
MOST_STEPS = 8
"""From an alias of an alias to a model; more of them go in a circle."""


class PlacedModel(NamedTuple):
    """Where an entry of the map has become a model.

    Args:
        provider: Its provider.
        card: The card's id.
        name: What the card calls the model.
    """

    provider: str
    card: str
    name: str


def aliases(
    entries: Mapping[str, Any], placed: Mapping[str, PlacedModel], wanted: ImportQuery, notes: list[Note]
) -> Iterator[tuple[PlacedModel, str]]:
    """Yield each other name that a model of the import has.

    Args:
        entries: The map.
        placed: What became of its keys.
        wanted: What was asked for.
        notes: Takes a note on every alias: what it became, or why it is left out.
    """
    taken = {(place.provider, place.name) for place in placed.values()}
    for key, entry in entries.items():
        if not is_alias(entry):
            continue
        target = _target(entries, key)
        provider = str(entries[target].get("litellm_provider")) if target else ""
        if not wanted.takes_provider(provider):
            continue
        place = placed.get(target)
        name = key.removeprefix(f"{provider}/")
        if place is None:
            if wanted.takes_model(name):
                notes.append(Note("", key, ALIAS_OF, "what it names is not imported, and it is left out"))
        elif not is_id(name) or (place.provider, name) in taken:
            notes.append(Note(place.card, key, ALIAS_OF, "no alias can be called so here, and it is left out"))
        else:
            taken.add((place.provider, name))
            notes.append(Note(place.card, name, ALIAS_OF, "it is an alias of the model that it names today"))
            yield place, name


def is_alias(entry: Any) -> bool:
    """Whether an entry names another and has no provider itself."""
    return isinstance(entry, dict) and isinstance(entry.get(ALIAS_OF), str) and "litellm_provider" not in entry


def _target(entries: Mapping[str, Any], key: str) -> str:
    """Return the key of the model that an alias names in the end; "" where it names none."""
    for _ in range(MOST_STEPS):
        entry: Any = entries.get(key)
        if not is_alias(entry):
            return key if isinstance(entry, dict) else ""
        key = str(entry[ALIAS_OF])
    return ""
