"""Compare cards, and the models in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.arguments import list_argument
from costcalc.diff.changes import CardChange, CardsDiff, ModelChange, Named
from costcalc.diff.rates import Sides, differences, rate_changes, term_changes
from costcalc.ratecard import CardFile
from costcalc.rules.statement import Statement, joined_statement, statement, statements
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.ratecard import Model, RateCard


def diff_cards(old: Iterable[CardFile], new: Iterable[CardFile]) -> CardsDiff:
    """Return the changes between two states of the cards. A number written in another way is no change.

    Args:
        old: The cards as they were.
        new: The cards as they are. One card is compared with one, whatever they are called.

    Raises:
        TypeError: for what is no cards.
    """
    wanted = "cards, as load_cards gives"
    old, new = list_argument(old, CardFile, "old", wanted), list_argument(new, CardFile, "new", wanted)
    before, after = ({str(file.card.id): file for file in files} for files in (old, new))
    pairs = [(before[card_id], file) for card_id, file in after.items() if card_id in before]
    if len(old) == len(new) == 1:
        pairs, before, after = [(old[0], new[0])], {}, {}
    found = (_card_change(*pair) for pair in pairs if pair[0].sha256 != pair[1].sha256)
    return CardsDiff(
        tuple(file for card_id, file in after.items() if card_id not in before),
        tuple(file for card_id, file in before.items() if card_id not in after),
        tuple(change for change in found if change),
    )


def _card_change(old: CardFile, new: CardFile) -> CardChange:
    sides = Sides(old.card, new.card)
    before, after = old.card.models, new.card.models
    changed = (_model_change(sides, str(name), before[name], after[name]) for name in after if name in before)
    return CardChange(
        old,
        new,
        tuple(differences(_about_card(old.card), _about_card(new.card))),
        _named(name for name in after if name not in before),
        _named(name for name in before if name not in after),
        tuple(model for model in changed if model.about or model.rates),
        tuple(term_changes(sides)),
    )


def _named(names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(Named(str(name), place_of(name)) for name in names)


def _model_change(sides: Sides, name: str, old: Model, new: Model) -> ModelChange:
    about = differences(_about_model(old), _about_model(new))
    return ModelChange(name, tuple(about), tuple(rate_changes(sides, old, new)))


def _about_card(card: RateCard) -> Mapping[str, Statement]:
    words = ("id", "title", "basis", "version", "currency", "origin", "note", "extends")
    about = {what: statement(getattr(card, what)) for what in words}
    about["per"] = Statement(str(card.per), (card.per.count.value, card.per.unit), card.per.place)
    about["facts source"] = joined_statement(card.facts_source)
    if card.imported:
        about["imported"] = statement(f"{card.imported.source}, sha256 {card.imported.sha256}")
    for name, meter in card.meters.items():
        about[f"meter {name}"] = statement(f"{meter.unit}{f', part of {meter.part_of}' if meter.part_of else ''}")
    return statements(about)


def _about_model(model: Model) -> Mapping[str, Statement]:
    return statements(
        {
            "title": statement(model.title),
            "aliases": joined_statement(sorted(model.aliases), ", "),
            "context window": statement(model.context_window),
            "max output": statement(model.max_output),
            "released": statement(model.released),
            "retired": statement(model.retired),
            "weights": statement(model.weights),
            "license": statement(model.license),
            "facts source": joined_statement(model.facts_source),
            "note": statement(model.note),
        }
    )
