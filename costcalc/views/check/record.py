"""What programs are told of a review."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.checks import Level
from costcalc.comparison import Outcome
from costcalc.records import (
    COUNT,
    FLAG,
    INSTANT,
    PLACE,
    TEXT,
    DocumentRecord,
    Field,
    Kind,
    Many,
    Mapped,
    Part,
    Record,
    figure,
    number,
    one_of,
)
from costcalc.review import ChargeMove, Move, Review, Upcoming
from costcalc.review.budgets import BudgetChange
from costcalc.review.exchange_move import exchange_moves, place_of_change
from costcalc.review.moved_sum import moved_sums
from costcalc.views.charge import CHARGE
from costcalc.views.check.moved_record import EXCHANGE_MOVE, MOVED_SUM
from costcalc.views.check.reported import Reported, left_out, reported
from costcalc.views.check.sum_record import SUM
from costcalc.views.check.words import VERDICTS, count_of, verdict
from costcalc.views.problem import AT, why

LEVEL = one_of("error", "warning", "notice")
FINGERPRINT = Kind({"type": "string", "pattern": "^[0-9a-f]{64}$"}, str)
HOURS = one_of("peak", "off_peak", "mixed")
KINDS = ("changed", "free-to-paid", "new", "gone", "not-comparable")


def kind_of(move: Move) -> str:
    """Return what became of an option; what had no price has none to start from."""
    if move.before is None:
        return "new"
    if move.after is None:
        return "gone"
    if move.difference is None:
        return "not-comparable"
    return "free-to-paid" if move.old is not None and not move.old.value and move.difference else "changed"


def _period(move: Move) -> str | None:
    known = move.after or move.before
    return known.period if known else None


def _counts(level: Level) -> Field[Review]:
    return Field(f"{level.word}s", COUNT, lambda result: count_of(result, level), f"findings of level {level.word}")


class _Listed(NamedTuple):
    """What is reported, told apart once."""

    problems: list[Reported]
    left_out: dict[str, int]
    findings: list[Reported]

    @classmethod
    def of(cls, result: Review) -> _Listed:
        found = reported(result)
        problems, findings = ([one for one in found if one.is_problem is wanted] for wanted in (True, False))
        return cls(problems, left_out(result), findings)


_CODE, *_WHY = why("rule")
_SAID: tuple[Field[Reported], ...] = (
    *_WHY,
    Field(
        "fingerprint",
        FINGERPRINT,
        lambda one: one.fingerprint,
        "the same as long as it is the same finding: no amount and no line is in it",
    ),
)
_PROBLEM = Record[Reported](
    "check_problem",
    "Why there is no answer.",
    AT,
    _CODE,
    *_SAID,
)
_FINDING = Record[Reported](
    "finding",
    "What somebody should look at.",
    AT,
    Field(
        "check",
        TEXT,
        lambda one: one.rule,
        "its code, which `costcalc explain` explains",
    ),
    Field("level", LEVEL, lambda one: one.level.word, "how grave it is"),
    Field("failing", FLAG, lambda one: one.fails, "whether the run fails because of it"),
    Field("about", TEXT, lambda one: str(one.about) or None, "a model, or SCENARIO/OPTION", null=True),
    *_SAID,
)
_COUNTS = Record[Review](
    "check_counts",
    "How much there was.",
    Field("cards", COUNT, lambda result: result.cards, "rate cards that were checked"),
    Field("scenarios", COUNT, lambda result: result.scenarios, "scenarios that were checked"),
    Field("options", COUNT, lambda result: result.options, "options that were priced"),
    Field("problems", COUNT, lambda result: len(result.problems), "why there is no answer"),
    *map(_counts, (Level.ERROR, Level.WARNING, Level.NOTICE)),
    Field("failing", COUNT, lambda result: len(result.failing), "findings that fail the run"),
    Field("moves", COUNT, lambda result: len(result.moves), "options whose cost moves, at each instant"),
    Field("upcoming", COUNT, lambda result: len(result.upcoming), "announced changes"),
)
_SIDE = Record[Outcome](
    "side",
    "An option on one side of a change.",
    Field("model", TEXT, lambda one: one.model, "CARD/MODEL; null for a mix", null=True),
    Field("currency", TEXT, lambda one: one.estimate.currency if one.estimate else None, "of the total", null=True),
    figure("total", lambda one: one.total, "what it costs; null where something has no price", null=True),
    figure(
        "upfront",
        lambda one: one.paid_once,
        "what it costs once, beside the total; null where it has none",
        null=True,
    ),
    Field("open", Many(TEXT), lambda one: one.unknown, "the assumptions without a value that its cost depends on"),
    Field("excluded", Many(TEXT), lambda one: one.excluded, "what is required of it, and is not so"),
)
_CHARGE_MOVE = Record[ChargeMove](
    "charge_move",
    "A charge that is not what it was.",
    Field("key", TEXT, lambda move: move.key, "CALL.METER, with a part more where there are several; or a line"),
    Field("once", FLAG, lambda move: move.once, "whether it is paid once, and not in every period"),
    Field("place", PLACE, lambda move: move.place, "where the number is written that changed", null=True),
    Field("before", CHARGE, lambda move: move.before, "null where it is new", null=True),
    Field("after", CHARGE, lambda move: move.after, "null where it is gone", null=True),
)
_MOVE = Record[Move](
    "move",
    "What a change does to an option at an instant.",
    Field("scenario", TEXT, lambda move: move.scenario, "its id; after its folder, where several have that"),
    Field("file", TEXT, lambda move: move.file, "of the scenario"),
    Field("option", TEXT, lambda move: move.option, "its id"),
    Field("as_of", INSTANT, lambda move: move.as_of, "the instant whose prices were taken"),
    Field("period", TEXT, _period, "what the totals are for", null=True),
    Field("kind", one_of(*KINDS), kind_of, "what became of the option"),
    Field("currency", TEXT, lambda move: move.currency, "of the totals"),
    Field("before", _SIDE, lambda move: move.before, "null where it is new", null=True),
    Field("after", _SIDE, lambda move: move.after, "null where it is gone", null=True),
    figure("difference", lambda move: move.more, "after - before; null where these cannot be compared", null=True),
    figure(
        "share",
        lambda move: move.part,
        "the difference as a part of what was: 0.25 is a quarter more; null where that was nothing",
        null=True,
    ),
    figure(
        "upfront_difference",
        lambda move: move.upfront.more if move.upfront else None,
        "by how much more is paid once; null where nothing is, or where these cannot be compared",
        null=True,
    ),
    Field("place", PLACE, place_of_change, "where the changed number is written, or else the option"),
    Field("charges", Many(_CHARGE_MOVE), lambda move: move.charges, "those that are not what they were"),
    Field("exchange", Many(EXCHANGE_MOVE), exchange_moves, "exchange rates that are not what they were"),
    Field("hours", HOURS, lambda move: move.hours, "where prices depend on the hour and nobody says one", null=True),
    Field("renamed_from", TEXT, lambda move: move.renamed_from, "what it was called, where that is another", null=True),
)
_UPCOMING = Record[Upcoming](
    "upcoming",
    "An announced price that is not in force yet.",
    Field("scenario", TEXT, lambda one: one.scenario, "its id"),
    Field("option", TEXT, lambda one: one.option, "its id"),
    Field("since", INSTANT, lambda one: one.since, "from when it is in force"),
    Field("currency", TEXT, lambda one: one.currency, "of the totals"),
    figure("now", lambda one: one.now, "the total today"),
    figure("then", lambda one: one.then, "the total from then on"),
    figure("difference", lambda one: one.more, "then - now"),
    figure("share", lambda one: one.part, "the difference as a part of now; null where that is nothing", null=True),
    Field("place", PLACE, lambda one: one.place, "where the announced price is written"),
)
_BUDGET = Record[BudgetChange](
    "check_budget",
    "A budget at an instant, and what is left of it.",
    Field("scenario", TEXT, lambda held: held.scenario, "its id"),
    Field("option", TEXT, lambda held: held.now.option, "its id; null where a figure is limited", null=True),
    Field("of", TEXT, lambda held: held.now.of, "the formula of the figure that is limited", null=True),
    Field("as_of", INSTANT, lambda held: held.as_of, "the instant whose prices were taken"),
    number("limit", lambda held: held.now.limit.amount.value, "the most that it may cost"),
    Field("currency", TEXT, lambda held: held.now.limit.currency, "of the limit"),
    Field("broken", FLAG, lambda held: held.now.broken, "whether it costs more"),
    Field("worse", FLAG, lambda held: held.worse, "whether this change broke it, or broke it more"),
    figure("headroom", lambda held: held.now.headroom, "what is left; negative where it is broken", null=True),
    figure(
        "headroom_before",
        lambda held: held.before.headroom if held.before else None,
        "the same in the base",
        null=True,
    ),
    Field("place", PLACE, lambda held: held.now.limit.place, "where it is written"),
)
CHECK = DocumentRecord[Review](
    "check",
    "What `costcalc check --format json` prints.",
    Field("as_of", INSTANT, lambda result: result.as_of, "the instant that counted as today"),
    Field("base", TEXT, lambda result: result.base, "what was compared with; null where nothing was", null=True),
    Field(
        "base_commit",
        TEXT,
        lambda result: result.base_commit,
        "the commit whose files these were: the one that the change began at; null for a folder",
        null=True,
    ),
    Field(
        "base_tip",
        TEXT,
        lambda result: result.base_tip,
        "the commit that the base names, whose policy holds; null where it is the same",
        null=True,
    ),
    Field("verdict", one_of(*VERDICTS.values()), verdict, "what came of it"),
    Field("exit_code", one_of(*VERDICTS), lambda result: result.exit_code, "the same as a number"),
    Field("fail_on", LEVEL, lambda result: result.fail_on.word, "the level from which on a finding fails the run"),
    Field("counts", _COUNTS, lambda result: result),
    Field("checks", Many(TEXT), lambda result: result.checks, "the checks that were made"),
    Part[Review, _Listed](
        _Listed.of,
        Field("problems", Many(_PROBLEM), lambda listed: listed.problems),
        Field("left_out", Mapped(COUNT), lambda listed: listed.left_out, "how many more problems each file has"),
        Field("findings", Many(_FINDING), lambda listed: listed.findings),
    ),
    Field("moves", Many(_MOVE), lambda result: result.moves),
    Field("moved_sums", Many(MOVED_SUM), lambda result: moved_sums(result.moves), "what all moves come to"),
    Field("upcoming", Many(_UPCOMING), lambda result: result.upcoming),
    Field("budgets", Many(_BUDGET), lambda result: result.budgets, "every budget at every instant"),
    Field("sums", Many(SUM), lambda result: result.sums, "what chosen options come to"),
)
