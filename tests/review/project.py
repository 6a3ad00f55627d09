"""A small project under git, and costcalc run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.program import ROOT, Ran, here

AS_OF = "2026-11-23"
SAYS_HOW_TO_WRITE = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"}

CARD = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme's API
basis: published
version: 2026-11-01
currency: USD
per: 1M tokens
models:
  large:
    context_window: 200K
    max_output: 100K
    rates:
      - effective: 2026-01-01
        source: Acme price list 2026-01
        verified: 2026-11-01
        input: 2
        output: 8
  small:
    context_window: 200K
    max_output: 100K
    rates:
      - effective: 2026-01-01
        source: Acme price list 2026-01
        verified: 2026-11-01
        input: 0.50
        output: 1
"""

# 1M requests of 1,000 and 100 tokens: 1,000M tokens read and 100M written a month.
#   large: 1,000 * 2    + 100 * 8 = 2,000 + 800 = 2,800 USD
#   small: 1,000 * 0.50 + 100 * 1 =   500 + 100 =   600 USD
SCENARIO = """\
schema: costcalc/scenario/v1
id: bot
title: Support bot
period: month
assumptions:
  tickets: {value: 1M, unit: requests/month, why: ticket system}
workload:
  - {call: answer, requests: tickets, input: 1000, output: 100}
options:
  large: {model: acme/large}
  small: {model: acme/small}
"""


POLICY = "schema: costcalc/policy/v1\n"

NOBODY = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "nobody"), ("EMAIL", "nobody@example.org"), ("DATE", "2026-11-22T12:00:00Z"))
}


class Project:
    """A folder with a card and a scenario, committed to `main`; the work goes on in a branch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("pricing/acme.yaml", CARD)
        self.write("scenarios/bot.yaml", SCENARIO)

    def write(self, name: str, text: str) -> None:
        """Put a file there."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a file, each of which must be in it once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        self.write(name, text)

    def price(self, model: str, effective: str, **prices: str) -> None:
        """Append a rate to a model, and raise the version of the card: what a price change should look like."""
        lines = [
            f"      - effective: {effective}",
            "        source: Acme price list 2026-11",
            "        verified: 2026-11-20",
        ]
        lines += [f"        {meter}: {price}" for meter, price in prices.items()]
        text = (self.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
        before, name, after = text.partition(f"  {model}:\n")
        rates, following, others = after.partition("  small:\n")
        text = "".join((before, name, rates, *(f"{line}\n" for line in lines), following, others))
        self.write("pricing/acme.yaml", text.replace("version: 2026-11-01", "version: 2026-11-20"))

    def git(self, *words: str) -> str:
        """Run git here, as nobody in particular and with nobody's settings."""
        return self.git_in(self.folder, *words)

    @staticmethod
    def git_in(folder: Path, *words: str) -> str:
        """Run git in a folder, as nobody in particular and with nobody's settings."""
        plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **NOBODY}
        done = subprocess.run(["git", *words], cwd=folder, env=plain, capture_output=True, text=True, check=True)
        return done.stdout

    def commit(self, branch: str = "main") -> None:
        """Commit everything, in a new repository where there is none."""
        if not (self.folder / ".git").exists():
            self.git("init", "-q", "-b", branch)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a state of it")

    def started(self) -> Project:
        """Commit what is here as the base, and go on in a branch."""
        self.commit()
        self.git("switch", "-q", "-c", "change")
        return self

    def forked(self) -> Project:
        """Begin a branch, and let `main` go on without it: to another title, and no other cost."""
        self.started()
        self.git("switch", "-q", "main")
        self.edit("scenarios/bot.yaml", ("Support bot", "Support"))
        self.commit()
        self.git("switch", "-q", "change")
        return self

    def run(self, *args: str, line: str | None = None, cwd: Path | None = None, **env: str) -> Ran:
        """Run `costcalc check` at a fixed day; or a line of a shell, in which `$costcalc` is it, as a process."""
        words = ["check", "--as-of", AS_OF, *args]
        if line is None:
            return here(words, cwd or self.folder, self.surroundings(**env))
        program = " ".join([sys.executable, "-m", "costcalc", *words])
        done = subprocess.run(
            ["bash", "-c", line.replace("$costcalc", program)],
            cwd=cwd or self.folder,
            env=self.surroundings(**env),
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def surroundings(self, **env: str) -> dict[str, str]:
        """Return the environment of a run: ours, without what says how to write, and more."""
        usual = {name: value for name, value in os.environ.items() if name not in SAYS_HOW_TO_WRITE}
        return {**usual, "PYTHONPATH": str(ROOT), "HOME": str(self.folder), **env}


def dearer(project: Project) -> None:
    """Let the small model cost more: 1,000M tokens a month at 0.25 more make 500 -> 750, and 600 -> 850 in all."""
    project.price("small", "2026-11-20", input="0.75", output="1")


def refused(ran: Ran, *said: str, code: int = 2) -> None:
    """Hold that there is no answer, why, and nothing that looks like one."""
    assert ran.code == code, ran
    assert "USD" not in ran.out, "an amount was printed"
    assert "→" not in ran.out, "a difference was printed"
    assert "Traceback" not in ran.err
    for words in said:
        assert words in ran.err
