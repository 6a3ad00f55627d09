"""How a text is read: the number it prints, as precise as it is written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from costcalc.scenario.printed import Printed, read_printed, step_of
from costcalc.scenario.printed_words import Bound, FigureKind

MONEY, PERCENT, TIMES, COUNT = FigureKind.MONEY, FigureKind.PERCENT, FigureKind.TIMES, FigureKind.COUNT


@pytest.mark.parametrize(
    ("text", "value", "step", "kind"),
    [
        ("$142.80/month", "142.80", "0.01", MONEY),
        ("1.5e+6 tokens", "1500000", "100000", COUNT),
        ("1e+3", "1000", "1000", COUNT),
        ("negative 5%", "-0.05", "0.01", PERCENT),
        ("20:1", "20", "1", TIMES),
        ("4 hundred", "400", "100", COUNT),
        ("2 hundred thousand tokens", "200000", "100000", COUNT),
        ("154 US dollars", "154", "1", MONEY),
        ("(about $154)", "154", "1", MONEY),
        ("45 t/s", "45", "1", COUNT),
        ("50％", "0.50", "0.01", PERCENT),
        ("2 hundred  thousand", "200000", "100000", COUNT),
        ("GPT-5.6.1 at $5", "5", "1", MONEY),
        ("~$154/month", "154", "1", MONEY),
        ("about $2,275/month", "2275", "1", MONEY),
        ("$22.50", "22.50", "0.01", MONEY),
        ("8.9B tokens", "8900000000", "100000000", COUNT),
        ("28.6 billion", "28600000000", "100000000", COUNT),
        ("286億トークン", "28600000000", "100000000", COUNT),
        ("INR 10 lakh", "1000000", "100000", MONEY),
        ("INR 5 crore", "50000000", "10000000", MONEY),
        ("₹12,34,567", "1234567", "1", MONEY),
        ("$0.01/100 calls", "0.01", "0.01", MONEY),
        ("0.4 元", "0.4", "0.1", MONEY),
        ("11.5 cents", "0.115", "0.001", MONEY),
        ("99% cheaper", "0.99", "0.01", PERCENT),
        ("62.4 percent", "0.624", "0.001", PERCENT),
        ("(−52%)", "-0.52", "0.01", PERCENT),
        ("−40 %", "-0.40", "0.01", PERCENT),
        ("a 36x difference", "36", "1", TIMES),
        ("5.3× more", "5.3", "0.1", TIMES),
        ("7.6-to-1", "7.6", "0.1", TIMES),
        ("8:1 (output is ~8x input)", "8", "1", TIMES),
        ("180 requests/minute", "180", "1", COUNT),
        ("3千円", "3000", "1000", MONEY),
        ("$2 grand", "2000", "1000", MONEY),
        ("$2.4MM", "2400000", "100000", MONEY),
        ("1.2 Mio. Tokens", "1200000", "100000", COUNT),
        ("minus $40", "-40", "1", MONEY),
        ("12 percentage points", "0.12", "0.01", PERCENT),
        ("12 bps", "0.0012", "0.0001", PERCENT),
        # A number that says which one is none.
        ("20,000 tokens by turn 15", "20000", "1", COUNT),
        ("step 3: 4,500 tokens", "4500", "1", COUNT),
        ("day 3", "3", "1", COUNT),
        ("1,052.6", "1052.6", "0.1", COUNT),
        # Of several numbers the one that stands out: the result of a sum, then money, then a percentage.
        ("$0.28 + $3.29 = $3.57/month", "3.57", "0.01", MONEY),
        ("GPT-4 Turbo: ~$25,000/month", "25000", "1", MONEY),
        ("Llama 70B at $0.90", "0.90", "0.01", MONEY),
        ("$2.50/1M tokens", "2.50", "0.01", MONEY),
        ("$0.30 per 1,000,000", "0.30", "0.01", MONEY),
        ("500 users save 20%", "0.20", "0.01", PERCENT),
    ],
)
def test_a_number_is_as_precise_as_it_is_written(text: str, value: str, step: str, kind: FigureKind) -> None:
    found = read_printed(text)
    assert found
    assert (found.low, found.kind, found.is_interval) == (Decimal(value), kind, False)
    assert step_of(found.low) == Fraction(step)


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("10x to 100x", "10", "100", TIMES),
        ("10:1 to 20:1", "10", "20", TIMES),
        ("2-to-3x", "2", "3", TIMES),
        ("2- to 3-fold", "2", "3", TIMES),
        ("10-20 bps", "0.001", "0.002", PERCENT),
        ("30 to 50 basis points", "0.003", "0.005", PERCENT),
        ("5:1–10:1", "5", "10", TIMES),
        ("10k–20k tokens", "10000", "20000", COUNT),
        ("$154k–160k", "154000", "160000", MONEY),
        ("from -3 to 5", "-3", "5", COUNT),
        ("2.5 to 3.33x", "2.5", "3.33", TIMES),
        ("60-70%", "0.60", "0.70", PERCENT),
        ("20–30%", "0.20", "0.30", PERCENT),
        ("$0.02-$0.15", "0.02", "0.15", MONEY),
        ("$20K-$150K", "20000", "150000", MONEY),
        ("$5-10K", "5000", "10000", MONEY),
        ("$1.2 - $1.5 million", "1200000", "1500000", MONEY),
        ("between $5 and $10", "5", "10", MONEY),
        ("3-6 months", "3", "6", COUNT),
    ],
)
def test_an_interval_has_two_ends(text: str, low: str, high: str, kind: FigureKind) -> None:
    found = read_printed(text)
    assert found
    assert (found.low, found.high, found.kind) == (Decimal(low), Decimal(high), kind)


@pytest.mark.parametrize(
    "text",
    [
        "cheaper",
        "1250,75 €",
        "17000,50 USD",
        "2500,5 tokens",
        "$1.234.567",
        "1.234,567 €",
        "12.000 €",  # twelve here, and twelve thousand there
        "$1, 000",
        "$154 => $142",
        "$100 +/- 10",
        "$100 ± 5%",
        "$3/15 per M",
        "20 / 100",
        "5 seats × $20",
        "$(5)",
        "5 and 10%",
        "1億2000万円",
        "5千万",
        "10 lakh crore",
        "₹12 lacs",
        "2.5 mln",
        "2 Milliarden",
        "500 T€",
        "85+%",
        "1h 30m",
        "154 dollars 50 cents",
        "- $154/month",  # a line of a list
        "▼5%",
        "€0,005",  # no thousand begins with a 0
        "1,0000",
        "$10^6",
        "3 dozen",
        "($40)",  # as bookkeepers write what is owed
        "down from 10 to 1",
        "15% of $100",
        "1% to 1.5x",
        "3 of 4",
        "$10 vs $20",
        "$5 and $10",
        "GPT-4o is free",
        "from 4.33 to 3.60",
        "V4",
        "",
        "1,5 crore",
        "5.500,00 €",
        "1/17th",
        "24/7",
    ],
)
def test_a_text_in_which_no_number_stands_out_prints_none(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to $2,000", Bound.UP_TO),
        ("$5 minimum", Bound.AT_LEAST),
        ("as little as $5", Bound.AT_LEAST),
        ("from $100/month", Bound.AT_LEAST),
        ("$100 and below", Bound.UP_TO),
        ("you will not pay a cent more than $100", Bound.UP_TO),
        ("nobody pays more than $100", Bound.UP_TO),
        ("won't go over $100", Bound.UP_TO),
        ("without exceeding $500", Bound.UP_TO),
        ("without caching over $500", Bound.OVER),
        ("at no extra cost over $5", Bound.OVER),
        ("5 at least", Bound.AT_LEAST),
        ("$5 and up", Bound.AT_LEAST),
        ("5 min", None),  # of an hour
        ("at most 5%", Bound.UP_TO),
        ("under $1", Bound.UNDER),
        ("less than about $3", Bound.UNDER),
        ("over 100x", Bound.OVER),
        ("more than 60%", Bound.OVER),
        ("at least 8x", Bound.AT_LEAST),
        ("85%+", Bound.AT_LEAST),
        ("$5 or more", Bound.AT_LEAST),
        ("$5 or less", Bound.UP_TO),
        ("> $5", Bound.OVER),
        ("≤ 3x", Bound.UP_TO),
        ("upwards of $1,000", Bound.OVER),
        ("just shy of $1,000", Bound.UNDER),
        ("not even $10", Bound.UNDER),
        ("starting at $500", Bound.AT_LEAST),
        ("$5, over all", None),
        ("hangover of $5", None),
    ],
)
def test_words_say_on_which_side_of_a_number_is_meant(text: str, bound: Bound | None) -> None:
    found = read_printed(text)
    assert found
    assert found.bound is bound


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$5", "dollars"),
        ("US$5", "USD"),
        ("EUR 5", "EUR"),
        ("5 USD", "USD"),
        ("¥5", "yuan or yen"),
        ("Rs. 5", "INR"),
        ("$5 CAD", "CAD"),
        ("₪5", "ILS"),
        ("5 RUB", "RUB"),
    ],
)
def test_a_sign_says_the_currency_or_several(text: str, currency: str) -> None:
    assert read_printed(text) == Printed(Decimal(5), Decimal(5), MONEY, currency)


@pytest.mark.parametrize("text", ["over " * 60, "$" * 300, "1," * 150, "9" * 300, "1-" * 150, "~ " * 150 + "5"])
def test_a_long_text_is_read_or_not_and_takes_no_time(text: str) -> None:
    found = read_printed(text)
    assert found is None or found.low >= 0
