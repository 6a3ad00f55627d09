"""A little project in two states, and the reviews that the tests report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc import formats
from costcalc.checks import CHECKS, Finding, Level
from costcalc.formats import Detail, Style
from costcalc.instant import parse_instant
from costcalc.problem import Place, Source
from costcalc.review import review
from costcalc.shown import hides
from costcalc.views.check import CheckView
from tests.obeyed import obeyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "tests" / "formats" / "schemas"

CARD = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme
basis: published
version: 2026-01-01
currency: USD
per: 1M tokens
models:
  small:
    rates:
      - effective: 2026-01-01
        verified: 2026-11-20
        source: https://acme.example/pricing
        input: 0.40
        output: 1.60
  large:
    rates:
      - effective: 2026-01-01
        verified: 2026-11-20
        source: https://acme.example/pricing
        input: 3
        output: 15
  gift:
    rates:
      - effective: 2026-01-01
        verified: 2026-11-20
        source: https://acme.example/pricing
        input: 0
        output: 0
"""

# A month has 200M tokens read and 500M written.
#   small: 200 * 0.40 + 500 * 1.60 =  80 +  800 =   880 USD
#   large: 200 * 3    + 500 * 15   = 600 + 7500 = 8,100 USD
#   The gift costs nothing.
SCENARIO = """\
schema: costcalc/scenario/v1
id: chat
title: A chat
as_of: 2026-04-28
period: month
assumptions:
  queries: 1M
workload:
  - {call: answer, requests: queries, input: 200, output: 500}
options:
  small: {model: acme/small}
  large: {model: acme/large}
  gift: {model: acme/gift}
baseline: large
budgets:
  - {option: small, max: 1000 USD}
"""

# From November on small costs 200 * 0.50 + 500 * 2 = 100 + 1,000 = 1,100 USD; announced for December, another
# 500 * 1 = 500 USD. What large cost in the past is edited: 200 * 0.50 = 100 USD more. The gift is none: 200 * 0.10.
DEARER = (
    (
        "        output: 1.60\n",
        """\
        output: 1.60
      - effective: 2026-11-01
        verified: 2026-11-20
        source: https://acme.example/pricing
        input: 0.50
        output: 2
      - effective: 2026-12-01
        verified: 2026-11-20
        source: https://acme.example/pricing
        input: 0.50
        output: 3
""",
    ),
    ("input: 3\n", "input: 3.50\n"),
    ("input: 0\n", "input: 0.10\n"),
    ("version: 2026-01-01", "version: 2026-11-01"),
)

GATE = "schema: costcalc/policy/v1\ngates:\n  - {increase: 200 USD}\n"

HOSTILE = [
    "a\n::stop-commands::x",
    "::error::x",
    "##[error]x",
    "a ##vso[task.complete result=Succeeded;]x",
    "##TeamCity[buildStop comment='x']",
    "gpt\u3164mini \u2800 ❤\ufe0f",
    "&#64;team &#35;1 a&#64;b.example xmpp:a@b.example :tada: 1. x",
    "---",
    "%0A::add-mask::x",
    "<script>alert(1)</script>",
    "</failure><failure>",
    "]]>",
    "\x1b[31mred\x1b[0m \x07",
    "\u202egnp.exe",
    "a | b `c` [d](https://evil.example) @team #1 ![e](x)",
    "a,line=1::x: y, z",
    "\u2028\x85\ufffe",
    "-->",
    "x" * 70_000,
]

PATHS = [
    "a\n::stop-commands::x.yaml",
    "b,line=9:x, y.yaml",
    "c <script>&'\".yaml",
    "d \u202egnp \x1b[31m.yaml",
    "e |`]( ](x).yaml",
    "f ##[error]x %41 #? é 日.yaml",
    "g\\h.yaml",
]


class Little:
    """A project whose files are in the folder `head`, and were in the folder `base`."""

    def __init__(self, folder: Path) -> None:
        self.base = folder / "base"
        self.head = folder / "head"
        for name, text in (("pricing/acme.yaml", CARD), ("scenarios/chat.yaml", SCENARIO)):
            self.write(name, text, self.base, self.head)

    def write(self, name: str, text: str, *sides: Path) -> None:
        """Write a file, into the head where nothing else is said."""
        for side in sides or (self.head,):
            file = side / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a file of the head, each of which is in it once."""
        text = (self.head / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        self.write(name, text)

    def remove(self, name: str) -> None:
        """Remove a file or folder from the head."""
        target = self.head / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def review(
        self, *, base: str | None = "../base", fail_on: str | None = None, paths: tuple[str, ...] = ()
    ) -> Review:
        """Review it, without the findings of checks, which have tests of their own."""
        found = review([*map(Path, paths)], as_of=parse_instant("2026-11-23"), base=base, fail_on=fail_on)
        return found._replace(findings=tuple(one for one in found.findings if one.check not in CHECKS))


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Little:
    """The project before anything is changed, with its head as the current folder."""
    made = Little(tmp_path)
    monkeypatch.chdir(made.head)
    return made


@pytest.fixture
def dearer(little: Little) -> Little:
    """The project after prices rose, so that a budget and a gate are broken."""
    little.edit("pricing/acme.yaml", *DEARER)
    little.write("costcalc.yaml", GATE, little.base, little.head)
    return little


@pytest.fixture
def hostile(dearer: Little) -> Review:
    """A review of files with names that nobody should have to read, and with findings that say worse."""
    for nth, name in enumerate(PATHS):
        text = SCENARIO.replace("id: chat", f"id: chat-{nth}")
        dearer.write(f"scenarios/{name}", text, dearer.base, dearer.head)
    result = dearer.review()
    assert (result.exit_code, len(result.moves)) == (1, 5 * 8)
    said = [
        Finding("stale-verified", level, Place(Source(f"scenarios/{path}"), 2, 3), text, text, text)
        for level in (Level.ERROR, Level.WARNING, Level.NOTICE)
        for text in HOSTILE
        for path in PATHS
    ]
    return result._replace(findings=(*result.findings, *said), base="\u202e::error::<b>")


@pytest.fixture
def unanswered(little: Little) -> Review:
    """A review without an answer: of a file that is broken, and of a base that does not exist."""
    little.write("scenarios/broken.yaml", "schema: costcalc/scenario/v1\nid: broken\nnonsense: 1\n")
    result = little.review()
    little.remove("scenarios/broken.yaml")  # other fixtures go on from here
    assert result.exit_code == 2
    return result


def written(name: str, result: Review, width: int = 80, detail: Detail = Detail.USUAL) -> str:
    """Write a review in one of the forms."""
    return formats.write(CheckView(result), name, Style(width, detail=detail))


@pytest.fixture
def write() -> Callable[..., str]:
    """Write a review in one of the forms: `write("text", result)`."""
    return written


def harmless(text: str) -> None:
    """See that nothing in a text is obeyed by a terminal or a build server."""
    assert not hides(text.replace("\n", ""))
    assert obeyed(text) == []
