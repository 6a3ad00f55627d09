"""The files of a described laboratory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.lab.described import Call, Card, Exchange, Lab, Line, Option, Rate, Scenario, Terms

FX_FILE = "pricing/fx.yaml"
POLICY_FILE = "costcalc.yaml"


def files_of(lab: Lab) -> dict[str, str]:
    """Return the text of every file by its name."""
    texts = {name: card_text(card) for name, card in lab.cards.items()}
    texts |= {name: scenario_text(scenario) for name, scenario in lab.scenarios.items()}
    texts |= {FX_FILE: fx_text(lab.fx)} if lab.fx else {}
    texts |= {POLICY_FILE: lab.policy} if lab.policy else {}
    return {**texts, **lab.others}


def card_text(card: Card) -> str:
    """Write a rate card."""
    lines = [f"# {card.comment}"] if card.comment else []
    lines += [
        "schema: costcalc/rate-card/v1",
        f"id: {card.id}",
        f"title: The prices of {card.id}",
        f"basis: {'contracted' if card.extends else 'published'}",
        f"version: {card.version}",
        f"currency: {card.currency}",
        "per: 1M tokens",
    ]
    if card.extends:
        lines += [f"extends: {card.extends}", "contract:", *map(_terms, card.terms)]
    else:
        lines += ["models:", *_models(card)]
    return _joined(lines)


def _models(card: Card) -> Iterator[str]:
    for name, rates in card.models.items():
        yield f"  {name}:"
        yield "    context_window: 2M"
        yield "    max_output: 100K"
        yield "    rates:"
        for rate in rates:
            yield from _rate(rate)


def _rate(rate: Rate) -> Iterator[str]:
    yield f"      - effective: {rate.effective}"
    if rate.until:
        yield f"        until: {rate.until}"
    if rate.corrects:
        yield f'        corrects: "{rate.corrects}"'
    if rate.source:
        yield f"        source: {rate.source}"
    yield "        verified: 2026-11-10"
    yield from (f"        {meter}: {price}" for meter, price in rate.prices.items())
    if tier := rate.tier:
        yield "        context_tiers:"
        yield f"          - {{when: input > {tier.above}, mode: whole_request, {_pairs(tier.prices)}}}"
    if promotion := rate.promotion:
        yield f"        promotion: {{until: {promotion.until}, multiplier: {promotion.multiplier}}}"
    if rate.batch:
        yield f"        services: {{batch: {{multiplier: {rate.batch}}}}}"
    if peak := rate.peak:
        days = f", days: {peak.days}" if peak.days else ""
        hours = f'["{peak.first:02}:00-{peak.last:02}:00"]'
        yield f"        peak: {{multiplier: {peak.multiplier}, hours: {hours}, tz: UTC{days}}}"


def _terms(terms: Terms) -> str:
    said = {"effective": terms.effective, "until": terms.until, "source": "contract 123"}
    said |= {"models": f"[{terms.model}]" if terms.model else "", "discount": terms.discount, **terms.prices}
    return f"  - {{{_pairs(said)}}}"


def scenario_text(one: Scenario) -> str:
    """Write a scenario."""
    tags = {key: f'"{value}"' for key, value in one.tags.items()}
    lines = [f"# {one.comment}"] if one.comment else []
    lines += ["schema: costcalc/scenario/v1", f"id: {one.id}", f"title: {one.title or one.id}"]
    lines += [f"tags: {{{_pairs(tags)}}}"] if tags else []
    lines += [f"as_of: {one.as_of}"] if one.as_of else []
    lines += [f"period: {one.period}", "currency: USD"]
    lines += [f"peak_share: {one.peak_share}"] if one.peak_share else []
    lines += ["assumptions:", *(["  month: 1"] if one.growth else [])]
    lines += [f"  {call.name}_requests: {_requests(call, one.growth)}" for call in one.calls]
    lines += ["workload:", *map(_call, one.calls), *map(_line, one.lines)]
    lines += ["options:", *(f"  {name}: {{{_option(option)}}}" for name, option in one.options.items())]
    lines += [f"baseline: {next(iter(one.options))}"] if len(one.options) > 1 else []
    lines += [f"chosen: {one.chosen}"] if one.chosen else []
    budgets = [f"  - {{option: {option}, max: {most} USD}}" for option, most in one.budgets.items()]
    return _joined([*lines, *(["budgets:", *budgets] if budgets else [])])


def _requests(call: Call, growth: str) -> str:
    value = f"{call.requests} * {growth} ^ (month - 1)" if growth else call.requests
    return f'{{value: {value}, why: "counted in the logs"}}'


def _call(call: Call) -> str:
    said = {"call": call.name, "model": call.model, "requests": f"{call.name}_requests"}
    said |= {"each": f"{{k: 1..{call.turns}}}"} if call.turns else {}
    said |= {"input": f"{call.input} * k" if call.turns else str(call.input)}
    said |= {"cache_read": str(call.cached)} if call.cached else {}
    return f"  - {{{_pairs({**said, 'output': str(call.output)})}}}"


def _line(line: Line) -> str:
    said = {"line": line.name, "quantity": line.quantity, "unit_price": line.unit_price, "currency": line.currency}
    return f"  - {{{_pairs({**said, 'once': 'true' if line.once else ''})}}}"


def _option(option: Option) -> str:
    return _pairs({"model": option.model, "service": option.service})


def fx_text(rates: tuple[Exchange, ...]) -> str:
    """Write a file of exchange rates."""
    lines = [
        f"  - {{effective: {one.effective}, from: {one.base}, to: {one.to}, rate: {one.rate}, source: controlling}}"
        for one in rates
    ]
    return _joined(["schema: costcalc/fx/v1", "id: fx", "title: Exchange rates", "rates:", *lines])


def _pairs(said: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in said.items() if value)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
