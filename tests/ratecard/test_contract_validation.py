"""What must hold of a contract. `@` stands where the problem is seen, and is taken out of the file."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError, Place, Source
from costcalc.project.load import load_card
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Offer

MARK = "@"
MODELS = """\
models:
  small: {aliases: [little], rates: [{effective: 2026-01-01, source: s, input: 10, output: 20}]}
  large: {rates: [{effective: 2026-01-01, source: s, input: 30, output: 60}]}
"""


def deal(terms: str, *, extends: str = "extends: list\n", basis: str = "contracted", more: str = "") -> str:
    """Write a card of terms, which hold from the beginning of 2026 where they do not say."""
    lines = [line.strip() for line in terms.strip().splitlines()]
    lines = [line if "effective:" in line else line.replace("{", "{effective: 2026-01-01, ", 1) for line in lines]
    contract = "".join(f"- {line.replace('{', '{source: s, ', 1)}\n" for line in lines)
    contract = f"contract:\n{indent(contract, '  ')}" if lines else ""
    return card_yaml(f"id: deal\nbasis: {basis}\n{extends}{more}{contract}")


def problems_of(text: str, folder: Path) -> list[str]:
    """Load a card that is not sound."""
    file = folder / "deal.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_card(file)
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in refused.value.problems]


def marked(text: str) -> tuple[str, list[str]]:
    """Take the marks out of a file, and say where they stood."""
    lines = text.splitlines(keepends=True)
    found = [f"{nth}:{line.index(MARK) + 1}" for nth, line in enumerate(lines, 1) if MARK in line]
    assert all(line.count(MARK) < 2 for line in lines)
    return text.replace(MARK, ""), found


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ("{effective: @2026-01-01}", "no-price"),
        ("{effective: @2026-01-01, models: [small]}", "no-price"),
        ("{discount: @101%}", "bad-number"),
        ("{discount: @15}", "bad-number"),
        ("{discount: @-1%}", "negative-number"),
        ("{until: @2026-01-01, discount: 1%}", "empty-rate"),
        ("{until: @2025-12-31, discount: 1%}", "empty-rate"),
        ("{discount: 1%, meters: [input, @outptu]}", "unknown-meter"),
        ("{effective: @2026-01-01, input: 1, meters: [input]}", "missing-key"),
        ("{input: {price: @1, per: 1 request}}", "unit-mismatch"),
        ("{input: @2000000}", "implausible-price"),
        ("{input: {multiplier: @0.5}}", "no-price"),
        ("{cache_read: @cache_read}", "no-price"),
        (
            "{input: 1, context_tiers: [{when: input > 1, mode: marginal, output: @2}]}",
            "unfit-tier",
        ),
        ("{discount: 1%, models: @small}", "wrong-type"),
    ],
)
def test_terms_that_cannot_be_meant(tmp_path: Path, terms: str, code: str) -> None:
    text, places = marked(deal(terms))
    assert places
    assert problems_of(text, tmp_path) == [f"{place} {code}" for place in places]


def test_terms_begin_some_day(tmp_path: Path) -> None:
    text = deal("{discount: 1%}").replace("effective: 2026-01-01, ", "")
    assert problems_of(text, tmp_path) == ["10:5 missing-key"]


@pytest.mark.parametrize(
    ("terms", "clash"),
    [
        ("{discount: 1%}\n{effective: @2026-01-01, discount: 2%}", True),
        ("{discount: 1%}\n{effective: @2027-01-01, discount: 2%}", True),
        ("{effective: 2027-01-01, discount: 1%}\n{effective: @2026-01-01, discount: 2%}", True),
        ("{until: 2026-02-01T00:00:01Z, discount: 1%}\n{effective: @2026-02-01, discount: 2%}", True),
        ("{until: 2026-02-01, discount: 1%}\n{effective: 2026-02-01, discount: 2%}", False),
        ("{effective: 2026-02-01, discount: 1%}\n{until: 2026-02-01, discount: 2%}", False),
        # for other models, or other meters
        ("{models: [small], discount: 1%}\n{models: [large], discount: 2%}", False),
        ("{models: [small, large], discount: 1%}\n{effective: @2026-01-01, models: [large], discount: 2%}", True),
        ("{meters: [input], discount: 1%}\n{meters: [output], discount: 2%}", False),
        ("{meters: [input, output], discount: 1%}\n{effective: @2026-01-01, meters: [output], discount: 2%}", True),
        ("{input: 1}\n{output: 2}", False),
        ("{input: 1}\n{effective: @2026-01-01, input: 2}", True),
        # a price is for its meter, as a discount of that meter is
        ("{input: 1}\n{effective: @2026-01-01, meters: [input], discount: 2%}", True),
        # more special ones go before
        ("{discount: 1%}\n{models: [small], discount: 2%}", False),
        ("{discount: 1%}\n{meters: [input], discount: 2%}", False),
        ("{models: [small], discount: 1%}\n{meters: [input], discount: 2%}", False),
        ("{models: [small], discount: 1%}\n{models: [small], input: 2}", False),
        # two at once are told of each other once
        ("{discount: 1%}\n{input: 2}\n{effective: @2026-06-01, discount: 3%}", True),
    ],
)  # fmt: skip
def test_terms_as_special_as_each_other_do_not_hold_at_one_time(tmp_path: Path, terms: str, clash: bool) -> None:
    text, places = marked(deal(terms))
    assert bool(places) is clash
    if clash:
        assert problems_of(text, tmp_path) == [f"{place} overlapping-terms" for place in places]
    else:
        file = tmp_path / "deal.yaml"
        file.write_text(text, encoding="utf-8")
        assert len(load_card(file).card.contract) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (deal("{discount: 1%}", extends=""), "9:28 missing-key"),
        (deal("", extends=""), "6:5 empty-list"),
        (deal(""), "8:10 empty-list"),
        (deal("{discount: 1%}", more=MODELS), "8:10 contract-and-models"),
        (deal("{discount: 1%}", basis="published"), "8:10 unknown-word"),
        (deal("{discount: 1%}", extends="extends: ../list\n"), "8:10 bad-id"),
    ],
)
def test_a_contract_is_laid_over_another_card_and_is_all_that_its_own_has(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert problems_of(text, tmp_path) == [expected]


def found(folder: Path, listed: str, contract: str, ref: str = "deal/small") -> Offer:
    """Find a model of two cards."""
    return cards_in(folder, listed, contract).find(ref, Place(Source("REF"), 1, 1))


LIST = card_yaml(f"id: list\n{MODELS}")
EURO = card_yaml(f"id: list\ncurrency: EUR\n{MODELS}")
DISCOUNT = "{discount: 1%}"


def test_every_model_of_the_card_below_can_be_had_under_the_contract(tmp_path: Path) -> None:
    assert found(tmp_path, LIST, deal(DISCOUNT)).ref == "deal/small"
    assert found(tmp_path, LIST, deal(DISCOUNT), "deal/little").ref == "deal/small"
    assert found(tmp_path, LIST, deal(DISCOUNT), "deal/large").ref == "deal/large"
    assert found(tmp_path, LIST, deal(DISCOUNT), "list/small").ref == "list/small"


@pytest.mark.parametrize(
    ("listed", "contract", "ref", "code"),
    [
        (LIST, deal(DISCOUNT, extends="extends: lst\n"), "deal/small", "unknown-card"),
        (LIST, deal(DISCOUNT, extends="extends: deal\n"), "deal/small", "contract-and-models"),
        (LIST, deal(DISCOUNT), "deal/smal", "unknown-model"),
        (LIST, deal("{models: [smal], discount: 1%}"), "deal/small", "unknown-model"),
        (EURO, deal(DISCOUNT), "deal/small", "currency-mismatch"),
        # two names of one model are one model
        (
            LIST,
            deal("{models: [small], discount: 1%}\n{models: [little], discount: 2%}"),
            "deal/small",
            "overlapping-terms",
        ),
    ],
)  # fmt: skip
def test_a_contract_that_does_not_fit_the_card_below(
    tmp_path: Path, listed: str, contract: str, ref: str, code: str
) -> None:
    with pytest.raises(InputError) as refused:
        found(tmp_path, listed, contract, ref)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_contract_over_a_contract_is_refused(tmp_path: Path) -> None:
    text = deal(DISCOUNT, extends="extends: deal\n").replace("id: deal", "id: more")
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        found(tmp_path, LIST, deal(DISCOUNT), "more/small")
    assert [problem.code for problem in refused.value.problems] == ["contract-and-models"]


def test_a_bare_name_is_ambiguous_where_a_contract_has_it_too(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        found(tmp_path, LIST, deal(DISCOUNT), "small")
    assert [problem.code for problem in refused.value.problems] == ["ambiguous-model"]
