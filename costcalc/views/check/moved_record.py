"""What programs are told of all moves together, and of the exchange rates that move a cost."""

from __future__ import annotations

from costcalc.records import COUNT, FLAG, PLACE, TEXT, Field, Many, Record, figure
from costcalc.review.exchange_move import ExchangeMove
from costcalc.review.moved_sum import MovedSum

EXCHANGE_MOVE = Record[ExchangeMove](
    "exchange_move",
    "An exchange rate that is not what it was.",
    Field("from", TEXT, lambda move: move.currency, "one unit of this currency"),
    Field("to", TEXT, lambda move: move.target, "is so many of this, the currency of the totals"),
    figure("before", lambda move: move.before, "how many they were"),
    figure("after", lambda move: move.after, "how many they are"),
    Field("place", PLACE, lambda move: move.place, "where the rate is written that changed", null=True),
)
MOVED_SUM = Record[MovedSum](
    "moved_sum",
    "What the options that move cost together: those of one currency and period, each once.",
    Field("currency", TEXT, lambda moved: moved.currency, "of the sum"),
    Field("period", TEXT, lambda moved: moved.period.name, "what the totals are for"),
    Field("options", Many(TEXT), lambda moved: [move.name for move in moved.moves], "SCENARIO/OPTION of each"),
    Field("chosen", FLAG, lambda moved: moved.chosen, "whether each is the one that its scenario says is really used"),
    Field("unknown", COUNT, lambda moved: moved.unknown, "options that cannot be compared, and are not in it"),
    figure("before", lambda moved: moved.change.old, "what they cost", null=True),
    figure("after", lambda moved: moved.change.new, "what they cost now", null=True),
    figure("difference", lambda moved: moved.change.more, "after - before", null=True),
    figure("share", lambda moved: moved.change.part, "this as a part of what was; null where that was 0", null=True),
    figure(
        "upfront_difference",
        lambda moved: moved.upfront.more if moved.upfront else None,
        "by how much more is paid once; null where nothing is",
        null=True,
    ),
)
