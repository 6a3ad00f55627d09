"""Names that a list points at another model than before: each becomes a model of its own, with the past that it had.

An alias never moves in a card: what was asked by a name in March is answered with the prices of March.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.importers.writing.edits import Edit, edited
from costcalc.importers.writing.text import key_text, yaml_lines
from costcalc.importers.writing.written import WrittenCard

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from costcalc.importers.writing.written import WrittenModel
    from costcalc.ratecard import Model, RateCard

ALIASES = "aliases"
MOVED = "the list has this name for another model than the card: it is a model of its own, with the prices that it had"
STAYS = "the list has this name for another model than the card, which stands in one line, and is left as it is"

_KEPT = ("context_window", "max_output", "rates")
"""What a name has in common with the model that it stood for."""


def with_own_models(
    old: WrittenCard, new: RateCard, is_new: Callable[[str], bool]
) -> tuple[WrittenCard, list[tuple[str, str]]]:
    """Return a card in which names that have moved are models of their own, and a note on each.

    Args:
        old: The card as it is.
        new: What the list says.
        is_new: Whether the list says something else of a name than it did.
    """
    notes, edits = [], []
    end = old.key("models")[1]
    for name, model in old.card.models.items():
        moved = [str(alias) for alias in model.aliases if _stands_for_another(alias, name, new) and is_new(alias)]
        written = old.models[name]
        if not moved:
            continue
        notes += [(alias, MOVED if written.keys else STAYS) for alias in moved]
        if written.keys:
            left = [str(alias) for alias in model.aliases if alias not in moved]
            edits.append(_aliases_edit(old, written, left))
            edits += [Edit(end, end, list(_own_model(old, written, alias))) for alias in moved]
    return (WrittenCard(old.name, edited(old, edits)) if edits else old), notes


def new_model(new: WrittenCard, name: str, taken: Collection[str]) -> Sequence[str]:
    """Return the lines of a model that is new in a card, without names that stand for another one there."""
    written, lines = new.models[name], new.lines
    aliases = new.card.models[name].aliases
    left = [str(alias) for alias in aliases if alias not in taken]
    if len(left) < len(aliases):
        edit = _aliases_edit(new, written, left)
        lines = [*lines[: edit.start], *edit.lines, *lines[edit.end :]]
        return lines[written.start : written.end - (edit.end - edit.start) + len(edit.lines)]
    return lines[written.start : written.end]


def more_names(old: WrittenCard, name: str, now: Model, taken: Collection[str]) -> Iterator[Edit]:
    """Yield what gives a model of a card the names that are new in its list."""
    more = [str(alias) for alias in now.aliases if alias not in taken]
    written = old.models[name]
    if more and written.keys:
        yield _aliases_edit(old, written, [*map(str, old.card.models[name].aliases), *more])


def _stands_for_another(alias: str, model: str, new: RateCard) -> bool:
    return alias in new.names and new.names[alias] != new.names.get(model)


def _aliases_edit(card: WrittenCard, model: WrittenModel, aliases: Sequence[str]) -> Edit:
    """Return what gives a model of a card other names."""
    start, end = model.keys.get(ALIASES, (model.facts, model.facts))
    line = card.lines[model.facts]
    indent = line[: len(line) - len(line.lstrip())]
    return Edit(start, end, list(yaml_lines({ALIASES: aliases}, indent)) if aliases else [])


def _own_model(card: WrittenCard, model: WrittenModel, name: str) -> Iterator[str]:
    """Yield the lines of a model with the past of another."""
    line = card.lines[model.start]
    yield f"{line[: len(line) - len(line.lstrip())]}{key_text(name)}:"
    for key, (start, end) in model.keys.items():
        if key in _KEPT:
            yield from card.lines[start:end]
