"""What a stranger writes in the words of the language is refused with a place, quickly, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import result_names
from tests.inputs import scenario_yaml
from tests.language.asked import ask, refused, total

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

LINE = "workload: [{line: a, quantity: 1, unit_price: 1}]\n"
OF_N = "workload: [{line: a, quantity: n, unit_price: 1}]\n"
LONG = "1+" * 500_000 + "1"
GROWN = ["9 ^ 9 ^ 9", "(9 ^ 9999) ^ 9999", "(1 / 3) ^ 100000", "0.1 ^ 100000", "2 ^ (2 ^ 62)", "1.0000001 ^ 1000000"]


@pytest.mark.parametrize("ends", ["1..1B", "-1B..0", "1..2M", "1..1e12", "0 - 1e12..1e12"])
def test_a_loop_of_a_billion_turns_has_no_total(ends: str) -> None:
    body = f"workload: [{{call: c, model: acme/flat, requests: 1, each: {{k: {ends}}}, input: 1}}]\n"
    (outcome,) = ask(body).outcomes
    assert [problem.code for problem in outcome.not_priced] == ["undefined"]


def test_a_short_loop_may_start_far_away() -> None:
    # 1B + (1B + 1) tokens at 10 USD for 1M.
    body = "workload: [{call: c, model: acme/flat, requests: 1, each: {k: 1B..1B + 1}, input: k}]\n"
    assert total(ask(body)) * 100_000 == 2_000_000_001


@pytest.mark.parametrize("formula", GROWN)
@pytest.mark.parametrize(
    "body",
    [
        f"assumptions: {{n: '@'}}\n{OF_N}",
        f"assumptions: {{n: 1}}\n{OF_N}options: {{o: {{with: {{n: '@'}}}}}}\n",
        "claims: [{claim: a, of: n, with: {n: '@'}}]\nassumptions: {n: 1}\n",
        "workload: [{line: a, quantity: '@', unit_price: 1}]\n",
        "workload: [{line: a, quantity: 1, unit_price: '@'}]\n",
    ],
)
def test_a_number_out_of_all_proportion_is_refused(body: str, formula: str) -> None:
    assert [one.split()[1] for one in refused(body.replace("@", formula))] == ["undefined:"]


@pytest.mark.parametrize("formula", GROWN)
@pytest.mark.parametrize(
    "body",
    [
        "prices: {p: {input: '@'}}\nworkload: [{call: a, model: p, requests: 1, input: 1}]\n",
        "workload: [{call: a, model: acme/flat, requests: 1, each: {k: '1..@'}, input: 1}]\n",
    ],
)
def test_a_cost_out_of_all_proportion_is_none(body: str, formula: str) -> None:
    (outcome,) = ask(body.replace("@", formula)).outcomes
    assert [problem.code for problem in outcome.not_priced] == ["undefined"]


@pytest.mark.parametrize("formula", GROWN)
def test_a_figure_out_of_all_proportion_has_no_number(formula: str) -> None:
    result = ask(f"figures: {{f: '{formula}', g: 1}}\nclaims: [{{claim: c, of: '{formula}'}}]\n")
    assert [figure.value for figure in result.figures] == [None, 1]
    assert result.claims[0].figures[0].value is None


def test_figures_that_grow_from_one_to_the_next_have_no_number() -> None:
    chain = "".join(f"  f{nth}: {f'f{nth - 1} ^ 9' if nth else '9'}\n" for nth in range(15))
    values = [figure.value for figure in ask(f"figures:\n{chain}").figures]
    assert (values[0], values[1], values[-1]) == (9, 9**9, None)


@pytest.mark.parametrize(
    "body",
    [
        "assumptions: {n: '@'}\n",
        "figures: {f: '@'}\n",
        "claims: [{claim: c, of: '@'}]\n",
        "claims: [{claim: c, printed: '@'}]\n",
        "claims: [{claim: c, value: '@'}]\n",
        "assumptions: {n: {between: '@ to 3'}}\n",
        "budgets: [{of: '@', max: 1 USD}]\n",
        "options: {o: {with: {n: '@'}}}\n",
        "prices: {p: {input: '@'}}\n",
        "tags: {a: '@'}\n",
        "figures: {f: {solve: n, where: '@ = 1'}}\n",
        "workload: [{call: c, model: acme/flat, requests: 1, each: {k: '1..@'}, input: 1}]\n",
        "require: {origin: '@'}\n",
    ],
)
def test_a_text_of_a_megabyte_is_too_long_wherever_it_stands(body: str) -> None:
    assert [one.split()[1] for one in refused(body.replace("@", LONG))] == ["text-too-long:"]


@pytest.mark.parametrize(
    ("formula", "code"),
    [  # of 1,999, 801, 121 and 401 numbers and signs; 300 are the most, and 32 in each other
        ("1^" * 999 + "1", "formula-too-long:"),
        ("1^" * 400 + "1", "formula-too-long:"),
        ("1^" * 60 + "1", "formula-too-deep:"),
        ("-" * 400 + "1", "formula-too-long:"),
    ],
)
def test_a_formula_of_many_powers_is_bounded(formula: str, code: str) -> None:
    assert [one.split()[1] for one in refused(f"figures: {{f: '{formula}'}}\n")] == [code]


def test_parentheses_nest_only_so_deep() -> None:
    assert [one.split()[1] for one in refused(f"figures: {{f: '{'(' * 90}1{')' * 90}'}}\n")] == ["formula-too-deep:"]


def test_formulas_are_not_too_long_together() -> None:
    lines = "".join(f"  f{nth}: {' + '.join(['1'] * 200)}\n" for nth in range(200))
    assert {one.split()[1] for one in refused(f"figures:\n{lines}")} == {"formula-too-long:"}


@pytest.mark.parametrize("key", ["tags: {a: '@'}", "title: '@'", "figures: {'@': 1}", "options: {'@': {}}"])
@pytest.mark.parametrize("hidden", ["\\u001b[31m", "\\u0007", "\\u202e", "\\u200b", "\\u0085"])
def test_a_character_that_does_not_show_is_refused_in_every_text(key: str, hidden: str) -> None:
    written = key.replace("'@'", f'"x{hidden}"')
    assert "hidden-character:" in [one.split()[1] for one in refused(f"{written}\n{LINE}")]


@pytest.mark.parametrize(("figures", "code"), [(32, "assumption-cycle:"), (33, "formula-too-deep:")])
def test_figures_in_a_circle_are_refused_however_many(figures: int, code: str) -> None:
    circle = "".join(f"  f{nth}: f{(nth + 1) % figures}\n" for nth in range(figures))
    assert {one.split()[1] for one in refused(f"figures:\n{circle}")} == {code}


@pytest.mark.slow
def test_two_hundred_figures_in_a_row_are_no_fault_of_the_program(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    chain = "".join(f"  f{nth}: f{nth + 1}\n" for nth in range(199))
    file = tmp_path / "s.yaml"
    file.write_text(scenario_yaml(f"figures:\n{chain}  f199: 1\n"), encoding="utf-8")
    code, out, err = costcalc("compare", file, "--as-of", "2026-04-28")
    assert (code, out) == (2, "")
    assert "error[formula-too-deep]: figures rest on each other at most 32 deep" in err


@pytest.mark.parametrize("last", ["1", "total"])
def test_figures_that_name_one_another_twice_are_looked_at_once(last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    names_in = result_names.names_in

    def counted(*args: object) -> object:
        nonlocal looked
        looked += 1
        assert looked < 20_000
        return names_in(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(result_names, "names_in", counted, raising=False)
    chain = "".join(f"  f{nth}: {f'f{nth - 1} + f{nth - 1}' if nth else last}\n" for nth in range(16))
    result = ask(f"{LINE}figures:\n{chain}")
    (value,) = (one.value for one in (*result.figures, *result.outcomes[0].figures) if one.name == "f15")
    assert value == 2**15


def test_a_hundred_options_of_thousands_of_turns_are_too_much_and_no_traceback() -> None:
    options = "".join(f"  o{nth}: {{model: acme/large}}\n" for nth in range(100))
    body = f"workload: [{{call: c, requests: 1, each: {{k: 1..5K}}, input: k}}]\noptions:\n{options}"
    assert refused(body) or all(each.estimate or each.not_priced for each in ask(body).outcomes)
