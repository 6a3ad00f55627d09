"""Several scenarios together: the chosen option of each, in all and by tag, in the same money and the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.comparison import compare
from costcalc.comparison.sums import OptionsSum, ScenarioSum, sum_of
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CARD = card_yaml("""\
models:
  one: {rates: [{effective: 2026-01-01, source: s, input: 1}]}
  two: {rates: [{effective: 2026-01-01, source: s, input: 2}]}
  late: {rates: [{effective: 2027-01-01, source: s, input: 3}]}
""")
BODY = """\
{head}
assumptions: {{size: {size}M}}
workload:
  - {{call: ask, requests: 1, input: size}}
  - {{line: setup, unit_price: 7, once: true}}
options: {{a: {{model: acme/one, use: [ask]}}, b: {{model: acme/two}}, c: {{model: acme/late}}}}
"""


@pytest.fixture
def together(tmp_path: Path) -> Callable[..., ScenarioSum]:
    (tmp_path / "cards").mkdir()
    cards = cards_in(tmp_path / "cards", CARD)

    def added(*heads: str, **others: object) -> ScenarioSum:
        results = []
        for nth, head in enumerate(heads, 1):
            path = tmp_path / f"s{nth}.yaml"
            own = "" if "id:" in head else f"id: s-{nth}\n"
            path.write_text(scenario_yaml(BODY.format(head=own + head, size=nth)), encoding="utf-8")
            results.append(compare(load_scenario(path), cards, as_of="2026-05-01", **others))  # type: ignore[arg-type]
        return sum_of(results)

    return added


def numbers(found: OptionsSum) -> tuple[object, object]:
    """Return a sum, and what is paid once in it."""
    return (found.figure and found.figure.value, found.upfront and found.upfront.value)


def test_the_chosen_option_counts_and_else_the_baseline(together: Callable[..., ScenarioSum]) -> None:
    found = together("chosen: b\nbaseline: a", "baseline: a", "chosen: a")
    # s-1 on b: 1M at 2, and 7 once; s-2 on a: 2M at 1; s-3 on a: 3M at 1
    assert found.sum is not None
    assert found.sum.figure is not None
    assert found.sum.figure.value == 2 + 2 + 3
    assert found.sum.figure.formula == "s_1.b.total + s_2.a.total + s_3.a.total"
    assert found.sum.figure.substituted() == "2 + 2 + 3"
    assert found.sum.upfront is not None
    assert found.sum.upfront.value == 7
    assert found.sum.ends is None
    assert found.tags == ()


def test_every_tag_has_the_sums_of_its_values_and_they_add_up(together: Callable[..., ScenarioSum]) -> None:
    found = together(
        "chosen: a\ntags: {team: support, stage: live}",
        "chosen: a\ntags: {team: sales}",
        "chosen: a\ntags: {team: support}",
    )
    assert [(one.tag, one.value, *numbers(one.sum)) for one in found.tags] == [
        ("team", "support", 1 + 3, None),
        ("team", "sales", 2, None),
        ("stage", "live", 1, None),
        ("stage", None, 2 + 3, None),
    ]


def test_what_is_paid_once_is_in_the_sums_of_tags_too(together: Callable[..., ScenarioSum]) -> None:
    found = together("chosen: b\ntags: {team: support}", "chosen: b\ntags: {team: sales}", "chosen: a")
    assert [(one.value, *numbers(one.sum)) for one in found.tags] == [
        ("support", 2, 7),
        ("sales", 4, 7),
        (None, 3, None),
    ]


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        (
            ("chosen: a", "tags: {x: y}"),
            "`s-2` has several options, and says neither which is `chosen` nor a `baseline`",
        ),
        (("chosen: a", "chosen: c"), "the option `c` of `s-2` is not priced"),
        (("chosen: a", "chosen: a\nperiod: day"), "they are in several periods: month (`s-1`), day (`s-2`)"),
        (("chosen: a", "chosen: a\nid: s-1"), "`s-1` is named 2 times"),
    ],
)
def test_what_cannot_be_added_up_is_not_and_says_why(
    together: Callable[..., ScenarioSum], heads: tuple[str, ...], why: str
) -> None:
    found = together(*heads)
    assert (found.sum, found.options, found.why) == (None, (), (why,))


def test_a_chosen_option_that_is_not_shown_is_not_replaced_by_another(together: Callable[..., ScenarioSum]) -> None:
    found = together("chosen: a\nbaseline: b", "chosen: a\nbaseline: b", only=["c"])
    assert found.why == ("the option `a` of `s-1` is not shown", "the option `a` of `s-2` is not shown")


RANGED = "workload: [{{line: a, quantity: n, unit_price: {price}}}]\nassumptions: {{n: {n}}}\n"


def of_lines(*said: tuple[str, int]) -> ScenarioSum:
    """Add up scenarios of one line each: how many, at what price."""
    results = []
    for nth, (n, price) in enumerate(said, 1):
        body = RANGED.format(n=n, price=price)
        text = scenario_yaml(f"id: s-{nth}\n{body}")
        results.append(compare(load_scenario(text=text), costcalc.load_cards(), as_of="2026-05-01"))
    return sum_of(results)


@pytest.mark.parametrize(
    ("said", "total", "low", "high"),
    [
        # 2 at 10 and 3 at 100; then 1 to 4 at 10 beside it
        ((("2", 10), ("3", 100)), 320, None, None),
        ((("{value: 2, between: 1 to 4}", 10), ("3", 100)), 320, 310, 340),
        ((("{value: 2, between: 1 to 4}", 10), ("{value: 3, between: 2 to 5}", 100)), 320, 210, 540),
        # nobody knows the first: there is no one sum, and between what it is
        ((("{between: 1 to 4}", 10), ("3", 100)), None, 310, 340),
    ],
)
def test_ranges_add_up(said: tuple[tuple[str, int], ...], total: int | None, low: int | None, high: int | None) -> None:
    found = of_lines(*said)
    assert found.sum is not None
    assert numbers(found.sum) == (total, None)
    assert (found.sum.ends and found.sum.ends[:2]) == (None if low is None else (low, high))


def test_what_is_open_has_no_sum_and_says_what_is_missing() -> None:
    assert of_lines(("{unit: seats}", 10), ("3", 100)).why == ("`s-1` is open: `n` has no value",)
