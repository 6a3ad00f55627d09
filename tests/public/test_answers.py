"""Public reports of what was made of API answers, with the numbers that are right: F12 to F17."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

HERE = Path(__file__).parent
FAST = HERE / "F12-speed-that-was-served" / "fast.json"
COSTS = HERE / "F13-usage-with-cost-and-times"
IMAGES = HERE / "F17-cached-images-overlap"


def priced(costcalc: Run, *args: object) -> dict[str, object]:
    answer = costcalc("price", *args, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, object] = json.loads(answer.out)
    return found


def cards(tmp_path: Path, rate: str) -> tuple[object, ...]:
    rate = f"{{effective: 2026-01-01, source: https://example.com/p, {rate}}}"
    (tmp_path / "acme.yaml").write_text(card_yaml(f"models:\n  m: {{rates: [{rate}]}}\n"), encoding="utf-8")
    return "acme/m", "--pricing", tmp_path, "--as-of", "2026-09-10"


def test_f12_the_speed_that_was_served_is_priced(costcalc: Run) -> None:
    asked = ("--usage", FAST, "--as-of", "2026-08-26", "--service", "fast")
    found = priced(costcalc, "anthropic/claude-opus-4-8", *asked)
    assert found["total"] == "0.035"  # 1,000 × 10 + 500 × 50 = 10,000 + 25,000, / 1M


@pytest.mark.parametrize("service", [(), ("--service", "standard")])
def test_f12_another_service_than_was_served_is_refused(costcalc: Run, service: tuple[str, ...]) -> None:
    asked = ("--usage", FAST, "--as-of", "2026-08-26", *service)
    answer = costcalc("price", "anthropic/claude-opus-4-8", *asked)
    assert (answer.code, answer.out) == (2, "")
    assert "fast.json:2:52: error[unknown-usage]: `speed` is `fast`" in answer.err
    assert "price it with --service fast" in answer.err


def test_f13_what_the_answer_says_it_cost_is_what_it_costs(costcalc: Run, tmp_path: Path) -> None:
    model = cards(tmp_path, "input: 3, output: 15")
    found = priced(costcalc, *model, "--usage", COSTS / "openrouter.json")
    assert found["total"] == "0.000102"  # 14 × 3 + 4 × 15 = 42 + 60, / 1M
    assert found["stated"] == {
        "amount": "0.000102",
        "amount_exact": None,
        "currency": "USD",
        "key": "usage.cost",
        "answers": 1,
        "difference": "0",
        "difference_exact": None,
    }
    told = costcalc("price", *model, "--usage", COSTS / "openrouter.json").out
    assert "The answer says that it cost 0.000102 USD (usage.cost): the same as here." in told


def test_f13_what_the_counts_leave_out_is_a_difference(costcalc: Run, tmp_path: Path) -> None:
    model = cards(tmp_path, "input: 3, cache_write_5m: 3.75, output: 15, reasoning: output")
    found = priced(costcalc, *model, "--usage", COSTS / "openrouter-byok.json")
    assert found["total"] == "0.029208"  # 9,171 × 3 + 113 × 15 = 27,513 + 1,695, / 1M
    stated = found["stated"]
    assert isinstance(stated, dict)
    # 0.0360795 - 0.029208
    assert (stated["amount"], stated["difference"]) == ("0.0360795", "0.0068715")
    told = costcalc("price", *model, "--usage", COSTS / "openrouter-byok.json", "--brief").out
    assert "0.0068715 USD more than here" in told


def test_f13_times_are_no_counts(costcalc: Run, tmp_path: Path) -> None:
    found = priced(costcalc, *cards(tmp_path, "input: 0.11, output: 0.34"), "--usage", COSTS / "groq.json")
    assert found["total"] == "0.00010779"  # 779 × 0.11 + 65 × 0.34 = 85.69 + 22.1, / 1M
    assert found["stated"] is None


def test_f14_gemini(costcalc: Run, tmp_path: Path) -> None:
    folder = HERE / "F14-gemini-usage-metadata"
    args = ("google/gemini-3-flash-preview", "--as-of", "2026-03-14")
    # 3,914 × 0.5 + 16,298 × 0.05 + 931 × 3 = 1,957 + 814.9 + 2,793, / 1M
    assert priced(costcalc, *args, "--usage", folder / "text.json")["total"] == "0.0055649"
    model = cards(tmp_path, "input: 2, output: 12, image_output: 120, reasoning: output")
    # 326 × 2 + 2,000 × 120 + 340 × 12 + 337 × 12 = 652 + 240,000 + 4,080 + 4,044, / 1M
    assert priced(costcalc, *model, "--usage", folder / "image.json")["total"] == "0.248776"


def test_f15_a_cache_that_is_kept_for_an_hour(costcalc: Run) -> None:
    file = HERE / "F15-bedrock-converse-usage" / "response.json"
    # 8,882 × 10 + 3 × 5 + 5 × 25 = 88,820 + 15 + 125, / 1M
    args = ("anthropic/claude-opus-4-6", "--usage", file, "--as-of", "2026-09-10")
    assert priced(costcalc, *args)["total"] == "0.08896"


def test_f16_litellm_has_the_cached_tokens_in_the_prompt(costcalc: Run, tmp_path: Path) -> None:
    model = cards(tmp_path, "input: 5.5, cache_read: 0.55, cache_write_5m: 6.875, output: 27.5, reasoning: output")
    # 10 × 5.5 + 66,360 × 0.55 + 32,435 × 6.875 + 5,120 × 27.5 = 55 + 36,498 + 222,990.625 + 140,800, / 1M
    file = HERE / "F16-usage-of-litellm" / "response.json"
    assert priced(costcalc, *model, "--usage", file)["total"] == "0.400343625"


def test_f17_cached_tokens_that_may_be_images(costcalc: Run) -> None:
    args = ("card/mini", "--pricing", IMAGES, "--usage", IMAGES / "response.json", "--as-of", "2026-09-10")
    answer = costcalc("price", *args)
    assert (answer.code, answer.out) == (2, "")
    # 24 × 0.6 + 128 × 0.06 + 194 × 0.08 = 37.60 and 152 × 0.06 + 24 × 0.8 + 170 × 0.08 = 41.92
    assert "response.json:2:88: error[unknown-usage]" in answer.err
    assert "between 37.60 and 41.92 USD" in answer.err
    assert "--meter image_cache_read=N" in answer.err
    found = priced(costcalc, *args, "--meter", "image_cache_read=180")
    # text: 346 - 322 - 194 + 180 = 10 × 0.6 and 142 × 0.06 cached; images: 14 × 0.8 and 180 × 0.08; 29 × 2.4:
    # 6 + 8.52 + 11.2 + 14.4 + 69.6 = 109.72 / 1M
    assert found["total"] == "0.00010972"


def test_f17_it_makes_no_difference_where_cached_images_cost_what_cached_text_does(
    costcalc: Run, tmp_path: Path
) -> None:
    rate = "input: 0.60, image_input: input, cache_read: 0.06, image_cache_read: cache_read, output: 2.40"
    # 24 × 0.6 + 322 × 0.06 + 29 × 2.4 = 14.4 + 19.32 + 69.6, / 1M
    found = priced(costcalc, *cards(tmp_path, f"{rate}, reasoning: output"), "--usage", IMAGES / "response.json")
    assert found["total"] == "0.00010332"
