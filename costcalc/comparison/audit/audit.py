"""An audit: every claim of a scenario recomputed, judged, and what would make it true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from costcalc.answer import KeyedAnswer
from costcalc.comparison.audit.claim_case import ClaimCase, case_of
from costcalc.comparison.audit.conflicts import ModelPair, pairs_of
from costcalc.comparison.audit.effort import MOST_FOR_NEEDS, MOST_TO_EXPLAIN, MOST_TO_SETTLE, Effort
from costcalc.comparison.audit.held import HeldPrice, PrintedPrices, held_prices, printed_prices
from costcalc.comparison.audit.hypotheses import NONE, hypotheses_of
from costcalc.comparison.audit.judged import conflicting, evidence_of
from costcalc.comparison.audit.needs import SharedNeed, needed, shared_needs
from costcalc.comparison.audit.plain import pair_dict, price_dict, shared_dict, verdict_dict
from costcalc.comparison.audit.ranged import settled
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.tags import Tag, tags_of
from costcalc.comparison.audit.unpriced import problems_of
from costcalc.comparison.audit.verdict import Verdict
from costcalc.comparison.evaluate import comparison_of
from costcalc.instant import instant_text
from costcalc.lazy import lazy
from costcalc.ratecard import cards_by_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile, Catalogue


@dataclass(frozen=True, eq=False, repr=False)
class Audit(KeyedAnswer["Verdict"]):
    """The claims of a scenario, recomputed and judged.

    Args:
        result: What the scenario costs, with what each claim comes to.
        verdicts: One for each claim, in the order of the file.
        pairs: Pairs of models of which several different ratios are printed.
        shared: Values of one assumption that make several claims true, those of most claims first.
    """

    result: Comparison
    verdicts: tuple[Verdict, ...]
    pairs: tuple[ModelPair, ...]
    shared: tuple[SharedNeed, ...]

    @lazy
    def false(self) -> tuple[Verdict, ...]:
        """The claims that are wrong."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_false)

    @lazy
    def failing(self) -> tuple[Verdict, ...]:
        """The claims at which somebody who wants to be strict stops."""
        return tuple(verdict for verdict in self.verdicts if verdict.fails)

    def __repr__(self) -> str:
        said = ", ".join(f"{number} {word}" for word, number in self.counts().items())
        return f"<Audit {self.result.scenario.scenario.id}: {said or 'no claims'}>"

    def _parts(self) -> Mapping[str, Verdict]:
        return {verdict.name: verdict for verdict in self.verdicts}

    @lazy
    def prices(self) -> tuple[PrintedPrices, ...]:
        """The printed prices that stand for a vendor's, each held against the published one."""
        return printed_prices((verdict.name, verdict.prices) for verdict in self.verdicts)

    @lazy
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices came from, and those that say what is published, by id."""
        said = (card for verdict in self.verdicts for price in verdict.prices for card in price.offer.files)
        return cards_by_id((*self.result.cards, *said))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why claims cannot be checked that are of an option without a price."""
        return problems_of(self.verdicts, self.result)

    def of_claims(self, kept: Collection[str]) -> Audit:
        """Return the same with some claims alone, which are judged beside all the others.

        Args:
            kept: What they are called.
        """
        return replace(
            self,
            verdicts=tuple(verdict for verdict in self.verdicts if verdict.name in kept),
            pairs=tuple(pair for pair in self.pairs if any(one.name in kept for one in pair.claims)),
            shared=tuple(one for one in self.shared if any(name in kept for name in one.claims)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values: numbers are Decimals, and Fractions where they have no last digit."""
        return {
            "id": str(self.result.scenario.scenario.id),
            "file": self.result.scenario.file,
            "as_of": instant_text(self.result.as_of),
            "counts": self.counts(),
            "claims": [verdict_dict(verdict) for verdict in self.verdicts],
            "shared": [shared_dict(one) for one in self.shared],
            "pairs": [pair_dict(pair) for pair in self.pairs],
            "prices": [price_dict(one) for one in self.prices],
        }

    def counts(self) -> dict[str, int]:
        """Return how many claims have each relation, in the order in which one of several is said."""
        relations = [verdict.relation for verdict in self.verdicts]
        return {each.value: relations.count(each) for each in Relation if each in relations}


def audit_of(question: ScenarioQuestion) -> Audit:
    """Recompute the claims of a scenario, judge them, and say what would make them true.

    Args:
        question: The scenario, on which cards and for when.

    Raises:
        InputError: for a model, card, option or assumption that does not exist, and for a workload that cannot be.
    """
    result = comparison_of(question)
    found = _explained(_needed(_cases(result, question.cards)))
    return Audit(result, tuple(found), pairs_of(found, result.plan), shared_needs(found))


def verdicts_of(result: Comparison, cards: Catalogue) -> list[Verdict]:
    """Return what is said of the claims of a scenario, without what would make them true.

    Args:
        result: What the scenario costs.
        cards: The cards at hand.
    """
    return [case.verdict for case in _cases(result, cards)]


def _cases(result: Comparison, cards: Catalogue) -> list[ClaimCase]:
    """Return each claim with all that is said of it, but for what would make it true and what it looks like."""
    verdicts, evidence = evidence_of(result, cards)
    effort = Effort(MOST_TO_SETTLE)
    cases = [_tagged(case_of(verdict, evidence)) for verdict in verdicts]
    settled_ones = [settled(case, effort) for case in cases]
    return [case._replace(verdict=one) for case, one in zip(cases, conflicting(settled_ones), strict=True)]


def _tagged(case: ClaimCase) -> ClaimCase:
    """Return a claim with the tags of all its formulas; what is said of several is said of the one that decides."""
    tags: dict[tuple[str, str], Tag] = {}
    prices: list[HeldPrice] = []
    for nth, each in enumerate(case.suspects, 1):
        held = list(held_prices(each))
        prices += held
        for tag in tags_of(each, held):
            if each is case.decides or (tag.name, tag.text) not in tags:
                tags[tag.name, tag.text] = tag._replace(nth=nth)
    return case._replace(verdict=case.verdict._replace(tags=tuple(tags.values()), prices=tuple(prices)))


def _needed(cases: Sequence[ClaimCase]) -> list[ClaimCase]:
    """Return claims with what would make them true."""
    asked = [case for case in cases if case.suspects and case.verdict.relation and case.verdict.relation.is_open]
    known = {case.verdict.name: needed(case, own) for case, own in Effort(MOST_FOR_NEEDS).shared_out(asked)}
    return [case._replace(verdict=known.get(case.verdict.name, case.verdict)) for case in cases]


def _explained(cases: Sequence[ClaimCase]) -> list[Verdict]:
    """Return what is said of claims with what they look like."""
    known = {}
    suspects = {case.verdict.name: case.decides for case in cases if case.decides and _is_off(case)}
    for (name, suspect), own in Effort(MOST_TO_EXPLAIN).shared_out(list(suspects.items())):
        suspect.effort = own
        known[name] = hypotheses_of(suspect)
    return [case.verdict._replace(looks_like=known.get(case.verdict.name, NONE)) for case in cases]


def _is_off(case: ClaimCase) -> bool:
    """Return whether a claim prints one number, and another one than its formula comes to."""
    relation, suspect = case.verdict.relation, case.decides
    if suspect is None or relation is None or not suspect.printing.one or suspect.exact is None:
        return False
    return relation.is_false or relation in {Relation.CUT, Relation.RAISED}
