"""Values of the library can be pickled and copied, and then still work: the same amounts, and no number of another."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import costcalc
from costcalc.comparison import evaluate, plan
from costcalc.expr import Figure, Frame, Num, Quotient, Values, define, number, parse
from costcalc.expr import evaluate as value_of
from costcalc.problem import InputError, Place, Problem, Source
from costcalc.project.load import find_cards
from costcalc.source import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.comparison import Comparison
    from costcalc.ratecard import Catalogue

D = Decimal
PLACE = Place(Source("a.yaml", "a: 1"), 1, 4)
FLASH = "deepseek/deepseek-v4-flash"
TREES = Path("tests/trees")


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # made here


@pytest.fixture(params=[pickled, copy.deepcopy, copy.copy], ids=["pickle", "deepcopy", "copy"])
def again(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    """Every way in which Python makes another one of a value."""
    way: Callable[[Any], Any] = request.param
    return way


@pytest.fixture(scope="module")
def loaded() -> Catalogue:
    return costcalc.load_cards("pricing")


@pytest.fixture
def chatbot(loaded: Catalogue) -> Comparison:
    scenario = costcalc.load_scenario("scenarios/chatbot.yaml")
    return costcalc.compare(scenario, loaded, as_of="2026-04-28T12:00:00Z")


def test_cards_price_the_same(loaded: Catalogue, again: Callable[[Any], Any]) -> None:
    cards = again(loaded)
    bill = costcalc.price(cards, FLASH, {"input": 200, "output": 500}, 1_000_000, as_of="2026-04-28")
    assert bill.total == 168  # 200 * 0.14 + 500 * 0.28
    assert cards.ids() == loaded.ids()
    with pytest.raises(InputError, match="the rate card `openai` has no model `gpt-40`"):
        costcalc.price(cards, "openai/gpt-40", {"input": 1}, as_of="2026-04-28")


def test_cards_are_the_same_without_their_folder(tmp_path: Path) -> None:
    file = tmp_path / "deepseek.yaml"
    file.write_bytes(Path("pricing/deepseek.yaml").read_bytes())
    of_a_folder, of_a_file = pickle.dumps(costcalc.load_cards(tmp_path)), pickle.dumps(costcalc.load_cards(file))
    file.unlink()
    for data in (of_a_folder, of_a_file):
        cards = pickle.loads(data)  # noqa: S301  # made here
        assert costcalc.price(cards, FLASH, {"input": 200}, 1_000_000, as_of="2026-04-28").total == 28


def test_a_copy_of_cards_leaves_behind_what_was_worked_out(loaded: Catalogue, again: Callable[[Any], Any]) -> None:
    costcalc.price(loaded, FLASH, {"input": 1}, as_of="2026-04-28")
    cards = again(loaded)
    assert loaded.bills
    assert not cards.bills
    costcalc.price(cards, FLASH, {"output": 1}, as_of="2026-04-28")
    assert len(cards.bills) == 1


def test_a_forecast_is_the_same(loaded: Catalogue, again: Callable[[Any], Any]) -> None:
    scenario = costcalc.load_scenario("scenarios/chatbot.yaml")
    ahead = costcalc.forecast(scenario, loaded, as_of="2026-05-01", months=2)
    assert isinstance(ahead, costcalc.Forecast)
    for one in (ahead, again(ahead)):
        # 200 * 0.14 + 500 * 0.28, and 2,000 + 15,000, each of two months
        assert {option.id: option.total.value for option in one.options if option.total} == {
            "turbo": 34_000,
            "flash": D("285.6"),
            "turbo_published": 34_000,
            "flash_published": 336,
        }
        assert one.cheapest == ("flash_published",)


def test_a_card_and_a_calendar_are_found_again() -> None:
    """On Monday 2026-08-17, a day off in the calendar beside `tide`, the window of 09:00 to 12:00 does not open."""
    cards = pickled(costcalc.load_cards(TREES / "calendar/pricing"))
    for day, amount in (("17", 8), ("18", 16)):  # 1M tokens at 8, and at twice that in peak hours
        bill = costcalc.price(cards, "tide/day", {"output": 1_000_000}, as_of=f"2026-08-{day}T02:00:00Z")
        assert bill.total == amount


@pytest.mark.parametrize("tree", ["calendar", "contracts", "currencies", "forms", "formulas"])
def test_all_answers_are_the_same(tree: str, again: Callable[[Any], Any]) -> None:
    cards = find_cards([TREES / tree / "pricing", Path("pricing")])
    fx = costcalc.load_fx(TREES / tree / "fx.yaml") if tree == "currencies" else None
    compared = 0
    for path in sorted((TREES / tree / "scenarios").glob("*.yaml")):
        scenario = costcalc.load_scenario(path)
        try:
            result = costcalc.compare(scenario, cards, as_of="2026-08-17T12:00:00Z", fx=fx)
        except InputError:
            continue
        other = costcalc.compare(again(scenario), again(cards), as_of="2026-08-17T12:00:00Z", fx=again(fx))
        for one in (other, again(result)):
            assert [outcome.id for outcome in one] == [outcome.id for outcome in result]
            for mine, theirs in zip(one, result, strict=True):
                assert mine.not_priced == theirs.not_priced
                if mine.estimate and theirs.estimate:
                    assert mine.estimate.value == theirs.estimate.value
                    assert mine.estimate.figure.value == theirs.estimate.figure.value
                    assert mine.estimate.flags == theirs.estimate.flags
                    assert [each.amount for each in mine.estimate.charges] == [
                        each.amount for each in theirs.estimate.charges
                    ]
                    compared += 1
    assert compared


def test_cards_of_a_pickle_are_equal(loaded: Catalogue) -> None:
    again = pickled(loaded)
    assert all(again.file(card_id) == loaded.file(card_id) for card_id in loaded.ids())


def test_figures_of_a_comparison_can_be_asked_what_if(chatbot: Comparison, again: Callable[[Any], Any]) -> None:
    result = again(chatbot)
    assert result["flash_published"].estimate.total == 168
    assert result["flash_published"].saving.value == chatbot["flash_published"].saving.value
    twice = result["flash_published"].estimate.figure.given({"queries": 2_000_000})
    assert twice.value == 336  # 2M * (200 * 0.14 + 500 * 0.28) / 1M
    queries = again(result.assumptions[0].figure)
    assert queries.given({"queries": "queries * 2"}) == 2_000_000
    assert result.cheapest == ("flash_published",)


def test_a_plan_is_asked_again(loaded: Catalogue, again: Callable[[Any], Any]) -> None:
    planned = again(plan(costcalc.load_scenario("scenarios/chatbot.yaml"), loaded, as_of="2026-04-28"))
    result = evaluate(planned, again(planned.frame({"queries": 2_000_000})))
    assert result["flash_published"].estimate
    assert result["flash_published"].estimate.total == 336


@pytest.mark.parametrize("part", ["estimate", "charge", "figure", "outcome", "frame", "cards", "budget"])
def test_every_part_of_an_answer(chatbot: Comparison, part: str, again: Callable[[Any], Any]) -> None:
    outcome = chatbot["flash_published"]
    assert outcome.estimate
    (charge, _) = outcome.estimate.charges
    if part == "estimate":
        assert again(outcome.estimate).total == 168
    elif part == "charge":
        assert again(charge).amount == 28
        assert again(charge).sources() == charge.sources()
    elif part == "figure":
        assert again(charge.figure) == 28
        assert again(charge.figure).formula == charge.figure.formula
        assert again(charge.figure).places() == charge.figure.places()
    elif part == "outcome":
        assert again(outcome).per_year == 2016  # 12 * 168
    elif part == "frame":
        assert again(chatbot.frame) == chatbot.frame
        assert again(chatbot.frame).place("queries") == chatbot.frame.place("queries")
    elif part == "cards":
        assert [file.sha256 for file in again(chatbot.cards)] == [file.sha256 for file in chatbot.cards]
    else:
        assert again(chatbot.budgets) == chatbot.budgets


def test_a_figure_without_names(again: Callable[[Any], Any]) -> None:
    figure = again(Figure(Quotient(number(1), number(3))))
    assert figure == Fraction(1, 3)
    assert figure.formula == "1 / 3"
    with pytest.raises(KeyError):
        figure.given({"queries": 1})


def test_a_charge_as_a_dict_has_the_cards_themselves(chatbot: Comparison) -> None:
    outcome = chatbot["flash_published"]
    assert outcome.estimate
    charge = outcome.estimate.charges[0]
    said = dataclasses.asdict(charge)
    assert said["key"] == "answer.input"
    assert Figure(**said["figure"]) == 28
    for public in (chatbot, outcome, outcome.estimate, charge.figure):
        assert dataclasses.asdict(public)
    assert said["origin"].offer.file.card is charge.origin.offer.file.card  # and no copy of all its models
    assert dataclasses.asdict(chatbot)["frame"] == chatbot.frame


def test_a_problem_and_the_error_that_has_it(again: Callable[[Any], Any]) -> None:
    problem = Problem(PLACE, "bad-number", "`x` is not a number", "write one")
    assert again(problem) == problem
    error = InputError([problem, Problem(PLACE.shifted(1), "tag", "no tags")])
    error.add_note("while reading")
    other = again(error)
    assert type(other) is InputError
    assert other.problems == error.problems
    assert str(other) == str(error)
    assert other.__notes__ == ["while reading"]


def test_what_was_read(again: Callable[[Any], Any]) -> None:
    text = again(Scalar("1M", PLACE, unquoted=True))
    assert (text, text.place, text.unquoted, type(text)) == ("1M", PLACE, True, Scalar)
    mapping, sequence = Mapping(PLACE), Sequence(PLACE)
    mapping["a"] = text
    mapping.places["a"] = PLACE
    sequence.append(text)
    assert again(mapping) == {"a": "1M"}
    assert again(mapping).places == {"a": PLACE}
    assert again(mapping).place == again(sequence).place == PLACE
    assert again(sequence)[0].place == PLACE
    assert again(PLACE) == PLACE
    assert again(PLACE).excerpt() == PLACE.excerpt()


def test_a_figure_just_beside_the_bound_of_a_tier(again: Callable[[Any], Any]) -> None:
    # 1,001 and more images cost 1, fewer 3: just above 1,000 the budget of 10 has 990 less than nothing left
    text = """\
schema: costcalc/scenario/v1
id: bound
title: T
prices: {p: {image: {volume: [{up_to: 1000, price: 3}, {price: 1}], per: 1 image, period: month}}}
period: month
assumptions: {n: {between: 1000 to 1100}}
workload: [{call: c, model: p, requests: n, image: 1}]
budgets: [{of: 4000 - total, max: 10 USD}]
"""
    result = costcalc.compare(costcalc.load_scenario(text=text), costcalc.load_cards(), as_of="2026-05-01")
    headroom = result.budgets[0].headroom
    assert headroom is not None
    assert headroom.value == again(headroom).value == again(result).budgets[0].headroom.value == 10 - (4000 - 1000)


def test_no_number_of_another_formula_is_found_in_a_copy(again: Callable[[Any], Any]) -> None:
    """An id says which node it is in one process alone: in another, any node may have it."""
    asked, other = number(1), parse("tokens * 2", PLACE)
    for values in (Values({"tokens": D(3)}), Frame.resolved(define({"tokens": number(3)}))):
        assert value_of(asked, values) == 1
        values.memory[id(other)] = (asked, D(1))  # as if `asked` had lain where `other` lies now
        assert value_of(other, values) == 1
        copied = again(values)
        assert not copied.memory
        assert value_of(other, copied) == 6


def test_no_frame_of_another_layer_is_found_in_a_copy(again: Callable[[Any], Any]) -> None:
    values = Frame.resolved(define({"tokens": number(3)}))
    five, seven = {"tokens": number(5)}, {"tokens": number(7)}
    wrong = values.under(five)
    key = tuple((name, id(node)) for name, node in seven.items())
    values._derived[key] = (five, wrong)  # noqa: SLF001  # as if `five` had lain where `seven` lies now
    assert values.under(seven)["tokens"] == 5
    assert again(values).under(seven)["tokens"] == 7


def test_frames_of_a_copy_belong_to_each_other() -> None:
    """What is asked of an option of a copy is computed from the copy, and remembered there."""
    frame = Frame.resolved(
        define({"tokens": number(3), "double": parse("tokens * 2", PLACE)}), {"long": {"tokens": number(5)}}
    )
    assert frame.of("long")["double"] == 10
    other = pickled(frame)
    assert other.of("long")["double"] == 10
    assert other.of("long").of("another") == other
    assert other.given({"tokens": 4}).of("long")["double"] == 10
    assert other.given({"tokens": 4})["double"] == 8


def test_the_deepest_formula_can_be_pickled() -> None:
    text = "1"
    deepest = None
    while True:
        try:
            deepest = parse(text, Place(Source("f", text), 1, 1))
        except InputError:
            break
        text = f"({text} + 1) * 1" if len(text) % 2 else f"-{text}"
    assert deepest
    assert not isinstance(deepest, Num)
    assert pickled(deepest) == deepest


def test_a_model_copy_of_a_record_is_another_one(loaded: Catalogue) -> None:
    """pydantic changes what it copied, which must never be the card that all others have."""
    (card,) = [file.card for file in loaded if file.card.id == "openai"]
    other = card.model_copy(update={"title": "mine"}, deep=True)
    assert (other.title, card.title == "mine") == ("mine", False)


@pytest.mark.slow
def test_a_pickle_is_read_in_another_process(chatbot: Comparison, loaded: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "pickle").write_bytes(pickle.dumps((loaded, chatbot)))
    code = f"""
import costcalc, pickle
cards, result = pickle.load(open({str(tmp_path / "pickle")!r}, "rb"))
print(costcalc.price(cards, {FLASH!r}, {{"input": 200, "output": 500}}, 1_000_000, as_of="2026-04-28").total)
figure = result["flash_published"].estimate.figure
print(figure, figure.given({{"queries": 2_000_000}}), result["flash_published"].estimate["answer.output"].amount)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["168", "168", "336", "140"]  # 200 * 0.14 + 500 * 0.28, twice that, 500 * 0.28


def test_costcalc_never_unpickles() -> None:
    """A pickle is code, and a stranger's file is not run."""
    unsafe = re.compile(
        r"^\s*(import|from)\s+(pickle|marshal|shelve|copyreg|dill|cloudpickle)\b|\bread_pickle\b", re.MULTILINE
    )
    found = [path for path in Path("costcalc").rglob("*.py") if unsafe.search(path.read_text(encoding="utf-8"))]
    assert not found
