"""What a card says of a model beside its prices, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.inventory import ModelOverview
from costcalc.ratecard import CLOSED, OPEN, Limits, Model
from costcalc.records import TEXT, Field, Many, Part, one_of
from costcalc.views.cards.written import written_instant, written_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def model_fields(
    limits: Callable[[ModelOverview], Limits | Model],
) -> Iterator[Field[ModelOverview] | Part[ModelOverview, Any]]:
    """Yield the fields of a model.

    Args:
        limits: Takes its limits from it: those of the rate in force, or the model's own.
    """
    yield Field("name", TEXT, lambda overview: overview.offer.name, "its name in the card")
    yield Field("title", TEXT, lambda overview: overview.offer.model.title, null=True)
    yield Field(
        "aliases", Many(TEXT), lambda overview: overview.offer.model.aliases, "other spellings of the same model"
    )
    yield written_number(
        "context_window", lambda overview: limits(overview).context_window, "the most tokens of a request"
    )
    yield written_number("max_output", lambda overview: limits(overview).max_output, "the most tokens of an answer")
    yield written_instant("released", lambda overview: overview.offer.model.released)
    yield written_instant("retired", lambda overview: overview.offer.model.retired, "shut down from here on")
    yield Field("weights", one_of(OPEN, CLOSED), lambda overview: overview.offer.model.weights, null=True)
    yield Field("license", TEXT, lambda overview: overview.offer.model.license, null=True)
    yield Field(
        "facts_source", Many(TEXT), lambda overview: overview.offer.model.facts_source, "where these two were read"
    )
    yield Field("note", TEXT, lambda overview: overview.offer.model.note, null=True)
