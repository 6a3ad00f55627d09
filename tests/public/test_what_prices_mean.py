"""Public reports F04 and F07, and their kind: a key that says what the prices beside it mean is not passed over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

LONG = {"input": 5, "output": 22.5, "cache_read": 0.5}
COST = {"input": 2.5, "output": 15, "cache_read": 0.25, "context_over_200k": LONG}


@pytest.fixture
def priced(costcalc: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    """Import a list, and price a request with its card."""

    def run(form: str, tree: Any, model: str, *request: str) -> tuple[Answer, Answer]:
        (tmp_path / "list.json").write_text(json.dumps(tree), encoding="utf-8")
        done = costcalc("cards", "import", form, tmp_path / "list.json", "-o", tmp_path / "cards")
        return done, costcalc("price", model, "--pricing", tmp_path / "cards", "--format", "json", *request)

    return run


def total(answer: Answer) -> str | None:
    return json.loads(answer.out)["total"] if answer.code == 0 else None


def test_f04_a_tier_that_does_not_say_its_bound_prices_nothing(priced: Callable[..., tuple[Answer, Answer]]) -> None:
    tree = {"openai": {"models": {"gpt-5.4": {"reasoning": True, "cost": COST}}}}
    done, small = priced("models.dev", tree, "openai/gpt-5.4", "--input", "200K", "--output", "1K")
    # 200,000 × 2.5 / 1M + 1,000 × 15 / 1M = 0.5 + 0.015
    assert total(small) == "0.515"
    assert "cost.context_over_200k: it does not say its bound" in done.err
    _, large = priced("models.dev", tree, "openai/gpt-5.4", "--input", "250K", "--output", "1K")
    assert large.code == 2


def test_f07_a_unit_that_is_understood_is_obeyed(priced: Callable[..., tuple[Answer, Answer]]) -> None:
    pricing = {"prompt": "0.039", "completion": "0.19", "unit": "per_1m_tokens"}
    tree = {"data": [{"id": "vendor/gpt-oss-120b", "pricing": pricing}]}
    _, answer = priced("openrouter", tree, "openrouter/vendor/gpt-oss-120b", "--input", "1000", "--output", "1000")
    # 1,000 × 0.039 / 1M + 1,000 × 0.19 / 1M
    assert total(answer) == "0.000229"


KEYS = [{"unit": "per_page"}, {"currency": "coins"}, {"multiplier": "1000"}]
"""What no importer understands."""

LISTS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "openrouter": lambda key: [
        {"data": [{"id": "m", "pricing": {"prompt": "0.000001", **key}}]},
        {"data": [{"id": "m", "pricing": {"prompt": "0.000001"}, **key}]},
        {"data": [{"id": "m", "pricing": {"prompt": "0.000001"}}], **key},
    ],
    "models.dev": lambda key: [
        {"acme": {"models": {"m": {"cost": {"input": 1, **key}}}}},
        {"acme": {"models": {"m": {"cost": {"input": 1}, **key}}}},
        {"acme": {"models": {"m": {"cost": {"input": 1}}}, **key}},
    ],
    "litellm": lambda key: [{"m": {"litellm_provider": "acme", "input_cost_per_token": 1e-6, **key}}],
    "llm-prices": lambda key: [
        {"vendor": "acme", "models": [{"id": "m", "price_history": [{"input": 1, "output": 2, **key}]}]},
        {"vendor": "acme", "models": [{"id": "m", "price_history": [{"input": 1, "output": 2}], **key}]},
        {"vendor": "acme", "models": [{"id": "m", "price_history": [{"input": 1, "output": 2}]}], **key},
        {"prices": [{"vendor": "acme", "id": "m", "input": 1, "output": 2, **key}]},
    ],
    "genai-prices": lambda key: [
        [{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 1, **key}}]}],
        [{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 1}, **key}]}],
        [{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 1}}], **key}],
    ],
}
"""Lists with one model, and a key at each place where it says something of that model's prices."""


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("key", KEYS, ids=[next(iter(key)) for key in KEYS])
def test_where_it_is_not_understood_no_price_stands(
    costcalc: Callable[..., Answer], tmp_path: Path, form: str, key: dict[str, Any]
) -> None:
    for nth, tree in enumerate(LISTS[form](key)):
        (tmp_path / f"{nth}.json").write_text(json.dumps(tree), encoding="utf-8")
        answer = costcalc("cards", "import", form, tmp_path / f"{nth}.json")
        assert (answer.code, answer.out) == (2, ""), tree
        assert "it may change what the prices beside it mean and is not understood" in answer.err


@pytest.mark.parametrize("form", LISTS)
def test_a_currency_is_that_of_the_card(costcalc: Callable[..., Answer], tmp_path: Path, form: str) -> None:
    for nth, tree in enumerate(LISTS[form]({"currency": "eur"})):
        (tmp_path / f"{nth}.json").write_text(json.dumps(tree), encoding="utf-8")
        answer = costcalc("cards", "import", form, tmp_path / f"{nth}.json")
        if form == "genai-prices" and nth == 0:
            assert answer.code == 2  # beside its prices there, and no price of a card has a currency of its own
            continue
        assert "\ncurrency: EUR\n" in answer.out, tree
        assert "\n        input: 1\n" in answer.out


def test_models_of_another_currency_are_a_card_of_their_own(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    models = {"a": {"cost": {"input": 1}}, "b": {"cost": {"input": 2, "currency": "CNY"}}}
    (tmp_path / "api.json").write_text(json.dumps({"acme": {"models": models}}), encoding="utf-8")
    assert costcalc("cards", "import", "models.dev", tmp_path / "api.json", "-o", tmp_path / "cards").code == 0
    for name, currency, price in (("acme", "USD", 1), ("acme-cny", "CNY", 2)):
        card = (tmp_path / f"cards/{name}.yaml").read_text(encoding="utf-8")
        assert f"\ncurrency: {currency}\n" in card
        assert f"\n        input: {price}\n" in card
