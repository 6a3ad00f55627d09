"""JUnit: what Jenkins reads, with a case for each check and each option, and one reason for each that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tests.little import SCHEMAS, harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]


def tree(text: str) -> etree._Element:
    """Read a report whose numbers are those of its cases."""
    harmless(text)
    root = etree.fromstring(text.encode())
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) == len({case.get("name") for case in cases})
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
        assert all(len(case.findall("failure")) + len(case.findall("error")) <= 1 for case in cases)
    return root


def test_it_is_valid(dearer: Little, unanswered: Review, hostile: Review, write: Write) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    for result in (dearer.review(), dearer.review(base=None), unanswered, hostile, dearer.review(base="nowhere")):
        schema.assertValid(tree(write("junit", result)))


def test_all_is_well_with_a_case_for_each_check_and_option(little: Little, write: Write) -> None:
    root = tree(write("junit", little.review()))
    names = {case.get("name") for case in root.iter("testcase")}
    assert names >= {"stale-verified", "policy-changed", "chat/small", "chat/large", "chat/gift"}
    assert [suite.get("failures") for suite in root.iter("testsuite")] == ["0", "0"]


def test_an_option_that_a_gate_and_a_budget_stop_fails_once(dearer: Little, write: Write) -> None:
    root = tree(write("junit", dearer.review()))
    (case,) = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert case.get("name") == "chat/small"
    failure = case.find("failure")
    message = "chat/small rises by 220 USD, and the gate is 200 USD, at 2026-11-23 (and 1 more)"
    assert (failure.get("type"), failure.get("message")) == ("gate", message)
    assert "scenarios/chat.yaml:16:26: error[budget]: " in failure.text
    assert case.findtext("system-out") == "chat/small at 2026-11-23: 880.00 → 1,100.00 USD a month, +220.00, +25 %"


def test_what_does_not_fail_the_run_is_said_and_passes(little: Little, write: Write) -> None:
    little.write("costcalc.yaml", "schema: costcalc/policy/v1\nfail_on: notice\n")
    for fail_on, failures in ((None, 0), ("warning", 1)):
        root = tree(write("junit", little.review(fail_on=fail_on)))
        (case,) = [case for case in root.iter("testcase") if case.get("name") == "policy-changed"]
        assert len(case.findall("failure")) == failures
        assert "warning[policy-changed]" in etree.tostring(case, encoding="unicode")


def test_without_an_answer_nothing_is_said_to_have_passed(unanswered: Review, write: Write) -> None:
    root = tree(write("junit", unanswered))
    (case,) = root.iter("testcase")
    assert case.get("name") == "scenarios/broken.yaml"
    assert case.find("error").get("type") == unanswered.problems[0].code


def test_problems_beyond_the_twentieth_of_a_file_are_counted(unanswered: Review, write: Write) -> None:
    (case,) = tree(write("junit", unanswered._replace(problems=unanswered.problems[:1] * 25))).iter("testcase")
    assert case.findtext("error").count("scenarios/broken.yaml:1:1: error[") == 20
    assert case.findtext("system-out") == "…and 5 problems more"


def test_nothing_checked_is_an_error(little: Little, write: Write) -> None:
    little.remove("pricing")
    little.remove("scenarios")
    (error,) = tree(write("junit", little.review(base=None))).iter("error")
    assert error.get("type") == "nothing-checked"


def test_whatever_is_in_it_stays_text(hostile: Review, write: Write) -> None:
    root = tree(write("junit", hostile._replace(fail_on=hostile.fail_on)))
    assert {element.tag for element in root.iter()} <= {
        *("testsuites", "testsuite", "testcase"),
        *("failure", "system-out"),
    }
    assert "<script>alert(1)</script>" in "".join(root.itertext())
