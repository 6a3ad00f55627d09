"""What programs are told of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from costcalc.comparison.audit.audit import Audit
from costcalc.comparison.audit.conflicts import ModelPair
from costcalc.comparison.audit.held import PrintedPrices
from costcalc.comparison.audit.needs import SharedNeed
from costcalc.comparison.audit.relation import Relation
from costcalc.expr import simplest
from costcalc.records import COUNT, FLAG, INSTANT, TEXT, DocumentRecord, Field, Many, Mapped, Record, number
from costcalc.views.audit.cause_record import interval_fields
from costcalc.views.audit.claim_record import AUDITED
from costcalc.views.card import USED_CARD
from costcalc.views.comparison.record import SCENARIO
from costcalc.views.price_flags import PRICE_FLAG, price_flags

_SHARED = Record[SharedNeed](
    "shared_need",
    "Values of one assumption that make several wrong claims true at once.",
    Field("assumption", TEXT, lambda one: one.assumption),
    number("value", lambda one: simplest(one.roundest), "the one that is written with the fewest digits"),
    *interval_fields(lambda one: one.values),
    Field("claims", Many(TEXT), lambda one: one.claims, "those that it makes true"),
)
_RATIO = Record[Any](
    "printed_ratio",
    "A claim or a figure that says how many times as much one of a pair is.",
    Field("claim", TEXT, lambda one: one.name),
    Field("printed", TEXT, lambda one: one.claim.written.printed, "as it stands in the text", null=True),
    number("recomputed", lambda one: one.claim.figures[0].value, "null where it has no one value", null=True),
)
_PAIR = Record[ModelPair](
    "pair",
    "Two models, or options, of which several ratios are given that are not the same.",
    Field("over", TEXT, lambda pair: pair.over, "what is on top"),
    Field("under", TEXT, lambda pair: pair.under, "what it is compared with"),
    Field("claims", Many(_RATIO), lambda pair: pair.claims),
)
_PRICE = Record[PrintedPrices](
    "printed_price",
    "A price of the scenario that stands for a vendor's, held against the published one.",
    Field("name", TEXT, lambda one: one.name, "what the scenario calls it"),
    Field("stands_for", TEXT, lambda one: one.first.offer.ref, "the model: CARD/MODEL"),
    Field("meter", TEXT, lambda one: one.meter, "of what"),
    Field("at", INSTANT, lambda one: one.first.at, "the instant whose published price counts"),
    number("printed", lambda one: simplest(one.first.printed), "for a million tokens, or one of what is no token"),
    number(
        "published",
        lambda one: None if one.first.paid is None else simplest(one.first.paid),
        "what is paid then; null where that is not one number, or nobody publishes it",
        null=True,
    ),
    Field("wrong", FLAG, lambda one: one.first.is_wrong, "whether another price is published"),
    Field("claims", Many(TEXT), lambda one: one.claims, "those that it is in"),
)
AUDIT = DocumentRecord[Audit](
    "audit",
    "What `costcalc audit --format json` prints of one scenario.",
    Field("scenario", SCENARIO, lambda audit: audit.result.scenario),
    Field(
        "as_of",
        INSTANT,
        lambda audit: audit.result.as_of if audit.result.plan.dated else None,
        "the instant whose prices were taken; null where no price is dated, and the file has no `as_of`",
        null=True,
    ),
    Field("cards", Many(USED_CARD), lambda audit: audit.cards),
    Field("currency", TEXT, lambda audit: audit.result.currency, "of every amount"),
    Field(
        "counts",
        Mapped(COUNT),
        lambda audit: audit.counts(),
        f"how many claims there are of each relation: {', '.join(each.value for each in Relation)}",
    ),
    Field("failing", Many(TEXT), lambda audit: [one.name for one in audit.failing], "at which `--strict` stops"),
    Field("shared", Many(_SHARED), lambda audit: audit.shared, "values that make several claims true"),
    Field("pairs", Many(_PAIR), lambda audit: audit.pairs, "of which different ratios are given"),
    Field("prices", Many(_PRICE), lambda audit: audit.prices, "that stand for published ones"),
    Field("claims", Many(AUDITED), lambda audit: audit.verdicts, "in the order of the file"),
    Field("flags", Many(PRICE_FLAG), lambda audit: price_flags(audit.result.plan.figures.names.options.values())),
)
AUDITS = DocumentRecord[Sequence[Audit]](
    "audits",
    "What `costcalc audit --format json` prints of several scenarios.",
    Field("audits", Many(AUDIT), lambda audits: audits),
)
