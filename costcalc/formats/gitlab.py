"""GitLab: findings for its code quality widget, as JSON; `[]` where there are none.

    costcalc check --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --report gitlab=gl-code-quality-report.json

    [{"check_name": "stale-verified", "fingerprint": "e11e…", "severity": "minor", "location": {…}, …}]

An error is `critical`, a warning `minor`, a notice `info`, and a problem, for which there is no answer, `blocker`. A
fingerprint is made of the check, the file and what it is about, and a number where several are alike: it stays the
same when lines or amounts change, and no two are the same.

GitLab wants a file for each. What stands in none, as `--base` does, is reported where it is written: `.gitlab-ci.yml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from costcalc.checks import Level
from costcalc.shown import json_text, show
from costcalc.views.check.reported import reported

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.views.check import CheckView
    from costcalc.views.check.reported import Reported

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTICE: "info"}
PROBLEM = "blocker"
ELSEWHERE = ".gitlab-ci.yml"

_PATH = re.compile(r"(?![A-Za-z]:)[^\\]+")
"""What GitLab takes for a path in the repository."""


def write(view: CheckView, style: Style) -> str:
    """Return the findings of a review as GitLab's code quality."""
    del style  # a program is told everything, always the same way
    return json_text([_issue(one) for one in reported(view.result)])


def _issue(one: Reported) -> dict[str, Any]:
    known = one.path is not None and bool(_PATH.fullmatch(one.path))
    return {
        "description": show(one.sentence if known else f"{one.place}: {one.sentence}"),
        "check_name": one.rule,
        "fingerprint": one.fingerprint,
        "severity": PROBLEM if one.is_problem else SEVERITIES[one.level],
        "location": {"path": one.path if known else ELSEWHERE, "lines": {"begin": one.place.line if known else 1}},
    }
