"""A photo from the computer's camera, where Qt Multimedia is installed; absent where it is not."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from isodesk.ui.photo_dialog import PhotoDialog


@cache
def is_there() -> bool:
    """Whether photos can be taken: the module is installed and a camera is plugged in."""
    if find_spec("PySide6.QtMultimedia") is None:
        return False
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:  # its own libraries are missing
        return False
    return bool(QMediaDevices.videoInputs())


def photo_dialog(parent: QWidget) -> "PhotoDialog":
    """The dialog that shows the camera's picture and takes it."""
    from isodesk.ui.photo_dialog import PhotoDialog

    return PhotoDialog(parent)
