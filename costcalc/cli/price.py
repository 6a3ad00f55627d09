"""`costcalc price`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Format, Out, Pricing, Region, Service
from costcalc.problem import InputError, Place
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


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
        str | None,
        typer.Option(
            "--usage", metavar="FILE", help="Take one request's tokens from an API response; - for standard input."
        ),
    ] = None,
    service: Service = "standard",
    region: Region = None,
    peak_share: Annotated[
        str | None,
        typer.Option(
            "--peak-share", metavar="N", help="The part made in peak hours, such as 30%; else --as-of decides."
        ),
    ] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Price equal requests on one model.

    \b
    costcalc price openai/gpt-4o --requests 1M --input 3000 --cache-read 2000 --output 500
    costcalc price anthropic/claude-opus-4-6 --usage response.json
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.pricing import price as price_requests
        from costcalc.project.load import find_cards, longest_age_here
        from costcalc.views.estimate import EstimateView

        named = {"input": input_tokens, "cache_read": cache_read, "output": output_tokens}
        counts, places = _counts(named, meters, usage, service, region)
        places["model"] = Place.start_of("MODEL", model)
        places["requests"] = Place.start_of("--requests", requests)
        moment = instant_asked(as_of) or today()
        number = _number(places["requests"], requests)
        share = None
        if peak_share is not None:
            places["peak_share"] = Place.start_of("--peak-share", peak_share)
            share = _number(places["peak_share"], peak_share, percent=True)
        result = price_requests(
            find_cards(pricing),
            model,
            counts,
            number,
            as_of=moment,
            service=service,
            region=region,
            peak_share=share,
            places=places,
        )
        return Answer(EstimateView(result, longest_age_here))

    return deliver(work, to)


def _counts(
    named: dict[str, str | None], meters: Sequence[str], usage: str | None, service: str, region: str | None
) -> tuple[dict[str, Decimal], dict[str, Place]]:
    """Read how much of each meter, and remember which option said so."""
    given = [(f"--{meter.replace('_', '-')}", meter, text) for meter, text in named.items() if text is not None]
    for setting in meters:
        meter, equals, text = setting.partition("=")
        if not equals:
            place = Place.start_of("--meter", setting)
            raise InputError.of(place, "bad-setting", f"`{cut(setting)}` is not NAME=N", "--meter reasoning=300")
        given.append(("--meter", meter.strip(), text))
    if usage is not None:
        if given:
            place = Place.start_of("--usage", usage)
            raise InputError.of(place, "usage-and-more", f"`--usage` says everything, and {given[0][0]} says more")
        from costcalc.usage import read_usage

        return read_usage(usage, service, region), {}
    counts: dict[str, Decimal] = {}
    places: dict[str, Place] = {}
    for flag, meter, text in given:
        places[meter] = Place.start_of(flag, text)
        if meter in counts:
            raise InputError.of(places[meter], "duplicate-key", f"`{cut(meter)}` is given twice", "give it once")
        counts[meter] = _number(places[meter], text)
    return counts, places


def _number(place: Place, text: str, *, percent: bool = False) -> Decimal:
    from costcalc.expr import NumberError, read_number

    try:
        return read_number(text.strip(), percent=percent)
    except NumberError as error:
        raise InputError.of(place, "bad-number", str(error), error.hint) from None
