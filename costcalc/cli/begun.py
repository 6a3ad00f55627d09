"""What each kind of file is begun with: what is asked, what is usual, and whether what comes of it is sound."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from costcalc.cli.beginning import Beginning
from costcalc.cli.questions import Question
from costcalc.instant import short_instant
from costcalc.problem import InputError, Place, Problem, did_you_mean, some_of
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from costcalc.project.starter.written import Starter
    from costcalc.ratecard import Catalogue, Offer


MOST_VALUES = 1_000
EVER = datetime(1, 1, 1, tzinfo=UTC)
MOST_USUAL = 2
"""How many models a scenario has where nobody says which."""


class Surroundings(NamedTuple):
    """What a file is begun in.

    Args:
        cards: The cards at hand.
        moment: The day that it is for.
        path: The file that was asked for; None where it is the usual one.
    """

    cards: Catalogue
    moment: datetime
    path: Path | None

    @property
    def day(self) -> str:
        """The day, as it is written."""
        return short_instant(self.moment)

    def name(self, usual: str) -> str:
        """Return how it is called where nobody says: as its file."""
        return self.path.stem if self.path else usual


def questions(kind: Beginning, around: Surroundings) -> Iterator[Question]:
    """Yield what is to be known of a file."""
    from costcalc.source import Amount, Currency, FileId, Id, Share, Text

    name = partial(Question, "--id", "What is it called?", read=_as("--id", FileId))
    amount = {option: _as(option, Amount) for option in ("--requests", "--input", "--output")}
    source = Question("--source", "Where is that written?", "", _or_nothing(_as("--source", Text)))
    if kind is Beginning.SCENARIO:
        yield name(usual=around.name("workload"))
        usual = ",".join(offer.ref for offer in islice(_usual_models(around), MOST_USUAL))
        yield Question("--model", "On which models? (with commas between)", usual, partial(_models, around.cards))
        yield Question("--requests", "How many requests a month?", "100K", amount["--requests"])
        yield Question("--input", "Tokens of one prompt?", "2000", amount["--input"])
        yield Question("--output", "Tokens of one answer?", "500", amount["--output"])
    elif kind is Beginning.CARD:
        yield name(usual=around.name("acme"))
        yield Question("--model", "What does the vendor call the model?", "small", _as("--model", Id))
        yield Question("--currency", "What are its prices in?", "USD", _as("--currency", Currency))
        yield Question("--input", "The price of 1M tokens of the prompt?", "1", amount["--input"])
        yield Question("--output", "The price of 1M tokens of the answer?", "2", amount["--output"])
        yield source
    elif kind is Beginning.CONTRACT:
        usual = next((str(each.file.card.id) for each in _usual_models(around)), "")
        yield Question("--card", "Over which card?", usual, partial(_card, around.cards))
        yield name(usual=lambda said: around.name(f"our-{said['--card']}"))
        yield Question("--discount", "What is taken off its prices?", "10%", _as("--discount", Share))
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


def validate_begun(kind: Beginning, text: str, path: Path, around: Surroundings) -> None:
    """Refuse a file that would not run.

    Raises:
        InputError: with what is wrong in it.
    """
    if kind is Beginning.SCENARIO:
        from costcalc.comparison import compare
        from costcalc.project.load import load_scenario

        problems = list(compare(load_scenario(text=text, name=str(path)), around.cards, as_of=around.moment).problems)
    elif kind is Beginning.POLICY:
        problems = list(_second_policy(path))
    else:
        from costcalc.ratecard import RateCard, validate_card
        from costcalc.source import bind, document_of, place_of, read_tree

        document = document_of(text.encode(), str(path))
        tree, found = read_tree(document.text, document.source, MOST_VALUES)
        card = bind(RateCard, tree, found)
        problems = validate_card(card, path.stem)
        if card.id in around.cards.ids():
            message = f"there is a card `{cut(card.id)}` at hand, and this one would take its place"
            problems.append(Problem(place_of(card.id), "duplicate-card", message, "call it something else with --id"))
    if problems:
        raise InputError(problems)


def _second_policy(path: Path) -> Iterator[Problem]:
    """Yield a problem where the file would not be the policy of its folder, or not the only one."""
    from costcalc.project.load import OWN, PROJECT, load_policy

    place = Place.start_of(str(path))
    if path.name != OWN:
        yield Problem(place, "id-mismatch", f"the policy of a project is called {OWN}", "give it that name")
    elif load_policy(path.parent).sha256:
        hint = "keep one of them"
        yield Problem(place, "two-policies", f"`[tool.costcalc]` in {PROJECT} is the policy of this project", hint)


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
    if text not in (known := cards.ids()):
        hint = did_you_mean(text, known, f"there are {some_of(known)}")
        raise InputError.of(place, "unknown-card", f"there is no rate card `{cut(text)}`", hint)
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
