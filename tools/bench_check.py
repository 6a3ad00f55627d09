"""The check of a large project, as a program: `just bench-check`.

200 scenarios of 10 options each, with a base in which the price of every model is another: 2,000 options priced twice,
and at the scenario's own day twice more. Once against a folder, once against a revision of git, and once against a base
that is the same. What is printed is the median of the rounds, in seconds.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
SCENARIOS, OPTIONS = 200, 10
AS_OF = "2026-11-23"
PROGRAM = [str(Path(sys.executable).with_name("costcalc")), "check", "--as-of", AS_OF]

CARD = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme
basis: published
version: {version}
currency: USD
per: 1M tokens
models:
"""
RATE = """\
      - effective: {effective}
        source: Acme price list {effective}
        verified: {effective}
        input: {input}
        cache_read: {cached}
        output: {output}
"""
SCENARIO = """\
schema: costcalc/scenario/v1
id: s{nth}
title: Scenario {nth}
as_of: 2026-06-01
period: month
assumptions:
  requests: {{value: {requests}, unit: requests/month, why: measured}}
  prompt: {{value: 1200, unit: tokens/request, why: measured}}
  hit: {{value: 60%, why: measured}}
workload:
  - {{call: answer, requests: requests, input: prompt, cache_read: prompt*hit, output: 300}}
  - {{call: retry, requests: requests*5%, input: prompt, output: 300}}
options:
"""


def project(folder: Path, *, dearer: bool) -> None:
    """Write a project; a dearer one has a rate more for each model."""
    (folder / "pricing").mkdir(parents=True)
    (folder / "scenarios").mkdir()
    lines = [CARD.format(version="2026-11-20" if dearer else "2026-01-01")]
    for nth in range(OPTIONS):
        lines.append(f"  m{nth}:\n    context_window: 200K\n    max_output: 32K\n    rates:\n")
        prices = {"input": f"{nth + 1}", "cached": f"0.{nth + 1:02}", "output": f"{4 * nth + 4}"}
        lines.append(RATE.format(effective="2026-01-01", **prices))
        if dearer:
            lines.append(RATE.format(effective="2026-11-20", **(prices | {"input": f"{nth + 1}.5"})))
    (folder / "pricing/acme.yaml").write_text("".join(lines), encoding="utf-8")
    options = "".join(f"  o{nth}: {{model: acme/m{nth}}}\n" for nth in range(OPTIONS))
    for nth in range(SCENARIOS):
        text = SCENARIO.format(nth=nth, requests=f"{nth + 1}K") + options
        (folder / f"scenarios/s{nth}.yaml").write_text(text, encoding="utf-8")


def seconds(folder: Path, *words: str) -> float:
    """Time one run, whose answer is yes."""
    start = time.perf_counter()
    subprocess.run([*PROGRAM, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own
    return time.perf_counter() - start


def main() -> None:
    """Print a table for docs/performance.md."""
    with tempfile.TemporaryDirectory() as where:
        base, head = Path(where, "base"), Path(where, "head")
        project(base, dearer=False)
        project(head, dearer=False)
        nobody = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
        for words in (["init", "-q"], ["add", "-A"], [*nobody, "commit", "-q", "-m", "base"]):
            subprocess.run(["git", *words], cwd=head, check=True)  # noqa: S603, S607  # our own words
        for name in ("pricing", "scenarios"):
            shutil.rmtree(head / name)
        project(head, dearer=True)
        runs = {
            "no base": (head, []),
            "base a folder": (head, ["--base", "../base"]),
            "base a revision": (head, ["--base", "HEAD"]),
            "base a revision, as JSON": (head, ["--base", "HEAD", "--format", "json"]),
            "base the same": (base, ["--base", "../base"]),
        }
        rounds = [{name: seconds(folder, *words) for name, (folder, words) in runs.items()} for _ in range(ROUNDS)]
    sys.stdout.write(f"{SCENARIOS} scenarios of {OPTIONS} options\n\n| check | seconds |\n| --- | ---: |\n")
    for name in runs:
        sys.stdout.write(f"| {name} | {statistics.median(each[name] for each in rounds):.2f} |\n")


if __name__ == "__main__":
    main()
