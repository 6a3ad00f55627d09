"""What each kind of file is begun with: what is asked, and what is usual."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from costcalc.cli.beginning import Beginning
from costcalc.cli.questions import Question
from costcalc.expr import read_number
from costcalc.instant import short_instant
from costcalc.problem import InputError, Place
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from costcalc.project.starter.written import Starter
    from costcalc.ratecard import Catalogue, Offer


EVER = datetime(1, 1, 1, tzinfo=UTC)
MOST_TRIED = 100
MOST_USUAL = 2
"""How many models a scenario has where nobody says which."""


class Surroundings(NamedTuple):
    """What a file is begun in.

    Args:
        cards: The cards at hand.
        moment: The day that it is for.
        path: The file that was asked for; None where it is the usual one.
        printed: Whether it is not written at all.
    """

    cards: Catalogue
    moment: datetime
    path: Path | None
    printed: bool = False

    @property
    def day(self) -> str:
        """The day, as it is written."""
        return short_instant(self.moment)

    def name(self, usual: str) -> str:
        """Return how it is called where nobody says: as its file."""
        return self.path.stem if self.path else usual


def questions(kind: Beginning, given: Mapping[str, str], around: Surroundings) -> Iterator[Question]:
    """Yield what is to be known of a file, its name first.

    Args:
        kind: What it is.
        given: What is known already, by the option.
        around: What it is begun in.
    """
    from costcalc.source import Amount, Currency, FileId, Id, Share, Text

    def name(usual: str) -> Question:
        usual = around.name(usual)
        read = _unused(_as("--id", FileId), kind, around)
        return Question("--id", "What is it called?", usual, read, partial(_free, usual, read))

    amount = {option: _as(option, Amount) for option in ("--input", "--output")}
    source = Question("--source", "Where is that written?", "", _or_nothing(_as("--source", Text)))
    if kind is Beginning.SCENARIO:
        yield name("workload")
        usual = ",".join(offer.ref for offer in islice(_usual_models(around), MOST_USUAL))
        yield Question("--model", "On which models? (with commas between)", usual, partial(_models, around.cards))
        yield Question("--requests", "How many requests a month?", "100K", _some(_as("--requests", Amount)))
        yield Question("--input", "Tokens of one prompt?", "2000", amount["--input"])
        yield Question("--output", "Tokens of one answer?", "500", amount["--output"])
    elif kind is Beginning.CARD:
        yield name("acme")
        yield Question("--model", "What does the vendor call the model?", "small", _as("--model", Id))
        yield Question("--currency", "What are its prices in?", "USD", _as("--currency", Currency))
        text = "The price of 1M tokens of the {}? (Enter where it has none)"
        yield Question("--input", text.format("prompt"), "", _or_nothing(amount["--input"]))
        yield Question("--output", text.format("answer"), "", _or_nothing(amount["--output"]))
        yield source
    elif kind is Beginning.CONTRACT:
        usual = next((str(each.file.card.id) for each in _usual_models(around)), "")
        yield name(f"our-{given.get('--card', usual).strip()}")
        yield Question("--card", "Over which card?", usual, partial(_card, around.cards))
        yield Question("--discount", "What is taken off its prices?", "0%", _as("--discount", Share))
        yield source


def starter(kind: Beginning, said: Mapping[str, str], around: Surroundings) -> Starter:
    """Return a file of a kind, with what was said."""
    from costcalc.project.starter import StarterCard, StarterContract, StarterPolicy, StarterScenario

    if kind is Beginning.SCENARIO:
        models = said["--model"].split(",")
        return StarterScenario(said["--id"], models, said["--requests"], said["--input"], said["--output"], around.day)
    if kind is Beginning.CARD:
        prices = said["--input"], said["--output"], said["--currency"]
        return StarterCard(said["--id"], said["--model"], *prices, said["--source"], around.day)
    if kind is Beginning.CONTRACT:
        card = around.cards.file(said["--card"]).card
        terms = str(card.currency), str(card.per), said["--discount"]
        return StarterContract(said["--id"], said["--card"], *terms, said["--source"], around.day)
    return StarterPolicy()


def _as(option: str, kind: Any) -> Callable[[str], str]:
    """Return what reads an answer as a kind of field of a file."""
    from costcalc.source import Scalar
    from costcalc.source.fields import read_at

    field = get_args(kind)[1]

    def read(text: str) -> str:
        text = text.strip()
        place = Place.start_of(option, text)
        read_at(place, field.read, Scalar(text, place))
        return text

    return read


def _or_nothing(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: read(text) if text.strip() else ""


def _some(read: Callable[[str], str]) -> Callable[[str], str]:
    """Return what reads a number that is not 0."""

    def read_some(text: str) -> str:
        if not read_number(read(text)):
            place = Place.start_of("--requests", text)
            raise InputError.of(place, "bad-number", "no requests cost nothing", "say how many there are: 100K")
        return text.strip()

    return read_some


def _unused(read: Callable[[str], str], kind: Beginning, around: Surroundings) -> Callable[[str], str]:
    """Return what reads a name that no file has, and no card at hand."""

    def read_unused(text: str) -> str:
        name = read(text)
        if not (around.path or around.printed):
            refuse_what_exists(kind.usual_path(name))
        place = Place.start_of("--id", name)
        if kind.schema == "rate-card" and name in around.cards.ids():
            message = f"there is a card `{cut(name)}` at hand, and this one would take its place"
            raise InputError.of(place, "duplicate-card", message, "call it something else with --id")
        if kind.schema == "rate-card" and around.path and name != around.path.stem:
            message = f"the card calls itself `{cut(name)}`, its file `{cut(around.path.stem)}`"
            raise InputError.of(place, "id-mismatch", message, "a card is found by its file name: make them the same")
        return name

    return read_unused


def _free(usual: str, read: Callable[[str], str]) -> str:
    """Return the usual name, or one like it that can be used."""
    for name in (usual, *(f"{usual}-{nth}" for nth in range(2, MOST_TRIED))):
        with suppress(InputError):
            return read(name)
    return usual


def refuse_what_exists(path: Path) -> None:
    """Refuse to write where something is."""
    if os.path.lexists(path):
        hint = "name another one with -o, or edit this one: `init` never replaces a file"
        raise InputError.of(Place.start_of(str(path)), "file-exists", "the file exists", hint)


def _models(cards: Catalogue, text: str) -> str:
    """Return the models that are named, each as CARD/MODEL, with commas between."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        place = Place.start_of("--model", text)
        raise InputError.of(place, "unknown-model", "there is no model to begin with", "say --model CARD/MODEL")
    return ",".join(dict.fromkeys(cards.find(name, Place.start_of("--model", name)).ref for name in names))


def _card(cards: Catalogue, text: str) -> str:
    text = text.strip()
    place = Place.start_of("--card", text)
    if not cards.has(text):
        raise InputError.of(place, "unknown-card", f"there is no rate card `{cut(text)}`", cards.card_hint(text))
    if cards.file(text).card.extends:
        message = f"`{cut(text)}` extends another card itself"
        raise InputError.of(place, "contract-and-models", message, "a contract is laid over list prices")
    return text


def _usual_models(around: Surroundings) -> Iterator[Offer]:
    """Yield some models that have prices on the day, in one currency: of each card the newest."""
    from costcalc.inventory import offers_of
    from costcalc.ratecard import PUBLISHED

    currency = None
    for card_id in around.cards.ids():
        with suppress(InputError):  # a card that is broken is not for beginners
            card = around.cards.file(card_id).card
            if card.extends or card.basis != PUBLISHED or currency not in {None, card.currency}:
                continue
            if sold := [offer for offer in offers_of(around.cards, card_id) if _is_sold(offer, around.moment)]:
                currency = card.currency
                yield max(sold, key=lambda offer: offer.model.released.at if offer.model.released else EVER)


def _is_sold(offer: Offer, moment: datetime) -> bool:
    """Whether a model has plain prices at an instant, whatever the hour is."""
    model, rate = offer.model, offer.model.rate_at(moment)
    if rate is None or rate.is_timed or not (rate.price("input") and rate.price("output")):
        return False
    return not (model.retired and model.retired.at <= moment) and not (model.released and model.released.at > moment)
