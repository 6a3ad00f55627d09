"""What libyaml may take and the pure parser may not, as it looks without knowing what is a text and what is not.

Where one of these is found, the text is looked at token by token, although it has been read. The other way round needs
no such list: there libyaml refuses the text, and wherever a parser does, the text is looked at.
"""

from __future__ import annotations

import re

# The first characters are there to be looked for quickly: in most files no pattern is tried, nor compiled.
_DISPUTED = {
    # a tab that stands in no comment, or on a line with quotes
    "\t": r"(?m)^(?:(?:[^\t\n#]|(?<![ \n])#)*+|[^\t\n\"']*[\"'][^\t\n]*)\t",
    # a `?` that may begin something
    "?": r"\?(?<=[\[{,: \n]\?)",
    # a comment right behind the sign of a text of its own lines
    "|": r"\|[-+0-9]*#",
    ">": r">[-+0-9]*#",
}


def is_disputed(text: str) -> bool:
    """Whether a text that libyaml takes has something in it that the pure parser may not take."""
    return any(sign in text and re.search(pattern, text) for sign, pattern in _DISPUTED.items())
