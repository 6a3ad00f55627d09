"""The formula of a claim, written out: what it is a figure of has a name, and behind the name there is a formula."""

from __future__ import annotations

from costcalc.expr import Figure, Frame, Name, Num, Scoped, Symbol


def written_out(figure: Figure) -> Figure:
    """Return the formula behind the name of a result: that of `flash.total`, which is a sum of charges.

    Args:
        figure: A formula; one that is more than a name is returned as it is.
    """
    node, env = figure.node, figure.env
    while isinstance(node, Symbol) and not isinstance(node.of, (Num, Name)):
        if isinstance(node, Scoped) and isinstance(env, Frame):
            env = env.of(node.option)
        node = node.of
    return figure if node is figure.node else Figure(node, env)
