"""What formulas of a file are long together is refused before any of them is parsed."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.inputs import scenario_yaml

TAIL = "workload: [{call: c, requests: 1, input: 1}]\noptions: {o: {model: acme/m}}\n"
TERMS = "1 + " * 124 + "1.23"  # 124 * 4 + 4 = 500 characters


def scenario(*formulas: str) -> str:
    listed = "".join(f"  a{nth}: {{value: '{text}', why: {'x' * 300}}}\n" for nth, text in enumerate(formulas))
    return scenario_yaml(f"assumptions:\n{listed}{TAIL}")


@pytest.mark.parametrize(("more", "fits"), [("1.234567", True), ("1.2345678", False)])
def test_as_many_characters_as_allowed_are_read_and_reasons_do_not_count(more: str, fits: bool) -> None:
    # 199 * 500 = 99,500; 122 * 4 + 8 = 496 make 99,996; 1 + 1 of the call, `c` among them, make 99,999; and one more
    text = scenario(*[TERMS] * 199, "1 + " * 122 + more).replace("input: 1}", "input: 10}")
    if fits:
        load_scenario(text=text)
        return
    with pytest.raises(InputError) as error:
        load_scenario(text=text)
    assert [problem.code for problem in error.value.problems] == ["formula-too-long"]


def test_one_formula_more_is_refused_at_its_place() -> None:
    with pytest.raises(InputError) as error:
        load_scenario(text=scenario(*[TERMS] * 201))
    (problem,) = error.value.problems
    assert (problem.code, problem.place.line) == ("formula-too-long", 206)  # the 201st, below five lines
    assert problem.message == "the formulas of a file have at most 100,000 characters together"
