"""Gates: what stops a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.review.gates.gated import Gated, gated_options, stopped_by
from costcalc.review.gates.limits import VERDICTS
from costcalc.review.gates.summed import summed_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.checks import Finding
    from costcalc.project.limits import Gate
    from costcalc.project.policy import Policy
    from costcalc.review.priced import PricedPair


def gate_findings(policy: Policy, priced: Sequence[PricedPair], *, compared: bool) -> Iterator[Finding]:
    """Yield a finding for each gate that stops the change: of an option, the first occasion on which it does.

    Args:
        policy: The gates.
        priced: Every scenario on every occasion.
        compared: Whether there is a base; without one only totals are held.
    """
    single = [gate for gate in policy.gates if gate.sum is None]
    found: dict[tuple[int, str, bool], list[tuple[Gate, Gated, str]]] = {}
    for one in priced:
        for held in gated_options(one):
            for nth, gate in enumerate(single):
                if held.is_for(gate) and (verdict := _verdict(gate, held, compared=compared)):
                    found.setdefault((nth, held.name, one.at.is_own), []).append((gate, held, verdict))
    for stopped in found.values():
        yield _finding(stopped)


def _verdict(gate: Gate, held: Gated, *, compared: bool) -> str | None:
    """Return why a gate stops something; None where it may pass, and where another one is in its currency."""
    if not compared and gate.needs_base:
        return None
    if held.is_there and getattr(gate.most, "currency", held.currency) != held.currency:
        return None
    return VERDICTS[gate.limit](gate, held)


def _finding(stopped: Sequence[tuple[Gate, Gated, str]]) -> Finding:
    """Return what stops an option: on the first day on which a gate does, in the hours in which it is dearest."""
    gate, held, verdict = max(_first_day(stopped), key=lambda one: _dearness(one[1]))
    return stopped_by(gate, held.name, verdict, held.when)


def _first_day(stopped: Sequence[tuple[Gate, Gated, str]]) -> Iterable[tuple[Gate, Gated, str]]:
    first = stopped[0][1].at.of
    return [one for one in stopped if one[1].at.of == first]


def _dearness(held: Gated) -> tuple[bool, object]:
    new = held.recurring.new
    return (new is None, new.value if new else 0)


__all__ = ["gate_findings", "summed_findings"]
