"""Scenarios at random come to what a second interpreter makes of them, written apart from the package."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.asked import ask, claimed, figures, option
from tests.language.interpreter import Entry, Formula, Story, Way, text, value

SMALL = st.integers(0, 9)


@st.composite
def formulas(draw: st.DrawFn, names: tuple[str, ...] = (), depth: int = 2) -> Formula:
    """Write a formula that is 0 or more wherever its names are."""
    kind = draw(st.sampled_from("nnvv+*/^m?")) if depth else draw(st.sampled_from("nv"))
    if kind == "v" and names:
        return draw(st.sampled_from(names))
    if kind in "nv":
        return draw(SMALL)
    if kind == "?":
        return "sum", "i", draw(st.integers(0, 2)), draw(st.integers(0, 3)), draw(formulas((*names, "i"), depth - 1))
    inner = formulas(names, depth - 1)
    sign = draw(st.sampled_from(("min", "max"))) if kind == "m" else kind
    right = {"/": st.integers(1, 9), "^": st.integers(0, 3)}.get(kind, inner)
    return sign, draw(inner), draw(right)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Write a scenario of flat prices."""
    assumptions: dict[str, Formula] = {}
    for name in ("aa", "bb", "cc")[: draw(st.integers(1, 3))]:
        assumptions[name] = draw(formulas(tuple(assumptions)))
    names = tuple(assumptions)
    models = ("p", "q", "r")
    prices = {name: (draw(formulas(names)), draw(formulas(names))) for name in models}
    entries = []
    for nth in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            each = draw(st.none() | loops())
            seen = (*names, "k") if each else names
            entries.append(
                Entry(
                    f"e{nth}",
                    requests=draw(formulas(seen)),
                    each=each,
                    input=draw(formulas(seen)),
                    output=draw(formulas(seen)),
                    model=draw(st.none() | st.sampled_from(models)),
                    once=draw(st.booleans()),
                )
            )
        else:
            price, per = draw(formulas(names)), draw(st.sampled_from((1, 1000, 7)))
            entries.append(Entry(f"e{nth}", draw(formulas(names)), unit_price=price, per=per, once=draw(st.booleans())))
    calls = [entry.name for entry in entries if entry.unit_price is None]
    ways = []
    for nth in range(draw(st.integers(1, 3))):
        use = draw(st.none() | st.lists(st.sampled_from([entry.name for entry in entries]), min_size=1, unique=True))
        routed = [call for call in calls if use is None or call in use]
        ways.append(
            Way(
                f"w{nth}",
                draw(st.sampled_from(models)),
                draw(st.dictionaries(st.sampled_from(routed), st.sampled_from(models))) if routed else {},
                use,
                draw(layers(names)),
            )
        )
    return Story(assumptions, prices, entries, ways)


def loops() -> st.SearchStrategy[tuple[int, int]]:
    """Begin anywhere, and end later, at once, or with no turn at all: that is one before it begins."""
    return st.integers(0, 3).flatmap(lambda first: st.tuples(st.just(first), st.integers(first - 1, 6)))


def layers(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Formula]]:
    """Replace some assumptions."""
    return st.dictionaries(st.sampled_from(names), formulas(names, 1), max_size=2)


@settings(max_examples=100)
@given(stories(), st.data())
def test_a_scenario_comes_to_what_a_second_interpreter_says(story: Story, data: st.DataObject) -> None:
    names = tuple(story.assumptions)
    replaced = data.draw(layers(names), label="a claim's with")
    put = data.draw(st.dictionaries(st.sampled_from(names), SMALL, max_size=1), label="--set")
    wanted: dict[str, Fraction] = {}
    written = ""
    for way in story.ways:
        under = story.results(way, story.env(put, way.replaced, replaced))
        for name in under:
            written += f"- {{claim: c{len(wanted)}, of: '{way.name}.{name} * 3', with: {layer(replaced)}}}\n"
            wanted[f"c{len(wanted)}"] = 3 * under[name]
    figure: Any = data.draw(formulas(("total", "upfront", *names)), label="a figure")
    body = f"{story.yaml}figures:\n  f: '{text(figure)}'\n  g: f + total\nclaims:\n{written}"
    result = ask(body, settings=dict(put))
    for way in story.ways:
        env = story.env(put, way.replaced)
        found = story.results(way, env)
        outcome = option(result, way.name)
        assert outcome.estimate is not None
        assert outcome.estimate.value == found["total"]
        assert (outcome.upfront.value if outcome.upfront else 0) == found["upfront"]
        own = figures(result) | figures(result, way.name)
        assert own["f"] == value(figure, {**env, **found})
        assert own["g"] == value(figure, {**env, **found}) + found["total"]
    assert claimed(result) == wanted


def layer(replaced: dict[str, Formula]) -> str:
    """Write a `with`."""
    return "{" + ", ".join(f"{name}: '{text(formula)}'" for name, formula in replaced.items()) + "}"
