"""What models are called: their ids, and the other spellings that their `match` names whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Names:
    """The names of a provider's models, each of which stands for one model.

    Args:
        models: All of them, as their source has them, so that a name is nobody's twice.
    """

    def __init__(self, models: Sequence[Mapping[str, Any]]) -> None:
        self._ids = Counter(model["id"] for model in models)
        self._spellings = Counter(name for model in models for name in set(_spelt(model.get("match"))) - {model["id"]})

    def unfit(self, model: Mapping[str, Any]) -> str | None:
        """Return why a model cannot be called what it is called; None where it can."""
        if self._ids[model["id"]] > 1:
            return "two models have this id, and both are left out"
        return None

    def aliases(self, model: Mapping[str, Any], refused: dict[str, str]) -> list[str]:
        """Return the other names of a model that are nobody else's."""
        found = []
        for name in dict.fromkeys(_spelt(model.get("match"))):
            if name == model["id"]:
                continue
            if not is_id(name):
                refused["match"] = "an alias cannot be written so, and is left out"
            elif name in self._ids or self._spellings[name] > 1:
                refused["match"] = "an alias is the name of another model as well, and is left out"
            else:
                found.append(name)
        return found


def _spelt(match: Any, depth: int = 8) -> Iterator[str]:
    """Yield the names that are matched whole: `equals`, alone or inside `or`."""
    if not isinstance(match, Mapping) or not depth:
        return
    if isinstance(name := match.get("equals"), str):
        yield str(name)
    either = match.get("or")
    for clause in either if isinstance(either, list) else ():
        yield from _spelt(clause, depth - 1)
