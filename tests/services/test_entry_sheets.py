"""A record of a register on paper, and the starter sets."""

from isodesk.services.workspace import Workspace
from tests.printing.reading import text_of

QUENCH = {
    "title": "Quench water discharge",
    "activity": "Heat treatment",
    "impact": "Warm water with oil traces to the storm drain",
    "severity": 4,
    "likelihood": 3,
}


def test_a_record_prints_as_a_form(workspace: Workspace) -> None:
    aspect = workspace.entries.new("aspect", QUENCH)
    other = workspace.entries.new("aspect", {"title": "Binder fumes"})
    workspace.links.link(aspect, other, "refers_to")
    history = workspace.histories.of(aspect)
    said = text_of(workspace.entry_sheets.record(aspect, history))
    for word in ("ASP-001", "Quench water discharge", "Heat treatment", "12", "ASP-002 Binder"):
        assert word in said
