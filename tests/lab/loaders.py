"""Programs that load an export: each gives the sum of a column by team, in cents."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Sums = dict[str, int]


def in_cents(rows: Iterable[tuple[str, object]]) -> Sums:
    """Return sums as whole cents."""
    return {team: int(Decimal(str(amount)) * 100) for team, amount in rows}


def of_pandas(file: Path, column: str) -> Sums:
    import pandas as pd

    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame["exact"] = frame[column].map(Decimal)
    return in_cents(frame.groupby("tag_team")["exact"].sum().items())


def of_duckdb(file: Path, column: str) -> Sums:
    import duckdb

    asked = f"""
        SELECT tag_team, sum({column})
        FROM read_csv('{file}', types = {{'{column}': 'DECIMAL(38, 2)'}}) GROUP BY ALL
    """  # noqa: S608  # the file and the column are ours
    return in_cents(duckdb.sql(asked).fetchall())


def of_sqlite(file: Path, column: str) -> Sums:
    with file.open(encoding="utf-8", newline="") as stream, closing(sqlite3.connect(":memory:")) as database:
        rows = list(csv.DictReader(stream))
        database.execute("CREATE TABLE costs (team TEXT, cents INTEGER)")
        # SQLite has no decimals: cents are whole numbers in it
        database.executemany(
            "INSERT INTO costs VALUES (?, ?)", [(row["tag_team"], int(Decimal(row[column]) * 100)) for row in rows]
        )
        return dict(database.execute("SELECT team, sum(cents) FROM costs GROUP BY team"))


def of_postgres(file: Path, column: str) -> Sums:
    with file.open(encoding="utf-8", newline="") as stream:
        names = next(csv.reader(stream))
    columns = ", ".join(f'"{name}" {"numeric" if name == column else "text"}' for name in names)
    with postgres() as ask:
        ask(f"CREATE TABLE costs ({columns})")
        ask("COPY costs FROM STDIN WITH (FORMAT csv, HEADER true)", file.read_text(encoding="utf-8"))
        said = ask(f"SELECT tag_team, sum({column}) FROM costs GROUP BY tag_team")  # noqa: S608  # the same
    return in_cents(line.split(",") for line in said.splitlines())  # type: ignore[misc]


def has_postgres() -> bool:
    """Whether a server can be started here."""
    return all(map(shutil.which, ("initdb", "pg_ctl", "psql")))


@contextmanager
def postgres() -> Iterator[object]:
    """Start a server of its own, on no port, and give what asks it; it does not run as root."""
    user = "postgres" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="lab"))
    if user:
        shutil.chown(folder, user)
    data = str(folder / "data")

    def run(*words: str, given: str | None = None) -> str:
        done = subprocess.run(
            words,
            input=given,
            user=user,
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
        )
        return done.stdout

    def ask(question: str, given: str | None = None) -> str:
        return run(
            "psql",
            "-h",
            str(folder),
            "-U",
            "lab",
            "-d",
            "postgres",
            "-X",
            "-q",
            "-t",
            "--csv",
            "-c",
            question,
            given=given,
        )

    try:
        run("initdb", "-D", data, "-U", "lab", "-A", "trust", "-E", "UTF8", "--locale", "C", "-N")
        log = str(folder / "log")
        run("pg_ctl", "-D", data, "-w", "-l", log, "-o", f"-k {folder} -c listen_addresses=''", "start")
        yield ask
    finally:
        if (folder / "data/postmaster.pid").exists():
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)
