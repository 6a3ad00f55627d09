"""What is said of slips that people make, so that the next try is right."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError
from tests.language.asked import ask

BODY = """\
assumptions:
  turns: {value: 5, unit: turns}
prices:
  own: {input: 2, output: 3}
workload:
  - {call: reply, requests: 1M, each: {k: 1..turns}, input: 200 * k, output: 500}
  - {line: seat, unit_price: 300}
options:
  flat: {model: own}
figures:
  even: {solve: turns, where: flat.total = 100}
  paid: flat.total
require: {origin: US}
"""
MONEY = "write the number alone; what it is in says `currency: {}`, of the price or of the file"
SEVERAL = "there is no word for several countries: list them, as in [DE, FR]"


@pytest.mark.parametrize(
    ("before", "after", "hint"),
    [
        ("flat.total = 100", "flat.total == 100", "write one `=`"),
        ("flat.total = 100", "flat.total < 100", "write what is to be equal: api.total = own.total"),
        ("{input: 2", "{input: $2", MONEY.format("USD")),
        ("{input: 2", "{input: 2 EUR", MONEY.format("EUR")),
        ("{input: 2", "{input: {price: €2}", MONEY.format("EUR")),
        ("unit_price: 300", "unit_price: 300 USD", MONEY.format("USD")),
        ("unit_price: 300", "price: 300", "did you mean `unit_price`?"),
        ("unit: turns", "unti: turns", "did you mean `unit`?"),
        ("output: 500", "out: 500", "did you mean `output`?"),
        ("1..turns", "1-turns", "write 1..turns"),
        ("1..turns", "1 to 5", "write 1..5"),
        ("1..turns", "5", "write 1..5"),
        ("1..turns", "2 * 3", "write the first and the last: 1..turns"),
        ("200 * k", "200 * j", "did you mean `k`?"),
        ("flat.total\n", "reply.input.price\n", "did you mean `price.input`?"),
        ("flat.total\n", "flat.reply.input.price\n", "did you mean `flat.price.input`?"),
        ("flat.total\n", "flat.reply.requests.x\n", "did you mean `flat.reply.requests`?"),
        ("origin: US", "origin: Germany", "write DE"),
        ("origin: US", "origin: [usa]", "write US"),
        ("origin: US", "origin: EU", SEVERAL),
        ("model: own", "model: own, as_of: 23.11.2026", "write 2026-11-23"),
    ],
)
def test_a_slip_is_answered_with_what_to_write(before: str, after: str, hint: str) -> None:
    assert before in BODY
    with pytest.raises(InputError) as refused:
        ask(BODY.replace(before, after, 1))
    assert [problem.hint for problem in refused.value.problems] == [hint]
