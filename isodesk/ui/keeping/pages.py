"""The pages of keeping by their keys; each is imported when it is first shown."""

from typing import TYPE_CHECKING

from isodesk.services.workspace import Workspace
from isodesk.ui.jobs import Jobs
from isodesk.ui.keeping.steps_page import StepsPage

if TYPE_CHECKING:
    from isodesk.ui.keeping.map_page import MapPage


def keeping_page(key: str, space: Workspace, jobs: Jobs) -> "StepsPage | MapPage":
    """A page of the Documents module: reading, forms, retention or map."""
    from isodesk.ui.keeping.filled_page import FilledPage
    from isodesk.ui.keeping.map_page import MapPage
    from isodesk.ui.keeping.reading_page import ReadingPage
    from isodesk.ui.keeping.retention_page import RetentionPage

    pages: dict[str, type[StepsPage | MapPage]] = {
        "reading": ReadingPage,
        "forms": FilledPage,
        "retention": RetentionPage,
        "map": MapPage,
    }
    return pages[key](space, jobs)
