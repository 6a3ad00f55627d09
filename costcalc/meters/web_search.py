"""Searches of the web that a model makes for its answer.

    web_search: {price: 10, per: 1K searches}

A vendor that gives some away each day says so in the price:

    web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}
"""

from costcalc.meters.meter import Meter

METER = Meter("web_search", "search", "searches of the web")
