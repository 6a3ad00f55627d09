"""What happened to cards, to models, and to negotiated terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.diff import ChangeKind, diff_cards
from tests.diff.conftest import JAN, MAR, UNITS, card, only
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.ratecard import CardFile
    from tests.diff.conftest import Diff


def test_another_currency_makes_every_price_another(diff: Diff) -> None:
    found = diff(card(f"{JAN}, input: 1"), card(f"{JAN}, input: 1", units=UNITS.replace("USD", "EUR")))
    assert found.changed[0].recast
    ((_, _, rate),) = found.rewritten
    assert rate.prices[0].change is None  # dollars are not set against euros


@pytest.mark.parametrize(("version", "unversioned"), [("1", True), ("2", False)])
def test_content_that_changes_wants_another_version(diff: Diff, version: str, *, unversioned: bool) -> None:
    found = diff(card(f"{JAN}, input: 1"), card(f"{JAN}, input: 2", version=version))
    assert found.changed[0].unversioned is unversioned


def test_limits_lifetime_and_names_of_a_model(diff: Diff) -> None:
    rate = f"{JAN}, input: 1"
    old = card(rate, model="context_window: 128K\naliases: [a]")
    new = card(rate, model="context_window: 200K\naliases: [a, b]\nretired: 2027-01-01\nweights: open\nlicense: MIT")
    changes = diff(old, new).changed[0].models[0].about
    assert [(change.what, change.old, change.new) for change in changes] == [
        ("aliases", "a", "a, b"),
        ("context window", "128K", "200K"),
        ("retired", None, "2027-01-01"),
        ("weights", None, "open"),
        ("license", None, "MIT"),
    ]
    assert [place.line for change in changes if (place := change.place)] == [
        11,
        10,
        12,
        14,
    ]  # a word has no place of its own


def test_models_and_cards_come_and_go(read: Callable[[str, str], CardFile]) -> None:
    other, rate = card(f"{JAN}, input: 1", name="other"), card(f"{JAN}, input: 1")
    old = [read("old", rate), read("old", other)]
    new = [read("new", rate.replace("  small:", "  tiny:")), read("new", rate.replace("id: acme", "id: third"))]
    found = diff_cards(old, new)
    assert [file.card.id for file in found.added] == ["third"]
    assert [file.card.id for file in found.removed] == ["other"]
    (changed,) = found.changed
    assert [(model.name, str(model.place)[-8:]) for model in (*changed.added, *changed.removed)] == [
        ("tiny", "yaml:9:3"),
        ("small", "yaml:9:3"),
    ]


def test_one_card_is_compared_with_one_whatever_it_is_called(diff: Diff) -> None:
    found = diff(card(f"{JAN}, input: 1"), card(f"{JAN}, input: 2", name="other"))
    assert [change.what for change in found.changed[0].about] == ["id"]
    assert only(found).prices[0].change == 1


def test_what_else_a_card_says(diff: Diff) -> None:
    digest = "0" * 64
    more = (
        "origin: FR\nfacts_source: [a page, another]\n"
        "meters: {citation: {unit: token, part_of: output}}\n"
        f"imported: {{format: x, source: list, date: 2026-01-01, sha256: '{digest}'}}\n"
    )
    about = diff(card(f"{JAN}, input: 1"), card(f"{JAN}, input: 1", units=UNITS + more)).changed[0].about
    assert {change.what: change.new for change in about} == {
        "origin": "FR",
        "facts source": "a page; another",
        "imported": f"list, sha256 {digest}",
        "meter citation": "token, part of output",
    }


def test_negotiated_terms(diff: Diff) -> None:
    old = contract_yaml(f"contract:\n  - {{{JAN}, discount: 15%}}\n")
    new = contract_yaml(f"contract:\n  - {{{JAN}, discount: 20%}}\n  - {{{MAR}, models: [small], input: 2}}\n")
    changes = [rate for _, rate in diff(old, new).changed[0].rates]
    assert [(rate.kind, rate.rewrites) for rate in changes] == [(ChangeKind.EDITED, True), (ChangeKind.APPENDED, False)]
    assert [(change.what, change.old, change.new) for change in changes[0].conditions] == [("discount", "15%", "20%")]
    assert changes[1].prices[0].meter == "input"
    gone = only(diff(new, contract_yaml(f"contract:\n  - {{{JAN}, discount: 20%}}\n")))
    assert gone.kind is ChangeKind.REMOVED
