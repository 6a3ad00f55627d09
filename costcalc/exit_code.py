"""The one table of exit codes: what the program leaves with, and a review comes to."""

YES = 0
NO = 1
CANNOT = 2
NOTHING = 3
FAULT = 70
INTERRUPTED = 130
READER_LEFT = 141

MEANINGS = {
    YES: "yes",
    NO: "the answer is no",
    CANNOT: "could not answer",
    NOTHING: "nothing was checked",
    FAULT: "a fault of costcalc",
    INTERRUPTED: "interrupted",
    READER_LEFT: "the reader of a pipe left",
}
"""What each means. The last two are what a shell reports of programs that SIGINT and SIGPIPE ended."""
