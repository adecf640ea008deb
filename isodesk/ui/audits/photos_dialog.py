"""How photos are kept on this computer: how large, and with what the camera wrote or without."""

from PySide6.QtWidgets import QCheckBox, QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import small_words

_SIDES = (1280, 1600, 2048, 3000, 4096)


class PhotosDialog(StepDialog):
    """Holds for photos from now on; those that are kept stay as they are."""

    help_topic = "audit-evidence"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, tr("How photos are kept"), "", 480, parent)
        settings = tools.space.settings
        self.side = ChoiceField(
            tr("Longer side at most"),
            [(side, tr("{n} pixels", n=side)) for side in _SIDES],
            tr("2048 pixels show a label or a gauge well and take about half a megabyte."),
        )
        side = settings.get("photo_side")
        self.side.put(min(_SIDES, key=lambda each: abs(each - side)))
        self.details = QCheckBox(tr("Keep what the camera wrote into the photo"))
        self.details.setChecked(settings.get("photo_details"))
        self.add_field("side", self.side)
        self.body.addWidget(self.details)
        self.body.addWidget(
            small_words(
                tr(
                    "That is the camera, its settings and often the place on the map. The time it"
                    " was taken is noted with the evidence either way."
                ),
                wrap=True,
            )
        )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Keep photos so"), self._keep, primary=True)
        self.side.combo.setFocus()

    def _keep(self) -> None:
        settings, side = self.tools.space.settings, self.side.value()
        details = self.details.isChecked()

        def work(_: object) -> None:
            settings.set("photo_side", side, later=True)
            settings.set("photo_details", details)

        self.apply(work, lambda _: None)
