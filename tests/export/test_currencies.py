"""Several scenarios in several currencies, and no exchange rates: one problem, not one for each price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.export.finance import card, project, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

SEVERAL = "options: {a: {model: acme/small}, b: {model: paris/small}, c: {model: tokyo/small}}"
NAMES = [f"s{nth}.yaml" for nth in range(1, 5)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    for name, currency in (("paris", "EUR"), ("tokyo", "JPY")):
        write(tmp_path, f"pricing/{name}.yaml", card(currency).replace("id: acme", f"id: {name}"))
    return tmp_path


def scenarios(folder: Path, more: str) -> None:
    for name in NAMES:
        text = scenario(name=name.partition(".")[0]).replace("options: {small: {model: acme/small}}", SEVERAL)
        write(folder, name, f"{text}{more}")


@pytest.mark.parametrize("words", [("--all-options",), ("--all-options", "--months", "12")])
def test_prices_without_an_exchange_rate_are_one_problem_for_all_scenarios(
    costcalc: Run, folder: Path, words: tuple[str, ...]
) -> None:
    scenarios(folder, "currency: USD\n")
    answer = costcalc("export", *NAMES, *words)
    assert (answer.code, answer.out, answer.err.count("error[")) == (2, "", 1)
    # two currencies in each of four, with three options each
    told = (
        "this is priced in EUR, and the comparison is in USD; so it is 8 times, in 4 scenarios with 12 options: s1, s2,"
    )
    assert f"s1.yaml:9:46: error[no-exchange-rate]: {told} s3, s4\n" in answer.err
    assert "give exchange rates with --fx FILE" in answer.err


def test_scenarios_that_do_not_say_their_currency_are_one_problem(costcalc: Run, folder: Path) -> None:
    scenarios(folder, "chosen: a\n")
    answer = costcalc("export", *NAMES)
    assert (answer.code, answer.err.count("error[")) == (2, 1)
    told = "options in EUR and JPY and USD cannot be compared; so it is 4 times, in 4 scenarios with 4 options"
    assert f"error[currency-mismatch]: {told}: s1, s2, s3, s4" in answer.err


def test_what_else_is_wrong_is_said_beside_it(costcalc: Run, folder: Path) -> None:
    scenarios(folder, "currency: USD\n")
    write(
        folder, "bot.yaml", scenario().replace("requests: {value: 1M, why: ticket system}", "requests: {unit: a day}")
    )
    answer = costcalc("export", *NAMES, "bot.yaml", "--all-options")
    assert [code for code in ("no-exchange-rate", "open-assumption") if answer.err.count(f"error[{code}]") == 1] == [
        "no-exchange-rate",
        "open-assumption",
    ]


def test_one_scenario_says_each_of_its_currencies(costcalc: Run, folder: Path) -> None:
    scenarios(folder, "currency: USD\n")
    answer = costcalc("export", "s1.yaml", "--all-options")
    assert answer.err.count("error[no-exchange-rate]: this is priced in") == 2


def test_scenarios_in_one_currency_each_have_a_total_each(costcalc: Run, folder: Path) -> None:
    write(folder, "s1.yaml", scenario(name="s1").replace("acme/", "paris/"))
    answer = costcalc("export", "bot.yaml", "s1.yaml")
    assert (answer.code, answer.err) == (0, "")
