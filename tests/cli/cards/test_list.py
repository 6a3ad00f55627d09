"""`costcalc cards list`: the cards, their models, and what cannot be answered."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.cards.conftest import ACME, AT, rows, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]


def test_the_cards_and_how_old_they_are(costcalc: Run) -> None:
    answer = costcalc("cards", "list", *AT)
    assert (answer.code, answer.err) == (0, "")
    # 2026-05-01 is 31 days before, and nobody has verified the price of the old model
    assert answer.out == (
        "Rate cards at 2026-06-01\n"
        "All of them in cards\n"
        "\n"
        "  card  title     basis      version  currency  models  in force  oldest\n"
        "  acme  Acme API  published  1        USD            2         2  2026-01-02\n"
        "\n"
        "  card  newest      age      never\n"
        "  acme  2026-05-01  31 days      1\n"
        "\n"
        "in force: models that have a price then; oldest, newest: the days on which rates\n"
        "were last verified; age: of the oldest check of a rate in force; never: those in\n"
        "force that nobody is known to have checked.\n"
    )


def test_the_models_of_a_card(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = costcalc("cards", "list", "acme", *AT).out
    assert "acme at 2026-06-01: published prices in USD per 1M tokens, cards/acme.yaml, version 1" in out
    small, old = (line for line in out.splitlines() if line.startswith(("  small  ", "  old  ")))
    assert re.split(r"  +", small.strip()) == [
        *("small", "2.00", "0.50", "8.00", "2026-03-01 09:00Z", "128,000", "8,000", "2026-01-01", "-", "batch"),
    ]
    assert re.split(r"  +", old.strip())[-3:] == ["2025-01-01", "2026-02-01", "-"]
    assert "  small: tiny\n" in out


@pytest.mark.parametrize("columns", ["40", "80", "120", "200"])
@pytest.mark.parametrize(
    "command", [("list",), ("list", "openai"), ("show", "openai/gpt-5.4"), ("show", "google/gemini-2.5-pro")]
)
def test_no_line_is_wider_than_the_terminal(
    costcalc: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], columns: str
) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    monkeypatch.setenv("COLUMNS", columns)
    out = costcalc("cards", *command, "--as-of", "2026-11-23").out
    assert columns == "40" or max(map(len, out.splitlines())) <= int(columns)
    assert not re.search(r"[ \t]$", out, re.MULTILINE)
    assert "\x1b" not in out


def test_csv_has_a_row_for_each_price(costcalc: Run) -> None:
    listed = rows(costcalc("cards", "list", *AT, "--format", "csv").out)
    assert [(row["model"], row["meter"], row["applies"], row["unit_price"]) for row in listed] == [
        ("acme/small", "input", "standard", "2"),
        ("acme/small", "cache_read", "standard", "0.5"),
        ("acme/small", "output", "standard", "8"),
        ("acme/small", "input", "service", ""),
        ("acme/small", "cache_read", "service", ""),
        ("acme/small", "output", "service", ""),
        ("acme/old", "input", "standard", "1"),
        ("acme/old", "output", "standard", "1"),
    ]
    shown = rows(costcalc("cards", "show", "acme/small", *AT, "--format", "csv").out)
    assert [row["state"] for row in shown] == ["ended"] * 2 + ["in force"] * 6 + ["announced"] * 3
    row = shown[5]
    assert (row["name"], row["multiplier"], row["price"], row["place"]) == ("batch", "0.5", "", "cards/acme.yaml:27:31")
    assert (shown[0]["price"], shown[0]["per"], shown[0]["context_window"]) == ("4", "1000000", "128000")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("list", "acmee", *AT), "did you mean `acme`?"),
        (("list", "--pricing", "nowhere"), "there is no such folder of rate cards"),
        (("list", "--as-of", "today"), "error[bad-instant]"),
        (("show", "acme/smal", *AT), "did you mean `small`?"),
        (("show",), "Missing argument"),
        (("diff", "cards"), "Missing argument"),
        (("diff", "cards", "nowhere"), "there is no such folder of rate cards"),
        (("show", "small", *AT, "-o", "cards/acme.yaml", "--force"), "error[output-is-input]"),
        (("list", *AT, "-o", "cards/acme.yaml", "--force"), "error[output-is-input]"),
        (("diff", "cards", "cards", "-o", "cards/acme.yaml", "--force"), "error[output-is-input]"),
    ],
)
def test_what_cannot_be_answered_leaves_with_2_and_no_output(costcalc: Run, args: tuple[str, ...], said: str) -> None:
    answer = costcalc("cards", *args)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert Path("cards/acme.yaml").read_text(encoding="utf-8") == ACME


def test_a_card_that_cannot_be_read_is_a_problem_beside_the_others(costcalc: Run) -> None:
    write("cards/broken.yaml", "schema: costcalc/rate-card/v1\n")
    answer = costcalc("cards", "list", *AT)
    assert answer.code == 2
    assert "  acme  " in answer.out
    assert "cards/broken.yaml:1:1: error[missing-key]" in answer.err


def test_the_clock_counts_where_nobody_names_a_day(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from costcalc.cli.cards import list_
    from costcalc.instant import parse_instant

    monkeypatch.setattr(list_, "today", lambda: parse_instant("2026-07-01"))
    assert costcalc("cards", "list", "--pricing", "cards").out.startswith("Rate cards at 2026-07-01\n")


@pytest.mark.parametrize("command", [(), ("list",), ("show",), ("diff",)])
def test_help_starts_without_the_heavy_libraries(command: tuple[str, ...]) -> None:
    code = f"import sys; sys.argv[1:] = {['cards', *command, '--help']}\nfrom costcalc.cli import main\n"
    code += "try: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"Usage: costcalc cards{' ' if command else ''}{' '.join(command)}")
    assert not {"pydantic", "rich", "yaml"} & set(done.stderr.split())


def test_a_price_in_slices_has_no_one_unit_price(costcalc: Run) -> None:
    sliced = "input: {graduated: [{up_to: 1M, price: 4}, {price: 2}], period: month}, output: 8"
    write("cards/acme.yaml", ACME.replace("input: 1, output: 1", sliced))
    out = costcalc("cards", "list", "acme", *AT).out
    assert re.search(r"^  old +- +- +8\.00  input 4\.00 up to 1M, then ", out, re.MULTILINE)
    listed = json.loads(costcalc("cards", "list", *AT, "--format", "json").out)
    found = [(price["form"], price["unit_price"]) for price in listed["cards"][0]["models"][1]["prices"]]
    assert found == [("graduated", None), ("per_unit", "8")]
    row = rows(costcalc("cards", "list", *AT, "--format", "csv").out)[6]
    assert (row["price_in_words"], row["price"], row["unit_price"]) == ("4.00 up to 1M, then 2.00, a month", "", "")
