"""The models at hand in the schema of scenarios, so that an editor completes and checks their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.inventory import offers_of
from costcalc.problem import InputError, Problem, collected
from costcalc.source.fields import MAX_ID, MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.ratecard import Catalogue, Offer

DEFINITION = "ModelName"
UNKNOWN = "no rate card at hand has this model"
"""What an editor says in place of all the names that it knows."""

ONE, SEVERAL = frozenset({"model", "stands_for"}), frozenset({"models"})
"""Keys whose value is the name of a model, and those whose values are."""


def with_models(schema: dict[str, Any], cards: Catalogue) -> dict[str, Any]:
    """Return the schema of scenarios with the names of models in it.

    An editor suggests CARD/MODEL of every model. It takes aliases as well, and every name that begins with no card: the
    bare name of a model, and what the file has prices of its own for. Another name of a card at hand is refused.

    Args:
        schema: The schema as it is without cards.
        cards: The cards at hand.

    Raises:
        InputError: with everything that is wrong in the cards.
    """
    named: dict[str, Any] = _referring(schema)
    named["$defs"][DEFINITION] = _names(cards)
    return named


def _names(cards: Catalogue) -> dict[str, Any]:
    problems: list[Problem] = []
    offers: list[Offer] = []
    for card_id in cards.ids():
        with collected(problems):
            offers += offers_of(cards, card_id)
    if problems:
        raise InputError(problems)
    ways: list[dict[str, Any]] = [{"enum": [offer.ref for offer in offers], "errorMessage": UNKNOWN}]
    if aliases := [f"{offer.file.card.id}/{alias}" for offer in offers for alias in offer.model.aliases]:
        ways.append({"type": "string", "pattern": f"^({_either(aliases)})$", "patternErrorMessage": UNKNOWN})
    of_no_card = f"^(?!({_either(cards.ids())})/){MODEL.pattern}$"
    ways.append({"type": "string", "pattern": of_no_card, "maxLength": MAX_ID, "patternErrorMessage": UNKNOWN})
    return {"anyOf": ways}


def _either(names: Iterable[str]) -> str:
    """Return a pattern of some names, in the words that every engine has for it."""
    return "|".join(name.replace(".", "[.]").replace("+", "[+]") for name in sorted(set(names)))


def _referring(schema: Any) -> Any:
    """Return a schema in which models are named by the definition."""
    if isinstance(schema, list):
        return [_referring(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _referring(value) for key, value in schema.items()}
    properties = found.get("properties", {})
    for key in ONE & properties.keys():
        properties[key] = _reference(properties[key])
    for key in SEVERAL & properties.keys():
        values = properties[key].get("patternProperties", {})
        values |= {pattern: _reference(value) for pattern, value in values.items()}
    return found


def _reference(value: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the place of an id; what else may stand there stays."""
    if value.get("pattern") != f"^{MODEL.pattern}$":
        return value
    described = {key: value[key] for key in ("description",) if key in value}
    return described | {"$ref": f"#/$defs/{DEFINITION}"}
