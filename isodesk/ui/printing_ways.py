"""The ways paper is made here: printers by name, and how a PDF is handed to one.

Linux and macOS hand the PDF to CUPS as it is, so lines stay lines. Elsewhere Qt prints pictures
of the pages at 300 dots per inch.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.intake.facts import Picture

_DOTS = 300
_MM = 25.4

PageMaker = Callable[[bytes, int, int], Picture]
"""`Contents.picture`: one page (from 1) of a PDF at a width in pixels."""


@dataclass(frozen=True)
class PrinterChoice:
    """A printer as it is offered; `note` says where it stands, or why it prints nothing now."""

    name: str
    default: bool
    note: str = ""


def printer_choices() -> tuple[PrinterChoice, ...]:
    """All printers of this computer. Raises Refused when the printing service does not answer."""
    if _by_cups():
        from isodesk.printing import spool

        return tuple(
            PrinterChoice(p.name, p.default, p.stopped or p.location) for p in spool.printers()
        )
    return _qt_choices()


def send(
    pdf: bytes,
    printer: str,
    title: str,
    page_count: Callable[[bytes], int],
    picture: PageMaker,
    progress: Progress,
) -> None:
    """Hand one PDF to a printer. Raises Refused with a sentence when it takes nothing."""
    if _by_cups():
        from isodesk.printing import spool

        spool.send(pdf, printer, title)
        return
    pages = page_count(pdf)
    _print_pictures(_pages(pdf, pages, picture, progress), printer, title)


def _by_cups() -> bool:
    return sys.platform != "win32"


def _qt_choices() -> tuple[PrinterChoice, ...]:
    from PySide6.QtPrintSupport import QPrinterInfo

    return tuple(
        PrinterChoice(info.printerName(), info.isDefault(), info.location())
        for info in QPrinterInfo.availablePrinters()
    )


def _pages(pdf: bytes, pages: int, picture: PageMaker, progress: Progress) -> Iterator[Picture]:
    for page in range(1, pages + 1):
        progress(page - 1, pages, tr("Drawing the pages"))
        yield picture(pdf, page, round(210 / _MM * _DOTS))


def _print_pictures(pages: Iterable[Picture], printer: str, title: str) -> None:
    """Pictures of pages through Qt, each over its whole sheet; works in a thread (Qt's own
    documentation lists QPrinter among the devices painted in threads)."""
    from PySide6.QtGui import QImage, QPageLayout, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise Refused(tr("There is no printer “{name}”. Choose another one.", name=printer))
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setDocName(title)
    device.setResolution(_DOTS)
    device.setFullPage(True)
    painter = QPainter()
    for number, page in enumerate(pages):
        across = page.width > page.height
        turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        device.setPageOrientation(turned)
        if not (device.newPage() if number else painter.begin(device)):
            raise Refused(tr("The printer “{name}” did not take the pages.", name=printer))
        form = QImage.Format.Format_RGB888
        image = QImage(page.rgb, page.width, page.height, page.width * 3, form)
        painter.drawImage(painter.viewport(), image)
    painter.end()
