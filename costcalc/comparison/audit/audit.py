"""An audit: every claim of a scenario recomputed, judged, and what would make it true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from costcalc.answer import KeyedAnswer
from costcalc.comparison.audit.conflicts import ModelPair, fits_as_printed, only_printed, other_texts, pairs_of
from costcalc.comparison.audit.hypotheses import NONE, hypotheses_of
from costcalc.comparison.audit.judge import Judgement, judged
from costcalc.comparison.audit.measure import Measures
from costcalc.comparison.audit.needs import SharedNeed, needs_of, shared_needs
from costcalc.comparison.audit.plain import pair_dict, shared_dict, verdict_dict
from costcalc.comparison.audit.printing import Printing, printing_of
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.tags import tags_of
from costcalc.comparison.audit.unpriced import problems_of
from costcalc.comparison.audit.verdict import Verdict
from costcalc.comparison.audit.witnesses import suspect_of, witnesses
from costcalc.comparison.evaluate import comparison_of
from costcalc.instant import instant_text
from costcalc.lazy import lazy
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.figure_value import ClaimValue
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.problem import Problem


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
        }

    def counts(self) -> dict[str, int]:
        """Return how many claims have each relation, in the order in which one of several is said."""
        relations = [verdict.relation for verdict in self.verdicts]
        return {each.value: relations.count(each) for each in Relation if each in relations}


def audit_of(question: ScenarioQuestion) -> Audit:
    """Recompute the claims of a scenario, and judge them.

    Args:
        question: The scenario, on which cards and for when.

    Raises:
        InputError: for a model, card, option or assumption that does not exist, and for a workload that cannot be.
    """
    result = comparison_of(question)
    readings = {str(claim.written.claim): printing_of(claim.written) for claim in result.claims}
    verdicts = _conflicting(list(_judged(result, readings)))
    known = list(witnesses(verdicts))
    found = [_explained(verdict, suspect_of(verdict, known, question, result), result) for verdict in verdicts]
    return Audit(result, tuple(found), pairs_of(found, result.plan), shared_needs(found))


def _explained(verdict: Verdict, suspect: Suspect | None, result: Comparison) -> Verdict:
    """Return a verdict with all that is to be said beside it."""
    relation = verdict.relation
    if suspect is None or relation is None:
        return verdict
    is_off = relation.is_false or relation in {Relation.CUT, Relation.RAISED}
    return verdict._replace(
        tags=tags_of(suspect),
        needs=needs_of(suspect, result) if relation.is_open else (),
        looks_like=hypotheses_of(suspect) if is_off and suspect.printing.one and suspect.exact is not None else NONE,
    )


def _judged(result: Comparison, readings: Mapping[str, Printing | str | None]) -> Iterator[Verdict]:
    measures = Measures(result.plan)
    printed = {f"{PRINTED}.{name}": each if isinstance(each, Printing) else None for name, each in readings.items()}
    for claim in result.claims:
        printing = readings[str(claim.written.claim)]
        if printing is None:
            yield Verdict(claim, None, None)
        elif isinstance(printing, str):
            yield Verdict(claim, None, Judgement(Relation.NOT_CHECKABLE, why=printing))
        else:
            yield Verdict(claim, printing, _judgement(claim, printing, measures, printed))


def _judgement(
    claim: ClaimValue, printing: Printing, measures: Measures, printed: Mapping[str, Printing | None]
) -> Judgement:
    of = claim.written.of
    if not of:
        return Judgement(Relation.NOT_CHECKABLE, why="nobody says what it is a figure of: give it an `of`")
    if why := measures.why_another_kind(of, printing):
        return Judgement(Relation.NOT_CHECKABLE, why=why)
    found = judged(claim.figures, printing)
    if found.relation is Relation.DIFFERS and only_printed(of):
        if len(of) == 1 and fits_as_printed(of[0], printing, printed):
            return found._replace(relation=Relation.POSSIBLE, why="it fits what the printed figures are rounded from")
        return found._replace(relation=Relation.INCONSISTENT, why="the printed figures do not fit each other")
    return found


def _conflicting(verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts with those that another text of the same formula speaks against.

    One that comes out is not wrong because another one does not.
    """
    others: dict[str, list[str]] = {}
    for one, other in other_texts(verdicts):
        others.setdefault(one.name, []).append(other.name)
    found = []
    for verdict in verdicts:
        judgement = verdict.judgement
        names = others.get(verdict.name)
        if judgement and names and judgement.relation is Relation.DIFFERS:
            said = " and ".join(f"`{name}`" for name in names)
            why = f"{said} {'prints' if len(names) == 1 else 'print'} another number of the same formula"
            verdict = verdict._replace(judgement=judgement._replace(relation=Relation.INCONSISTENT, why=why))  # noqa: PLW2901
        found.append(verdict)
    return found
