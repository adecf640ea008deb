"""Views of lists, kept in the file: filter, columns, order and grouping under a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isodesk.core.folding import folded
from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.services.desk import Desk

_LONGEST = 60


@dataclass(frozen=True)
class SavedView:
    """One view; `body` is what the list tells of itself and takes again."""

    id: int
    name: str
    body: Mapping[str, Any]


class SavedViews:
    """The views of every list. They are read without SQLAlchemy."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, register: str) -> tuple[SavedView, ...]:
        """The views of a list by name, those put away left out."""
        rows = self._desk.file.reader().execute(
            "SELECT id, name, body FROM saved_view WHERE register = ? AND ended IS NULL",
            (register,),
        )
        views = (SavedView(int(i), str(name or ""), _read(body)) for i, name, body in rows)
        return tuple(sorted(views, key=lambda view: folded(view.name)))

    def save(self, register: str, name: str, body: Mapping[str, Any]) -> int:
        """A new view; answers its id. Raises Refused without a name, and for one there is."""
        from isodesk.core.own_model import SavedView as Stored

        name = self._checked(register, name, 0)
        with self._desk.unit(tr("View saved: {name}", name=name)) as unit:
            row = Stored(register=register, name=name, body=_written(body))
            unit.session.add(row)
            unit.session.flush()
            unit.also |= {"saved_view"}
            return row.id

    def change(self, view_id: int, body: Mapping[str, Any]) -> None:
        """Keep the list as it is seen now under the view's name."""
        self._set(view_id, body=_written(body))

    def rename(self, view_id: int, name: str) -> None:
        """Give it another name. Raises Refused without one, and for one there is."""
        row = self._desk.file.reader().execute(
            "SELECT register FROM saved_view WHERE id = ?", (view_id,)
        )
        self._set(view_id, name=self._checked(str(row.fetchone()[0]), name, view_id))

    def put_away(self, view_id: int) -> None:
        """Offer it no more; it stays in the history."""
        with self._desk.unit() as unit:
            self._row(unit.session, view_id).ended = unit.now
            unit.also |= {"saved_view"}

    def _set(self, view_id: int, **values: str) -> None:
        with self._desk.unit() as unit:
            row = self._row(unit.session, view_id)
            for key, value in values.items():
                setattr(row, key, value)
            unit.also |= {"saved_view"}

    @staticmethod
    def _row(session: Any, view_id: int) -> Any:
        from isodesk.core.own_model import SavedView as Stored

        return session.get_one(Stored, view_id)

    def _checked(self, register: str, name: str, view_id: int) -> str:
        name = " ".join(name.split())
        if not name:
            raise Refused([Problem("name", "Give the view a name.")])
        if len(name) > _LONGEST:
            raise Refused([Problem("name", f"A name has at most {_LONGEST} characters.")])
        if any(folded(v.name) == folded(name) and v.id != view_id for v in self.of(register)):
            raise Refused([Problem("name", f"There is a view “{name}” already.")])
        return name


def _written(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _read(body: object) -> Mapping[str, Any]:
    """The view's body; an empty one for what is no longer understood."""
    try:
        found = json.loads(str(body))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
