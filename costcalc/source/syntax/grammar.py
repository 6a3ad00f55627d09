"""What may stand beside what: the order of tokens, and the first fault of a text.

The grammar of YAML 1.1 as a table. A state says what each token does: `next` goes on, `open` begins a mapping or a list
and comes back later, `close` ends it; `skip` and `leave` do so without taking the token, where nothing was written.
"""

from __future__ import annotations

from costcalc.source.syntax.faults import MAX_DEPTH, Fault
from costcalc.source.syntax.tokens import tokens

State = dict[str, tuple[str, str]]

IN_BRACKETS = {"[": "[ item", "{": "{ item"}
IN_LINES = {**IN_BRACKETS, "M": "key", "Q": "item"}
BELOW_A_KEY = {**IN_LINES, "-": "loose item", "I": "loose item"}
"""The items of a list may begin in the column of the key that it belongs to."""
ANY = "any other"


def _value(then: str, opens: dict[str, str], left_out_before: str = "") -> State:
    """Return the state in which a value is expected."""
    return {
        **dict.fromkeys(left_out_before, ("skip", then)),
        **{token: ("open", state) for token, state in opens.items()},
        **dict.fromkeys("SA", ("next", then)),
        **dict.fromkeys("&!", ("note", "")),
        "then": ("", then),
    }


STATES: dict[str, State] = {
    "start": {"Z": ("stop", ""), "D": ("next", "content"), ANY: ("skip", "document")},
    "document": _value("end", IN_LINES),
    "content": {**_value("end", IN_LINES, "XZ"), "D": ("stop", "")},
    "end": {"Z": ("stop", ""), "D": ("stop", ""), "X": ("next", "after")},
    "after": {"Z": ("stop", ""), "D": ("stop", ""), "X": ("next", "after")},
    "key": {"K": ("next", "key text"), "P": ("next", "key"), "E": ("close", "")},
    "key text": _value("colon", BELOW_A_KEY, "KPVE"),
    "colon": {"V": ("next", "value"), ANY: ("skip", "key")},
    "value": _value("key", BELOW_A_KEY, "KPVE"),
    "item": {"-": ("next", "item value"), "I": ("next", "item"), "E": ("close", "")},
    "item value": _value("item", IN_LINES, "-IE"),
    "loose item": {"-": ("next", "loose value"), "I": ("next", "loose item"), ANY: ("leave", "")},
    "loose value": _value("loose item", IN_LINES, "-IKPVE"),
    "[ item": {**_value("[ comma", IN_BRACKETS), "K": ("open", "pair"), "]": ("close", "")},
    "[ comma": {",": ("next", "[ item"), "]": ("close", "")},
    "pair": _value("pair colon", IN_BRACKETS, "V,]"),
    "pair colon": {"V": ("next", "pair value"), ANY: ("leave", "")},
    "pair value": _value("pair end", IN_BRACKETS, ",]"),
    "pair end": {ANY: ("leave", "")},
    "{ item": {**_value("{ comma", IN_BRACKETS), "K": ("next", "{ key"), "}": ("close", "")},
    "{ comma": {",": ("next", "{ item"), "}": ("close", "")},
    "{ key": _value("{ colon", IN_BRACKETS, "V,}"),
    "{ colon": {"V": ("next", "{ value"), ANY: ("skip", "{ comma")},
    "{ value": _value("{ comma", IN_BRACKETS, ",}"),
}
_LONE = {",": "lone comma", "]": "lone bracket", "}": "lone bracket", "V": "no key", "X": "end first"}


def first_misfit(text: str, until: int | None = None) -> Fault | None:
    """Find the first token that does not fit, or the first fault that no token comes of."""
    grammar = _Grammar(text)
    try:
        for kind, at in tokens(text, len(text) if until is None else until):
            grammar.take(kind, at)
            if grammar.state == "stop":
                return None
    except Fault as fault:
        fault.sure = min(grammar.sure, fault.at)
        return fault
    return None


class _Grammar:
    def __init__(self, text: str) -> None:
        self.text = text
        self.state = "start"
        self.open: list[tuple[str, str, int]] = []
        """What to go on with after each value that has begun; which token began it, and where."""
        self.notes = ""
        """The anchor and the tag of the value to come."""
        self.noted: int | None = None
        """Where they begin."""
        self.last = 0
        self.sure = 0
        """Where the line of the last token begins: a parser has seen all of it before it says what comes first."""

    def take(self, kind: str, at: int) -> None:
        while self.step(kind, at):
            pass
        if kind in "&!":
            self.noted = at if self.noted is None else self.noted
        elif kind != "E":
            if self.text.find("\n", self.last, at) >= 0:
                self.sure = at if self.noted is None else self.noted
            self.last, self.noted = at, None

    def step(self, kind: str, at: int) -> bool:
        """Do what the state says; whether the token is still to be taken."""
        state = STATES[self.state]
        act, target = state.get(kind) or state.get(ANY) or ("", "")
        if self.notes and (act in {"", "skip", "close"} or kind in "AKP" or (act == "note" and kind in self.notes)):
            act, target = "skip", state["then"][1]
        if not act:
            raise self.misfit(kind, at)
        if act == "note":
            self.notes += kind
            return False
        self.notes = ""
        if act == "open":
            if len(self.open) >= MAX_DEPTH:
                raise Fault("too deep", at)
            self.open.append((state["then"][1], kind, at))
        elif act in {"close", "leave"}:
            target = self.open.pop()[0]
        self.state = target or act
        return act in {"skip", "leave"} or (act == "open" and kind in "-I")

    def misfit(self, kind: str, at: int) -> Fault:
        """Return the fault of a token that does not fit the state."""
        _, bracket, opened = next((one for one in reversed(self.open) if one[1] != "K"), ("", "", 0))
        if bracket and bracket in "[{":
            return self.misfit_in_brackets(kind, at, opened)
        if self.state == "after":
            return Fault("after the end", at)
        if kind in _LONE:
            return Fault(_LONE[kind], at)
        if self.state == "key" and kind in "-I":
            return Fault("item among keys", at)
        if self.state == "item" and kind in "KP":
            return Fault("key among items", at)
        return Fault("after a value" if self.text[self.line(at) : at].strip(" ") else "indentation", at)

    def misfit_in_brackets(self, kind: str, at: int, opened: int) -> Fault:
        if kind in "ZDX":
            return Fault("open bracket", opened)
        if kind in "]}":
            return Fault("other bracket", at)
        if kind == "-":
            return Fault("item in brackets", at)
        behind_a_value = self.state in {"[ comma", "{ comma", "pair end"}
        if behind_a_value and self.margin(at) <= self.margin(opened) and self.line(at) != self.line(opened):
            return Fault("open bracket", opened)  # what is in brackets is indented farther than what they belong to
        if kind == "V":
            return Fault("key in brackets" if behind_a_value else "no key", at)
        return Fault("no comma" if behind_a_value else "no value", at)

    def line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def margin(self, at: int) -> int:
        line = self.text[self.line(at) : at]
        return len(line) - len(line.lstrip(" "))
