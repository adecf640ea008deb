"""Rules of change requests on plain values."""

from isodesk.documents.care_values import ChangeState
from isodesk.documents.values import StepValue


def change_steps(state: ChangeState, touches: int) -> tuple[StepValue, ...]:
    """The steps a request may take, the primary one last; `touches` counts its documents."""
    void = StepValue("void", "No longer wanted", "")
    if state == ChangeState.ASKED:
        missing = "" if touches else "Name the documents it touches first."
        return (
            void,
            StepValue("reject", "Reject", ""),
            StepValue("accept", "Accept", missing, primary=True),
        )
    return (void,) if state == ChangeState.ACCEPTED else ()
