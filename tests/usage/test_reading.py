"""What two documents say of one answer: nothing that only one of them says is lost."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.problem import InputError
from costcalc.usage import read_answers, read_usage

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.usage import ReportedUsage


def told(tmp_path: Path, *documents: dict[str, Any]) -> ReportedUsage:
    (tmp_path / "u.json").write_text(json.dumps(documents), encoding="utf-8")
    (answer,) = read_answers([str(tmp_path / "u.json")]).answers
    return answer


def chat(answer: int, **more: Any) -> dict[str, Any]:
    return {"id": "a", "usage": {"prompt_tokens": 9, "completion_tokens": answer, **more}}


IMAGES = {"prompt_tokens_details": {"image_tokens": 2}}


@pytest.mark.parametrize("order", [1, -1])
def test_what_either_says_is_said(tmp_path: Path, order: int) -> None:
    plain, said = chat(5), chat(5, cost=0.5, **IMAGES) | {"service_tier": "flex", "model": "m"}
    found = told(tmp_path, *[plain, said][::order])
    assert found.meters == {"input": 9, "output": 5, "image_input": 2}
    assert "image_input" not in found.unsaid
    assert "audio_input" in found.unsaid
    assert found.service
    assert found.service.name == "flex"
    assert found.stated
    assert found.stated.amount == Decimal("0.5")
    assert [one.name for one in found.models] == ["m"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_region_is_kept(tmp_path: Path, order: int) -> None:
    usage = {"input_tokens": 9, "output_tokens": 5, "cache_read_input_tokens": 0}
    documents = [{"id": "a", "usage": usage}, {"id": "a", "usage": {**usage, "inference_geo": "us"}}]
    region = told(tmp_path, *documents[::order]).region
    assert region
    assert region.name == "us"


@pytest.mark.parametrize("searches", [(2, 1), (1, 2), (2, 0)])
def test_the_most_of_each_tool_counts(tmp_path: Path, searches: tuple[int, int]) -> None:
    documents = [
        chat(5) | {"output": [{"type": "web_search_call", "id": f"ws{nth}"} for nth in range(number)]}
        for number in searches
    ]
    assert told(tmp_path, *documents).meters["web_search"] == 2


def test_an_item_that_stands_in_two_lists_is_one(tmp_path: Path) -> None:
    call = {"type": "web_search_call", "id": "ws"}
    assert told(tmp_path, chat(5) | {"content": [call], "kept": {"tool_outputs": [call]}}).meters["web_search"] == 1


def test_a_call_that_is_told_around_answers_is_known_by_its_id(tmp_path: Path) -> None:
    def call(name: str) -> dict[str, Any]:
        return {"type": "web_search_call", "id": name}

    plain, searched = chat(5) | {"id": "b"}, chat(5) | {"output": [call("ws_1")]}
    for around, times in (([call("ws_1")], 1), ([call("ws_2")], 2), ([call("ws_1"), call("ws_2")], 2)):
        document = {"responses": [plain, searched], "items": around}
        (tmp_path / "u.json").write_text(json.dumps(document), encoding="utf-8")
        answers = read_answers([str(tmp_path / "u.json")]).answers
        assert sum(one.meters.get("web_search", 0) for one in answers) == times


def test_less_than_before_is_another_answer(tmp_path: Path) -> None:
    for later in (chat(4), chat(5) | {"usage": {"prompt_tokens": 10, "completion_tokens": 5}}):
        with pytest.raises(InputError):
            told(tmp_path, chat(5), later)


def test_an_answer_of_several_requests_is_no_usage_of_one(tmp_path: Path) -> None:
    iterations = [{"type": "message", "input_tokens": 5, "output_tokens": 1}] * 2
    usage = {"input_tokens": 10, "output_tokens": 2, "iterations": iterations}
    (tmp_path / "u.json").write_text(json.dumps({"usage": usage}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_usage(tmp_path / "u.json")
    assert "made in several requests" in str(error.value)
