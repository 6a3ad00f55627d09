"""`costcalc price`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AllowListed, AsOf, Brief, Explain, Force, Format, Out, Pricing, Region, Service, With
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.cli.numbers import CommandNumbers
    from costcalc.expr import Exact
    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue
    from costcalc.views.estimate import EstimateView

MOST_BESIDE = 200


def price(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="CARD/MODEL, or the bare name if one card has it.")],
    requests: Annotated[str, typer.Option("--requests", metavar="N", help="How many equal requests.")] = "1",
    input_tokens: Annotated[
        str | None, typer.Option("--input", metavar="N", help="Tokens of the whole prompt of one request.")
    ] = None,
    cache_read: Annotated[
        str | None, typer.Option("--cache-read", metavar="N", help="The part of the prompt that is read from cache.")
    ] = None,
    output_tokens: Annotated[
        str | None, typer.Option("--output", metavar="N", help="Tokens of the whole answer, reasoning included.")
    ] = None,
    meters: Annotated[
        list[str], typer.Option("--meter", metavar="NAME=N", help="Any other meter; may be repeated.")
    ] = [],
    usage: Annotated[
        list[str],
        typer.Option(
            "--usage",
            metavar="FILE",
            help="Take what API answers counted: JSON, JSON Lines, a stream; - for standard input; may be repeated.",
        ),
    ] = [],
    service: Service = None,
    region: Region = None,
    peak_share: Annotated[
        str | None,
        typer.Option(
            "--peak-share", metavar="N", help="The part made in peak hours, such as 30%; else --as-of decides."
        ),
    ] = None,
    models: With = [],
    only: Annotated[
        list[str],
        typer.Option("--option", metavar="NAME", help="Show this model and the first one alone; may be repeated."),
    ] = [],
    settings: Annotated[
        list[str],
        typer.Option("--set", metavar="NAME=VALUE", help="Name a number for formulas in the others; may be repeated."),
    ] = [],
    as_of: AsOf = None,
    pricing: Pricing = [],
    allow_listed: AllowListed = False,
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Price equal requests on one model; with --with, beside others.

    Every number may be a formula over what --set names.

    \b
    costcalc price openai/gpt-4o --requests 1M --input 3000 --cache-read 2000 --output 500
    costcalc price openai/gpt-4o --input 'chunks * 350 + 200' --output 500 --set chunks=4
    costcalc price openai/gpt-4o --input 3000 --output 500 --with 'deepseek/*'
    costcalc price anthropic/claude-opus-4-6 --usage response.json
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.cli.numbers import CommandNumbers
        from costcalc.pricing import price as price_requests
        from costcalc.project.load import find_cards, longest_age_here
        from costcalc.rules import STANDARD
        from costcalc.views.estimate import EstimateView, GivenNumber

        numbers = CommandNumbers(settings)
        named = {"input": input_tokens, "cache_read": cache_read, "output": output_tokens}
        counts, places = _counts(named, meters, numbers)
        places["requests"] = Place.start_of("--requests", requests)
        moment = instant_asked(as_of) or today()
        count = numbers.number("requests", places["requests"], requests)
        share = None
        if peak_share is not None:
            places["peak_share"] = Place.start_of("--peak-share", peak_share)
            share = numbers.number("peak_share", places["peak_share"], peak_share, percent=True)
        numbers.validate_used()
        cards = find_cards(pricing, allow_listed=allow_listed)
        given = tuple(GivenNumber(name, figure) for name, figure in numbers.figures.items())
        here = Place.start_of("MODEL", model)
        if usage:
            from costcalc.cli.answers import answers_asked
            from costcalc.usage.bill import bill_answers

            asked = answers_asked(usage, counts, places, moment)._replace(
                requests=count, service=service, region=region, peak_share=share
            )
            asked.validate(cards, model, here)
            billed = bill_answers(cards, model, here, asked)
            first = EstimateView(billed.estimate, longest_age_here, given, billed.said)

            def ask(ref: str, place: Place) -> Estimate:
                return bill_answers(cards, ref, place, asked).estimate

        else:

            def ask(ref: str, place: Place) -> Estimate:
                return price_requests(
                    cards,
                    ref,
                    counts,
                    count,
                    as_of=moment,
                    service=STANDARD if service is None else service,
                    region=region,
                    peak_share=share,
                    places=places | {"model": place},
                )

            first = EstimateView(ask(model, here), longest_age_here, given)
        if not models:
            _selected([first.estimate.model or model], only)
            return Answer(first)
        return _beside(first, cards, models, only, ask)

    return deliver(work, to)


def _beside(
    first: EstimateView,
    cards: Catalogue,
    words: Sequence[str],
    only: Sequence[str],
    ask: Callable[[str, Place], Estimate],
) -> Answer:
    """Return what other models cost beside the first, those of a pattern that have a price among them."""
    from costcalc.comparison.patterns import NamedModels
    from costcalc.views.prices import PricesView, UnpricedModel

    named = NamedModels.of(words, cards)
    places = {ref: place for ref, place in named.places.items() if ref != first.estimate.model}
    wanted = _selected([first.estimate.model or "", *places], only)
    if len(wanted) > MOST_BESIDE:
        message = f"these are {len(wanted):,} models, and {MOST_BESIDE} are the most at once"
        raise InputError.of(Place.start_of("--with", words[0]), "too-many", message, "`compare` has --top")
    problems: list[Problem] = []
    estimates, not_priced, left_out = [first.estimate], [], 0
    for ref in wanted[1:]:
        try:
            estimates.append(ask(ref, places[ref]))
        except InputError as error:
            if ref in named.like and ref not in words:
                left_out += 1
            else:
                not_priced.append(UnpricedModel(ref, error.problems[0]))
                problems += error.problems
    view = PricesView(
        tuple(estimates),
        first.estimate.as_of,
        tuple(not_priced),
        first.given,
        left_out,
        first.longest,
        first.said,
    )
    return Answer(view, problems)


def _selected(refs: Sequence[str], only: Sequence[str]) -> list[str]:
    """Return the models that are shown: the first, and those that `--option` names, in full or by their bare name.

    Raises:
        InputError: for one that there is not.
    """
    if not only:
        return list(refs)
    from costcalc.comparison.selection import validate_asked

    names = {name: ref for ref in refs for name in (ref.partition("/")[2], ref)}
    validate_asked(only, names, "there is no model `{}` here", f"there are {some_of(refs)}")
    kept = {refs[0], *(names[name] for name in only)}
    return [ref for ref in refs if ref in kept]


def _counts(
    named: dict[str, str | None],
    meters: Sequence[str],
    numbers: CommandNumbers,
) -> tuple[dict[str, Exact], dict[str, Place]]:
    """Read how much of each meter, and remember which option said so."""
    given = [(f"--{meter.replace('_', '-')}", meter, text) for meter, text in named.items() if text is not None]
    for setting in meters:
        meter, equals, text = setting.partition("=")
        if not equals:
            place = Place.start_of("--meter", setting)
            raise InputError.of(place, "bad-setting", f"`{cut(setting)}` is not NAME=N", "--meter reasoning=300")
        given.append(("--meter", meter.strip(), text))
    counts: dict[str, Exact] = {}
    places: dict[str, Place] = {}
    for flag, meter, text in given:
        places[meter] = Place.start_of(flag, text)
        if meter in counts:
            raise InputError.of(places[meter], "duplicate-key", f"`{cut(meter)}` is given twice", "give it once")
        counts[meter] = numbers.number(meter, places[meter], text)
    return counts, places
