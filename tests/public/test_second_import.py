"""A second import keeps what the first one said of its day, or says that it would throw it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

F10 = Path(__file__).parent / "F10"
FIRST = ("cards", "import", "litellm", F10 / "march-01.json", "--effective", "2026-03-01")
SECOND = ("cards", "import", "litellm", F10 / "march-15.json", "--effective", "2026-03-15")


@pytest.fixture
def cards(costcalc: Callable[..., Answer], tmp_path: Path) -> Path:
    folder = tmp_path / "pricing"
    assert costcalc(*FIRST, "-o", folder).code == 0
    return folder


def total(costcalc: Callable[..., Answer], cards: Path, day: str) -> str:
    asked = ("price", "vendor/m", "--pricing", cards, "--input", "1M", "--as-of", day, "--brief")
    return costcalc(*asked).out.splitlines()[1]


def test_the_second_import_appends(costcalc: Callable[..., Answer], cards: Path) -> None:
    assert costcalc(*SECOND, "--into", cards).code == 0
    assert total(costcalc, cards, "2026-03-01") == "5.00 USD, at the prices of 2026-03-01"
    assert total(costcalc, cards, "2026-03-15") == "4.00 USD, at the prices of 2026-03-15"


def test_one_that_would_write_anew_says_what_would_be_lost(costcalc: Callable[..., Answer], cards: Path) -> None:
    answer = costcalc(*SECOND, "-o", cards, "--force")
    assert answer.code == 2
    assert "vendor.yaml:1:1: error[history-lost]: this card has older prices, which would be lost: of m\n" in answer.err
    assert f"hint: `--into {cards}` appends to it" in answer.err
    assert total(costcalc, cards, "2026-03-01") == "5.00 USD, at the prices of 2026-03-01"
