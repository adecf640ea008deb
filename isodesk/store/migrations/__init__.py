"""Alembic, called from code: the version table of steps, and the number that is the truth.

`user_version` is set last, in the migration's own transaction (design 8.12). A new version is
its own files in `versions` and its line in `fingerprints.json`; nothing else knows how many
there are.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from isodesk.store.sqlite import Entering

_HERE = Path(__file__).resolve().parent


@cache
def fingerprints() -> dict[int, str]:
    """The schema fingerprint of every released version."""
    text = (_HERE / "fingerprints.json").read_text(encoding="utf-8")
    return {int(version): mark for version, mark in json.loads(text).items()}


SCHEMA_VERSION = max(fingerprints())


def upgrade(connection: Any, entering: Entering, now: datetime, damaged: bool = False) -> None:
    """Run all outstanding migrations on a raw connection, in one transaction with the version
    and with what the history says of it.

    Foreign keys are off and renames literal while it runs, as a table that SQLite
    has to make anew would otherwise take its children along. Of a `damaged` copy that is
    only looked at, pages that no migration needs may be unreadable.
    """
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    from isodesk.core import record as _forms  # noqa: F401 - Alembic's own table is of TEXT too
    from isodesk.store.engine import engine_on
    from isodesk.store.schema_entry import entered

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA legacy_alter_table=ON")
    engine = engine_on(connection)
    try:
        with (
            engine.begin() as sql,
            EnvironmentContext(config, script, fn=steps) as environment,
            entered(connection, entering, now),
        ):
            environment.configure(connection=sql, damaged=damaged)
            environment.run_migrations()
            broken = [] if damaged else _orphans(sql)
            if broken:
                raise RuntimeError(f"migration leaves {len(broken)} rows without their parent")
            sql.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    finally:
        connection.execute("PRAGMA legacy_alter_table=OFF")
        connection.execute("PRAGMA foreign_keys=ON")


def _orphans(sql: Any) -> list[Any]:
    return sql.exec_driver_sql("PRAGMA foreign_key_check").fetchall()  # type: ignore[no-any-return]


def run_sql(name: str) -> bool:
    """For a migration step: run its literal statements, which stand beside it, one a line;
    False where there are none yet, as while `freeze_schema` asks what is new."""
    from alembic import op

    text = (_HERE / "versions" / name).read_text(encoding="utf-8")
    statements = [line for line in text.splitlines() if line]
    if op.get_context().opts.get("damaged"):
        statements = _sparing(statements)
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
    return bool(statements)


def _sparing(statements: list[str]) -> list[str]:
    """Those for a damaged copy: an index on rows that stand already stays as it is, as making it
    reads every page of them."""
    anew = {line.split()[2] for line in statements if line.startswith("DROP INDEX")}
    made = {line.split()[2] for line in statements if line.startswith("CREATE TABLE")}
    return [line for line in statements if not _reads_all(line, anew, made)]


def _reads_all(statement: str, anew: set[str], made: set[str]) -> bool:
    words = statement.split()
    if statement.startswith("DROP INDEX"):
        return True
    return bool(anew) and statement.startswith("CREATE INDEX") and words[4] not in made
