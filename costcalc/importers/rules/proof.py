"""Read every card back before it is written: what costcalc itself would refuse is left out, with a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.checks.market import outliers
from costcalc.checks.plain_price import plain_prices
from costcalc.importers.draft import Note
from costcalc.importers.reading.fields import UNPRICED_MODEL
from costcalc.importers.reading.names import with_spellings
from costcalc.importers.rules.apart import nowhere, one_currency_each
from costcalc.importers.rules.mending import Mend, Paths, is_priced, mended
from costcalc.importers.rules.parts import without_kept_parts
from costcalc.importers.rules.prompt_sizes import of_one_size
from costcalc.importers.rules.zeros import without_zeros
from costcalc.importers.writing.text import commented, laid_out, tree
from costcalc.problem import InputError, Place, Source
from costcalc.project.load.files import CARD_BYTES, CARD_VALUES
from costcalc.ratecard import RateCard, validate_card
from costcalc.ratecard.doubts import OUTLYING
from costcalc.source import MIB, bind, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from costcalc.checks.market import Outlier
    from costcalc.checks.plain_price import PlainPrice
    from costcalc.importers.draft import CardProvenance, DraftCard, DraftModel, ImportResult
    from costcalc.importers.rules.apart import CurrencyOf
    from costcalc.problem import Problem

    KnownPrices = Callable[[Sequence[PlainPrice]], Iterable[PlainPrice]]

NO_ID = "no card can be called after its provider, and it is left out"
SECOND = "its provider would be a second card of this id, of another kind, and is left out with all its models"
CONTESTED = "two spellings of its provider have other prices or facts for it, and neither is taken"

RULES = (with_spellings, of_one_size, without_zeros, without_kept_parts)
"""What holds of every list, and no importer has to remember."""

MOST_CARDS, MOST_MODELS = 1_000, 10_000
"""Of one import."""


class Proven(NamedTuple):
    """Cards that can be used as they are.

    Args:
        cards: Card id to the text of its file.
        notes: Those of the import, and what was left out here.
    """

    cards: dict[str, str]
    notes: Sequence[Note]


def proven(
    imported: ImportResult,
    provenance: CardProvenance,
    known: KnownPrices = lambda _: (),
    currency_of: CurrencyOf = nowhere,
) -> Proven:
    """Return the texts of all cards, each without what costcalc would refuse.

    Args:
        imported: What was imported.
        provenance: Where it is from.
        known: Says what the models cost elsewhere.
        currency_of: Says the currency of a card that is there already.
    """
    notes = list(imported.notes)
    sound: Sequence[DraftCard] = imported.cards
    for rule in RULES:
        sound = [rule(card, notes) for card in sound]
    drafts = _one_of_each(one_currency_each(sound, notes, currency_of), notes)
    of_card: dict[str, list[Note]] = {}
    for note in notes:
        of_card.setdefault(note.card, []).append(note)
    proofs = {draft.id: _Proof(draft.id, provenance, of_card.get(draft.id, [])) for draft in drafts}
    for draft in drafts:
        proofs[draft.id].try_(tree(draft, provenance))
    prices = [price for proof in proofs.values() for price in proof.prices]
    for outlier in outliers(prices, known(prices)):
        proofs[outlier.price.card].doubt(outlier)
    cards = {name: text for name, proof in proofs.items() if (text := proof.text)}
    return Proven(cards, [*notes, *(note for proof in proofs.values() for note in proof.lost)])


class _Proof:
    """One card while it is read back.

    Args:
        id: What it is called.
        provenance: Where it is from.
        notes: Those of the import.
    """

    def __init__(self, id: str, provenance: CardProvenance, notes: Sequence[Note]) -> None:  # noqa: A002  # the card's
        self.lost: list[Note] = []
        self._id = id
        self._source = Source(f"{id}.yaml")
        self._provenance = provenance
        self._notes = notes
        self.prices: Sequence[PlainPrice] = ()
        self._unpriced: set[Mend] = set()
        self._sound: Mapping[str, Any] = {}
        self._laid_out = ""

    @property
    def text(self) -> str | None:
        """The text of the card, with all notes on it; None where nothing is left of it."""
        return self._commented(self._laid_out or laid_out(self._sound)) if self._sound else None

    def _commented(self, text: str) -> str:
        return commented(text, self._provenance, [*self._notes, *self.lost])

    def lose(self, model: str, key: str, why: str) -> None:
        """Note what became of a key."""
        self.lost.append(Note(self._id, model, key, why))

    def doubt(self, outlier: Outlier) -> None:
        """Put a price that is far from others in doubt, with a note."""
        price = outlier.price
        self.lose(price.model, "prices", f"{outlier}: look at it before you use it")
        for rate in self._sound["models"][price.model]["rates"] if self._sound else ():
            if rate["effective"] == price.since and OUTLYING not in rate.get("doubts", ()):
                rate["doubts"] = [*rate.get("doubts", ()), OUTLYING]
                self._laid_out = ""

    def try_(self, card: Mapping[str, Any]) -> None:
        """Take out of a card what costcalc refuses, until it takes the rest."""
        while card.get("models"):
            self._laid_out = laid_out(card)
            whole = self._commented(self._laid_out)
            problems = self._problems(whole)
            if not problems:
                self._sound = card
                return
            mends = self._mended(whole, problems)
            if not mends:
                # What no model is to blame for: what the card is called, or more models than a file can hold.
                problem = problems[0]
                why = f"{problem.message}, and the card is left out"
                self.lose("", problem.code, f"{why}; {problem.hint or '--model imports a part of it'}")
                return
            card = self._without(card, mends)

    def _problems(self, whole: str) -> Sequence[Problem]:
        try:
            if len(whole.encode()) > CARD_BYTES:
                place = Place(self._source, 1, 1)
                raise InputError.of(place, "file-too-large", f"the card is larger than {CARD_BYTES // MIB} MiB")
            tree, found = read_tree(whole, self._source, CARD_VALUES)
            card = bind(RateCard, tree, found)
            self.prices = list(plain_prices(card))
            return validate_card(card, self._id)
        except InputError as error:
            return error.problems

    def _mended(self, whole: str, problems: Sequence[Problem]) -> Mapping[Mend, Problem]:
        """Return what is to be changed, each with the first problem in it."""
        try:
            paths = Paths(whole, self._source, CARD_VALUES)
        except InputError:
            return {}
        found: dict[Mend, Problem] = {}
        for problem in problems:
            if mend := paths.mend(problem):
                found.setdefault(mend.of_all() if mend in self._unpriced else mend, problem)
        return found

    def _without(self, card: Mapping[str, Any], mends: Mapping[Mend, Problem]) -> Mapping[str, Any]:
        gone = {mend.model for mend in mends if not mend.key}
        # The last first: what stands before it in a list keeps its place.
        for mend in sorted(mends, key=lambda mend: [str(step).zfill(4) for step in mend.path], reverse=True):
            if mend.model in gone and mend.key:
                continue
            if mend.instead:
                self._unpriced.add(mend)
            code = mends[mend].code
            self.lose(mend.model, mend.key or code, f"costcalc refuses it ({code}), and {mend.why}")
            card = mended(card, mend.path, mend.instead)
            if mend.key and not is_priced(card["models"][mend.model]):
                gone.add(mend.model)
                card = mended(card, mend.path[:2], None)
                self.lose(mend.model, "prices", UNPRICED_MODEL)
        return card


def not_too_many(imported: ImportResult, place: Place) -> ImportResult:
    """Return what was imported, if it is not more than one import may hold.

    Raises:
        InputError: where it is.
    """
    models = sum(len(card.models) for card in imported.cards)
    for what, count, most in (("cards", len(imported.cards), MOST_CARDS), ("models", models, MOST_MODELS)):
        if count > most:
            message = f"there are {count:,} {what}, and {most:,} are the most of one import"
            raise InputError.of(place, "too-many", message, "--provider and --model import a part of them")
    return imported


def _one_of_each(cards: Sequence[DraftCard], notes: list[Note]) -> list[DraftCard]:
    """Return one card of each id: of two providers, or spellings of one, an id may be the same."""
    found: dict[str, list[DraftCard]] = {}
    for card in cards:
        first = found.setdefault(card.id, [card])[0]
        if not card.id:
            notes += (Note("", model.name, "id", NO_ID) for model in card.models)
        elif (card.currency, card.per, card.basis) != (first.currency, first.per, first.basis):
            notes += (Note(card.id, model.name, "id", SECOND) for model in card.models)
        elif card is not first:
            found[card.id].append(card)
    return [_joined(same, notes) for name, same in found.items() if name]


def _joined(cards: Sequence[DraftCard], notes: list[Note]) -> DraftCard:
    """Return a card with the models of all; what two have with other prices, none gives."""
    if len(cards) == 1:
        return cards[0]
    models: dict[str, list[DraftModel]] = {}
    for model in (model for card in cards for model in card.models):
        models.setdefault(model.name, []).append(model)
    agreed = [same[0] for same in models.values() if all(model == same[0] for model in same)]
    gone = models.keys() - {model.name for model in agreed}
    notes += (Note(cards[0].id, name, "id", CONTESTED) for name in models if name in gone)
    meters = {name: meter for card in reversed(cards) for name, meter in card.meters.items()}
    return replace(cards[0], models=agreed, meters=meters)
