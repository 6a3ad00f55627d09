"""How the models of an option are asked: said in the title of its working and beside the cheapest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer
    from tests.views.comparison.conftest import Asked

CARD = card_yaml("""\
models:
  small:
    rates:
      - effective: 2026-01-01
        verified: 2026-04-20
        source: https://acme.example
        input: 4
        services: {batch: {input: 1}}
""")
BODY = """\
as_of: 2026-04-28
workload:
  - {call: index, requests: 1000, input: 1000, service: batch}
  - {call: ask, requests: 1000, input: 1000}
options:
  usual: {model: acme/small}
  slow: {model: acme/small, service: batch}
  index_alone: {model: acme/small, use: [index]}
"""
# 1M tokens of each call: usual 1 + 4 = 5 USD, slow 1 + 1 = 2 USD, index_alone 1 USD.


@pytest.fixture
def served(compared: Asked) -> Asked:
    (compared.folder / "pricing" / "acme.yaml").write_text(CARD, encoding="utf-8")
    return compared


def test_a_service_that_is_not_the_usual_one_stands_in_the_title_of_a_working(served: Asked) -> None:
    text = served.text(BODY)
    assert "\nusual: acme/small, batch for index\n" in text
    assert "\nslow: acme/small, batch\n" in text


def test_a_service_stands_beside_the_cheapest(served: Asked) -> None:
    assert "\nCheapest: index_alone (acme/small, batch), 1.00 USD a month.\n" in served.text(BODY)


def test_a_service_stands_beside_the_cheapest_that_is_called_as_its_model(served: Asked) -> None:
    body = BODY.replace("index_alone: {model: acme/small,", "small: {model: small,")
    body += "prices: {small: {services: {batch: {input: 0.5}}, input: 4, basis: contracted, source: offer}}\n"
    assert "\nCheapest: small (batch), 0.50 USD a month.\n" in served.text(body)


def test_a_service_stands_in_the_titles_of_a_forecast(served: Asked, costcalc: Callable[..., Answer]) -> None:
    served.text(BODY)
    out = costcalc("forecast", "s.yaml", "--months", "1").out
    assert "\nslow: acme/small, batch, 2026-04\n" in out
