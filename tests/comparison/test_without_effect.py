"""What `--set` cannot change in an option is said."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.comparison.forecast import forecast
from costcalc.project.load import load_cards, load_scenario
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.comparison import Comparison

CARD = card_yaml("models: {m: {rates: [{effective: 2026-01-01, source: s, input: 1}]}}\n")
BODY = """\
assumptions: {tokens: 100, doubled: tokens * 2, other: 7, unknown: {unit: tokens}}
workload: [{call: ask, requests: 1M, input: tokens + doubled}]
options:
  plain: {model: acme/m}
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Comparison]:
    (tmp_path / "acme.yaml").write_text(CARD, encoding="utf-8")

    def ask(layer: str, settings: dict[str, int | str]) -> Comparison:
        path = tmp_path / "s.yaml"
        option = f"  it: {{model: acme/m, with: {layer}}}\n"
        path.write_text(scenario_yaml(dedent(BODY) + option), encoding="utf-8")
        return compare(load_scenario(path), load_cards(tmp_path / "acme.yaml"), as_of="2026-04-28", settings=settings)

    return ask


def notes(result: Comparison, option: str = "it") -> list[tuple[str, str, bool]]:
    return [tuple(flag) for flag in result[option].flags]


def test_an_option_that_says_a_number_takes_no_notice_of_another(run: Callable[..., Comparison]) -> None:
    result = run("{tokens: 300}", {"tokens": 500})
    message = "`--set tokens` changes nothing of what it costs: its `with` says `tokens: 300`"
    assert notes(result) == [("set-without-effect", message, False)]
    assert notes(result, "plain") == []
    assert result["it"].may_win
    # 500 + 1000, and 300 + 600
    assert [each.estimate and each.estimate.total for each in result.outcomes] == [Decimal(1500), Decimal(900)]


@pytest.mark.parametrize(
    ("layer", "settings"),
    [
        ("{tokens: tokens * 1.35}", {"tokens": 500}),
        ("{tokens: doubled / 2}", {"tokens": 500}),  # which rests on it
        ("{tokens: 300, doubled: tokens * 3}", {"tokens": 500}),  # in a layer, a name means what was set
        ("{doubled: 8}", {"tokens": 500}),  # which is asked for beside it
        ("{tokens: 300}", {"other": 8}),
        ("{tokens: 300}", {"doubled": 8}),
        ("{tokens: 300}", {}),
    ],
)
def test_what_changes_something_is_not_flagged(
    run: Callable[..., Comparison], layer: str, settings: dict[str, int | str]
) -> None:
    assert notes(run(layer, settings)) == []


def test_a_formula_that_rests_on_something_else_is_said_as_it_is_written(run: Callable[..., Comparison]) -> None:
    (note,) = notes(run("{tokens: other * 2}", {"tokens": 500}))
    assert note[1] == "`--set tokens` changes nothing of what it costs: its `with` says `tokens: other * 2`"


def test_what_rests_on_a_setting_may_be_replaced_as_well(run: Callable[..., Comparison]) -> None:
    found = notes(run("{tokens: 300, doubled: other * 9}", {"tokens": 500}))
    message = "`--set tokens` changes nothing of what it costs: its `with` says `tokens: 300, doubled: other * 9`"
    assert [note[1] for note in found] == [message]


def test_all_that_rests_on_a_setting_may_be_replaced(tmp_path: Path) -> None:
    body = """\
    assumptions: {users: 100, calls: users * 5, again: calls * 2, fee: users * 3}
    workload:
      - {call: ask, requests: again, input: 1M}
      - {line: seats, unit_price: fee}
    options:
      plain: {model: acme/m}
      it: {model: acme/m, with: {calls: 7}, use: [ask]}
      both: {model: acme/m, with: {calls: 7}}
      zero: {model: acme/m, with: {again: 0}, use: [ask]}
    """
    (tmp_path / "s.yaml").write_text(scenario_yaml(dedent(body)), encoding="utf-8")
    (tmp_path / "acme.yaml").write_text(CARD, encoding="utf-8")
    file, cards = load_scenario(tmp_path / "s.yaml"), load_cards(tmp_path / "acme.yaml")
    result = compare(file, cards, as_of="2026-04-28", settings={"users": 9})
    said = "`--set users` changes nothing of what {} costs: its `with` says `{}`"
    assert [[note[1] for note in notes(result, each.id)] for each in result.outcomes] == [
        [],
        [said.format("it", "calls: 7")],
        [],  # its seats are another number
        [said.format("zero", "again: 0")],
    ]


def test_a_setting_that_takes_the_way_away_is_without_effect(run: Callable[..., Comparison]) -> None:
    # `doubled` rests on `tokens` in the file, but not once it is set, too
    found = notes(run("{tokens: doubled / 2}", {"tokens": 500, "doubled": 40}))
    assert [code for code, _, _ in found] == ["set-without-effect"]


def test_each_of_several_settings_is_said(run: Callable[..., Comparison]) -> None:
    found = notes(run("{tokens: 300, doubled: 2}", {"tokens": 500, "doubled": 5, "other": 1}))
    assert [message.split("`")[1] for _, message, _ in found] == ["--set tokens", "--set doubled"]


def test_it_is_said_of_an_option_without_a_value_as_well(run: Callable[..., Comparison]) -> None:
    result = run("{tokens: unknown}", {"tokens": 500})
    assert result["it"].estimate is None
    assert [code for code, _, _ in notes(result)] == ["set-without-effect"]


@pytest.mark.parametrize(("settings", "flagged"), [({}, []), ({"month": 2}, ["set-without-effect"])])
def test_a_month_that_is_counted_up_is_nobodys_setting(
    tmp_path: Path, settings: dict[str, int], flagged: list[str]
) -> None:
    body = dedent(BODY).replace("other: 7", "month: 1") + "  it: {model: acme/m, with: {month: 3}}\n"
    (tmp_path / "s.yaml").write_text(scenario_yaml(body), encoding="utf-8")
    (tmp_path / "acme.yaml").write_text(CARD, encoding="utf-8")
    file, cards = load_scenario(tmp_path / "s.yaml"), load_cards(tmp_path / "acme.yaml")
    found = forecast(file, cards, as_of="2026-04-28", months=3, settings=settings).options[1]
    assert [one.what.code for one in found.flags] == flagged
    assert all(len(one.months) == 3 for one in found.flags)
