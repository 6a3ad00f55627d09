"""Figures and claims: in the table of options where there is room, in one of their own elsewhere, and with formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.comparison.conftest import section

if TYPE_CHECKING:
    from tests.views.comparison.conftest import Asked

SCENARIO = """\
as_of: 2026-04-28
assumptions: {tickets: 2000, spam: 500}
workload: [{call: answer, requests: 1M, input: 1000, output: 200}]
options: {small: {model: acme/small}, large: {model: acme/large}}
"""
# small: 1000 * 0.50 + 200 * 2 = 900 USD. large: 1000 * 2 + 200 * 10 = 4,000 USD.
ONE = f"{SCENARIO}figures: {{per_ticket: total / tickets}}\n"
MANY = f"""\
{SCENARIO}baseline: large
figures:
  per_ticket: total / tickets
  of_input: answer.input / total
  third: total / 3
  real: tickets - spam
  twice: real * 2
"""


def test_a_figure_of_options_is_a_column_of_theirs(compared: Asked) -> None:
    # 900 / 2000 = 0.45; 4,000 / 2000 = 2.
    text = compared.text(ONE)
    assert (
        "  option     total  per request   per year  per_ticket\n"
        "  small     900.00       0.0009  10,800.00        0.45\n"
        "  large   4,000.00       0.0040  48,000.00        2.00\n"
    ) in text
    assert "\nFigures\n" not in text
    assert "  per_ticket     total / tickets = 900 / 2_000 = 0.45\n" in text


def test_figures_without_room_have_a_table_of_their_own(compared: Asked) -> None:
    # of_input: 500 / 900 = 0.5556 and 2,000 / 4,000 = 0.5. third: 300 and 1,333.3333. real: 2000 - 500 = 1,500.
    text = compared.text(MANY)
    assert (
        "  option     total  per request   per year  against large\n"
        "  small     900.00       0.0009  10,800.00  −77.5 %, 4.44× cheaper\n"
    ) in text
    assert (
        "Figures\n"
        "  option  per_ticket  of_input       third\n"
        "  small         0.45    0.5556    300.0000\n"
        "  large         2.00    0.5000  1,333.3333\n"
        "\n"
        "  real   tickets - spam = 2_000 - 500 = 1_500\n"
        "  twice  real * 2 = 1_500 * 2 = 3_000\n"
    ) in text


def test_a_figure_that_is_the_same_everywhere_says_where_its_numbers_are(compared: Asked) -> None:
    explained = section(compared.text(f"{SCENARIO}figures: {{real: tickets - spam}}\n", "--explain"), "Figures")
    assert explained == "  real  tickets - spam = 2_000 - 500 = 1_500\n        s.yaml:9:11 6:24 6:36"
    brief = section(compared.text(f"{SCENARIO}figures: {{real: tickets - spam}}\n", "--brief"), "Figures")
    assert brief == "  figure  value\n  real    1,500"


def test_a_figure_without_a_value_says_why(compared: Asked) -> None:
    body = f"{ONE.replace('spam: 500', 'spam: {}')}  ratio: total / (tickets - 2000)\n".replace(
        "figures: {per_ticket: total / tickets}\n", "figures:\n  per_ticket: total / tickets\n  left: tickets - spam\n"
    )
    text = compared.text(body)
    assert section(text, "Figures") == ("  left: `spam` has no value\n  ratio (small, large): this divides by zero")
    assert "ratio\n" not in text.partition("Cheapest")[0]


def test_a_budget_of_a_figure_says_what_is_left_of_it(compared: Asked) -> None:
    body = f"{ONE}budgets: [{{of: large.per_ticket, max: 1.50 USD}}, {{of: small.per_ticket, max: 1 USD}}]\n"
    answer = compared.answer(body)
    assert answer.code == 1
    assert section(answer.out, "Budgets") == (
        "  large.per_ticket: 0.50 over 1.50 USD; budget - large.per_ticket = 1.5 - 2 =\n"
        "    -0.5 (s.yaml:10:39)\n"
        "  small.per_ticket: 0.55 left of 1 USD; budget - small.per_ticket = 1 - 0.45 =\n"
        "    0.55 (s.yaml:10:78)"
    )


CLAIMS = f"""\
{SCENARIO}claims:
  - {{claim: month, printed: "$900/month", of: small.total}}
  - {{claim: cheaper, printed: 80% cheaper, of: 1 - small.total / large.total}}
  - {{claim: both, printed: $900 or $4000, of: [small.total, large.total]}}
  - {{claim: more, of: small.total / tickets, with: {{tickets: 9000}}}}
  - {{claim: nobody, printed: $12}}
  - {{claim: never, of: 1 / (tickets - 2000)}}
"""


def test_claims_stand_beside_what_they_come_to(compared: Asked) -> None:
    # 1 - 900 / 4,000 = 0.775; 900 / 9000 = 0.1
    assert section(compared.text(CLAIMS), "Claims") == (
        "  claim    printed           recomputed  with\n"
        "  month    $900/month               900\n"
        "  cheaper  80% cheaper           77.5 %\n"
        "  both     $900 or $4000  900 and 4,000\n"
        "  more                              0.1  tickets = 9000\n"
        "  nobody   $12                        -\n"
        "  never                               -\n"
        "\n"
        "  never: this divides by zero"
    )


def test_claims_are_worked_out_where_that_is_asked_for(compared: Asked) -> None:
    text = section(compared.text(CLAIMS, "--explain"), "Claims")
    assert "  cheaper  1 - small.total / large.total = 1 - 900 / 4_000 = 0.775\n" in text
    assert "  more     small.total / tickets = 900 / 9_000 = 0.1\n" in text


def test_a_file_of_claims_alone_has_neither_money_nor_a_cheapest(compared: Asked) -> None:
    claims = "claims:\n  - {claim: x, printed: 4x}\n  - {claim: y, of: 3 * printed.x}\n"
    text = f"schema: costcalc/scenario/v1\nid: s\ntitle: T\n{claims}"
    (compared.folder / "s.yaml").write_text(text, encoding="utf-8")
    answer = compared.run("compare", "s.yaml")
    assert answer.code == 0
    assert answer.out == (
        "T\n"
        "s.yaml: figures and claims, without a workload\n"
        "\n"
        "Claims\n"
        "  claim  printed  recomputed\n"
        "  x      4x                -\n"
        "  y                       12\n"
        "\n"
        "costcalc audit says which of them hold, and what would make the others true.\n"
        "--explain adds assumptions, places, sources, differences and the age of prices.\n"
    )


def test_options_without_a_workload_have_figures_and_no_total(compared: Asked) -> None:
    body = """\
assumptions: {hours: {value: 2, range: 1 to 3}, rate: 95}
options: {one: {}, two: {with: {rate: 120, hours: hours * 2}}}
figures: {cost: hours * rate}
"""
    # 2 * 95 = 190; 4 * 120 = 480.
    text = compared.text(body, "--explain")
    assert "  option  cost\n  one      190\n  two      480\n" in text
    assert "\ntwo, with rate = 120 and hours = hours * 2\n  cost  hours * rate = 4 * 120 = 480\n" in text
    assert "  hours = 2, from 1 to 3 (s.yaml:5:30)\n" in text
    assert "Cheapest" not in text
    assert "total" not in text
