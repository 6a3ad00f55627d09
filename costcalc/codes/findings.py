"""What the check reports beside its checks."""

from __future__ import annotations

from costcalc.checks import Level

FINDINGS = {
    "budget": (
        Level.ERROR,
        """
        An option costs more than its budget.

        Budgets are written in scenarios and in the policy. One that was broken before and is not made worse by a
        change is reported, and does not stop it, unless the policy says `broken_budgets: block`.
        """,
    ),
    "gate": (
        Level.ERROR,
        """
        A gate of the policy stops this change.

        A gate is the most that an option may cost, or the most by which a change may raise it: an amount, or a part
        of what it cost before. Others are for prices alone, for what is new, and for sums over chosen options.
        """,
    ),
    "policy-changed": (
        Level.WARNING,
        """
        A change is to the rules that it is measured by.

        The policy and the budgets of the base decide about a change. What the change does to them is reported, so
        that somebody looks at it, and holds from the next change on. So do the period of a scenario, its tags and its
        chosen option: they say what a budget is for, and what a sum is of. So do the day whose prices an option
        holds, a `peak_share`, and what a budget of a figure rests on.
        """,
    ),
    "renamed": (
        Level.NOTICE,
        """
        A scenario or an option has another name, or lies in another folder.

        What has a new name is found again by the models that it runs on and the workload that it has, and is compared
        with what it was. Budgets and gates hold it by either name.
        """,
    ),
    "gone": (
        Level.WARNING,
        """
        A scenario of the base is there no more, or asks for nothing any more.

        Nothing holds what it costs any more. Where it lies in a file that is not looked at, another ending than `.yaml`
        or `.yml` or a folder of an environment, that is as if it were deleted.
        """,
    ),
    "not-paired": (
        Level.WARNING,
        """
        Something is new where something is gone, was moved or costs less: it may be what that was.

        What is new has no percentage by which it rises. A gate of `new` says how much it may cost. Where prices alone
        have a gate, an entry that is new while another is asked for less is such a thing, too: it had no price.
        """,
    ),
    "no-price-ahead": (
        Level.WARNING,
        """
        An option has a price today and none on a day to come.

        Its price ends, or that of one of its models does, and nobody says what follows. From that day on there is no
        answer about it.
        """,
    ),
    "in-no-sum": (
        Level.WARNING,
        """
        A sum over chosen options has not got a scenario, or only as the base had it.

        It has several options, and does not say which one is used: write `chosen: OPTION`. Or it has not got the tag,
        or is paid once. What the base says still counts for this change, and not for the next.
        """,
    ),
    "hours-unknown": (
        Level.WARNING,
        """
        Nobody knows which hours of today have another price: the calendar that decides does not cover the year.

        What does not say when its requests are made is priced outside these hours, whatever they would cost. Append the
        year to the calendar; on the change that does so gates see what the hours cost.
        """,
    ),
    "new-flag": (
        Level.WARNING,
        """
        Something speaks against an option that did not before.

        A comparison flags it. Its total may be what it was: where only totals are known, a tier for large requests
        makes no difference to it, and a great one to the bill.
        """,
    ),
    "doubt-gone": (
        Level.WARNING,
        """
        What kept a price from being the cheapest, and its budgets from being kept, is said of it no more.

        The card had `doubts`, or was `listed` or `claimed`, and the same model has that no longer. Its total may be as
        it was. Somebody may have looked the price up: then the rate says where, and `verified`.
        """,
    ),
    "range-changed": (
        Level.WARNING,
        """
        What an option can cost is another range, and its total is what it was.

        Gates hold the total, which is computed with the `value` of each assumption. A budget is held against the most
        that an option can cost where the total itself is no number.
        """,
    ),
    "policy-elsewhere": (
        Level.WARNING,
        """
        A policy lies where no policy is read, so that nothing in it holds.

        The policy of a project is the one in its root: the nearest folder upwards, from where costcalc runs, that has
        one. What another one wants held is written there.
        """,
    ),
    "base-link": (
        Level.WARNING,
        """
        The base has a link where a file of ours could be, and it is not read.

        What is behind a link is not what is looked at when the link is merged, so a link is refused on both sides. The
        change that takes it away is not stopped by it; what it puts there counts as new.
        """,
    ),
    "base-unreadable": (
        Level.WARNING,
        """
        The base has a file or a scenario that cannot be read or priced, and the change mends it.

        It counts as not there, so that what the change makes of it is new. Unchanged it is no answer, and so is a
        policy that cannot be read.
        """,
    ),
}
"""The usual level of each, and what it means."""
