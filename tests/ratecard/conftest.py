"""A card of one model, written with the rates that a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError
from costcalc.project.load import load_card
from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import RateCard


def card_text(rates: str, model: str = "") -> str:
    """Write a card; rates are flow mappings, one a line, each with a source put in."""
    lines = [line.strip() for line in rates.strip().splitlines()]
    listed = "".join(f"    - {line.replace('{', '{source: x, ', 1)}\n" for line in lines)
    return card_yaml(f"models:\n  small:\n{model}    rates:\n{listed}")


@pytest.fixture
def card(tmp_path: Path) -> Callable[..., RateCard]:
    """Load a card that is sound."""

    def load(rates: str, model: str = "") -> RateCard:
        file = tmp_path / "acme.yaml"
        file.write_text(card_text(rates, model), encoding="utf-8")
        return load_card(file).card

    return load


@pytest.fixture
def problems(card: Callable[..., RateCard]) -> Callable[..., list[str]]:
    """Say what is wrong in a card, as LINE:COLUMN code."""

    def load(rates: str, model: str = "") -> list[str]:
        with pytest.raises(InputError) as refused:
            card(rates, model)
        return [f"{p.place.line}:{p.place.column} {p.code}" for p in refused.value.problems]

    return load
