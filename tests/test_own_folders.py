"""No test reaches the user's own folders or printers: they would be theirs that it changes."""

import tempfile
from pathlib import Path

from isodesk import paths
from isodesk.core.problems import Refused
from isodesk.printing import spool


def test_settings_logs_and_documents_lie_in_a_folder_of_the_tests() -> None:
    places = paths.config_dir(), paths.log_dir(), paths.cache_dir(), paths.documents_dir()
    temporary = Path(tempfile.gettempdir())
    assert all(place.is_relative_to(temporary) for place in (*places, Path.home()))


def test_no_printer_is_found_but_one_the_test_asks_for() -> None:
    try:
        found = spool.printers()
    except Refused:
        found = []
    assert found == []
