"""Written text, reviews, change requests, readers, retention, filled forms."""

from isodesk.store.migrations import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From version 1 to 2: new tables and columns; what stands there is not touched."""
    run_sql("v0002_care.sql")
