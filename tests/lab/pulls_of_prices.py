"""Pull requests that change prices, contracts and exchange rates.

The gates of the laboratory: +25 % of an option, +10 % at constant volume, 1,000 USD a month of what is new; budgets of
80 USD for support-chat/small, which costs 71, and of 3,000 USD for ads-night/night, which costs 1,140 or 2,280.
"""

from __future__ import annotations

from tests.lab.changes import (
    appended,
    edited,
    every,
    exchanged,
    with_call,
    with_card,
    with_new_card,
    without_file,
)
from tests.lab.described import Card, Peak, Promotion, Rate, Terms, Tier
from tests.lab.pulls import BUDGET, GATE, HISTORY, Pull

TODAY, TOMORROW = "2026-11-23", "2026-11-24"
DEEP = Tier(200_000, {"input": "4", "output": "12"})
LIST = Terms("2026-01-01", model="small", prices={"input": "0.40"})


def discount(percent: str, since: str = "2026-01-01", until: str = "2028-06-01") -> Terms:
    return Terms(since, discount=percent, until=until)


PULLS = (
    Pull("a price rises by 5 percent", appended("acme/large", TODAY, "1.05")),
    Pull("a price rises by 12 percent: less than 25, more than 10", appended("acme/large", TODAY, "1.12"), 1, GATE),
    Pull("a price rises by 40 percent", appended("acme/large", TODAY, "1.4"), 1, GATE),
    Pull("a price rises tenfold, and breaks a budget, too", appended("acme/small", TODAY, "10"), 1, GATE | BUDGET),
    Pull("a price falls by half", appended("acme/large", TODAY, "0.5")),
    Pull("a price in euros rises by 40 percent", appended("beta/fast", TODAY, "1.4"), 1, GATE),
    Pull(
        "one of two prices in euros rises by a tenth of it",
        appended("beta/fast", TODAY, prices={"input": "0.33", "output": "1.20"}),
    ),
    Pull(
        "a price of the past is edited",
        edited("acme/large", prices={"input": "2.1", "cache_read": "0.20", "output": "8"}),
        1,
        HISTORY,
    ),
    Pull(
        "a price of the past is edited down",
        edited("acme/small", prices={"input": "0.4", "cache_read": "0.05", "output": "1"}),
        1,
        HISTORY,
    ),
    Pull(
        "a price is appended, and the version stays",
        every(appended("acme/large", TODAY, "1.05"), with_card("acme", version="2026-11-01")),
        1,
        frozenset({"version-not-bumped"}),
    ),
    Pull("a price rises by 5 percent from new year on", appended("acme/large", "2027-01-01", "1.05")),
    Pull("a price rises tenfold from tomorrow on", appended("acme/large", TOMORROW, "10"), 1, GATE),
    Pull(
        "a price rises tenfold in thirteen months, within the horizon",
        appended("acme/large", "2027-12-20", "10"),
        1,
        GATE,
    ),
    Pull("a price rises tenfold beyond the horizon", appended("acme/large", "2028-06-01", "10")),
    Pull("a price falls from tomorrow on", appended("acme/large", TOMORROW, "0.5")),
    Pull(
        "a price rises tomorrow and falls the day after",
        every(appended("acme/large", TOMORROW, "10"), appended("acme/large", "2026-11-25", "0.1")),
        1,
        GATE,
    ),
    Pull(
        "a budget breaks from tomorrow on: 71 * 1.24 = 88.04 is above 80",
        appended("acme/small", TOMORROW, "1.24"),
        1,
        BUDGET,
    ),
    Pull(
        "an announced price of a calendar month is edited to four times as much",
        edited("acme/flux", prices={"input": "5", "output": "3"}),
        1,
        GATE,
    ),
    Pull("an announced price is taken back", edited("acme/flux", prices={"input": "1", "output": "3"})),
    Pull(
        "twice the list price, and a promotion that halves it until tomorrow",
        appended("acme/large", TODAY, "2", promotion=Promotion("0.5", TOMORROW)),
        1,
        GATE,
    ),
    Pull(
        "a promotion that ends in spring, at the list price that there was",
        appended("acme/large", TODAY, promotion=Promotion("0.5", "2027-03-01")),
    ),
    Pull(
        "a promotion ends today instead of in 2028: twice the price",
        appended("beta/tiny", TODAY, promotion=None),
        1,
        GATE,
    ),
    Pull("a tier begins at 60K instead of 200K", appended("acme/deep", TODAY, tier=Tier(60_000, DEEP.prices)), 1, GATE),
    Pull(
        "the dearer tier costs a twentieth more",
        appended("acme/deep", TODAY, tier=Tier(200_000, {"input": "4.2", "output": "12.6"})),
    ),
    Pull(
        "a tier begins where there was none, and one scenario has such requests",
        appended("acme/large", TODAY, tier=Tier(8_000, {"input": "4", "output": "16"})),
        1,
        GATE,
    ),
    Pull(
        "a tier begins above all requests",
        appended("acme/small", TODAY, tier=Tier(500_000, {"input": "4", "output": "16"})),
    ),
    Pull("a batch costs 80 percent instead of half", appended("acme/large", TODAY, batch="0.8"), 1, GATE),
    Pull("a batch costs a quarter", appended("acme/large", TODAY, batch="0.25")),
    Pull(
        "peak hours cost three times as much, not twice", appended("acme/night", TODAY, peak=Peak("3", 8, 20)), 1, GATE
    ),
    Pull("peak hours are gone", appended("acme/night", TODAY, peak=None)),
    Pull(
        "peak hours are new, at the same prices by night", appended("acme/small", TODAY, peak=Peak("3", 8, 20)), 1, GATE
    ),
    Pull("peak hours are new from tomorrow on", appended("acme/small", TOMORROW, peak=Peak("3", 8, 20)), 1, GATE),
    Pull(
        "peak hours are new on a model that a calendar month has",
        appended("acme/flux", "2026-12-12", peak=Peak("3", 8, 20)),
        1,
        GATE,
    ),
    Pull("a correction with its reason and source", appended("acme/large", "2026-01-01", "1.05", corrects="a slip")),
    Pull(
        "a model is added that nobody uses",
        lambda lab: with_card(
            "acme", models={**lab.card("acme").models, "huge": (Rate(TODAY, {"input": "20", "output": "80"}),)}
        )(lab),
    ),
    Pull(
        "a card is added that nobody uses",
        with_new_card(Card("gamma", "USD", {"one": (Rate(TODAY, {"input": "20", "output": "80"}),)})),
    ),
    Pull("a card is deleted that scenarios use", without_file("pricing/beta.yaml"), 2, frozenset({"unknown-card"})),
    Pull(
        "a contract has 50 percent instead of 40 from today on",
        with_card("ours", terms=(discount("40%", until=TODAY), discount("50%", TODAY), LIST)),
    ),
    Pull(
        "a contract has 38 percent instead of 40 from today on: 62 / 60 is +3.3 percent",
        with_card("ours", terms=(discount("40%", until=TODAY), discount("38%", TODAY), LIST)),
    ),
    Pull(
        "a contract ends tomorrow: 168 + 100 is +33 percent of 100.80 + 100",
        with_card("ours", terms=(discount("40%", until=TOMORROW), LIST)),
        1,
        GATE,
    ),
    Pull(
        "+40 percent of a price and -30 percent of the requests: 0.98 of what it was",
        every(
            appended("beta/fast", TODAY, "1.4"),
            *(
                with_call(f"{team}-mail", requests=str(700 * size))
                for team, size in (("support", 1), ("search", 2), ("ads", 3))
            ),
        ),
        1,
        GATE,
    ),
    Pull("the euro rises from 1.16 to 1.20", exchanged(TODAY, "1.20")),
    Pull("the euro doubles", exchanged(TODAY, "2.32"), 1, GATE),
    Pull("the euro doubles from tomorrow on", exchanged(TOMORROW, "2.32"), 1, GATE),
    Pull("the euro falls", exchanged(TODAY, "1.02")),
)
