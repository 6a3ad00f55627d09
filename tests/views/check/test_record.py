"""JSON: everything, exactly, and what its schema knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from costcalc.views.check.record import CHECK
from tests.little import SCENARIO, harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

DEFINITIONS: dict[str, Any] = {}
SCHEMA = CHECK.shape(DEFINITIONS) | {"$defs": DEFINITIONS}


def document(text: str) -> Any:
    """Read a report in which there is no float, and hold it against its schema."""

    def refused(number: str) -> None:
        message = f"a float in the output: {number}"
        raise AssertionError(message)

    assert text.isascii()
    harmless(text)
    found = json.loads(text, parse_float=refused, parse_constant=refused)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_schema_is_one_and_says_what_every_key_holds() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    wanted = {
        "charge",
        "charge_move",
        "check_budget",
        "check_counts",
        "check_problem",
        "check_sum",
        "exchange_move",
        "finding",
        "move",
        "moved_sum",
        "side",
        "sum_stop",
    }
    assert set(DEFINITIONS) == {*wanted, "turns", "upcoming"}
    for one in (SCHEMA, *DEFINITIONS.values()):
        assert one["required"] == list(one["properties"])


def test_what_the_schema_does_not_know_is_refused(dearer: Little, write: Write) -> None:
    found = document(write("json", dearer.review()))
    found["moves"][0]["charges"][0]["after"]["amount"] = 100
    assert not Draft202012Validator(SCHEMA).is_valid(found)


def test_all_is_well(little: Little, write: Write) -> None:
    found = document(write("json", little.review()))
    assert {key: found[key] for key in ("verdict", "exit_code", "as_of", "base", "fail_on")} == {
        "verdict": "passed",
        "exit_code": 0,
        "as_of": "2026-11-23T00:00:00Z",
        "base": "../base",
        "fail_on": "error",
    }
    assert (found["moves"], found["findings"], found["problems"], found["upcoming"]) == ([], [], [], [])
    assert found["counts"]["options"] == 3
    assert document(write("json", little.review(base=None)))["base"] is None


def test_a_move_has_both_sides_with_their_formulas(dearer: Little, write: Write) -> None:
    found = document(write("json", dearer.review()))
    assert (found["verdict"], found["exit_code"]) == ("failed", 1)
    small, large, gift, *history = found["moves"]
    assert [(move["option"], move["as_of"]) for move in history] == [
        ("large", "2026-04-28T00:00:00Z"),
        ("gift", "2026-04-28T00:00:00Z"),
    ]
    assert (small["before"]["total"], small["after"]["total"], small["difference"]) == ("880", "1100", "220")
    assert (small["difference_substituted"], small["share"], small["share_exact"]) == ("1100 - 880", "0.25", None)
    assert (large["share"], large["share_exact"]) == ("0.0123456790123457", "1/81")
    assert (gift["kind"], gift["share"]) == ("free-to-paid", None)
    charge = small["charges"][0]
    assert (charge["key"], charge["place"]) == ("answer.input", "pricing/acme.yaml:19:16")
    assert charge["before"]["substituted"] == "1000000 * 200 * 0.4 / 1000000"
    assert charge["after"]["substituted"] == "1000000 * 200 * 0.5 / 1000000"
    assert (charge["before"]["amount"], charge["after"]["amount"]) == ("80", "100")


def test_budgets_have_their_headroom_before_and_after(dearer: Little, write: Write) -> None:
    today, own, ahead = document(write("json", dearer.review()))["budgets"]
    assert (today["headroom"], today["headroom_before"], today["broken"], today["worse"]) == ("-100", "120", True, True)
    assert (today["limit"], today["currency"], today["place"]) == ("1000", "USD", "scenarios/chat.yaml:16:26")
    assert today["headroom_substituted"] == "1000 - 1100"
    assert (own["headroom"], own["broken"]) == ("120", False)
    assert (ahead["as_of"], ahead["headroom"]) == ("2026-12-01T00:00:00Z", "-600")  # 1,600 by then


def test_what_is_announced_has_its_day_and_its_difference(dearer: Little, write: Write) -> None:
    (found,) = document(write("json", dearer.review()))["upcoming"]
    assert (found["since"], found["now"], found["then"]) == ("2026-12-01T00:00:00Z", "1100", "1600")
    assert (found["difference"], found["share_exact"]) == ("500", "5/11")


def test_a_new_option_has_no_side_before(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("  gift: {model: acme/gift}", "  tiny: {model: acme/small}"))
    new, gone = document(write("json", little.review()))["moves"][:2]
    assert (new["kind"], new["before"], new["difference"]) == ("new", None, None)
    assert (gone["kind"], gone["after"], gone["charges"][0]["after"]) == ("gone", None, None)


def test_amounts_in_two_currencies_have_no_difference(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("currency: USD", "currency: EUR"))
    little.edit("scenarios/chat.yaml", ("1000 USD", "1000 EUR"))
    little.write("scenarios/chat.yaml", SCENARIO.partition("budgets:")[0], little.base)
    move = document(write("json", little.review()))["moves"][0]
    assert (move["kind"], move["difference"], move["share"]) == ("not-comparable", None, None)
    assert (move["before"]["currency"], move["after"]["currency"]) == ("USD", "EUR")


def test_problems_and_nothing_else_without_an_answer(unanswered: Review, write: Write) -> None:
    found = document(write("json", unanswered))
    assert (found["verdict"], found["exit_code"], found["moves"]) == ("no-answer", 2, [])
    assert {one["file"] for one in found["problems"]} == {"scenarios/broken.yaml"}
    assert found["counts"]["problems"] == len(unanswered.problems)


def test_problems_beyond_the_twentieth_of_a_file_are_counted(unanswered: Review, write: Write) -> None:
    many = tuple(unanswered.problems[0] for _ in range(25))
    found = document(write("json", unanswered._replace(problems=many)))
    assert (len(found["problems"]), found["left_out"]) == (20, {"scenarios/broken.yaml": 5})
    assert found["counts"]["problems"] == 25


def test_whatever_is_in_it_comes_out_as_it_was(hostile: Review, write: Write) -> None:
    found = document(write("json", hostile))
    assert {one.message for one in hostile.findings} == {one["message"] for one in found["findings"]}
    assert found["base"] == hostile.base


@pytest.mark.parametrize("kind", ["little", "dearer"])
def test_the_same_review_is_the_same_bytes(kind: str, write: Write, request: pytest.FixtureRequest) -> None:
    project = request.getfixturevalue(kind)
    assert write("json", project.review()) == write("json", project.review())
