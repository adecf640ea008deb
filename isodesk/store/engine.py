"""SQLAlchemy over connections of ours, with BEGIN said aloud so that DDL is in it too."""

from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool


def engine_on(connection: Any) -> Engine:
    """For the one writing connection: every transaction is immediate."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=lambda: connection, poolclass=StaticPool
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def engine_reading(connect: Callable[[], Any]) -> Engine:
    """For read-only connections, one a unit; deferred, so that a writer is never waited for."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=connect, poolclass=NullPool
    )
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)
