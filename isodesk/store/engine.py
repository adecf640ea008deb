"""SQLAlchemy over connections of ours, with BEGIN said aloud so that DDL is in it too."""

from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

_KEPT = 4
"""Reading connections that wait for their next unit: the window and its three workers."""


def engine_on(connection: Any) -> Engine:
    """For the one writing connection: every transaction is immediate."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=lambda: connection, poolclass=StaticPool
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def engine_reading(connect: Callable[[], Any]) -> Engine:
    """For read-only connections, each for one unit at a time; deferred, so that a writer is never
    waited for. A connection is kept for the next unit: reading the schema of a file anew takes
    longer than most of what is asked. `put_away` closes them."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=_KEPT,
        max_overflow=-1,
        pool_use_lifo=True,
    )
    _begin_with(engine, "BEGIN")
    return engine


def put_away(engine: Engine) -> None:
    """Close the connections of a reading engine: now, or once the unit that has one ends."""
    event.listen(engine.pool, "checkin", lambda _, kept: kept.close())
    engine.pool.dispose()


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)
