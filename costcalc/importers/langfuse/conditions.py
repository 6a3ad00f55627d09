"""The conditions on a pricing tier: a size of the prompt, a service, or what nobody can say in a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import is_service
from costcalc.importers.files.exact import NotExactError, whole
from costcalc.importers.langfuse.usage_types import METERS, PROMPT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SIGNS = {"gt": ">", "gte": ">="}
SERVICE_KEYS = {"service_tier", "speed"}
_BY_SIZE = {"usageDetailPattern", "operator", "value", "caseSensitive"}
_BY_ATTRIBUTE = {"source", "key", "operator", "values"}

MOST_NAMES, MOST_CHARACTERS = 20, 200
"""Of one condition: values, and characters of the expression, which are Langfuse's own limit."""

_WORDS = re.compile(r"(\^?)(?:\((\w+(?:\|\w+)*)\)|(\w+))", re.ASCII)
"""What is read of the expressions: words, one of which is in the usage type, or begins it. None is ever executed."""


class UnreadableError(ValueError):
    """A condition by which nobody knows which requests have the usual price."""


class UnsayableError(ValueError):
    """A condition that somebody has to fulfil on purpose, and that a card cannot name: the usual prices stay."""


class When(NamedTuple):
    """When a tier holds.

    Args:
        services: In which services; empty where it asks for none.
        bound: For prompts above this size; 0 for all.
        sign: `>` or `>=`; "" where there is no bound.
    """

    services: frozenset[str]
    bound: int = 0
    sign: str = ""


def read_conditions(conditions: Any, usage: Collection[str]) -> When:
    """Return when a tier holds: where all its conditions do.

    Args:
        conditions: As they are written.
        usage: The usage types that the model prices.

    Raises:
        UnreadableError: where the size, or the kind of a condition, cannot be read.
        UnsayableError: for a condition on what a card has no word for.
    """
    if not isinstance(conditions, list) or not conditions or not all(isinstance(item, dict) for item in conditions):
        raise UnreadableError
    attributes = [item for item in conditions if "source" in item]
    sizes = [_size(item, usage) for item in conditions if "source" not in item]
    services = [_services(item) for item in attributes]
    if len(services) > 1:
        raise UnsayableError
    signs = {sign for _, sign in sizes}
    if len(signs) > 1:
        raise UnreadableError
    return When(services[0] if services else frozenset(), max((bound for bound, _ in sizes), default=0), "".join(signs))


def _services(condition: dict[str, Any]) -> frozenset[str]:
    if set(condition) != _BY_ATTRIBUTE or condition["operator"] != "in":
        raise UnreadableError
    values = condition["values"]
    if (
        condition["source"] != "model_parameters"
        or str(condition["key"]) not in SERVICE_KEYS
        or not _are_services(values)
    ):
        raise UnsayableError
    return frozenset(values)


def _are_services(values: Any) -> bool:
    return (
        isinstance(values, list) and bool(values) and all(isinstance(name, str) and is_service(name) for name in values)
    )


def _size(condition: dict[str, Any], usage: Iterable[str]) -> tuple[int, str]:
    sign = SIGNS.get(str(condition.get("operator")))
    pattern = condition.get("usageDetailPattern")
    if not set(condition) <= _BY_SIZE or sign is None or not isinstance(pattern, str):
        raise UnreadableError
    if not _is_whole_prompt(pattern, usage, exact=condition.get("caseSensitive") is True):
        raise UnreadableError
    try:
        return int(whole(condition.get("value"))), sign
    except NotExactError:
        raise UnreadableError from None


def _is_whole_prompt(pattern: str, usage: Iterable[str], *, exact: bool) -> bool:
    """Whether the usage types that are added up are all of the prompt, and nothing else."""
    match = _WORDS.fullmatch(pattern) if len(pattern) <= MOST_CHARACTERS else None
    if match is None:
        return False
    anchor, several, one = match.groups()
    words = (several or one).split("|")
    if not exact:
        words = [word.lower() for word in words]

    def is_added(name: str) -> bool:
        name = name if exact else name.lower()
        return any(name.startswith(word) if anchor else word in name for word in words)

    return all(is_added(name) == (METERS.get(name) in PROMPT) for name in usage)
