"""Start-up, as a ratio to the bare interpreter: `just bench`.

Every round runs each command once, one after the other, so that a busy machine is busy for all of them. What is
printed is the median of the rounds' ratios.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
PROGRAM = str(Path(sys.executable).with_name("costcalc"))
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "costcalc --version": [PROGRAM, "--version"],
    "costcalc --help": [PROGRAM, "--help"],
    "compare chatbot.yaml --format json": [PROGRAM, "compare", "scenarios/chatbot.yaml", "--format", "json"],
    "compare chatbot.yaml": [PROGRAM, "compare", "scenarios/chatbot.yaml"],
    "price openai/gpt-4o": [PROGRAM, "price", "openai/gpt-4o", "--input", "200", "--output", "500", "--format", "json"],
}


def seconds(command: list[str]) -> float:
    """Time one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own commands
    return time.perf_counter() - start


def main() -> None:
    """Print a table for docs/performance.md."""
    for command in COMMANDS.values():
        seconds(command)  # byte code and disk cache are warm from here on
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    floor = next(iter(COMMANDS))
    sys.stdout.write("| command | ratio | milliseconds |\n| --- | ---: | ---: |\n")
    for name in COMMANDS:
        ratio = statistics.median(each[name] / each[floor] for each in rounds)
        milliseconds = statistics.median(each[name] for each in rounds) * 1000
        sys.stdout.write(f"| `{name}` | {ratio:.1f} | {milliseconds:.0f} |\n")


if __name__ == "__main__":
    main()
