"""Pricing in a loop beside genai-prices, and a full catalogue: `just bench-price`.

Every round runs both, one after the other, on the same usages, so that a busy machine is busy for both. What is
printed is the median of the rounds' ratios.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import costcalc

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 9
WHEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
MODELS = (("openai", "gpt-4o"), ("anthropic", "claude-opus-4-5"), ("google", "gemini-2.5-pro"), ("openai", "gpt-5.4"))
USAGES = [(1_000 + nth, 500, 300 + nth) for nth in range(500)]


def seconds(work: Callable[[], object]) -> float:
    """Time some work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def throughput() -> None:
    """Compare calls a second."""
    from genai_prices import Usage, calc_price

    cards = costcalc.load_cards()

    def ours() -> None:
        for card, model in MODELS:
            for prompt, cached, answer in USAGES:
                usage = {"input": prompt, "cache_read": cached, "output": answer}
                _ = costcalc.price(cards, f"{card}/{model}", usage, as_of=WHEN).total

    def theirs() -> None:
        for card, model in MODELS:
            for prompt, cached, answer in USAGES:
                usage = Usage(input_tokens=prompt, cache_read_tokens=cached, output_tokens=answer)
                _ = calc_price(usage, model, provider_id=card, genai_request_timestamp=WHEN).total_price

    ours()
    theirs()
    calls = len(MODELS) * len(USAGES)
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    for name, which in (("costcalc.price", 0), ("genai_prices.calc_price", 1)):
        rate = calls / statistics.median(each[which] for each in rounds)
        sys.stdout.write(f"{name}: {rate:,.0f} calls a second\n")
    sys.stdout.write(f"ratio: {statistics.median(theirs / ours for ours, theirs in rounds):.1f}\n")


def catalogue() -> None:
    """Time the loading of every model that litellm knows, and a price of the last."""
    import importlib.util

    spec = importlib.util.find_spec("litellm")
    if spec is None or spec.origin is None:
        sys.stdout.write("litellm is not installed: no full catalogue to load\n")
        return
    source = Path(spec.origin).with_name("model_prices_and_context_window_backup.json")
    program = str(Path(sys.executable).with_name("costcalc"))
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "cards")
        subprocess.run(  # noqa: S603  # our own program
            [program, "cards", "import", "litellm", str(source), "--effective", "2026-01-01", "-o", target],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        code = (
            "import sys, costcalc; cards = costcalc.load_cards(sys.argv[1]); priced = 0\n"
            "for file in cards:\n"
            "    for name, model in file.card.models.items():\n"
            "        if model.rates[-1].price('input'):\n"
            "            costcalc.price(cards, f'{file.card.id}/{name}', {'input': 1000}, as_of='2026-11-23').total\n"
            "            priced += 1\n"
            "print(len(list(cards)), 'cards,', sum(len(f.card.models) for f in cards), 'models,', priced, 'priced')"
        )
        command = [sys.executable, "-c", code, target]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        times = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)]  # noqa: S603
        sys.stdout.write(f"{said.strip()}: {statistics.median(times):.2f} s\n")


if __name__ == "__main__":
    throughput()
    catalogue()
