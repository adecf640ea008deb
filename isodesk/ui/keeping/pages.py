"""The pages of keeping by their keys; each is imported when it is first shown."""

from isodesk.services.workspace import Workspace
from isodesk.ui.jobs import Jobs
from isodesk.ui.keeping.steps_page import StepsPage


def keeping_page(key: str, space: Workspace, jobs: Jobs) -> StepsPage:
    """A page of the Documents module: reading."""
    from isodesk.ui.keeping.reading_page import ReadingPage

    pages: dict[str, type[StepsPage]] = {"reading": ReadingPage}
    return pages[key](space, jobs)
