"""The first three lines: the verdict, the largest move, and what all moves come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.review.moved_sum import moved_sums
from costcalc.review.size import by_size
from tests.little import SCENARIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.little import Little

    Write = Callable[..., str]

VERDICT = "Failed: 2 findings of level error. Exit code 1: the answer is no."
LARGEST = "Largest move: chat/small: 880.00 → 1,100.00 USD a month, +220.00, +25 %"
# 220 + 100 + 20 = 340; 880 + 8,100 + 0 = 8,980; 340 / 8,980 = 0.03786…
SUM = "In all: +340.00 USD a month, +3.79 % (8,980.00 → 9,320.00), 3 options"


def in_all(text: str) -> str:
    """Return what a report says of all moves."""
    return text.splitlines()[2].removeprefix("In all: ")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_verdict_the_largest_move_and_the_sum_are_the_first_three_lines(
    dearer: Little, write: Write, width: int
) -> None:
    assert write("text", dearer.review(), width).splitlines()[:3] == [VERDICT, LARGEST, SUM]


def test_a_comment_begins_with_them_as_well_below_its_mark(dearer: Little, write: Write) -> None:
    lines = [line for line in write("markdown", dearer.review()).splitlines() if line]
    assert lines[:4] == ["<!-- costcalc check -->", "## costcalc check: failed", f"**{LARGEST}**", f"**{SUM}**"]


def test_they_are_there_whatever_follows(dearer: Little, write: Write) -> None:
    result = dearer.review()
    many = result._replace(findings=result.findings * 300)
    assert write("text", many).splitlines()[1:3] == [LARGEST, SUM]


def test_without_a_move_they_say_so_and_without_a_base_nothing(little: Little, write: Write) -> None:
    little.write("costcalc.yaml", "schema: costcalc/policy/v1\nfail_on: notice\n")
    assert write("text", little.review()).splitlines()[1] == "No cost moves."
    little.edit("scenarios/chat.yaml", ("max: 1000 USD", "max: 10 USD"))
    assert "cost moves" not in write("text", little.review(base=None))


def test_what_is_new_rises_by_all_that_it_costs_and_what_is_gone_falls_by_it(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("  large: {model: acme/large}", "  tiny: {model: acme/small}"))
    little.edit("scenarios/chat.yaml", ("baseline: large\n", ""), ("as_of: 2026-04-28\n", ""))
    # + 880 - 8,100 = -7,220, and 7,220 / 8,100 = 0.8913…
    assert in_all(write("text", little.review())) == "−7,220.00 USD a month, −89.14 % (8,100.00 → 880.00), 2 options"


def test_of_a_scenario_that_says_what_is_chosen_nothing_else_is_in_the_sum(dearer: Little, write: Write) -> None:
    dearer.edit("scenarios/chat.yaml", ("baseline: large", "baseline: large\nchosen: large"))
    # 100 / 8,100 = 0.0123…
    said = "+100.00 USD a month, +1.23 % (8,100.00 → 8,200.00), 1 chosen option"
    assert in_all(write("text", dearer.review())) == said


def test_another_choice_is_seen_although_no_cost_moves(little: Little, write: Write) -> None:
    for side, option in ((little.base, "small"), (little.head, "large")):
        chosen = SCENARIO.replace("baseline: large", f"baseline: large\nchosen: {option}")
        little.write("scenarios/chat.yaml", chosen, side)
    lines = write("text", little.review()).splitlines()
    # 8,100 - 880 = 7,220, and 7,220 / 880 = 8.2045…
    assert lines[1:3] == [
        "No cost moves.",
        "All chosen options: +7,220.00 USD a month, +820.45 % (880.00 → 8,100.00)",
    ]


def test_a_chosen_option_that_does_not_move_is_said(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("input: 3\n", "input: 4\n"))
    little.edit("scenarios/chat.yaml", ("baseline: large", "chosen: small"))
    assert in_all(write("text", little.review())) == "no option moves that is chosen"


def test_each_period_and_each_currency_has_a_sum_of_its_own(little: Little, write: Write) -> None:
    for side in (little.base, little.head):
        daily = SCENARIO.replace("id: chat", "id: daily").replace("period: month", "period: day")
        little.write("scenarios/daily.yaml", daily.replace("as_of: 2026-04-28\n", ""), side)
    little.edit("pricing/acme.yaml", ("output: 1.60", "output: 1.70"))
    # 500 * 0.10 = 50 more in either; 50 / 880 = 0.0568…
    assert in_all(write("text", little.review())) == (
        "+50.00 USD a month, +5.68 % (880.00 → 930.00), 1 option; +50.00 USD a day, +5.68 % (880.00 → 930.00), 1 option"
    )


def test_an_option_is_in_the_sum_once_however_many_instants_it_moves_at(dearer: Little) -> None:
    result = dearer.review()
    assert len(result.moves) == 5
    (found,) = moved_sums(result.moves)
    assert [move.name for move in found.moves] == ["chat/small", "chat/large", "chat/gift"]
    assert found.change.more
    assert found.change.more.substituted() == "9320 - 8980"


def test_what_moved_in_the_past_alone_is_summed_at_its_own_instant(little: Little, write: Write) -> None:
    little.edit(
        "pricing/acme.yaml",
        ("output: 15\n", "output: 16\n      - {effective: 2026-06-01, source: s, input: 3, output: 15}\n"),
    )
    # 500 * 1 = 500 more in April; 500 / 8,100 = 0.0617…
    assert in_all(write("text", little.review())) == (
        "+500.00 USD a month, +6.17 % (8,100.00 → 8,600.00), 1 option, at 2026-04-28"
    )


def test_what_cannot_be_compared_comes_first_and_is_counted_beside_the_sum(little: Little, write: Write) -> None:
    priceless = (little.base / "pricing/acme.yaml").read_text(encoding="utf-8").replace("        input: 0.40\n", "")
    little.write("pricing/acme.yaml", priceless, little.base)
    little.edit("pricing/acme.yaml", ("input: 3\n", "input: 4\n"))
    result = little.review()
    assert [move.option for move in by_size(result.moves)[:2]] == ["small", "small"]
    assert write("text", result).splitlines()[1].startswith("Largest move: chat/small: no price → 880.00 USD")
    # 200 * 1 = 200 more; 200 / 8,100 = 0.0246…
    assert in_all(write("text", result)) == (
        "+200.00 USD a month, +2.47 % (8,100.00 → 8,300.00), 1 option; 1 option in USD cannot be compared"
    )


def test_moves_are_told_by_size_whichever_way_they_go(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("output: 1.60", "output: 1.70"), ("input: 3\n", "input: 1\n"))
    text = write("text", little.review())
    # large falls by 200 * 2 = 400, and small rises by 500 * 0.10 = 50
    assert text.splitlines()[1].startswith("Largest move: chat/large: 8,100.00 → 7,700.00 USD a month, −400.00")
    assert text.index("  large  ") < text.index("  small  ")
