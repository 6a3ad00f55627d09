"""What a model costs at an instant and how that went; how many prices a card has, and how old they are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.instant import parse_instant, short_instant
from costcalc.inventory import ModelOverview, model_overview, offers_of, over_time, overviews, standing
from costcalc.problem import InputError, Place, Source
from costcalc.project.load import find_cards
from tests.inputs import card_yaml, cards_in, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

NOW = parse_instant("2026-06-01")
HERE = Place(Source("MODEL", "x"), 1, 1)
ACME = card_yaml("""\
models:
  small:
    rates:
      - {effective: 2026-01-01, source: x, verified: 2026-01-02, input: 4, cache_read: input, output: 8}
      - effective: 2026-03-01
        source: x
        verified: 2026-05-01
        input: 2
        output: {price: 0.006, per: 1K tokens}
        markup: 50%
        promotion: {until: 2026-04-01, multiplier: 0.5}
        peak: {multiplier: 2, hours: ["00:00-12:00"], tz: UTC}
      - {effective: 2027-01-01, source: x, input: 3, output: 8}
  gone:
    rates:
      - {effective: 2026-01-01, until: 2026-02-01, source: x, verified: 2025-12-31, input: 1}
  ear:
    rates:
      - {effective: 2026-01-01, source: x, audio_second: {price: 0.36, per: 3600 seconds, minimum: 10}}
""")
DEAL = contract_yaml("""\
contract:
  - {effective: 2026-05-01, until: 2026-12-01, source: contract 1, discount: 10%}
""")


@pytest.fixture
def shelf(tmp_path: Path) -> Catalogue:
    """A card with a history, and a contract over it."""
    return cards_in(tmp_path, ACME, DEAL)


@pytest.mark.parametrize(
    ("meter", "as_of", "paid"),
    [
        ("input", "2025-12-31", None),
        ("input", "2026-01-01", "4"),
        ("cache_read", "2026-01-01", "4"),
        ("input", "2026-03-01", "1.5"),  # 2 × 0.5 × 1.5, and none of the hours that cost twice as much
        ("input", "2026-04-01", "3"),  # 2 × 1.5
        ("output", "2026-04-01", "0.009"),  # 0.006 × 1.5 per thousand
        ("cache_read", "2026-04-01", None),
        ("input", "2027-01-01", "3"),
    ],
)
def test_what_is_paid_at_an_instant(shelf: Catalogue, meter: str, as_of: str, paid: str | None) -> None:
    found = standing(shelf.find("acme/small", HERE), meter, parse_instant(as_of))
    assert (found.paid.text if found else None) == paid


def test_a_contract_has_a_list_price_a_contracted_one_and_what_is_paid(shelf: Catalogue) -> None:
    found = standing(shelf.find("deal/small", HERE), "input", NOW)
    assert found
    # 2; 2 × 0.9; 2 × 0.9 × 1.5
    assert [figure.text for figure in (found.listed, found.contracted, found.paid)] == ["2", "1.8", "2.7"]


def test_prices_over_time_are_per_the_unit_of_the_card(shelf: Catalogue) -> None:
    offer = shelf.find("acme/small", HERE)
    found = {
        meter: [(short_instant(moment.since), moment.price) for moment in over_time(offer, meter)]
        for meter in ("input", "output", "cache_read")
    }
    assert found == {
        "input": [
            ("2026-01-01", Decimal(4)),
            ("2026-03-01", Decimal("1.5")),
            ("2026-04-01", Decimal(3)),
        ],
        # 0.006 a thousand is 6 a million; × 0.5 × 1.5, then × 1.5
        "output": [
            ("2026-01-01", Decimal(8)),
            ("2026-03-01", Decimal("4.5")),
            ("2026-04-01", Decimal(9)),
            ("2027-01-01", Decimal(8)),
        ],
        "cache_read": [("2026-01-01", Decimal(4)), ("2026-03-01", None)],
    }


def test_a_contract_changes_prices_where_it_begins_and_ends(shelf: Catalogue) -> None:
    found = over_time(shelf.find("deal/small", HERE), "input")
    # 3 × 0.9 in the contract
    assert [(short_instant(moment.since), moment.price) for moment in found[2:]] == [
        ("2026-04-01", Decimal(3)),
        ("2026-05-01", Decimal("2.7")),
        ("2026-12-01", Decimal(3)),
    ]


def test_a_model_without_tokens_is_charted_by_what_it_has(shelf: Catalogue) -> None:
    ((meter, moments),) = model_overview(shelf, "acme/ear", NOW, HERE).over_time
    assert (meter.name, [moment.price for moment in moments]) == ("audio_second", [Decimal("0.36")])


def test_a_card_at_a_glance(shelf: Catalogue) -> None:
    (acme, deal), problems = overviews(shelf, NOW)
    assert not problems
    assert (len(acme.offers), len(acme.in_force), acme.unverified) == (3, 2, 1)
    days = [short_instant(day) for day in (acme.oldest, acme.newest, acme.stalest) if day]
    assert days == ["2025-12-31", "2026-05-01", "2026-05-01"]
    assert [offer.ref for offer in deal.offers] == ["deal/small", "deal/gone", "deal/ear"]
    later, _ = overviews(shelf, parse_instant("2027-01-01"))
    assert (len(later[0].in_force), later[0].unverified, later[0].stalest) == (2, 2, None)


def test_a_card_that_cannot_be_read_does_not_hide_the_others(shelf: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("schema: costcalc/rate-card/v1\n", encoding="utf-8")
    (tmp_path / "lost.yaml").write_text(DEAL.replace("deal", "lost").replace("acme", "nobody"), encoding="utf-8")
    found, problems = overviews(find_cards([tmp_path]), NOW)
    assert [card.file.card.id for card in found] == ["acme", "deal"]
    assert {problem.code for problem in problems} == {"missing-key", "unknown-card"}
    assert [offer.name for offer in offers_of(shelf, "acme")] == ["small", "gone", "ear"]


def test_a_name_that_no_card_has(shelf: Catalogue) -> None:
    with pytest.raises(InputError, match="did you mean"):
        model_overview(shelf, "acme/smal", NOW, HERE)


def test_a_correction_shows_what_it_took_the_place_of(tmp_path: Path) -> None:
    again = '      - {effective: 2026-01-01, source: x, corrects: "%s", input: %d}\n  gone:'
    text = ACME.replace("  gone:", again % ("it was not 4", 5)).replace("  gone:", again % ("nor 5", 6))
    model = ModelOverview(cards_in(tmp_path, text).find("acme/small", HERE), NOW)
    first = model.offer.model.history[0].rate
    assert [str(rate.corrects) for rate in (first, *model.replaced(first))] == ["nor 5", "it was not 4", "None"]
    assert not list(model.replaced(model.offer.model.history[1].rate))
