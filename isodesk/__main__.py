"""`python -m isodesk`: the reading child when asked for one, else the command line and window."""

import sys
from pathlib import Path

TASKS = {
    "look": "isodesk.intake.look:look",
    "pdf_facts": "isodesk.intake.pdf:pdf_facts",
    "pdf_page": "isodesk.intake.pdf:pdf_page",
    "picture_pdf": "isodesk.intake.picture:picture_pdf",
    "stamp": "isodesk.printing.stamp_task:stamp_all",
    "lay_out": "isodesk.printing.tree_task:lay_out",
    "barcodes": "isodesk.intake.picture:barcodes",
    "kept_picture": "isodesk.intake.illustration:kept_picture",
    "shown_picture": "isodesk.intake.illustration:shown_picture",
    "photo": "isodesk.intake.photo:photo",
    "page_words": "isodesk.intake.page_words:page_words",
    "word_text": "isodesk.intake.docx_tree:written",
    "sheet_tables": "isodesk.intake.sheet_task:sheet_tables",
}
"""What the reading child can be asked for: a name, and the function that does it."""


def main() -> int:
    """Dispatch before anything heavy is imported; the exit code of what ran."""
    if sys.argv[1:2] == ["--intake"]:
        from isodesk.intake.child import serve

        serve(TASKS)
        return 0
    from isodesk.cli.main import main as command

    return command(_window, _demo)


def _window(path: Path | None) -> int:
    from isodesk.app import run

    return run(path)


def _demo(folder: Path) -> int:
    from isodesk.demo import demo

    return demo(folder)


if __name__ == "__main__":
    sys.exit(main())
