"""Searches of files that are stored with the vendor.

file_search: {price: 2.50, per: 1K searches}
"""

from costcalc.meters.meter import Meter

METER = Meter("file_search", "search", "searches of stored files")
