"""Cards of every kind, drawn at random: the engine and an independent reading of the documentation agree."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import event, given, reject
from hypothesis import strategies as st

from costcalc import rules
from costcalc.expr import number
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place, Source
from costcalc.workload import RequestGroup
from tests.estimates import estimate
from tests.inputs import card_yaml, cards_in, contract_yaml

from .reference import (
    METERS,
    PART_OF,
    TOKENS,
    UNPRICED,
    Asked,
    Card,
    NoPriceError,
    Sheet,
    Terms,
    Tier,
    Times,
    UnsaidError,
    is_number,
    total,
)

NOWHERE = Place(Source("asked"), 1, 1)
AMOUNTS = ("0", "0.1", "0.5", "1", "2", "3.75", "10")
FACTORS = ("0", "0.5", "0.25", "1.1", "2")
BOUNDS = (10, 20, 30)

amounts, factors = st.sampled_from(AMOUNTS), st.sampled_from(FACTORS)


@st.composite
def rates(draw: st.DrawFn) -> Sheet:
    """Draw the prices of a rate."""
    sheet = Sheet({"input": draw(amounts), "output": draw(amounts)})
    for meter in ("cache_read", "reasoning", "web_search"):
        said = draw(st.one_of(st.none(), amounts, st.just(PART_OF.get(meter)), st.just(UNPRICED)))
        if said is not None:
            sheet.prices[meter] = said
    fit = [meter for meter, said in sheet.prices.items() if meter in TOKENS and (is_number(said) or said in METERS)]
    sheet.tiers = draw(tiers(fit))
    return sheet


@st.composite
def tiers(draw: st.DrawFn, fit: list[str]) -> list[Tier]:
    """Draw context tiers for some meters."""
    if not fit:
        return []
    return [
        Tier(draw(st.sampled_from([">", ">="])), bound, named)
        for bound in draw(st.lists(st.sampled_from(BOUNDS), unique=True, max_size=2).map(sorted))
        if (named := draw(st.dictionaries(st.sampled_from(fit), st.one_of(amounts, st.just(UNPRICED)), max_size=3)))
    ]


@st.composite
def variants(draw: st.DrawFn, rate: Sheet) -> Sheet:
    """Draw what a service, a region, some hours or a promotion may say."""
    sheet = Sheet()
    if draw(st.booleans()):
        sheet.multiplier = draw(factors)
        if draw(st.booleans()):
            sheet.meters = draw(st.lists(st.sampled_from(METERS), unique=True, min_size=1, max_size=3))
    for meter in METERS:
        kinds = ["nothing", "nothing", "number", "unpriced"]
        kinds += ["factor", "standard"] if meter in rate.prices else []
        match draw(st.sampled_from(kinds)):
            case "number":
                sheet.prices[meter] = draw(amounts)
            case "factor":
                sheet.prices[meter] = Times(draw(factors))
            case "nothing":
                pass
            case word:
                sheet.prices[meter] = word
    for part, whole in PART_OF.items():
        said = sheet.prices.get(whole)
        if (is_number(said) or isinstance(said, Times)) and draw(st.booleans()):
            sheet.prices[part] = whole
    if not sheet.multiplier and not sheet.prices:
        sheet.multiplier = "0.5"
    sheet.tiers = draw(tiers([meter for meter in TOKENS if is_number(sheet.prices.get(meter))]))
    return sheet


@st.composite
def terms(draw: st.DrawFn, for_model: bool, special: bool) -> Terms:
    """Draw a part of a contract."""
    found = Terms(for_model, Sheet())
    if not special:
        found.discount = draw(st.sampled_from(["0", "0.15", "1"]))
    elif draw(st.booleans()):
        found.discount = draw(st.sampled_from(["0.1", "0.5"]))
        found.meters = draw(st.lists(st.sampled_from(METERS), unique=True, min_size=1, max_size=3))
    else:
        for meter in draw(st.lists(st.sampled_from(METERS), unique=True, min_size=1, max_size=3)):
            found.sheet.prices[meter] = draw(amounts)
        found.sheet.tiers = draw(tiers([meter for meter in found.sheet.prices if meter in TOKENS]))
    return found


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Draw a card."""
    rate = draw(rates())
    maybe = st.one_of(st.none(), variants(rate))
    return Card(
        rate,
        services={name: draw(variants(rate)) for name in draw(st.sampled_from([[], ["batch"], ["batch", "fast"]]))},
        regions={name: draw(variants(rate)) for name in draw(st.sampled_from([[], ["us"]]))},
        peak=draw(maybe),
        promotion=draw(maybe),
        markup=draw(st.sampled_from([None, "0.055"])),
        contract=[
            draw(terms(for_model, special))
            for for_model in (False, True)
            for special in (False, True)
            if draw(st.integers(0, 3)) == 0
        ],
    )


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Draw a request; nothing of it is all of its whole, so that every price matters."""
    usage = {"input": draw(st.integers(1, 15)), "output": draw(st.integers(1, 15))}
    for part, whole in PART_OF.items():
        if draw(st.booleans()):
            usage[part] = draw(st.integers(1, 20))
            usage[whole] += usage[part]
    if draw(st.booleans()):
        usage["web_search"] = draw(st.integers(1, 5))
    return Asked(
        {meter: usage[meter] for meter in METERS if meter in usage},
        draw(st.sampled_from([None, None, "batch", "fast"])),
        draw(st.sampled_from([None, None, "us"])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def price_text(meter: str, said: object) -> str:
    if isinstance(said, Times):
        return f"{meter}: {{multiplier: {said.factor}}}"
    if is_number(str(said)) and meter == "web_search":
        return f"{meter}: {{price: {said}, per: 1K searches}}"
    return f"{meter}: {said}"


def sheet_text(sheet: Sheet) -> str:
    """Write the keys of a sheet as YAML."""
    keys = [price_text(meter, said) for meter, said in sheet.prices.items()]
    if sheet.multiplier:
        keys.append(f"multiplier: {sheet.multiplier}")
    if sheet.meters is not None:
        keys.append(f"meters: [{', '.join(sheet.meters)}]")
    if sheet.tiers:
        listed = (
            f"{{when: input {tier.operator} {tier.bound}, mode: whole_request, "
            + ", ".join(price_text(meter, said) for meter, said in tier.prices.items())
            + "}"
            for tier in sheet.tiers
        )
        keys.append(f"context_tiers: [{', '.join(listed)}]")
    return ", ".join(keys)


def card_text(card: Card) -> str:
    """Write a card as YAML."""
    keys = ["effective: 2026-01-01", "source: s", sheet_text(card.rate)]
    if card.services:
        keys.append("services: {" + ", ".join(f"{n}: {{{sheet_text(v)}}}" for n, v in card.services.items()) + "}")
    if card.regions:
        keys.append("regions: {" + ", ".join(f"{n}: {{{sheet_text(v)}}}" for n, v in card.regions.items()) + "}")
    if card.peak:
        keys.append(f'peak: {{hours: ["09:00-12:00"], tz: UTC, {sheet_text(card.peak)}}}')
    if card.promotion:
        keys.append(f"promotion: {{until: 2026-02-01, {sheet_text(card.promotion)}}}")
    if card.markup:
        keys.append(f"markup: {card.markup}")
    return card_yaml(f"models:\n  small:\n    rates:\n      - {{{', '.join(keys)}}}\n")


def contract_text(card: Card) -> str:
    """Write its contract as YAML."""
    listed = []
    for one in card.contract:
        keys = ["effective: 2026-01-01", "source: s"]
        keys += ["models: [small]"] if one.for_model else []
        keys += [f"discount: {one.discount}"] if one.discount else []
        keys += [f"meters: [{', '.join(one.meters)}]"] if one.meters else []
        keys += [sheet_text(one.sheet)] if one.sheet.prices else []
        listed.append(f"  - {{{', '.join(keys)}}}\n")
    return contract_yaml(f"contract:\n{''.join(listed)}")


@given(card=cards(), asked=questions())
def test_the_engine_agrees_with_an_independent_one(card: Card, asked: Asked) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = cards_in(folder, card_text(card), *([contract_text(card)] if card.contract else ()))
        offer = written.find("deal/small" if card.contract else "acme/small", NOWHERE)
    day = "2026-01-15" if asked.in_promotion else "2026-02-15"
    as_of = parse_instant(f"{day}T{'10' if asked.at_peak else '15'}:00Z")
    shape = {meter: number(amount) for meter, amount in asked.usage.items()}
    group = RequestGroup("ask", number(1), shape, rules.Terms(asked.service, asked.region))
    try:
        found: Fraction | None = Fraction(estimate(offer, [group], {}, as_of, NOWHERE).figure.value)
    except InputError as error:
        if {problem.code for problem in error.problems} != {"no-price"}:
            raise
        found = None
    try:
        expected: Fraction | None = total(card, asked)
    except NoPriceError:
        expected = None
    except UnsaidError:
        reject()
    event("priced" if expected is not None else "not priced")
    assert found == expected
