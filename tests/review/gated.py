"""A project with a gate, a change of it, and what a check says of that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.review.project import POLICY, SCENARIO

if TYPE_CHECKING:
    from typing import Any

    from tests.review.project import Project

# 1M requests of 1,000 and 100 tokens: small is 1,000M * 0.50 + 100M * 1 = 500 + 100 = 600 USD a month.
SMALL = "  small: {model: acme/small}\n"
BUDGETED = (SMALL, f"{SMALL}budgets:\n  - {{option: small, max: 900 USD}}\n")
PERCENT = f"{POLICY}gates:\n  - {{increase_percent: 25%}}\n"


def gated(project: Project, gate: str = "increase_percent: 25%", more: str = "") -> Project:
    """Commit a policy with one gate, and go on in a branch."""
    project.write("costcalc.yaml", f"{POLICY}gates:\n  - {{{gate}}}\n{more}")
    return project.started()


def stopped(project: Project, code: int = 1) -> list[str]:
    """Give what a check stops, each as its check and message."""
    found = answer(project, code)
    return [f"{each['check']}: {each['message']}" for each in found["findings"] if each["failing"]]


def answer(project: Project, code: int) -> dict[str, Any]:
    """Give the JSON report of a check against main."""
    ran = project.run("--base", "main", "--format", "json")
    assert ran.code == code, ran.out + ran.err
    report: dict[str, Any] = json.loads(ran.out)
    return report


def dearer_by_day(project: Project, times: int) -> None:
    """Append the same price, which is so many times as much from 08:00 to 20:00, to a project that is not committed."""
    project.price("small", "2026-11-01", input="0.50", output="1")
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    peak = f'        peak: {{multiplier: {times}, hours: ["08:00-20:00"], tz: UTC}}\n'
    project.write("pricing/acme.yaml", text + peak)


def rate(project: Project, effective: str, *lines: str, model: str = "small") -> None:
    """Append a rate with lines of its own to a model."""
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    before, name, after = text.partition(f"  {model}:\n")
    rates, following, others = after.partition("  small:\n")
    body = [f"      - effective: {effective}", "        source: a list", "        verified: 2026-11-20"]
    body += [f"        {line}" for line in lines]
    written = "".join((before, name, rates, *(f"{line}\n" for line in body), following, others))
    project.write("pricing/acme.yaml", written.replace("version: 2026-11-01", "version: 2026-11-20"))


def renamed(project: Project, to: str, *changes: tuple[str, str]) -> None:
    """Make the small model a quarter dearer than allowed, and give things other names."""
    project.price("small", "2026-11-20", input="0.75", output="1")  # 850 in place of 600: 41.67 %
    project.edit("scenarios/bot.yaml", *changes)
    if to != "scenarios/bot.yaml":
        (project.folder / to).parent.mkdir(parents=True, exist_ok=True)
        (project.folder / "scenarios/bot.yaml").rename(project.folder / to)


def teams(project: Project, policy: str) -> Project:
    """Give two scenarios, of 600 USD each where small is chosen, to one team."""
    for name in ("bot", "other"):
        text = SCENARIO.replace("id: bot", f"id: {name}") + "chosen: small\ntags: {team: support}\n"
        project.write(f"scenarios/{name}.yaml", text)
    project.write("costcalc.yaml", f"{POLICY}{policy}")
    return project.started()
