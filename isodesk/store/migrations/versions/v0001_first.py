"""The first schema."""

from isodesk.store.migrations import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index, trigger and guard of version 1."""
    run_sql("v0001_first.sql")
