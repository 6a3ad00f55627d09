"""Inputs made to use up time or memory, run as real processes.

A minute of processor time ends what would never end (it measures nothing), 1 GiB what would take all memory.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.slow

SECONDS, BYTES = 60, 1 << 30
MIB = 1 << 20
MOST_SAID = 30_000
"""Characters of problems: one screen for each of 20, generously."""

HEAD = scenario_yaml("as_of: 2026-04-28\n")
CALL = "{call: c, requests: 1, input: 200, output: 500}"
CARD = card_yaml("")
SMALL = "  m:\n    rates: [{effective: 2026-01-01, source: x, input: 1, output: 2}]\n"
NOISE = random.Random(1).randbytes(MIB)  # noqa: S311  # the same in every run
BIG = "999999999999999989"


def scenario(
    assumptions: Iterable[str] = (), calls: Iterable[str] = (CALL,), models: Iterable[str] = ("acme/m",)
) -> str:
    named = "".join(f"  {line}\n" for line in assumptions)
    listed = "".join(f"- {call}\n" for call in calls)
    options = "".join(f"  o{nth}: {{model: {model}}}\n" for nth, model in enumerate(models))
    before = f"assumptions:\n{named}" if named else ""
    return f"{HEAD}{before}workload:\n{listed}options:\n{options}"


def laughs(levels: int) -> str:
    lines = [f"  a{nth}: &a{nth} [{', '.join([f'*a{nth - 1}'] * 9)}]\n" for nth in range(1, levels)]
    return "x:\n  a0: &a0 [lol]\n" + "".join(lines)


def merges(levels: int) -> str:
    lines = [f"  a{nth}: &a{nth} {{<<: [{', '.join([f'*a{nth - 1}'] * 9)}]}}\n" for nth in range(1, levels)]
    return "x:\n  a0: &a0 {k: v}\n" + "".join(lines)


STARTER = f"""
import json, os, resource, sys
from costcalc.cli import main
import costcalc, costcalc.cli.compare, costcalc.cli.price
library = [getattr(costcalc, name) for name in costcalc.__all__]  # each is imported on first use
for line in sys.stdin:
    folder, words = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS + 1}))
        resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.argv = ["costcalc", *words]
        code = 99
        try:
            main()
        except SystemExit as left:
            code = left.code
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Has the program imported, and starts a process of it for each line: most of half a second is the imports."""


STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(scope="module", autouse=True)
def _starter() -> Iterator[None]:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", STARTER], env=env, encoding="utf-8", **pipes) as process:
        STARTED.append(process)
        yield
        STARTED.clear()


def run(folder: Path, *args: str) -> tuple[int, str, str]:
    """Run the program with an end in time and memory; a process that is stopped by it has a negative code."""
    (starter,) = STARTED
    assert starter.stdin
    assert starter.stdout
    starter.stdin.write(json.dumps([str(folder), args]) + "\n")
    starter.stdin.flush()
    code = int(starter.stdout.readline())
    return code, *((folder / name).read_bytes().decode("utf-8") for name in ("out", "err"))


def compared(
    folder: Path, text: str | bytes, card: str = CARD + "models:\n" + SMALL, *args: str
) -> tuple[int, str, str]:
    (folder / "hostile.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "cards" / "acme.yaml").write_text(card, encoding="utf-8")
    return run(folder, "compare", "hostile.yaml", "--pricing", "cards", *args)


FILES = {
    "aliases of aliases": (HEAD + laughs(12), "alias"),
    "merge keys of merge keys": (HEAD + merges(12), "merge-key"),
    "100,000 lists in each other": (HEAD + "x: " + "[" * 100_000, "too-deep"),
    "as many lists as fit": (HEAD + "x: " + "[" * (MIB - 200), "too-deep"),
    "as many mappings as fit": (HEAD + "x: " + "{a: " * (MIB // 4 - 60), "too-deep"),
    "random bytes": (NOISE, "not-utf-8"),
    "brackets in disorder": (HEAD + "{[,:" * (MIB // 4 - 60), "bad-yaml"),
    "empty lines alone": ("\n" * MIB, "empty-file"),
    "empty lines of another system": ("\r\n" * (MIB // 2), "empty-file"),
    "empty lines before a word": ("\n" * (MIB - 2) + "x", "missing-schema"),
    "blanks and commas": (", " * (MIB // 2 - 1) + "x", "missing-schema"),
    "as many aliases as fit": (HEAD + "x: [" + "*a," * (MIB // 3 - 60) + "]", "alias"),
    "a key for every 40 bytes": (HEAD + "".join(f"zz{n}: {'1' * 30}\n" for n in range(24_000)), "too-many"),
    "control characters alone": ("\x01" * MIB, "hidden-character"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_would_exhaust_the_reader_is_refused_in_time(folder: Path, name: str) -> None:
    text, expected = FILES[name]
    code, out, err = compared(folder, text)
    assert (code, out) == (2, "")
    assert f"error[{expected}]" in err
    assert len(err) < MOST_SAID


LISTED = CARD + "models:\n" + SMALL
CARDS = {
    "100,000 bad values": (CARD + f"models:\n  m:\n    rates: [{','.join(['x'] * 99_000)}]\n", "too-many"),
    "190,000 bad names": (LISTED + f"    aliases: [{','.join(['!x'] * 190_000)}]\n", "tag"),
    "190,000 names that are none": (LISTED + f"    aliases: [{','.join(['-x'] * 190_000)}]\n", "too-many"),
    "90,000 keys that are none": (LISTED + "".join(f"    z{n}: 1\n" for n in range(90_000)), "too-many"),
    "as many aliases as fit": (LISTED + f"    aliases: [{'*a,' * 1_390_000}]\n", "alias"),
    "28,000 rates of one instant": (
        CARD + "models:\n  m:\n    rates:\n" + "    - {effective: 2026-01-01, source: x, input: 1}\n" * 28_000,
        "too-many",
    ),
}


@pytest.mark.parametrize(("name", "form"), [*((name, "text") for name in CARDS), ("100,000 bad values", "json")])
def test_a_card_that_would_exhaust_the_reader_is_refused_in_time(folder: Path, name: str, form: str) -> None:
    card, expected = CARDS[name]
    code, out, err = compared(folder, scenario(), card, "--format", form)
    assert (code, out) == (2, "")
    assert expected in err
    assert len(err) < MOST_SAID


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (CARDS["100,000 bad values"][0], "too-many"),
        (LISTED + f"    aliases: [{','.join(f'a{n}' for n in range(9_000))}]\n", "unknown-model"),
    ],
    ids=["a broken card", "a card of many names"],
)
def test_a_card_named_by_200_options_costs_no_more_than_by_one(folder: Path, card: str, expected: str) -> None:
    code, out, err = compared(folder, scenario(models=[f"acme/x{n}" for n in range(200)]), card)
    assert (code, out) == (2, "")
    assert f"error[{expected}]" in err
    assert len(err) < MOST_SAID


SUM = "sum(k=1..10000, k)"
IN_SUMS = "sum(a=1..8, sum(b=1..8, sum(c=1..8, sum(d=1..8, a*b*c*d))))"
HEAVY = "*".join("a" * 240)
GROW = {
    "squares of squares": ["a0: 12345", *(f"a{n}: a{n - 1}*a{n - 1}" for n in range(1, 900))],
    "squares of a power of ten": ["a0: 1e17", *(f"a{n}: a{n - 1}*a{n - 1}" for n in range(1, 900))],
    "a power of 300": ["a: 1e17", f"b: {'*'.join('a' * 300)}"],
    "powers of powers": [f"a0: {BIG}", *(f"a{n}: {'*'.join([f'a{n - 1}'] * 100)}" for n in range(1, 9))],
    "a sum of ever finer parts": ["n: 'sum(k=1..10000, 1/k)'"],
    "a sum over large numbers": [
        f"a0: {BIG}",
        f"a: {'*'.join(['a0'] * 66)}",
        f"b: 'sum(k=1..10000,{HEAVY}/({HEAVY}))'",
    ],
    "20,000 in a chain": ["a0: 1", *(f"a{n}: a{n - 1}+1" for n in range(1, 20_000))],
    "1,000 in a chain": ["a0: 1", *(f"a{n}: a{n - 1}+1" for n in range(1, 1_000))],
    "1,000 unknown names": [f"name_{n}: nam_{n}" for n in range(1_000)],
    "1,000 formulas of unknown names": [f"n{n}: {' + '.join(f'x{m}' for m in range(150))}" for n in range(1_000)],
    "1,000 sums of 10,000": [f"a{n}: '{SUM}'" for n in range(1_000)],
    "100 sums in sums": [f"n{n}: '{IN_SUMS}'" for n in range(100)],
    "490 minus signs": [f"n: {'-'.join(['1'] * 490)}"],
    "490 divisions": [f"n: {'/'.join(['1'] * 490)}"],
    "a triangle of 20": ["n: 'sum(i=1..20, sum(j=1..i, j))'"],
}


@pytest.mark.parametrize("name", GROW)
def test_assumptions_that_grow_are_refused_or_answered_in_time(folder: Path, name: str) -> None:
    code, out, err = compared(folder, scenario(GROW[name]))
    assert code in {0, 2}
    assert bool(out) != bool(err)
    assert len(err) < MOST_SAID
    assert len(out) < MIB


PARTS = f"{{call: c, requests: 1, input: {{{', '.join(f'p{n}: 1' for n in range(20_000))}}}, output: 1}}"
TINY = f"1/({'*'.join([BIG] * 50)})"
WORK = {
    "200 options times 200 calls": (200, [CALL.replace("c,", f"c{n},") for n in range(200)], []),
    "200 options times 5 calls": (200, [CALL.replace("c,", f"c{n},") for n in range(5)], []),
    "1,000 sums to evaluate": (200, [f"{{call: c{n}, requests: '{SUM}', input: 1}}" for n in range(5)], []),
    "20,000 parts": (100, [PARTS], []),
    "a product too fine to write": (1, ["{call: c, requests: p, input: p, output: 1}"], [f"p: {TINY}"]),
    "a remainder too fine to write": (
        1,
        ["{call: c, requests: 1, input: 1 + p, cache_read: q}"],
        [f"p: {TINY}", f"q: 1/({'*'.join(['999999999999999877'] * 50)})"],
    ),
    "more digits than Python writes": (1, ["{call: c, requests: b, input: 1}"], GROW["a power of 300"]),
}


@pytest.mark.parametrize("name", WORK)
def test_a_workload_that_would_take_long_is_refused_or_answered_in_time(folder: Path, name: str) -> None:
    options, calls, assumptions = WORK[name]
    code, out, err = compared(folder, scenario(assumptions, calls, ["acme/m"] * options))
    assert code in {0, 2}
    assert bool(out) != bool(err)
    assert len(err) < MOST_SAID
    assert len(out) < 4 * MIB


ZEROS, ONES = (", ".join(f'"k{n}": {count}' for n in range(100_000)) for count in (0, 1))
USAGES = {
    "100,000 keys": f"{{{ZEROS}}}",
    "100,000 counts without a meter": f'{{"prompt_tokens": 1, {ONES}}}',
    "100,000 lists in each other": "[" * 100_000,
    "100,000 objects in each other": '{"a":' * 100_000,
    "4 MiB of digits": f'{{"prompt_tokens": {"9" * 4_000_000}}}',
    "an exponent of 15 digits": '{"prompt_tokens": 1e999999999999999, "completion_tokens": 1}',
}


@pytest.mark.parametrize("name", USAGES)
def test_a_usage_file_that_would_take_long_is_refused_in_time(folder: Path, name: str) -> None:
    (folder / "u.json").write_text(USAGES[name], encoding="utf-8")
    code, out, err = run(folder, "price", "openai/gpt-4o", "--usage", "u.json", "--as-of", "2026-04-28")
    assert (code, out) == (2, "")
    assert err.startswith("u.json:1:")
    assert len(err) < MOST_SAID
