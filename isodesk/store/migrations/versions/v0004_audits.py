"""Internal and external audits, their programme, checklists and findings."""

from isodesk.store.migrations import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From version 3 to 4: new tables and columns."""
    run_sql("v0004_audits.sql")
