"""A card in two states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.diff import CardsDiff, diff_cards
from costcalc.project.load import load_card
from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.diff import RateChange
    from costcalc.ratecard import CardFile

    Diff = Callable[..., CardsDiff]

UNITS = "currency: USD\nper: 1M tokens\n"
JAN, MAR = "effective: 2026-01-01, source: x", "effective: 2026-03-01, source: x"


def card(*rates: str, units: str = UNITS, model: str = "", version: str = "1", name: str = "acme") -> str:
    listed = "".join(f"      - {{{rate}}}\n" for rate in rates)
    about = "".join(f"    {line}\n" for line in model.splitlines())
    return card_yaml(f"id: {name}\nversion: {version}\n{units}models:\n  small:\n{about}    rates:\n{listed}")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str], CardFile]:
    """Read a card in one of the two states."""

    def load(state: str, text: str) -> CardFile:
        name = text.partition("id: ")[2].partition("\n")[0]
        file = tmp_path / state / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return load_card(file)

    return load


@pytest.fixture
def diff(read: Callable[[str, str], CardFile]) -> Diff:
    """Compare a card with what it was."""
    return lambda old, new: diff_cards([read("old", old)], [read("new", new)])


def only(found: CardsDiff) -> RateChange:
    ((_, rate),) = found.changed[0].rates
    return rate
