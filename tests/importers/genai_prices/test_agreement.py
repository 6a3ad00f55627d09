"""The imported cards against genai-prices' own arithmetic: random requests, compared to the last digit.

Every difference belongs to a class of agreement.md beside this. A class is a condition on the model, the request
and the instant, worked out from genai-prices' data alone; where it holds the difference must be there, and where none
holds there must be none.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import genai_prices
import pytest
from genai_prices.data import providers
from genai_prices.types import TieredPrices, TimeOfDateConstraint

from costcalc import load_cards, price
from costcalc.importers.draft import CardProvenance, ImportQuery, card_id
from costcalc.importers.genai_prices import installed, read
from costcalc.importers.reading.names import card_name
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError

from .requests import UNITS, USAGE_KEYS, Request, conditions, price_keys, request, their_usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.ratecard import Catalogue

pytestmark = pytest.mark.slow

SEED = 20261123
ROUNDS, MORE_ROUNDS = 10, 150
"""Requests for each model, and for each of those that have hours or are priced by the second."""

SAMPLED = 7
"""Of so many requests one is compared, without `--long`. It divides no ROUNDS, so that every model has other ones."""

PAGE = Path("tests/importers/genai_prices/agreement.md")
SERVICES = {"processing": "{}", "service_tier": "{}", "speed": "{}", "search_type": "search_{}"}
NO_NAME, UNPRICED, NO_SERVICE, ROUNDED, KEPT = "no-name", "unpriced", "no-service", "rounded", "kept-part"
REFUSED = {UNPRICED, NO_SERVICE, KEPT}


class Compared(NamedTuple):
    """What became of it: the classes it belongs to, and whether the two agree as these say."""

    request: Request
    classes: frozenset[str]
    said: str | None


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("cards")
    source = installed()
    # Before all dates of the list, so that the undated first prices have their place.
    imported = read(source, ImportQuery("2020-01-01"))
    done = proven(imported, CardProvenance("genai-prices", source.name, "2026-11-23", source.sha256, source.version))
    for name, text in done.cards.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_cards(folder)


@pytest.fixture(scope="module")
def results(cards: Catalogue, request: pytest.FixtureRequest) -> list[Compared]:
    step = 1 if request.config.getoption("--long") else SAMPLED
    return [compared(cards, asked) for asked in islice(requests(cards), 0, None, step)]


def requests(cards: Catalogue) -> Iterator[Request]:
    rng = random.Random(SEED)  # noqa: S311  # the same requests in every run
    for provider in providers:
        names = cards.file(card_id(provider.id)).card.models if card_id(provider.id) in cards.ids() else ()
        for model in provider.models:
            if model.id in names:
                special = any(isinstance(c, TimeOfDateConstraint) for c, _ in conditions(model))
                special = special or "audio_hours" in price_keys(model.id, provider.id)
                for _ in range(MORE_ROUNDS if special else ROUNDS):
                    yield request(rng, provider, model)


def compared(cards: Catalogue, asked: Request) -> Compared:
    classes = set()
    context = asked.context or None
    try:
        theirs = genai_prices.calc_price(
            their_usage(asked.usage),
            asked.model.id,
            provider_id=asked.provider.id,
            genai_request_timestamp=asked.at,
            price_context=context,
        )
    except LookupError:
        classes.add(NO_NAME)
        theirs = asked.model.calc_price(
            their_usage(asked.usage), asked.provider, genai_request_timestamp=asked.at, price_context=context
        )
    assert theirs.model is asked.model
    classes |= {UNPRICED} if is_unpriced(asked, theirs.model_price) else set()
    classes |= {NO_SERVICE} if is_before_the_service(asked) else set()
    classes |= {KEPT} if is_kept(asked, theirs.model_price) else set()
    try:
        ours = ours_of(cards, asked)
    except InputError as error:
        codes = {problem.code for problem in error.problems}
        agreed = codes == {"no-price"} and classes & REFUSED
        return Compared(asked, frozenset(classes), None if agreed else f"{asked}: {error}")
    exactly = Fraction(theirs.total_price)
    if is_endless(ours) and "audio_second" in asked.usage:
        classes.add(ROUNDED)
        agreed = exactly != ours and abs(exactly - ours) < ours / 10**26
    else:
        agreed = exactly == ours
    agreed = agreed and not classes & REFUSED
    return Compared(asked, frozenset(classes), None if agreed else f"{asked}: {ours}, but there {theirs.total_price}")


def ours_of(cards: Catalogue, asked: Request) -> Fraction:
    named: dict[str, str] = {}
    for word, value in asked.context.items():
        named = {"region": value} if word == "route" else {"service": SERVICES[word].format(value)}
    ref = f"{card_id(asked.provider.id)}/{asked.model.id}"
    return Fraction(price(cards, ref, asked.usage, as_of=asked.at, **named).figure.value)


def is_endless(value: Fraction) -> bool:
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest != 1


def is_unpriced(asked: Request, prices: Any) -> bool:
    """Say whether something was used that has no price, and is part of nothing that has one."""
    priced = {UNITS.unit_for_price_key(key).usage_key for key, value in vars(prices).items() if value is not None}
    for meter in asked.usage:
        for key in USAGE_KEYS[meter]:
            if not priced & {key, *UNITS.ancestor_usage_keys(key)} and key != "input_audio_seconds":
                return True
    return False


def is_kept(asked: Request, prices: Any) -> bool:
    """Say whether a part was used that has one price, while something that it is part of has another one here."""
    usual = vars(asked.model.get_prices(asked.at))
    now = {UNITS.unit_for_price_key(key).usage_key: key for key, value in vars(prices).items() if value is not None}
    others = {usage for usage, key in now.items() if vars(prices)[key] != usual.get(key)}
    larger = {usage for usage, key in now.items() if is_passed(vars(prices)[key], asked.usage.get("input", 0))}
    named = {
        key
        for variant in asked.model.price_variants or ()
        if asked.context and dict(variant.when) == asked.context
        for key, value in vars(variant.prices).items()
        if value is not None
    }
    parts = now.keys() & {key for meter in asked.usage for key in USAGE_KEYS[meter]}
    return any(
        (larger if now[part] in named else larger | others) & set(UNITS.ancestor_usage_keys(part))
        for part in parts - others - larger
    )


def is_passed(price: Any, size: int) -> bool:
    return isinstance(price, TieredPrices) and any(size > tier.start for tier in price.tiers)


def is_before_the_service(asked: Request) -> bool:
    """Say whether the context is one for which there were no prices yet."""
    variants = [v for v in asked.model.price_variants or () if dict(v.when) == asked.context and vars(v.prices)]
    return bool(asked.context) and not any(v.constraint is None or v.constraint.active(asked.at) for v in variants)


def test_every_request_costs_the_same_or_differs_as_its_class_says(results: list[Compared]) -> None:
    differences = [result.said for result in results if result.said]
    assert len(results) >= 20_000 // SAMPLED
    assert not differences, f"{len(differences)}, the first of them: {differences[:5]}"


@pytest.mark.long
def test_the_classes_are_as_large_as_the_page_says(results: list[Compared]) -> None:
    counts = Counter(name for result in results for name in result.classes)
    counts["requests"] = len(results)
    counts["same"] = sum(not result.classes - {NO_NAME} for result in results)
    counts["models"] = len({(result.request.provider.id, result.request.model.id) for result in results})
    page = PAGE.read_text(encoding="utf-8")
    (version,) = re.findall(r"genai-prices (\d+\.\d+\.\d+)", page)
    if version != genai_prices.__version__:
        pytest.skip(f"the page is about genai-prices {version}")
    said = {
        name: int(count.replace(",", ""))
        for name, count in re.findall(r"^\| `([a-z-]+)` .*\| ([\d,]+) \|$", page, re.MULTILINE)
    }
    assert said == dict(counts)


def test_every_alias_is_found_there_as_the_same_model(cards: Catalogue) -> None:
    by_card = {card_id(provider.id): provider for provider in providers}
    aliases = [
        (file.card.id, alias, name) for file in cards for name, m in file.card.models.items() for alias in m.aliases
    ]
    assert len(aliases) > 1000
    for card, alias, name in aliases:
        model = by_card[card].find_model(alias)
        assert model
        assert card_name(model.id) == name
