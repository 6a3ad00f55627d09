"""What is alike is said once: a gate with all that it stops, a price with all that it moves, a rate of exchange."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from costcalc.checks import Finding, Level
from costcalc.problem import Place, Source
from tests.little import CARD, GATE, SCENARIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

TEAMS = 30
FX = """\
schema: costcalc/fx/v1
id: rates
title: Rates
rates:
  - {from: EUR, to: USD, effective: 2026-01-01, rate: 1.10, source: the bank}
"""


def once(text: str) -> str:
    """Return a text with one blank for several."""
    return " ".join(text.split())


@pytest.fixture
def teams(little: Little) -> Little:
    """Thirty scenarios, of 1 to 30 times 100,000 requests, of which the price is to rise: 1.60 to 2 for output.

    The small model costs 20 * 0.40 + 50 * 1.60 = 88 USD a month for each 100,000 requests; 50 * 0.40 = 20 more are
    20 / 88 = 22.73 %.
    """
    for nth in range(1, TEAMS + 1):
        text = SCENARIO.replace("id: chat", f"id: team-{nth}").replace("1M", f"{nth}00000").partition("baseline")[0]
        little.write(f"scenarios/team-{nth}.yaml", text.replace("as_of: 2026-04-28\n", ""), little.base, little.head)
    for side in (little.base, little.head):
        (side / "scenarios/chat.yaml").unlink()
    little.edit("pricing/acme.yaml", ("output: 1.60", "output: 2"))
    policy = "schema: costcalc/policy/v1\ngates:\n  - {increase_percent: 20%}\n"
    little.write("costcalc.yaml", policy, little.base, little.head)
    return little


def test_a_gate_over_many_options_is_one_entry_with_the_largest_first(teams: Little, write: Write) -> None:
    result = teams.review(paths=("pricing", "scenarios"))
    assert len(result.findings) == TEAMS
    said = (
        "costcalc.yaml:3:24: error[gate]: 30 options (increase_percent), and the gate is 20%, at 2026-11-23: "
        "team-30/small rises by 22.73 %; team-29/small rises by 22.73 %; team-28/small rises by 22.73 %; "
        "team-27/small rises by 22.73 %; team-26/small rises by 22.73 %; team-25/small rises by 22.73 %; "
        "team-24/small rises by 22.73 %; team-23/small rises by 22.73 %; team-22/small rises by 22.73 %; "
        "team-21/small rises by 22.73 %; …and 20 more"
    )
    assert said in once(write("text", result, 200))
    page = write("markdown", result)
    assert f"\n- {said.replace('[', '&#91;').replace(']', '&#93;')}\n" in page
    assert page.count("costcalc.yaml:3:24") == 1
    assert len(json.loads(write("json", result))["findings"]) == TEAMS


def test_what_the_policy_says_to_a_gate_is_said_once_for_all_that_it_stops(teams: Little, write: Write) -> None:
    result = teams.review(paths=("pricing", "scenarios"))
    result = result._replace(findings=tuple(one._replace(hint="ask finops") for one in result.findings))
    for form in ("text", "markdown"):
        assert once(write(form, result)).count("; hint: ask finops") == 1


def test_what_a_gate_stops_at_two_instants_is_said_once_with_both(little: Little, write: Write) -> None:
    little.write("costcalc.yaml", GATE.replace("200", "10"), little.base, little.head)
    little.edit("pricing/acme.yaml", ("output: 1.60", "output: 1.70"))
    result = little.review()
    assert len(result.findings) == 2
    # 500 * 0.10 = 50
    said = "chat/small rises by 50 USD, and the gate is 10 USD, at 2026-04-28 and 2026-11-23"
    assert once(write("text", result)).count(f"costcalc.yaml:3:16: error[gate]: {said}") == 1
    assert write("markdown", result).count(said) == 1


def finding(message: str, about: str) -> Finding:
    return Finding("gate", Level.ERROR, Place(Source("costcalc.yaml"), 3, 9), message, None, about)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["a rises, at 2026-01-01", "b rises, at 2026-01-01"], "2 options, at 2026-01-01: a rises; b rises"),
        (
            ["a rises, at 2026-01-01", "b falls, at 2026-02-01"],
            "2 options: a rises, at 2026-01-01; b falls, at 2026-02-01",
        ),
        (["a is 1,000 over, and why", "b is 2, and why"], "2 options, and why: a is 1,000 over; b is 2"),
        (["a", "b"], "2 options: a; b"),
        (["a rises, at noon", "b rises, at noon"], "2 options, at noon: a rises; b rises"),
    ],
)
def test_what_findings_of_one_limit_have_in_common_is_said_once(
    dearer: Little, write: Write, messages: list[str], said: str
) -> None:
    result = dearer.review()._replace(moves=(), findings=tuple(finding(text, text[0]) for text in messages))
    assert f"costcalc.yaml:3:9: error[gate]: {said}\n" in write("text", result, 200)


def test_a_price_change_is_said_once_with_the_options_that_it_moves(teams: Little, write: Write) -> None:
    # for 3M requests 1,500M tokens: 1,500 * 1.60 = 2,400, and 1,500 * 2 = 3,000
    said = (
        "acme/small, output: 1.6 → 2 USD / 1M tokens (pricing/acme.yaml:15:17): "
        "team-30/small, answer.output 2,400.00 → 3,000.00; team-29/small, answer.output 2,320.00 → 2,900.00; "
    )
    for form in ("text", "markdown"):
        text = once(write(form, teams.review(paths=("pricing", "scenarios"))).partition("How it was computed")[0])
        assert said in text
        assert "; …and 25 more" in text
        assert text.count("1.6 → 2 USD") == 1
        assert text.count("answer.output") == 5


def test_a_price_that_moves_one_option_stays_beside_it_with_its_quantity(dearer: Little, write: Write) -> None:
    text = write("text", dearer.review())
    assert "What moves several options" not in text
    assert "small, answer.output: 1.6 → 2 USD / 1M tokens × 500,000,000 tokens" in text


def test_an_announced_price_is_said_once_with_the_options_that_it_will_move(teams: Little, write: Write) -> None:
    teams.edit("pricing/acme.yaml", ("output: 2\n", f"output: 2\n{LATER}"))
    text = once(write("text", teams.review(paths=("pricing", "scenarios"))))
    # for 3M requests: 600 * 0.40 + 1,500 * 2 = 3,240, and 1,500 more are 4,740: 46.296… %
    said = "from 2026-12-01 (pricing/acme.yaml:16:20): team-30/small +1,500.00, +46.3 % (3,240.00 → 4,740.00 USD); "
    assert said in text
    assert text.count("2026-12-01") == 1


LATER = """\
      - effective: 2026-12-01
        source: https://acme.example/pricing
        input: 0.40
        output: 3
"""


@pytest.fixture
def exchanged(little: Little) -> Review:
    """A review of a scenario in USD on a card in EUR, whose exchange rate is another now: 1.10 is 1.15."""
    for side in (little.base, little.head):
        little.write("pricing/acme.yaml", CARD.replace("currency: USD", "currency: EUR"), side)
        little.write("scenarios/chat.yaml", SCENARIO.replace("period:", "currency: USD\nperiod:"), side)
        little.write("pricing/rates.yaml", FX, side)
    little.edit("scenarios/chat.yaml", ("  gift: {model: acme/gift}\n", ""))
    little.write("scenarios/chat.yaml", (little.head / "scenarios/chat.yaml").read_text(encoding="utf-8"), little.base)
    little.edit("pricing/rates.yaml", ("rate: 1.10", "rate: 1.15"))
    return little.review(paths=("pricing", "scenarios"))


def test_a_moved_exchange_rate_is_a_cause_with_a_name_and_a_place(exchanged: Review, write: Write) -> None:
    # 880 EUR * 1.10 = 968 USD, and * 1.15 = 1,012
    said = "EUR to USD: 1.1 → 1.15 (pricing/rates.yaml:5:55): chat/large; chat/small"
    for form in ("text", "markdown"):
        text = write(form, exchanged)
        assert once(text).count(said) == 1
        assert "968.00" in text
    moves = json.loads(write("json", exchanged))["moves"]
    assert {move["difference"] for move in moves} == {"44", "405"}
    for move in moves:
        (rate,) = move["exchange"]
        assert (rate["from"], rate["to"], rate["before"], rate["after"]) == ("EUR", "USD", "1.1", "1.15")
        assert move["place"] == rate["place"]
        assert rate["place"] == "pricing/rates.yaml:5:55"
    assert "::notice file=pricing/rates.yaml,line=5,col=55,title=costcalc%3A costs move::" in write("github", exchanged)


def test_an_exchange_rate_that_moves_one_option_stays_beside_it(exchanged: Review, write: Write) -> None:
    result = exchanged._replace(moves=tuple(move for move in exchanged.moves if move.option == "small"))
    assert "\n  small: EUR to USD: 1.1 → 1.15 (pricing/rates.yaml:5:55)\n" in write("text", result)
