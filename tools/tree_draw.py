"""Cards and scenarios drawn at random, for `tools.compare_trees`: every form of a price and every modifier in turn.

Most of them can be priced. What cannot is welcome, too: a refusal must stay the same refusal.
"""

from __future__ import annotations

from random import Random
from typing import Any

Keys = dict[str, Any]

PRICES = ("0", "0.1", "0.3", "0.75", "1", "2.5", "3.33", "10", "12.5")
FACTORS = ("0.5", "0.25", "1.1", "2", "0.9")
TIMES = ("2026-03-01", "2026-06-15T12:00:00Z", "2026-08-16T16:00:00Z", "2026-10-01")
PERIODS = ("month", "month", "year", "week", "day", "once", "2026-08", "2026-11", "2026")


def flow(value: object) -> str:
    """Write a value as YAML in one line; texts stand as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def draw(seed: int) -> dict[str, str]:
    """Draw a project.

    Returns:
        Its files, by name.
    """
    dice = Random(seed)  # noqa: S311  # drawn again and again, and no secret
    files = {"pricing/acme.yaml": _card(dice), "scenarios/drawn.yaml": _scenario(dice)}
    files["pricing/deal.yaml"] = _contract(dice)
    files["pricing/calendars/days.yaml"] = (
        "schema: costcalc/calendar/v1\nid: days\ntitle: Days off\nsource: drawn\nyears: 2026-2027\n"
        "holidays: {2026-05-01: A Friday, 2026-08-17: A Monday, 2026-11-28: A Saturday}\n"
    )
    return files


def _card(dice: Random) -> str:
    basis = dice.choice(["published", "published", "published", "claimed"])
    head = _head("acme", basis, dice) + "models:\n"
    return head + "".join(_model(dice, name) for name in ("small", "large"))


def _head(name: str, basis: str, dice: Random) -> str:
    version = f"2026-0{dice.randint(1, 9)}-01"
    return (
        f"schema: costcalc/rate-card/v1\nid: {name}\ntitle: The card {name}\nbasis: {basis}\n"
        f"version: {version}\ncurrency: USD\nper: 1M tokens\n"
    )


def _model(dice: Random, name: str) -> str:
    keys: Keys = {}
    if dice.random() < 0.5:  # noqa: PLR2004  # one in two
        keys = {"context_window": dice.choice(["128K", "400K"]), "max_output": dice.choice(["8K", "64K"])}
    starts = ["2026-01-01", *sorted(dice.sample(TIMES, dice.randint(0, 2)))]
    lines = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    rates = "".join(f"      - {flow(_rate(dice, start))}\n" for start in starts)
    return f"  {name}:\n{lines}    rates:\n{rates}"


def _rate(dice: Random, start: str) -> Keys:
    """Draw a rate: prices, and each modifier in one of some rates."""
    rate: Keys = {"effective": start, "source": f"list of {start[:10]}", "verified": start[:10]}
    rate |= {meter: _price(dice, "input") for meter in ("input", "output")}
    rate["cache_read"] = dice.choice(["input", *PRICES])
    rate["reasoning"] = dice.choice(["output", "output", "4"])
    rate["web_search"] = _searches(dice)
    rate["audio_second"] = dice.choice(
        [
            {"price": "0.36", "per": "3600 seconds", "minimum": 10},
            {"package": "0.006", "per": "15 seconds", "rounded": "request"},
        ]
    )
    rate["capacity"] = {
        "reserved": 260,
        "per": "1 unit",
        "term": dice.choice(["month", "day", "year"]),
        "minimum": 3,
        "increment": 5,
    }
    if _one_in(dice, 8):
        rate["request"] = {"price": "2", "per": "1K requests"}
    if isinstance(rate["input"], str) and _one_in(dice, 2):
        rate["context_tiers"] = _tiers(dice, rate)
    for key, share in (("services", 98), ("regions", 98), ("peak", 45), ("promotion", 35)):
        if dice.randrange(100) < share:
            rate[key] = {"services": _services, "regions": _regions, "peak": _window, "promotion": _promotion}[key](
                dice
            )
    if "promotion" in rate:
        ends = ["2026-05-01", "2026-07-15T12:00:00Z", "2026-12-31"]
        rate["promotion"] = {"until": dice.choice([end for end in ends if end > start]), **rate["promotion"]}
    if "peak" in rate and _one_in(dice, 3):
        rate["off_peak"] = rate.pop("peak")
    if _one_in(dice, 4):
        rate["markup"] = dice.choice(["5%", "0.055"])
    if _one_in(dice, 3):
        per = dice.choice(["month", "request", "day"])
        rate["minimum_charge"] = {"amount": "0.02" if per == "request" else "75", "per": per}
    return rate


def _one_in(dice: Random, chances: int) -> bool:
    return dice.randrange(chances) == 0


def _price(dice: Random, meter: str) -> object:
    period = dice.choice(["month", "month", "day", "week"])
    forms: list[object] = [
        {"graduated": [{"up_to": "1M", "price": 10}, {"up_to": "30M", "price": 8}, {"price": "6.5"}], "period": period},
        {"volume": [{"up_to": "5M", "price": 10}, {"price": dice.choice(PRICES)}], "period": period},
        {"package": dice.choice(["1.5", "10"]), "per": "1M tokens", "rounded": dice.choice(["period", "request"])},
        {"price": dice.choice(PRICES), "free": {"quantity": "1M", "per": period}},
        {"price": "0.002", "per": "1K tokens"},
    ]
    return dice.choice(forms) if _one_in(dice, 3) else dice.choice(PRICES if meter != "input" else PRICES[1:])


def _searches(dice: Random) -> Keys:
    price: Keys = {"price": dice.choice(["10", "35"]), "per": "1K searches"}
    return price | ({"free": {"quantity": 1500, "per": dice.choice(["day", "month"])}} if _one_in(dice, 2) else {})


def _tiers(dice: Random, rate: Keys) -> list[Keys]:
    plain = [meter for meter in ("input", "cache_read", "output") if isinstance(rate[meter], str)]
    mode = dice.choice(["whole_request", "marginal"])
    named = [meter for meter in plain if meter != "output"] if mode == "marginal" else plain
    bounds = dice.choice([["200K"], ["32K", "200K"]])
    operator = dice.choice([">", ">="])
    return [
        {"when": f"input {operator} {bound}", "mode": mode, **{meter: dice.choice(PRICES[3:]) for meter in named}}
        for bound in bounds
    ]


def _variant(dice: Random) -> Keys:
    own: Keys = {"input": dice.choice(PRICES[1:]), "output": dice.choice(PRICES[1:]), "cache_read": "input"}
    own |= {"reasoning": "output", "web_search": "standard", "context_tiers": []}
    part: Keys = {"multiplier": dice.choice(FACTORS), "meters": ["input", "cache_read", "output", "reasoning"]}
    usual: Keys = {"multiplier": dice.choice(FACTORS)}
    mixed: Keys = {
        "input": {"multiplier": dice.choice(FACTORS)},
        "cache_read": "standard",
        "output": {"multiplier": "0.5"},
    }
    return dice.choice([usual, usual, usual, part, mixed, own])


def _services(dice: Random) -> Keys:
    extra = dict.fromkeys(("web_search", "audio_second", "capacity"), "standard")
    return {"batch": {**extra, **_variant(dice)}, "priority": {"multiplier": "1.75", **extra}}


def _regions(dice: Random) -> Keys:
    return {"us": {"multiplier": "1.1"}, "eu": _variant(dice)}


def _window(dice: Random) -> Keys:
    window: Keys = {"hours": dice.choice([['"09:00-12:00"', '"14:00-18:00"'], ['"22:00-06:00"']])}
    window["tz"] = dice.choice(["UTC", '"+08:00"', "Europe/Berlin", "America/New_York"])
    if _one_in(dice, 2):
        window |= {"days": dice.choice(["mon-fri", ["sat", "sun"]]), "holidays": "days"}
    return window | dice.choice(
        [{"multiplier": "2"}, {"multiplier": "0.5"}, {"output": "20", "reasoning": "output", "context_tiers": []}]
    )


def _promotion(dice: Random) -> Keys:
    return dice.choice([{"multiplier": "0.25"}, {"multiplier": "0.5", "meters": ["input"]}])


def _contract(dice: Random) -> str:
    terms: list[Keys] = [{"effective": "2026-02-01", "source": "contract 1", "discount": dice.choice(["15%", "0.3"])}]
    if _one_in(dice, 2):
        terms.append(
            {
                "effective": dice.choice(TIMES),
                "source": "annex A",
                "models": ["large"],
                "input": "2",
                "cache_read": "input",
            }
        )
    if _one_in(dice, 2):
        terms.append(
            {
                "effective": "2026-04-16",
                "until": "2026-11-01",
                "source": "annex B",
                "meters": ["output"],
                "discount": "25%",
            }
        )
    if _one_in(dice, 3):
        terms.append({"effective": "2026-01-01", "source": "annex C", "models": ["small"], "cache_write_5m": "1.25"})
    return (
        _head("deal", "contracted", dice)
        + "extends: acme\ncontract:\n"
        + "".join(f"  - {flow(one)}\n" for one in terms)
    )


def _scenario(dice: Random) -> str:
    calls = [_call(dice, nth) for nth in range(dice.randint(1, 3))]
    options: Keys = {"small": {"model": "acme/small"}, "large": {"model": "acme/large"}}
    options |= {"ours": {"model": "deal/small"}, "ours_large": {"model": "deal/large"}}
    options |= {"small_batch": {"model": "acme/small", "service": "batch"}}
    options |= {"large_us": {"model": "acme/large", "region": dice.choice(["us", "eu"])}}
    keys: Keys = {"schema": "costcalc/scenario/v1", "id": "drawn", "title": "Drawn"}
    keys |= {"as_of": dice.choice(["2026-01-15", "2026-05-04T10:00:00Z", "2026-08-17T01:30:00Z"])}
    keys |= {"period": dice.choice(PERIODS), **({"peak_share": "30%"} if _one_in(dice, 4) else {})}
    numbers = {
        "n": dice.choice(["7", "10K", "1M / 3"]),
        "turns": dice.randint(2, 6),
        "prompt": "sum(k=1..turns, 150 * k) / turns",
    }
    keys |= {
        "assumptions": {name: f'"{value}"' for name, value in numbers.items()},
        "workload": calls,
        "options": options,
    }
    if _one_in(dice, 2):
        keys["budgets"] = [{"option": "small", "max": dice.choice(["1 USD", "100000000 USD"])}]
    if _one_in(dice, 2):
        keys["baseline"] = dice.choice(["small", "large"])
    return "".join(f"{key}: {flow(value)}\n" for key, value in keys.items())


def _call(dice: Random, nth: int) -> Keys:
    name = f"call_{nth}"
    if _one_in(dice, 10):
        return {"call": name, "totals": {"input": dice.choice(["500K", "45M"]), "output": "1.5M"}}
    call: Keys = {"call": name, "requests": dice.choice(["n", "n * 2", "0", '"ceil(n / 3)"'])}
    call |= {"input": dice.choice(["prompt * 10 + 2000", "40K", "250K", "{system: 1200, question: prompt}"])}
    call |= {"cache_read": dice.choice(["1000", "500", "0"]), "output": dice.choice(["800", "prompt", "0"])}
    extras = {"reasoning": "0", "web_search": dice.choice(["1", "0.5"]), "audio_second": "20", "capacity": "2"}
    call |= {meter: amount for meter, amount in extras.items() if _one_in(dice, 3)}
    about = {"service": dice.choice(["batch", "standard", "priority"]), "region": "us", "peak_share": "25%"}
    return call | {key: value for key, value in about.items() if _one_in(dice, 5)}
