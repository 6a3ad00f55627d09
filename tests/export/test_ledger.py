"""The rows of an export. Amounts are worked out by hand, or by fractions that know nothing of the program."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.export.ledger import ledger
from costcalc.export.times import DatedScenario
from costcalc.instant import instant_text, parse_instant
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.export.finance import card, exported, project, scenario, write

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.export import Ledger
    from costcalc.ratecard import Catalogue


def chatbot(cards: Catalogue, as_of: str = "2026-04-28T12:00Z", months: int | None = None) -> Ledger:
    return ledger([DatedScenario(load_scenario("scenarios/chatbot.yaml"), parse_instant(as_of))], cards, months=months)


def test_the_chatbot_has_a_row_for_each_charge(cards: Catalogue) -> None:
    found = chatbot(cards)
    # 200M and 500M tokens at 10 and 30; at 0.014 and 0.28; at 0.14 and 0.28
    assert [(e.option, e.charge.meter, e.charge.amount, str(e.rounded)) for e in found.entries] == [
        ("turbo", "input", 2000, "2000.00"),
        ("turbo", "output", 15000, "15000.00"),
        ("flash", "input", Decimal("2.8"), "2.80"),
        ("flash", "output", 140, "140.00"),
        ("turbo_published", "input", 2000, "2000.00"),
        ("turbo_published", "output", 15000, "15000.00"),
        ("flash_published", "input", 28, "28.00"),
        ("flash_published", "output", 140, "140.00"),
    ]
    # 17,000 + 142.80 + 17,000 + 168
    assert [(t.currency, t.rows, t.exact, str(t.rounded)) for t in found.totals] == [
        ("USD", 8, Decimal("34310.8"), "34310.80")
    ]


def test_a_price_that_changes_inside_a_month_is_counted_from_its_instant_on(cards: Catalogue) -> None:
    # 200M tokens in and 500M out a month, spread evenly. 0.14 and 0.28 until 2026-08-16T16:00Z, then 0.22 and 0.66
    # (double in the peak: 7 hours a day, 01:00-04:00 and 06:00-10:00 UTC, from 2026-08-23 on weekdays and no holidays);
    # from 2026-09-10T04:00Z 0.15 and 0.60.
    july = 200 * Fraction("0.14") + 500 * Fraction("0.28")
    usual = 200 * Fraction("0.22") + 500 * Fraction("0.66")
    autumn = 200 * Fraction("0.15") + 500 * Fraction("0.60")
    # August has 744 hours: 15 days and 16 hours; then 6 days and 8 hours, of which the 17th to the 22nd have a peak;
    # then 9 days, of which the 24th to the 28th and the 31st do
    august = july * 376 + 2 * usual * (6 * 7) + usual * (152 - 6 * 7) + 2 * usual * (6 * 7) + usual * (216 - 6 * 7)
    # September has 720: 9 days and 4 hours, with a peak on the 1st to the 4th, the 7th to the 9th, and for 3 hours on
    # the 10th; then 20 days and 20 hours: 4 hours on the 10th, and the 11th, 14th to 18th, 21st to 24th, 28th to 30th.
    # The 25th is a holiday in China.
    peak, later = 7 * 7 + 3, 4 + 7 + 5 * 7 + 4 * 7 + 3 * 7
    september = 2 * usual * peak + usual * (220 - peak) + 2 * autumn * later + autumn * (500 - later)

    totals: dict[str, Fraction] = defaultdict(Fraction)
    rounded: dict[str, Decimal] = defaultdict(Decimal)
    for entry in chatbot(cards, "2026-07-15", 3).entries:
        if entry.option == "flash_published":
            month = instant_text(entry.span.start)[:7]
            totals[month] += Fraction(entry.charge.amount)
            rounded[month] += entry.rounded
    assert totals == {"2026-07": july, "2026-08": august / 744, "2026-09": september / 720}
    # 168; 312.1182…; 413.9972…
    assert {month: str(total) for month, total in rounded.items()} == {
        "2026-07": "168.00",
        "2026-08": "312.12",
        "2026-09": "414.00",
    }


@pytest.mark.parametrize(
    ("period", "amounts"),
    [
        # 1,000M tokens at 2 and 100M at 8: 2,800 each time
        ("day", [2800 * 31, 2800 * 30]),
        ("week", [Fraction(2800 * 31, 7), Fraction(2800 * 30, 7)]),
        ("month", [2800, 2800]),
        ("year", [Fraction(2800, 12), Fraction(2800, 12)]),
        ("once", [2800]),
    ],
)
def test_a_month_costs_as_often_as_the_period_is_in_it(tmp_path: Path, period: str, amounts: list[Fraction]) -> None:
    found = exported(project(tmp_path, scenario(period)), months=2)  # May and June
    by_month: dict[str, Fraction] = defaultdict(Fraction)
    for entry in found.entries:
        by_month[instant_text(entry.span.start)] += Fraction(entry.charge.amount)
    assert list(by_month.values()) == amounts


def test_what_is_done_once_has_the_price_of_its_instant(tmp_path: Path) -> None:
    twice = card() + "      - {effective: 2026-05-08, source: a page, input: 4, output: 16}\n"
    # two days after the price has doubled, and before: no part of it at the other price
    found = exported(project(tmp_path, scenario("once"), twice), months=3)
    assert [(entry.charge.amount, entry.span.one_time) for entry in found.entries] == [(4000, True), (1600, True)]
    found = exported(project(tmp_path, scenario("once", as_of="2026-05-07"), twice), months=3)
    assert [entry.charge.amount for entry in found.entries] == [2000, 800]


def test_an_option_without_a_price_refuses_all_of_it(tmp_path: Path) -> None:
    text = scenario().replace("small: {model: acme/small}", "small: {model: acme/small}, late: {model: acme/late}")
    late = card() + "  late: {rates: [{effective: 2026-06-01, source: a page, input: 1, output: 1}]}\n"
    with pytest.raises(InputError) as error:
        exported(project(tmp_path, text, late))
    assert [problem.code for problem in error.value.problems] == ["not-in-force"]


def test_a_month_without_a_price_refuses_all_of_them(tmp_path: Path) -> None:
    ends = card().replace("effective: 2026-01-01,", "effective: 2026-01-01, until: 2026-07-15,")
    assert len(exported(project(tmp_path, None, ends), months=2).entries) == 4
    with pytest.raises(InputError) as error:
        exported(project(tmp_path, None, ends), months=3)
    assert {problem.code for problem in error.value.problems} == {"not-in-force"}


def test_a_scenario_is_not_added_up_twice(tmp_path: Path) -> None:
    project(tmp_path)
    write(tmp_path, "copy.yaml", scenario())
    with pytest.raises(InputError) as error:
        exported(tmp_path, files=["bot.yaml", "copy.yaml"])
    assert [problem.code for problem in error.value.problems] == ["duplicate-scenario"]


def test_every_currency_has_its_own_total_and_its_own_smallest_unit(tmp_path: Path) -> None:
    project(tmp_path)
    write(tmp_path, "pricing/tokyo.yaml", card("JPY", "0.0033", "0.0033").replace("id: acme", "id: tokyo"))
    write(tmp_path, "yen.yaml", scenario(name="yen").replace("acme/", "tokyo/"))
    found = exported(tmp_path, files=["bot.yaml", "yen.yaml"])
    # 3.3 and 0.33 yen are 3.63, 4 yen: three, and one for the larger remainder
    assert [str(entry.rounded) for entry in found.entries] == ["2000.00", "800.00", "3", "1"]
    assert [(total.currency, str(total.exact), str(total.rounded)) for total in found.totals] == [
        ("JPY", "3.63", "4"),
        ("USD", "2800", "2800.00"),
    ]
    assert [file.card.id for file in found.cards] == ["acme", "tokyo"]


def test_totals_are_exact_beyond_28_digits(tmp_path: Path) -> None:
    # 1e17 requests of 1,000 tokens at 999,999.999999999999 per million, and as many of 100 at 1e-18
    dear, cheap = "{price: 999999.999999999999, per: 1 token, unusual: x}", "{price: 1e-18, per: 1 token, unusual: x}"
    huge = card(input=dear, output=cheap)
    found = exported(project(tmp_path, scenario(requests="1e17"), huge))
    (total,) = found.totals
    assert Fraction(total.exact) == 10**20 * Fraction("999999.999999999999") + 10**19 * Fraction(1, 10**18)
    assert Fraction(total.rounded) == Fraction("99999999999999999900000010.00")
