"""Thirty scenarios in three teams, with cards and contracts of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.described import Call, Card, Exchange, Lab, Line, Option, Peak, Promotion, Rate, Scenario, Terms, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

TEAMS = {"support": 1, "search": 2, "ads": 3}

ACME = Card(
    id="acme",
    currency="USD",
    models={
        "large": (Rate("2026-01-01", {"input": "2", "cache_read": "0.20", "output": "8"}, batch="0.5"),),
        "small": (Rate("2026-01-01", {"input": "0.50", "cache_read": "0.05", "output": "1"}),),
        "deep": (
            Rate("2026-01-01", {"input": "2", "output": "8"}, tier=Tier(200_000, {"input": "4", "output": "12"})),
        ),
        "night": (Rate("2026-01-01", {"input": "1", "output": "4"}, peak=Peak("2", 8, 20)),),
        "flux": (
            Rate("2026-01-01", {"input": "1", "output": "3"}),
            Rate("2026-12-11", {"input": "1.25", "output": "3"}),
        ),
    },
)
BETA = Card(
    id="beta",
    currency="EUR",
    models={
        "fast": (
            Rate("2026-01-01", {"input": "0.40", "output": "1.60"}),
            Rate("2026-07-01", {"input": "0.30", "output": "1.20"}),
        ),
        "tiny": (Rate("2026-01-01", {"input": "0.10", "output": "0.40"}, promotion=Promotion("0.5", "2028-01-01")),),
    },
)
OURS = Card(
    id="ours",
    currency="USD",
    extends="acme",
    terms=(
        Terms("2026-01-01", discount="40%", until="2028-06-01"),
        Terms("2026-01-01", model="small", prices={"input": "0.40"}),
    ),
)
FX = (Exchange("2026-01-01", "EUR", "USD", "1.10"), Exchange("2026-07-01", "EUR", "USD", "1.16"))

POLICY = """\
schema: costcalc/policy/v1
paths: [pricing, teams/*/scenarios]
horizon: 400 days
budgets:
  - {scenario: support-chat, option: small, max: 80 USD}
  - {scenario: ads-night, option: night, max: 3000 USD}
gates:
  - {increase_percent: 25%}
  - {price_increase: 10%}
  - {new: 1000 USD}
"""


def thirty() -> Lab:
    """Return the laboratory."""
    scenarios = {
        f"teams/{team}/scenarios/{one.id.partition('-')[2]}.yaml": one
        for team, size in TEAMS.items()
        for one in _of_team(team, size)
    }
    return Lab({f"pricing/{card.id}.yaml": card for card in (ACME, BETA, OURS)}, scenarios, FX, POLICY)


def _of_team(team: str, size: int) -> Iterator[Scenario]:
    """Yield the ten of a team, of one kind each; a larger team asks more."""

    def named(kind: str, period: str, calls: tuple[Call, ...], *options: str) -> Scenario:
        tags = {"team": team, "project": kind if size == 2 else "assist", "cost_centre": str(4710 + size)}
        models = {model.partition("/")[2] or model: Option(model) for model in options}
        return Scenario(f"{team}-{kind}", period, calls, models, tags, chosen=next(reversed(models)))

    many = 100_000 * size
    chat = Call("chat", str(many), 1000, 300, cached=200)
    yield named("chat", "month", (chat,), "acme/large", "acme/small")
    yield named("mail", "day", (Call("mail", str(1000 * size), 2400, 350),), "beta/fast", "acme/small")
    digest = named("digest", "week", (Call("digest", str(700 * size), 9000, 800),), "acme/large")
    yield digest._replace(options={**digest.options, "nightly": Option("acme/large", "batch")}, chosen="nightly")
    archive = named("archive", "year", (Call("sort", str(many * 7), 5000, 50),), "acme/small", "beta/tiny")
    yield archive._replace(lines=(Line("store", str(12 * size), "19.90", "EUR"),))
    yield named("backfill", "once", (Call("embed", str(30_000 * size), 6000, 100),), "acme/large", "acme/deep")
    yield named("december", "2026-12", (Call("gift", str(many), 1500, 400),), "acme/night", "acme/flux")
    yield named("night", "month", (Call("watch", str(many), 3000, 200),), "acme/small", "acme/night")
    shift = named("shift", "month", (Call("watch", str(many), 2000, 250),), "acme/large", "acme/night")
    yield shift._replace(peak_share="30%")
    guard, step = Call("guard", "900", 600, 5, model="acme/small"), Call("step", str(40 * size), 30_000, 700, turns=12)
    agent = named("agent", "month", (guard, step), "acme/large", "acme/deep")
    yield agent._replace(lines=(Line("setup", "3", "850", once=True), Line("vectors", str(size), "25.50")))
    growth = named("growth", "month", (Call("ask", str(20_000 * size), 1800, 600),), "acme/large")
    options = {**growth.options, "ours": Option("ours/large")}
    seats = (Line("seats", str(5 * size), "20"),)
    yield growth._replace(options=options, chosen="ours", growth="1.05", lines=seats)
