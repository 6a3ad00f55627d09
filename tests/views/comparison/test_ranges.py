"""How low and how high results can be: in a table, with what they depend on alone, and how sure that is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.comparison.conftest import section

if TYPE_CHECKING:
    from tests.views.comparison.conftest import Asked

TWO = """\
assumptions:
  requests: {value: 1M, range: 500K to 2M}
  answer: {value: 100, between: 50 to 200}
workload: [{call: ask, requests: requests, output: answer}]
options:
  small: {model: acme/small}
  large: {model: acme/large}
baseline: small
figures: {each: total / requests}
"""
# small: 2 USD for 1M, so answer * 2 USD for 1M requests: 500K * 50 make 50 USD, 2M * 200 make 800 USD.
# A request costs 50 * 2 / 1M = 0.0001 USD to 200 * 2 / 1M = 0.0004 USD, however many there are.
# large: 10 USD for 1M, five times as much: 250 to 4,000 USD, 0.0005 to 0.002 USD, and always 400 % more.


def test_both_ends_stand_below_each_other_where_a_line_has_no_room_for_them(compared: Asked) -> None:
    lines = section(compared.text(TWO), "Ranges").splitlines()
    assert lines == [
        "  result                          value  where",
        "  small.total          low        50.00  answer = 50, requests = 500_000",
        "                       high      800.00  answer = 200, requests = 2_000_000",
        "  small.each           low       0.0001  answer = 50",
        "                       high      0.0004  answer = 200",
        "  large.total          low       250.00  answer = 50, requests = 500_000",
        "                       high    4,000.00  answer = 200, requests = 2_000_000",
        "  large against small  always    +400 %  at every value of answer, requests",
        "  large.each           low       0.0005  answer = 50",
        "                       high       0.002  answer = 200",
    ]


def test_both_ends_stand_in_one_line_where_it_has_room_for_them(compared: Asked) -> None:
    one = TWO.replace("{value: 1M, range: 500K to 2M}", "1M").replace("figures: {each: total / requests}\n", "")
    assert section(compared.text(one), "Ranges").splitlines() == [  # 1M * 50 * 2 / 1M = 100, 1M * 200 * 2 / 1M = 400
        "  result                  low      high  low where                 high where",
        "  small.total          100.00    400.00  answer = 50               answer = 200",
        "  large.total          500.00  2,000.00  answer = 50               answer = 200",
        "  large against small  +400 %    +400 %  at every value of answer",
    ]


def test_what_is_not_proven_is_said_once_with_the_results(compared: Asked) -> None:
    body = """\
assumptions: {x: {value: 1, between: 0 to 3}}
workload: [{line: fee, unit_price: 10 + x}]
figures: {bent: x * (3 - x), straight: x + 1}
"""
    text = compared.text(body)
    # The parabola has 0 at both ends and 2.25 between them, which neither end nor the value of x says.
    assert text.count("not proven") == 1
    assert "\nbent is at corners, which is not proven to be all.\n" in text


def test_an_assumption_that_moves_no_total_has_no_row(compared: Asked) -> None:
    body = """\
assumptions:
  x: {value: 1, between: 0 to 2}
  y: {value: 1, between: 0 to 2}
  idle: {value: 5, between: 1 to 9}
workload: [{line: fee, unit_price: "10 + x + 2 * y + max(0, idle - 9)"}]
"""
    # Of one alone: 11 + 2 * 1 = 13 at the value of all; x: 12 to 14; y: 11 to 15; idle is never above 9.
    assert section(compared.text(body), "What moves a total, one assumption at a time").splitlines() == [
        "  assumption  total at its least  at its most  difference",
        "  y                        11.00        15.00        4.00",
        "  x                        12.00        14.00        2.00",
    ]
    assert "total" in (ranges := section(compared.text(body), "Ranges"))
    assert "idle" not in ranges


def test_where_it_is_lowest_is_said_exactly(compared: Asked) -> None:
    body = """\
assumptions: {x: {value: 5, between: 3 to 9}}
workload: [{line: fee, quantity: "max(300 * x - 2000, 2000 - 300 * x)", unit_price: 1}]
"""
    # 300 * 20/3 is 2000; 300 * 3 is 1,100 less
    assert "  total   0.00  1,100.00  x = 20/3   x = 3" in section(compared.text(body), "Ranges").splitlines()
    (option,) = compared.document(body)["options"]
    assert (option["total_range"]["low_at_exact"], option["total_range"]["high_at_exact"]) == ({"x": "20/3"}, {})
