"""The registers, the officer's own fields, saved views, and how many records there are."""

from alembic import op

from isodesk.store.migrations import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """From version 2 to 3: new tables and columns; the records that stand there are counted."""
    if run_sql("v0003_registers.sql"):
        op.get_bind().exec_driver_sql(
            "INSERT INTO tally (kind, state, systems, n)"
            " SELECT kind, state, systems, count(*) FROM record GROUP BY 1, 2, 3"
        )
