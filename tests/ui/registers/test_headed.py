"""Which step of a record stands out."""

from isodesk.core.steps import Step
from isodesk.ui.registers.headed import leads_on


def test_only_a_step_that_leads_on_stands_out() -> None:
    assert leads_on(Step("Open", ("draft",), "open"))
    assert leads_on(Step("Treat", ("open",), "treating", asks=("plan",), reason=True))
    assert not leads_on(Step("Let rest", ("open",), "resting", reason=True))
