"""What programs are told of a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from costcalc.inventory import ANNOUNCED, ENDED, IN_FORCE, ModelOverview, PriceSwitch
from costcalc.meters import Meter
from costcalc.ratecard import RatePeriod
from costcalc.records import INSTANT, PLACE, TEXT, DocumentRecord, Field, Many, Part, Record, number, one_of
from costcalc.views.card import CARD
from costcalc.views.cards.offer import model_fields
from costcalc.views.cards.price import STANDING
from costcalc.views.cards.rate import RATE, TERMS, RateIn, TermsIn


class _Held(NamedTuple):
    """A rate of a model, and the time it is in force."""

    overview: ModelOverview
    span: RatePeriod

    @property
    def rate(self) -> RateIn:
        return RateIn(self.span.rate, self.overview.offer.prices.card)

    @property
    def replaced(self) -> Iterator[RateIn]:
        return (self.rate._replace(rate=other) for other in self.overview.replaced(self.span.rate))


_HELD = Record[_Held](
    "held_rate",
    "A rate of a model, with the time it is in force.",
    Field("from", INSTANT, lambda held: held.span.start, "from when on it is in force"),
    Field("to", INSTANT, lambda held: held.span.end, "until when; null where that has no end", null=True),
    Field("state", one_of(ENDED, IN_FORCE, ANNOUNCED), lambda held: held.overview.state(held.span)),
    Part[_Held, RateIn](lambda held: held.rate, *RATE.members),
    Field("replaced", Many(RATE), lambda held: held.replaced, "those that it corrects, the last first"),
)
_MOMENT = Record[PriceSwitch](
    "moment",
    "From when on a price holds.",
    Field("from", INSTANT, lambda moment: moment.since),
    number("price", lambda moment: moment.price, "null where there is none from then on", null=True),
)
_OVER_TIME = Record[tuple[Meter, Sequence[PriceSwitch]]](
    "price_over_time",
    "How the price of a meter went.",
    Field("meter", TEXT, lambda found: found[0].name),
    Field("prices", Many(_MOMENT), lambda found: found[1], "oldest first"),
)
CARD_MODEL = DocumentRecord[ModelOverview](
    "card-model",
    "What `costcalc cards show --format json` prints.",
    Field("model", TEXT, lambda overview: overview.offer.ref, "CARD/MODEL"),
    Field("as_of", INSTANT, lambda overview: overview.as_of, "the instant at which it is looked at"),
    Field("card", CARD, lambda overview: overview.offer.file),
    Field(
        "list_card",
        CARD,
        lambda overview: overview.offer.list_file,
        "the vendor's own card, where `card` lays a contract over it",
        null=True,
    ),
    Field("place", PLACE, lambda overview: overview.place, "where it is written"),
    *model_fields(lambda overview: overview.offer.model),
    Field(
        "effective",
        INSTANT,
        lambda overview: overview.rate.effective.at if overview.rate else None,
        "from when on the prices in force hold; null where there are none",
        null=True,
    ),
    Field("prices", Many(STANDING), lambda overview: overview.standing, "those in force"),
    Field(
        "rates",
        Many(_HELD),
        lambda overview: [_Held(overview, span) for span in overview.offer.model.history],
        "all it ever had, and those announced, oldest first",
    ),
    Field(
        "contract",
        Many(TERMS),
        lambda overview: [TermsIn(terms, overview.offer.prices.card) for terms in overview.terms],
        "the negotiated terms that are for it",
    ),
    Field("over_time", Many(_OVER_TIME), lambda overview: overview.over_time, "how the prices of its main meters went"),
)
