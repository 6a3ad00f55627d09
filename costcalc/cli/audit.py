"""`costcalc audit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Format, Fx, Out, Pricing, Settings
from costcalc.exit_code import NO, NOTHING, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.verdict import Verdict


def audit(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Scenario files; - is standard input.")],
    as_of: AsOf = None,
    pricing: Pricing = [],
    claims: Annotated[
        list[str],
        typer.Option("--claim", metavar="NAME", help="Show this claim alone; may be repeated. All of them are judged."),
    ] = [],
    settings: Settings = [],
    fx: Fx = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Leave with 1 where a claim is wrong and not expected, or an expectation does not hold."
        ),
    ] = False,
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Recompute what somebody printed: say which claims hold, and what would make the others true.

    \b
    costcalc audit scenarios/deepseek-v4-claims.yaml
    costcalc audit scenarios/deepseek-v4-claims.yaml --claim s09 --claim s47
    costcalc audit scenarios/deepseek-v4-claims.yaml --brief --set prompt_tokens=1000
    costcalc audit claims/*.yaml --strict --format json -o audit.json
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.cli.scenarios import of_each, selection_asked
        from costcalc.comparison.audit.audit import audit_of
        from costcalc.comparison.audit.selected import selected
        from costcalc.project.load import find_cards, load_fx, longest_age_here
        from costcalc.views.audit import AuditsView

        moment = instant_asked(as_of)
        cards = find_cards(pricing)
        exchange = load_fx(fx) if fx else None
        asked = selection_asked(settings, (), None, ())
        every = of_each(scenarios, moment, asked, cards, exchange, audit_of)
        audits = selected(every, claims)
        problems = [problem for each in audits for problem in each.problems]
        stops = [verdict for each in every for verdict in each.failing] if strict else []
        return Answer(AuditsView(audits, longest_age_here, stops), problems, _code(every, stops))

    return deliver(work, to)


def _code(audits: Sequence[Audit], stops: Sequence[Verdict]) -> int:
    """Return what the command leaves with: 3 where nothing was checked, 1 where somebody who is strict stops."""
    if not any(verdict.judgement for each in audits for verdict in each.verdicts):
        return NOTHING
    return NO if stops else YES
