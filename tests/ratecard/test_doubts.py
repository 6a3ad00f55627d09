"""What a card doubts about a price reaches every answer, and a number in doubt wins nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from costcalc import compare, load_cards, load_scenario, price
from costcalc.ratecard import DOUBTS, UNVERIFIED
from tests.inputs import card_yaml, cards_in, scenario_yaml

AS_OF = "2026-06-01"
WORKLOAD = "workload: [{call: ask, requests: 1M, input: 10}]\n"
DEAR = "dear: {rates: [{effective: 2026-01-01, source: a, verified: 2026-01-02, input: 5}]}"


def cards(folder: Path, rate: str, head: str = "") -> None:
    """Write a card with the model `dear`, and `low` with another rate."""
    low = f"low: {{rates: [{{effective: 2026-01-01, source: a, {rate}}}]}}"
    cards_in(folder, card_yaml(f"{head}models: {{{DEAR}, {low}}}\n"))


def asked(folder: Path, *, allow_listed: bool = False) -> tuple[tuple[str, ...], dict[str, bool]]:
    """Return the cheapest of both, and the flags of `low` with whether each bars it."""
    body = f"{WORKLOAD}options: {{dear: {{model: acme/dear}}, low: {{model: acme/low}}}}\n"
    scenario = load_scenario(text=scenario_yaml(body))
    result = compare(scenario, load_cards(folder, allow_listed=allow_listed), as_of=AS_OF)
    return result.cheapest, {flag.code: flag.bars for flag in result["low"].flags}


@pytest.mark.parametrize("word", DOUBTS)
def test_a_price_in_doubt_is_flagged_and_never_the_cheapest(tmp_path: Path, word: str) -> None:
    cards(tmp_path, f"verified: 2026-01-02, input: 1, doubts: [{word}]")
    assert asked(tmp_path) == (("dear",), {DOUBTS[word].code: True})


def test_a_price_that_is_no_longer_in_doubt_may_win(tmp_path: Path) -> None:
    doubted = "{effective: 2026-01-01, source: a, input: 0, doubts: [plan]}"
    settled = "{effective: 2026-05-01, source: a, verified: 2026-05-02, input: 1}"
    cards_in(tmp_path, card_yaml(f"models: {{{DEAR}, low: {{rates: [{doubted}, {settled}]}}}}\n"))
    assert asked(tmp_path) == (("low",), {})


IMPORTED = f"imported: {{format: litellm, source: a map, date: 2026-03-01, sha256: {'0' * 64}}}\n"


@pytest.mark.parametrize(
    ("head", "rate", "cheapest", "flags"),
    [
        (IMPORTED, "input: 1", ("low",), {UNVERIFIED: False}),  # who imported it has chosen to
        (IMPORTED, "verified: 2026-05-01, input: 1", ("low",), {}),
        ("basis: listed\n", "input: 1", ("dear",), {UNVERIFIED: True}),
        (f"basis: listed\n{IMPORTED}", "input: 1", ("dear",), {UNVERIFIED: True}),
    ],
)
def test_what_nobody_has_verified_is_flagged(
    tmp_path: Path, head: str, rate: str, cheapest: tuple[str, ...], flags: dict[str, bool]
) -> None:
    cards(tmp_path, rate, head)
    assert asked(tmp_path) == (cheapest, flags)


def test_a_listed_price_wins_where_somebody_allows_it(tmp_path: Path) -> None:
    cards(tmp_path, "input: 1", "basis: listed\n")
    assert asked(tmp_path, allow_listed=True) == (("low",), {UNVERIFIED: False})


def test_no_budget_is_known_to_be_kept_on_a_price_in_doubt(tmp_path: Path) -> None:
    cards(tmp_path, "verified: 2026-01-02, input: 0, doubts: [plan]")
    body = f"{WORKLOAD}options: {{dear: {{model: acme/dear}}, low: {{model: acme/low}}}}\n"
    budgets = "budgets: [{option: low, max: 1 USD}, {of: low.total * 2, max: 1 USD}, {option: dear, max: 50 USD}]\n"
    result = compare(load_scenario(text=scenario_yaml(body + budgets)), load_cards(tmp_path), as_of=AS_OF)
    assert [(status.broken, bool(status.why)) for status in result.budgets] == [(True, True)] * 2 + [(False, False)]


def test_a_price_alone_has_the_flag_too(tmp_path: Path) -> None:
    cards(tmp_path, "input: 0, doubts: [plan]", IMPORTED)
    found = price(load_cards(tmp_path), "acme/low", {"input": 10}, as_of=AS_OF)
    assert [flag.message for flag in found.flags] == [
        "acme/low: the price is 0: free, or part of a subscription, and nobody says which",
        "acme: the price is from the list of litellm, and nobody has verified it",
    ]


def test_a_mix_has_the_worst_basis_of_its_prices(tmp_path: Path) -> None:
    listed = card_yaml(
        "id: other\nbasis: listed\nmodels: {m: {rates: [{effective: 2026-01-01, source: a, input: 1}]}}\n"
    )
    cards_in(tmp_path, card_yaml(f"models: {{{DEAR}}}\n"), listed)
    body = (
        "workload: [{call: a, requests: 1, input: 10}, {call: b, requests: 1, input: 10}]\n"
        "options: {both: {models: {a: acme/dear, b: other/m}}}\n"
    )
    result = compare(load_scenario(text=scenario_yaml(body)), load_cards(tmp_path), as_of=AS_OF)
    assert (result["both"].basis, result.cheapest) == ("listed", ())
