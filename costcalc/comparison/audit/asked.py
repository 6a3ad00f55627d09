"""The audit that Python code asks for, with its arguments looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.audit import Audit, audit_of
from costcalc.comparison.question import ScenarioQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from costcalc.expr import Setting
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile


def audit(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    settings: Mapping[str, Setting] | None = None,
    fx: FxFile | None = None,
) -> Audit:
    """Recompute the claims of a scenario, say which hold, and what would make the others true.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        settings: A number or a formula in place of an assumption's, by its name.
        fx: What `load_fx` gave, where cards are in several currencies.

    Raises:
        InputError: for a model, card, option or assumption that does not exist, and for a workload that cannot be.
        TypeError: for an argument of another type.
    """
    return audit_of(ScenarioQuestion.of(scenario, cards, as_of=as_of, settings=settings, fx=fx))
