"""What people and programs are told of a what-if."""

from __future__ import annotations

import csv
import io
import json
from textwrap import dedent
from typing import Any

import pytest

from costcalc import formats
from costcalc.comparison.whatif import WhatIf, what_if
from costcalc.formats import Detail, Style
from costcalc.project.load import load_scenario
from costcalc.views.whatif import WhatIfsView
from costcalc.views.whatif import crossings as crossing_views
from tests.inputs import card_yaml, cards_in, scenario_yaml

TIER = "context_tiers: [{when: input > 200, mode: whole_request, input: 6}]"
CARD = card_yaml(f"""\
models:
  flat: {{rates: [{{effective: 2026-01-01, source: s, input: 4}}]}}
  tiered: {{context_window: 350, rates: [{{effective: 2026-01-01, source: s, input: 2, {TIER}}}]}}
  equal: {{rates: [{{effective: 2026-01-01, source: s, input: 2, {TIER.replace(">", ">=")}}}]}}
  unsaid: {{rates: [{{effective: 2026-01-01, source: s, input: 1, {TIER.replace("6", "unpriced")}}}]}}
""")
BODY = """\
assumptions: {n: {value: 1M, unit: requests}, tokens: 100, fee: 500, idle: 1}
workload:
  - {call: ask, requests: n, input: tokens}
  - {line: seats, unit_price: fee}
  - {line: setup, unit_price: 7, once: true}
  - {line: talk, quantity: "sum(k=1..tokens, k)", unit_price: 1}
  - {line: cube, quantity: tokens ^ 3, unit_price: 1}
options:
  flat: {model: acme/flat, use: [ask]}
  tiered: {model: acme/tiered, use: [ask]}
  equal: {model: acme/equal, use: [ask]}
  unsaid: {model: acme/unsaid, use: [ask]}
  seat: {use: [seats, setup]}
  talked: {use: [talk]}
  cubed: {use: [cube]}
"""
Ask = "Callable[..., WhatIf]"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    cards = cards_in(tmp_path_factory.mktemp("cards"), CARD)

    def asked(*options: str, body: str = BODY, **arguments: Any) -> WhatIf:
        scenario = load_scenario(text=scenario_yaml(dedent(body)), name="s.yaml")
        return what_if(scenario, cards, as_of="2026-04-28", only=options, **arguments)

    return asked


def written(form: str, *results: WhatIf, width: int = 80, detail: Detail = Detail.BRIEF) -> str:
    return formats.write(WhatIfsView(results), form, Style(width, detail=detail))


def part(text: str, title: str) -> str:
    """Return what stands below a title."""
    return text.partition(f"\n{title}\n")[2].partition("\n\n")[0]


def test_the_table_has_a_line_for_each_value_and_marks_the_cheapest(ask: Ask) -> None:
    text = written("text", ask("flat", "tiered", "seat", vary={"tokens": "100,200,400"}))
    # flat 4 a token, tiered 2 and from above 200 on 6; a window of 350; the seat is 500, and 7 once
    assert text.startswith(
        dedent("""\
        T
        s.yaml: USD a month, at the prices of 2026-04-28

          tokens      flat      tiered      seat  seat once
             100    400.00    > 200.00    500.00       7.00
             200    800.00    > 400.00    500.00       7.00
             400  1,600.00  * 2,400.00  > 500.00       7.00

        > costs least with these values.
        * cannot be the cheapest: see the flags.
        Cheapest: tiered at tokens = 100 to 200; seat at tokens = 400.
        """)
    )
    assert part(text, "Flags") == (
        "  context-window-exceeded (tiered) at tokens = 400: ask: 400 tokens in one\n"
        "    request; tiered's context window is 350"
    )


def test_where_options_cost_the_same_is_said_with_who_is_cheaper_around_it(ask: Ask) -> None:
    text = written("text", ask("flat", "tiered", "seat", vary={"tokens": "100,300"}))
    # flat and the seat at 125; tiered reaches 400 at 200 and jumps to 1,200, over the seat and over flat
    assert part(text, "Where they cost the same") == (
        "  flat and seat cost 500.00 USD at tokens = 125: below flat costs less, above\n"
        "    seat costs less\n"
        "  flat and tiered pass each other without costing the same at tokens = 200: up\n"
        "    to there tiered costs less, above flat costs less\n"
        "  tiered and seat pass each other without costing the same at tokens = 200: up\n"
        "    to there tiered costs less, above seat costs less"
    )


def test_a_stretch_says_which_of_its_ends_belong_to_it(ask: Ask) -> None:
    text = written("text", ask("tiered", "equal", vary={"tokens": "100,300"}))
    assert part(text, "Where they cost the same") == (
        "  tiered and equal cost the same from tokens = 100 to below 200: at 200 tiered\n"
        "    costs less\n"
        "  tiered and equal cost the same from above tokens = 200 to 300"
    )


def test_options_that_always_cost_the_same_say_so(ask: Ask) -> None:
    text = written("text", ask("tiered", "equal", vary={"n": "1,10"}))
    assert part(text, "Where they cost the same") == (
        "  tiered and equal cost the same at every value of n from 1 to 10"
    )


def test_a_bound_that_belongs_to_what_is_above_it_says_so(ask: Ask) -> None:
    text = written("text", ask("flat", "equal", vary={"tokens": "100,300"}))
    assert "at tokens = 200:\n    below equal costs less, from there on flat costs less" in text


def test_what_is_whole_is_passed_between_two_values(ask: Ask) -> None:
    # 1 + … + 31 = 496, 1 + … + 32 = 528
    text = written("text", ask("seat", "talked", vary={"tokens": "10..40/10"}))
    assert part(text, "Where they cost the same") == (
        "  seat and talked pass each other without costing the same between tokens = 31\n"
        "    and 32: below talked costs less, above seat costs less\n"
    )


def test_a_value_that_no_digits_can_say_lies_between_two(ask: Ask) -> None:
    # the cube root of 500 is 7.937…
    text = written("text", ask("seat", "cubed", vary={"tokens": "1,10"}))
    assert "cost the same between tokens = 7.93700" in text


def test_where_nothing_changes_places_that_is_said(ask: Ask) -> None:
    text = written("text", ask("flat", "seat", vary={"tokens": "1,2"}))
    assert "\nWhere they cost the same\nNo two options change places between tokens = 1 and 2.\n" in text


def test_an_assumption_that_no_total_depends_on_is_said(ask: Ask) -> None:
    text = written("text", ask("flat", "seat", vary={"idle": "1,2", "n": "1,2"}))
    assert "\nNo total depends on idle.\n" in text


def test_what_has_no_price_and_what_cannot_be_are_said_with_their_values(ask: Ask) -> None:
    body = BODY.replace("input: tokens", "input: 400 - tokens")
    text = written("text", ask("unsaid", "flat", body=body, vary={"tokens": "100,300,500"}))
    # unsaid has no price above 200: 400 - 100 = 300; 400 - 500 is less than nothing
    assert part(text, "Not priced").replace("\n    ", " ").endswith("at tokens = 100")
    assert part(text, "Impossible") == ("  `input` of `ask` comes out negative: -100, where tokens is 500")
    assert "  500  impossible  impossible" in " ".join(text.split("\n")).replace("     ", "  ")


def test_of_two_assumptions_each_line_has_both(ask: Ask) -> None:
    text = written("text", ask("flat", "seat", vary={"n": "1M,2M", "tokens": "100,200"}))
    assert (
        "Cheapest: flat at n = 1,000,000, tokens = 100; seat at n = 1,000,000, tokens =\n200 and n = 2,000,000" in text
    )
    # 500 / 4 = 125 tokens of 1M requests; 62.5 of 2M lie outside
    assert "at tokens = 125 (n = 1,000,000)" in text


def test_a_wide_table_is_cut_and_every_part_has_the_values(ask: Ask) -> None:
    result = ask(vary={"n": "1M,2M", "tokens": "1,2"})
    for width in (60, 80, 120):
        text = written("text", result, width=width)
        assert max(map(len, text.splitlines())) <= width
        heads = [line.split() for line in text.splitlines() if line.startswith("          n  tokens")]
        assert all(head[:2] == ["n", "tokens"] for head in heads)
        assert {word for head in heads for word in head} >= set(result.options)


def test_the_working_is_told_once_for_each_formula_and_with_explain_for_each_value(ask: Ask) -> None:
    result = ask("tiered", "seat", vary={"tokens": "100,200,300"})
    usual, explained = (written("text", result, detail=detail) for detail in (Detail.USUAL, Detail.EXPLAINED))
    assert [line for line in usual.splitlines() if line.startswith("tiered: ")] == [
        "tiered: acme/tiered, tokens = 100",
        "tiered: acme/tiered, tokens = 300",  # the price is another one
    ]
    assert len([line for line in explained.splitlines() if line.startswith("tiered: ")]) == 3
    assert "--vary:" not in usual


def test_a_crossing_shows_how_it_was_found_and_what_both_cost_there(ask: Ask) -> None:
    text = written("text", ask("flat", "seat", vary={"tokens": "100,200"}), detail=Detail.USUAL)
    working = text.partition("\nflat and seat, at tokens = 125\n")[2]
    assert working.startswith("  tokens")
    assert "= 125\n" in working
    # 1M * 125 * 4 / 1M
    assert "= 1_000_000 * 125 * 4 / 1_000_000 = 500" in working


def test_markdown_says_the_same(ask: Ask) -> None:
    text = written("markdown", ask("flat", "tiered", vary={"tokens": "100,400"}), detail=Detail.USUAL)
    assert "| tokens | flat | tiered | seat |" not in text
    assert "| 100 | 400.00 | &#62; 200.00 |" in text
    assert "| 400 | &#62; 1,600.00 | &#42; 2,400.00 |" in text


def test_json_has_all_of_it_in_plain_digits(ask: Ask) -> None:
    document = json.loads(written("json", ask("flat", "seat", vary={"n": "1M,2M", "tokens": "100,200"})))
    assert document["schema"] == "costcalc/whatif/v1"
    assert [(one["name"], one["unit"], [each["value"] for each in one["values"]]) for one in document["varied"]] == [
        ("n", "requests", ["1000000", "2000000"]),
        ("tokens", None, ["100", "200"]),
    ]
    assert [point["cheapest"] for point in document["points"]] == [["flat"], ["seat"], ["seat"], ["seat"]]
    (found,) = document["crossings"]["found"]
    assert found["where"] == [{"name": "n", "value": "1000000", "value_exact": None}]
    assert (found["kind"], found["low"], found["cheaper_below"], found["cheaper_above"]) == (
        "equal",
        "125",
        "flat",
        "seat",
    )
    assert found["total"] == found["other_total"] == "500"


def test_several_scenarios_are_a_list(ask: Ask) -> None:
    result = ask("flat", vary={"tokens": "100"})
    document = json.loads(written("json", result, result))
    assert document["schema"] == "costcalc/whatifs/v1"
    assert len(document["whatifs"]) == 2


def test_csv_has_a_row_for_each_value_and_option(ask: Ask) -> None:
    body = BODY.replace("input: tokens", "input: 400 - tokens")
    text = written("csv", ask("flat", "seat", body=body, vary={"tokens": "300,500"}))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["varied"], row["value"], row["option"], row["total"], row["cheapest"]) for row in rows] == [
        ("tokens", "300", "flat", "400", "yes"),  # 1M * 100 * 4 / 1M
        ("tokens", "300", "seat", "500", "no"),
        ("tokens", "500", "flat", "", "no"),
        ("tokens", "500", "seat", "", "no"),
    ]
    assert rows[2]["not_priced"] == "`input` of `ask` comes out negative: -100, where tokens is 500"


def test_a_scenario_without_options_has_a_total(ask: Ask) -> None:
    body = "assumptions: {fee: 5}\nworkload: [{line: seats, unit_price: fee}]\n"
    text = written("text", ask(body=body, vary={"fee": "5,6"}))
    assert "  fee  total\n    5   5.00\n    6   6.00\n" in text
    assert "Cheapest" not in text
    assert "Where they cost the same" not in text


def test_very_many_crossings_are_counted(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing_views, "MOST_SHOWN", 1)
    text = written("text", ask("flat", "tiered", "seat", vary={"tokens": "100,300"}))
    assert "There are 2 more; JSON has all of them." in text
