"""A scenario to begin with: one call, and a model for each option."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.project.starter.written import quoted, title_of
from costcalc.scenario import option_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TAKEN = {"queries", "prompt_tokens", "answer_tokens", "answer"}
"""What else in the file has a name."""


class StarterScenario(NamedTuple):
    """A scenario to begin with.

    Args:
        name: Its id.
        models: CARD/MODEL of each option, the baseline first.
        requests: How many in a month.
        prompt: Tokens of the prompt of one.
        answer: Tokens of its answer.
        day: Whose prices count.
    """

    name: str
    models: Sequence[str]
    requests: str
    prompt: str
    answer: str
    day: str

    def text(self) -> str:
        """Return what stands in the file."""
        options = option_names(self.models)
        models = "".join(f"  {name}: {{model: {model}}}\n" for name, model in options.items())
        return f"""\
schema: costcalc/scenario/v1
id: {quoted(self.name)}
title: {title_of(self.name)}
as_of: {self.day}  # the prices of this day; leave it out for those of today
period: month
assumptions:
  queries: {{value: {self.requests}, unit: requests/month, why: say where the number is from}}
  prompt_tokens: {{value: {self.prompt}, unit: tokens, why: of one prompt with all that is sent along}}
  answer_tokens: {{value: {self.answer}, unit: tokens, why: of one answer with the reasoning that is billed}}
workload:
  - call: answer
    requests: queries
    input: prompt_tokens  # or named parts: {{system: 300, history: 900, question: 50}}
    output: answer_tokens
options:  # the models of a card are listed by `costcalc cards list CARD`
{models}baseline: {next(iter(options))}
"""


def option_names(models: Iterable[str]) -> dict[str, str]:
    """Return each model by what its option is called: `openai/gpt-4o` by gpt_4o."""
    found: dict[str, str] = {}
    for model in models:
        card, _, name = model.partition("/")
        found[option_name(card, name, {*TAKEN, *found})] = model
    return found
