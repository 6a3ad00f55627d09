"""Answers in every shape, with what they count and what that costs, worked out by hand: `readers/NAME.yaml`.

A case `says` what it is about, and has an `answer`; `meters` that are counted in it, or the `requests` it is made of,
or the code with which it is `refused`; the `service`, the `region` and the money that is `stated` in it; and `prices`
with the `total` they give.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from costcalc.problem import InputError, Place
from costcalc.project.load import load_cards
from costcalc.usage import reported
from costcalc.usage.bill import AnswersAsked, bill_answers
from costcalc.usage.readers import MODULES, READERS
from tests.inputs import card_yaml
from tools.read_yaml import read_yaml

HERE = Path(__file__).parent / "readers"
PLACE = Place.start_of("answer.json")
KEYS = {"says", "answer", "meters", "requests", "refused", "service", "region", "stated", "prices", "total"}


def cases() -> Any:
    for path in sorted(HERE.glob("*.yaml")):
        for case in read_yaml(path.read_text(encoding="utf-8")):
            assert case.keys() <= KEYS
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['says']}")


def exact(value: Any) -> Any:
    """Return a case as it comes from JSON, with the digits that stand in it."""
    return json.loads(json.dumps(value), parse_float=Decimal, parse_int=Decimal)


def test_every_shape_has_cases_and_documentation() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(READERS) == set(MODULES)
    files = {path.stem for path in Path("costcalc/usage/readers").glob("*.py")} - {"__init__", "reader"}
    assert files == set(READERS)
    page = Path("docs/usage.md").read_text(encoding="utf-8")
    for name, module in MODULES.items():
        assert f"\n### {name}\n" in page
        assert "Source: https://" in (module.__doc__ or "")


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_an_answer_is_read_and_costs_what_it_costs(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    answer = exact(case["answer"])
    if code := case.get("refused"):
        with pytest.raises(InputError) as error:
            reported(answer, lambda _: PLACE)
        assert {problem.code for problem in error.value.problems} == {code}
        return
    usage = reported(answer, lambda _: PLACE)
    family = READERS[usage.shape].family
    assert READERS[name].family == family
    expected = exact(case.get("requests") or [case["meters"]])
    assert [dict(request) for request in usage.requests] == expected
    if service := case.get("service"):
        assert usage.service
        assert usage.service.name == service
    if region := case.get("region"):
        assert usage.region
        assert usage.region.name == region
    stated = exact(case.get("stated"))
    assert (usage.stated and {"amount": usage.stated.amount, "key": usage.stated.key}) == stated
    if "total" in case:
        prices = json.dumps(case["prices"])
        rate = f'{{"effective": 2026-01-01, "source": "https://example.com/p", {prices[1:]}'
        (tmp_path / "acme.yaml").write_text(card_yaml(f"models:\n  m: {{rates: [{rate}]}}\n"), encoding="utf-8")
        cards = load_cards(tmp_path)
        at = cards.file("acme").card.models["m"].rates[0].effective.at
        asked = AnswersAsked([usage._replace(service=None)], at)
        assert bill_answers(cards, "acme/m", PLACE, asked).estimate.total == exact(case["total"])
