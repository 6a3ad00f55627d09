"""SARIF 2.1.0, for code scanning: findings as results, checks and gates as rules.

    costcalc check --base origin/main --report sarif=costs.sarif

A result has the place of its finding, as the repository names it, and a fingerprint without amounts and lines. A rule
has the documentation of its check. Where there is no answer the problems are results, too, and the run says that it
was not successful.

GitHub refuses a whole file for one result without a location. What stands in no file, as `--base` does, is therefore a
notification of the run, and not a result.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from costcalc import __version__
from costcalc.checks import Level
from costcalc.shown import json_text, show
from costcalc.views.check.reported import reported
from costcalc.views.check.rules import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.codes import ExplainedCode
    from costcalc.formats import Style
    from costcalc.views.check import CheckView
    from costcalc.views.check.reported import Reported

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "note"}
ROOT = "%SRCROOT%"
FINGERPRINT = "costcalcFinding/v1"
EXAMPLE = "    "
"""How the examples in a text begin."""


def write(view: CheckView, style: Style) -> str:
    """Return the findings of a review as SARIF."""
    del style  # a program is told everything, always the same way
    result = view.result
    found = reported(result)
    known = rules(found)
    index = {name: nth for nth, name in enumerate(known)}
    run = {
        "tool": {
            "driver": {
                "name": "costcalc",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in known.values()],
            }
        },
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not result.problems,
                "exitCode": result.exit_code,
                "toolConfigurationNotifications": [_notification(one, index) for one in found if one.path is None],
            }
        ],
        "results": [_result(one, index) for one in found if one.path is not None],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: ExplainedCode) -> dict[str, Any]:
    doc = f"{rule.title}\n\n{rule.text}".strip()
    paragraphs = [part for part in rule.text.split("\n\n") if not part.startswith(EXAMPLE)]
    prose = " ".join(" ".join(paragraphs).split())
    level = Level.ERROR if rule.level is None else rule.level
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title} {prose}".strip()},
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": LEVELS.get(level, "none")},
    }


def _result(one: Reported, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": one.rule,
        "ruleIndex": index[one.rule],
        "level": LEVELS[one.level],
        "message": {"text": _message(one)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(one.path or ""), "uriBaseId": ROOT},
                    "region": {"startLine": one.place.line, "startColumn": one.place.column},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: one.fingerprint},
    }


def _notification(one: Reported, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "associatedRule": {"id": one.rule, "index": index[one.rule]},
        "level": LEVELS[one.level],
        "message": {"text": f"{one.place}: {_message(one)}"},
    }


def _message(one: Reported) -> str:
    """Return the sentence so that it is only text: in SARIF, `[text](target)` is a link."""
    return f"{show(one.sentence).replace('](', '] (')}."


def _uri(path: str) -> str:
    """Return a path as a relative reference: every byte but letters, digits and `/` `-` `.` `_` `~` is escaped."""
    return quote(os.fsencode(path), safe="/")
