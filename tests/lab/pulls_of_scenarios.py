"""Pull requests that change scenarios, their names, tags and choices, and the policy.

The gates of the laboratory are said in pulls_of_prices.py.
"""

from __future__ import annotations

from tests.lab.changes import (
    appended,
    edited,
    every,
    moved,
    with_call,
    with_file,
    with_line,
    with_option,
    with_option_called,
    with_policy,
    with_scenario,
    without_file,
    without_option,
)
from tests.lab.described import Call, Option, Scenario
from tests.lab.pulls import BUDGET, GATE, POLICY, Pull

TODAY = "2026-11-23"
CHAT = "teams/ads/scenarios/chat.yaml"


def new(requests: int, period: str = "month", team: str = "ads", name: str = "ads-new") -> Scenario:
    """A new scenario: 1,000 tokens in and 125 out of acme/large are 2 + 1 = 3 USD for 1,000 requests."""
    call = Call("ask", str(requests), 1000, 125)
    return Scenario(name, period, (call,), {"large": Option("acme/large")}, {"team": team}, "large")


def called(old: str, new: str, *options: str) -> dict[str, str]:
    return {f"{new}/{option}": f"{old}/{option}" for option in options}


PULLS = (
    Pull("10 percent more requests: 71 becomes 78.10 of 80", with_call("support-chat", requests="110000")),
    Pull("20 percent more requests: 71 becomes 85.20 of 80", with_call("support-chat", requests="120000"), 1, BUDGET),
    Pull("30 percent more requests", with_call("ads-mail", requests="3900"), 1, GATE),
    Pull("30 percent fewer requests", with_call("ads-mail", requests="2100")),
    Pull("a longer prompt", with_call("ads-mail", input=2600)),
    Pull("a shorter answer", with_call("ads-mail", output=100)),
    Pull("the cache is not used any more: 800 / 710 is +12.7 percent", with_call("ads-chat", cached=0)),
    Pull("two turns more, both in the dearer tier", with_call("ads-agent", 1, turns=14), 1, GATE),
    Pull("two turns fewer", with_call("ads-agent", 1, turns=10)),
    Pull("a dearer model", with_option("ads-chat", "small", "acme/large"), 1, GATE),
    Pull("a cheaper model", with_option("ads-chat", "large", "acme/small")),
    Pull("the batch is given up", with_option("ads-digest", "nightly", "acme/large"), 1, GATE),
    Pull("twice the share of the peak: 1.6 / 1.3 is +23 percent", with_scenario("ads-shift", peak_share="60%")),
    Pull("all of it in the peak: 2 / 1.3 is +54 percent", with_scenario("ads-shift", peak_share="100%"), 1, GATE),
    Pull(
        "the share of the peak is not said any more: the dearest hour counts, 2 / 1.3",
        with_scenario("ads-shift", peak_share=""),
        1,
        GATE,
    ),
    Pull(
        "a line costs twice as much, which is 11.83 % of it all",
        with_line("ads-agent", "vectors", unit_price="51"),
        1,
        GATE,
    ),
    Pull("a line costs ten times as much", with_line("ads-growth", "seats", unit_price="200"), 1, GATE),
    Pull("what is paid once costs twice as much", with_line("ads-agent", "setup", unit_price="1700"), 1, GATE),
    Pull("what is paid once costs a tenth more", with_line("ads-agent", "setup", unit_price="935")),
    Pull("more growth, which shows in months to come", with_scenario("ads-growth", growth="1.10"), 1, GATE),
    Pull("an option is added", with_option("ads-mail", "tiny", "beta/tiny")),
    Pull(
        "an option is added above 1,000 USD a month: 300K * (3,000 * 2 + 200 * 8) / 1M = 2,280",
        with_option("ads-night", "large", "acme/large"),
        1,
        GATE,
    ),
    Pull("an option is taken away", without_option("ads-chat", "large")),
    Pull(
        "an option has another name",
        with_option_called("ads-chat", "small", "little"),
        renamed={"ads-chat/little": "ads-chat/small"},
    ),
    Pull(
        "an option has another name and 30 percent more requests",
        every(with_option_called("ads-chat", "small", "little"), with_call("ads-chat", requests="390000")),
        1,
        GATE,
        renamed={"ads-chat/little": "ads-chat/small"},
    ),
    Pull(
        "an option with a budget has another name",
        with_option_called("support-chat", "small", "little"),
        1,
        frozenset({"budget-matches-nothing"}),
        renamed={"support-chat/little": "support-chat/small"},
    ),
    Pull(
        "a scenario has another id",
        with_scenario("ads-chat", id="ads-talk"),
        renamed=called("ads-chat", "ads-talk", "large", "small"),
    ),
    Pull(
        "a scenario has another id and 30 percent more requests",
        every(with_call("ads-chat", requests="390000"), with_scenario("ads-chat", id="ads-talk")),
        1,
        GATE,
        renamed=called("ads-chat", "ads-talk", "large", "small"),
    ),
    Pull("a file has another name", moved(CHAT, "teams/ads/scenarios/talk.yaml")),
    Pull(
        "a file has another name and 30 percent more requests",
        every(with_call("ads-chat", requests="390000"), moved(CHAT, "teams/ads/scenarios/talk.yaml")),
        1,
        GATE,
    ),
    Pull("a file ends in .YML", moved(CHAT, "teams/ads/scenarios/chat.YML")),
    Pull(
        "a file, its scenario and an option have other names, and 30 percent more requests",
        every(
            with_call("ads-chat", requests="390000"),
            with_option_called("ads-chat", "small", "little"),
            with_scenario("ads-chat", id="ads-talk"),
            moved(CHAT, "teams/ads/scenarios/talk.yaml"),
        ),
        1,
        GATE,
        renamed={"ads-talk/little": "ads-chat/small", "ads-talk/large": "ads-chat/large"},
    ),
    Pull("a team has another folder", moved("teams/ads/", "teams/advertising/")),
    Pull(
        "a team has another folder and a model another price",
        every(moved("teams/ads/", "teams/advertising/"), appended("acme/small", TODAY, "1.3")),
        1,
        GATE,
    ),
    Pull("a scenario is deleted", without_file("teams/ads/scenarios/archive.yaml")),
    Pull(
        "a scenario with a budget is deleted",
        without_file("teams/support/scenarios/chat.yaml"),
        1,
        frozenset({"budget-matches-nothing"}),
    ),
    Pull("a scenario is new, at 3 * 300 = 900 USD a month", with_file("teams/ads/scenarios/new.yaml", new(300_000))),
    Pull(
        "a scenario is new, at 3 * 400 = 1,200 USD a month",
        with_file("teams/ads/scenarios/new.yaml", new(400_000)),
        1,
        GATE,
    ),
    Pull(
        "a scenario is new, at 40 USD a day, which are 1,216.67 a month",
        with_file("teams/ads/scenarios/new.yaml", new(13_334, "day")),
        1,
        GATE,
    ),
    Pull(
        "a scenario is new, at 6,000 USD a year, which are 500 a month",
        with_file("teams/ads/scenarios/new.yaml", new(2_000_000, "year")),
    ),
    Pull(
        "a scenario is copied into another team's folder, and both keep the id",
        with_file("teams/search/scenarios/new.yaml", new(100_000, name="ads-chat", team="search")),
    ),
    Pull("a scenario is of another team", with_scenario("ads-chat", tags={"team": "search"})),
    Pull("another option is chosen", with_scenario("ads-chat", chosen="large")),
    Pull(
        "a month becomes a year of twelve times as many requests",
        every(with_scenario("ads-chat", period="year"), with_call("ads-chat", requests="3600000")),
        0,
        POLICY,
    ),
    Pull(
        "a month becomes a day of a thirtieth: 12 / 365 of 300K would be 9,863",
        every(with_scenario("ads-chat", period="day"), with_call("ads-chat", requests="10000")),
        0,
        POLICY,
    ),
    Pull(
        "a month becomes a day of a thirtieth, and the price tenfold",
        every(
            with_scenario("ads-chat", period="day"),
            with_call("ads-chat", requests="10000"),
            appended("acme/small", TODAY, "10"),
        ),
        1,
        GATE | POLICY,
    ),
    Pull(
        "a month becomes a week of as many requests: 365 / 7 / 12 is +335 percent",
        with_scenario("ads-chat", period="week"),
        1,
        GATE | POLICY,
    ),
    Pull("a budget is raised", with_policy(("max: 80 USD", "max: 800 USD")), 0, POLICY),
    Pull(
        "a gate is raised, and a price by 40 percent",
        every(with_policy(("increase_percent: 25%", "increase_percent: 90%")), appended("beta/fast", TODAY, "1.4")),
        1,
        GATE | POLICY,
    ),
    Pull("the policy is deleted", lambda lab: lab._replace(policy=""), 0, POLICY),
    Pull(
        "the policy is deleted, and a budget broken",
        lambda lab: with_call("support-chat", requests="120000")(lab)._replace(policy=""),
        1,
        BUDGET | POLICY,
    ),
    Pull(
        "the horizon is a day, and a price tenfold in a week",
        every(with_policy(("horizon: 400 days", "horizon: 1 days")), appended("acme/large", "2026-11-30", "10")),
        1,
        GATE | POLICY,
    ),
    Pull(
        "a price of the past is edited, and a check for that turned off",
        every(
            with_policy(("gates:", "checks: {history-edited: off}\ngates:")),
            edited("acme/flux", 0, prices={"input": "1.05", "output": "3"}),
        ),
        1,
        frozenset({"history-edited"}),
    ),
)
