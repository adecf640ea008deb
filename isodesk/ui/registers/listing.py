"""What the list of a register is of."""

from isodesk.core.register import Register
from isodesk.core.rows import Narrowed, Rows
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.listing import Listing


def listing_of(space: Workspace, register: Register) -> Listing:
    """Every record of a register; void ones when their state is asked for."""
    lists, kind = space.entry_lists, register.key

    def rows(wanted: Narrowed) -> Rows:
        return lists.rows(kind, wanted)

    return Listing(
        tr(register.title),
        tr(register.many),
        rows,
        lambda systems: lists.total(kind, systems),
        chips=(("late", "Late"), ("mine", "Mine")),
        states={state.key: state.word for state in register.states},
        fields=lists.fields(kind),
    )
