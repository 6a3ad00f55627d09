"""What a card says of its provider and its models beside prices: origin, weights, license, each with its source."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc import price
from costcalc.problem import InputError, Place, Source
from costcalc.project.load import SHIPPED_FOLDER, load_card, load_cards
from costcalc.source import place_of
from tests.inputs import card_yaml, cards_in, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import RateCard

NOWHERE = Place(Source("asked"), 1, 1)
MODELS = "models:\n  small:\n{}    rates: [{{effective: 2026-01-01, source: s, input: 1}}]\n"
SHIPPED = load_cards(SHIPPED_FOLDER)


def card(folder: Path, about: str = "", model: str = "") -> RateCard:
    file = folder / "acme.yaml"
    file.write_text(card_yaml(about + MODELS.format(model)), encoding="utf-8")
    return load_card(file).card


def test_a_card_says_where_its_provider_is_at_home(tmp_path: Path) -> None:
    found = card(tmp_path, "origin: NO\nfacts_source: https://acme.dev/terms\n")
    assert found.origin == "NO"
    assert place_of(found.origin).line == 8
    assert found.facts_source == ("https://acme.dev/terms",)


def test_a_model_says_whether_its_weights_are_open_and_its_license(tmp_path: Path) -> None:
    about = "    weights: open\n    license: Apache-2.0\n    facts_source: [a page, another]\n"
    model = card(tmp_path, model=about).models["small"]
    assert (model.weights, model.license, model.facts_source) == ("open", "Apache-2.0", ("a page", "another"))


def test_what_a_card_does_not_say_is_none(tmp_path: Path) -> None:
    found = card(tmp_path)
    model = found.models["small"]
    assert (found.origin, found.facts_source) == (None, ())
    assert (model.weights, model.license, model.facts_source) == (None, None, ())


@pytest.mark.parametrize(
    ("about", "model", "expected"),
    [
        ("origin: China\n", "", "8:9 unknown-word"),
        ("origin:\n", "", "8:8 empty-value"),
        ("origin: {country: CN}\n", "", "8:9 wrong-type"),
        ("origin: [CN, US]\n", "", "8:9 wrong-type"),
        ("origin: CN\nfacts_source: []\n", "", "9:15 empty-list"),
        ("", "    weights: half\n", "10:14 unknown-word"),
        ("", "    weights: true\n", "10:14 unknown-word"),
        ("", "    license: 2.0\n", "10:14 wrong-type"),
        ("", "    license: []\n", "10:14 wrong-type"),
        ("", "    origin: CN\n", "10:5 unknown-key"),  # it is said of the card
        ("weights: open\n", "", "8:1 unknown-key"),  # and these of a model
        ("", "    licence: MIT\n", "10:5 unknown-key"),
    ],
)
def test_a_fact_that_cannot_be_read_is_refused(tmp_path: Path, about: str, model: str, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        card(tmp_path, about, model)
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in refused.value.problems] == [expected]


@pytest.mark.parametrize(("own", "expected"), [("", "FR"), ("origin: DE\n", "DE")])
def test_a_contract_has_the_origin_of_the_card_that_it_is_laid_over(tmp_path: Path, own: str, expected: str) -> None:
    cards = cards_in(
        tmp_path,
        card_yaml("origin: FR\n" + MODELS.format("")),
        contract_yaml(f"{own}contract: [{{effective: 2026-01-01, source: s, discount: 10%}}]\n"),
    )
    assert cards.find("acme/small", NOWHERE).origin == "FR"
    assert cards.find("deal/small", NOWHERE).origin == expected


@pytest.mark.parametrize(
    ("ref", "origin", "weights", "license_"),
    [
        ("openai/gpt-4o", "US", "closed", "proprietary"),
        ("anthropic/claude-opus-4-6", "US", "closed", "proprietary"),
        ("google/gemini-2.5-pro", "US", "closed", "proprietary"),
        ("deepseek/deepseek-v4-pro", "CN", "open", "MIT"),
        ("moonshot/kimi-k2-thinking", "CN", "open", "Modified MIT"),
        ("mistral/mistral-large-2512", "FR", "open", "Apache-2.0"),
        ("qwen/qwen3-max", "CN", "closed", "proprietary"),
        # the name stands for another model since September, whose license was not seen
        ("deepseek/deepseek-v4-flash", "CN", "open", None),
        # closed at first, open later
        ("mistral/mistral-medium-latest", "FR", None, None),
        # of vendors in several countries
        ("article-2026-04/deepseek-v4-flash", None, "open", "MIT"),
    ],
)
def test_the_facts_of_shipped_cards(ref: str, origin: str | None, weights: str | None, license_: str | None) -> None:
    offer = SHIPPED.find(ref, NOWHERE)
    assert (offer.origin, offer.model.weights, offer.model.license) == (origin, weights, license_)


def test_every_fact_that_is_shipped_has_a_source() -> None:
    facts = 0
    for file in SHIPPED:
        assert bool(file.card.origin) == bool(file.card.facts_source)
        for model in file.card.models.values():
            assert bool(model.weights or model.license) == bool(model.facts_source)
            facts += bool(model.weights) + bool(model.license)
    assert facts > 100


@pytest.mark.parametrize(
    ("model", "day"),
    [("gemini-2.5-flash", "2026-11-30"), ("gemini-2.5-flash", "2026-12-01"), ("gemini-3.5-flash-lite", "2026-11-30")],
)
def test_an_image_shown_to_gemini_is_input(model: str, day: str) -> None:
    """1M tokens of text and image at 0.30, whichever they are."""
    for meters in ({"input": 1_000_000}, {"input": 1_000_000, "image_input": 400_000, "video_input": 100_000}):
        assert price(SHIPPED, f"google/{model}", meters, as_of=day).total == Decimal("0.3")
