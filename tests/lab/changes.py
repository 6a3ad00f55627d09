"""What somebody changes in a laboratory: one description becomes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.described import Card, Exchange, Lab, Option, Rate, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Change = Callable[[Lab], Lab]

VERSION = "2026-11-22"


def every(*changes: Change) -> Change:
    """Return several changes as one."""

    def changed(lab: Lab) -> Lab:
        for change in changes:
            lab = change(lab)
        return lab

    return changed


def with_card(name: str, **fields: Any) -> Change:
    """Change a card, and raise its version unless that is given."""

    def changed(lab: Lab) -> Lab:
        card = lab.card(name)._replace(**{"version": VERSION, **fields})
        return lab._replace(cards={file: card if one.id == name else one for file, one in lab.cards.items()})

    return changed


def with_rates(model: str, rates: Callable[[tuple[Rate, ...]], tuple[Rate, ...]], version: str = VERSION) -> Change:
    """Change the rates of a model."""
    name, _, own = model.partition("/")

    def changed(lab: Lab) -> Lab:
        models = lab.card(name).models
        return with_card(name, models={**models, own: rates(models[own])}, version=version)(lab)

    return changed


def appended(model: str, effective: str, factor: str = "", **fields: Any) -> Change:
    """Append a rate: the last one with other fields, or with all prices times a factor."""

    def rates(old: tuple[Rate, ...]) -> tuple[Rate, ...]:
        last = old[-1]
        prices = times(last.prices, factor) if factor else last.prices
        return (*old, last._replace(**{"effective": effective, "prices": prices, **fields}))

    return with_rates(model, rates)


def edited(model: str, nth: int = -1, version: str = VERSION, **fields: Any) -> Change:
    """Change a rate where it stands."""

    def rates(old: tuple[Rate, ...]) -> tuple[Rate, ...]:
        new = list(old)
        new[nth] = old[nth]._replace(**fields)
        return tuple(new)

    return with_rates(model, rates, version)


def times(prices: Mapping[str, str], factor: str) -> dict[str, str]:
    """Return prices times a factor, in plain digits."""
    from decimal import Decimal

    return {meter: f"{(Decimal(price) * Decimal(factor)).normalize():f}" for meter, price in prices.items()}


def with_scenario(name: str, **fields: Any) -> Change:
    """Change a scenario."""

    def changed(lab: Lab) -> Lab:
        new = lab.scenario(name)._replace(**fields)
        return lab._replace(scenarios={file: new if one.id == name else one for file, one in lab.scenarios.items()})

    return changed


def with_call(name: str, nth: int = 0, **fields: Any) -> Change:
    """Change a call of a scenario."""

    def changed(lab: Lab) -> Lab:
        calls = list(lab.scenario(name).calls)
        calls[nth] = calls[nth]._replace(**fields)
        return with_scenario(name, calls=tuple(calls))(lab)

    return changed


def with_line(name: str, line: str, **fields: Any) -> Change:
    """Change a line of a scenario."""

    def changed(lab: Lab) -> Lab:
        lines = tuple(one._replace(**fields) if one.name == line else one for one in lab.scenario(name).lines)
        return with_scenario(name, lines=lines)(lab)

    return changed


def with_option(name: str, option: str, model: str, service: str = "") -> Change:
    """Give a scenario an option, or an option another model."""

    def changed(lab: Lab) -> Lab:
        options = {**lab.scenario(name).options, option: Option(model, service)}
        return with_scenario(name, options=options)(lab)

    return changed


def with_option_called(name: str, old: str, new: str) -> Change:
    """Give an option another name."""

    def changed(lab: Lab) -> Lab:
        one = lab.scenario(name)
        options = {new if key == old else key: value for key, value in one.options.items()}
        return with_scenario(name, options=options, chosen=new if one.chosen == old else one.chosen)(lab)

    return changed


def without_option(name: str, option: str) -> Change:
    """Take an option away."""

    def changed(lab: Lab) -> Lab:
        one = lab.scenario(name)
        options = {key: value for key, value in one.options.items() if key != option}
        return with_scenario(name, options=options, chosen=next(iter(options)))(lab)

    return changed


def with_file(file: str, one: Scenario) -> Change:
    """Add a scenario."""
    return lambda lab: lab._replace(scenarios={**lab.scenarios, file: one})


def without_file(file: str) -> Change:
    """Delete a scenario or a card."""
    return lambda lab: lab._replace(
        scenarios={name: one for name, one in lab.scenarios.items() if name != file},
        cards={name: one for name, one in lab.cards.items() if name != file},
    )


def moved(old: str, new: str) -> Change:
    """Rename files: what begins with a text begins with another."""

    def name(file: str) -> str:
        return file.replace(old, new, 1) if file.startswith(old) else file

    return lambda lab: lab._replace(scenarios={name(file): one for file, one in lab.scenarios.items()})


def exchanged(effective: str, rate: str) -> Change:
    """Append an exchange rate of the euro."""
    return lambda lab: lab._replace(fx=(*lab.fx, Exchange(effective, "EUR", "USD", rate)))


def with_policy(*changes: tuple[str, str]) -> Change:
    """Replace texts of the policy, each of which must be in it once."""

    def changed(lab: Lab) -> Lab:
        text = lab.policy
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return lab._replace(policy=text)

    return changed


def with_new_card(card: Card) -> Change:
    """Add a card."""
    return lambda lab: lab._replace(cards={**lab.cards, f"pricing/{card.id}.yaml": card})
