"""What every answer says, before a form decides how it looks: one file or folder for each answer.

A view says it to people as blocks, to programs as a record, and to spreadsheets as rows. It knows no width, no colour
and no escaping.
"""

from costcalc.views.view import Detail, TableView, View

__all__ = ["Detail", "TableView", "View"]
