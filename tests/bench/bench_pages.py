"""P1: laying out documents and lists (performance 4), beside the floor of the same run.

The floor is ReportLab's canvas writing the very lines that ended on the pages, with no
layout at all: the writer's own limit. With `--office` LibreOffice sets the same text too.

    python -m tests.bench.bench_pages [--office]
"""

import hashlib
import io
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from isodesk.printing import fonts, pictures
from isodesk.printing.document import markdown_pdf, tree_pdf
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.record import record_pdf
from isodesk.printing.record_sheets import Fact, RecordSheet, Section
from isodesk.printing.register import list_pdf
from isodesk.printing.text import BODY, break_text
from isodesk.writing.markdown import from_markdown, to_markdown
from isodesk.writing.tree import Block, Heading, Picture, Tree
from tests.printing.reading import page_count, pages_of
from tests.printing.rich import SHOWN, drawing, photo, steps
from tests.printing.samples import COMPANY, FOOT, HEAD

GOAL_SECONDS, GOAL_FORM_MS = 0.9, 30.0
SECTIONS = 60
_VOCABULARY = (
    "the furnace operator checks charge against order and releases heat to pour within twelve "
    "minutes of treatment while laboratory tests sample"
)
WORDS = _VOCABULARY.split()


def document() -> str:
    """60 sections, each a heading, 4 paragraphs, a list and a table of 12 x 5."""
    chance = random.Random(9001)

    def said(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."

    parts: list[str] = []
    for _ in range(SECTIONS):
        parts += [f"## {said(4)}", ""]
        for _ in range(4):
            parts += [said(90), ""]
        parts += [f"- {said(12)}" for _ in range(5)]
        parts += ["", "| Step | Who | What | Where | Kept |", "|--|--|--|--|--|"]
        parts += ["| " + " | ".join(said(2) for _ in range(5)) + " |" for _ in range(12)]
        parts.append("")
    return "\n".join(parts)


def tree() -> tuple[Tree, dict[str, bytes]]:
    """The same amount of text as written in isodesk, with a table of merged cells and a
    photograph or drawing in every third section, and the pictures' bytes."""
    blocks, images = list(from_markdown(document()).blocks), dict[str, bytes]()
    for n, place in enumerate(places_of_headings(blocks)):
        if n % 3 == 0:
            picture = drawing(800 + n, 400) if n % 2 else photo(1600 + n, 1200)
            name = hashlib.sha256(picture).hexdigest()
            images[name] = picture
            blocks[place : place + 1] = [
                blocks[place], Picture(name, 600, "A ladle", "The ladle"), steps(9),
            ]  # fmt: skip
    return Tree(tuple(blocks)), images


def places_of_headings(blocks: Sequence[Block]) -> list[int]:
    """Where the headings stand, the last first."""
    return [n for n, block in enumerate(blocks) if isinstance(block, Heading)][::-1]


def written() -> None:
    """Measure and print the written document."""
    text, images = tree()
    pictures._kept.clear()
    began = time.process_time()
    pdf = tree_pdf(text, HEAD, COMPANY, SHOWN, images)
    first = time.process_time() - began
    took = seconds(lambda: tree_pdf(text, HEAD, COMPANY, SHOWN, images))
    pages = page_count(pdf)
    hundred = took / pages * 100
    print(f"P1 written    {pages} pages {took:6.3f} s, {pages / took:5.0f} pages/s, tagged")
    print(f"   per 100    {hundred:6.3f} s (goal {GOAL_SECONDS}), {len(pdf) / pages:5.0f} B/page")
    print(f"   first time {first:6.3f} s, with {len(images)} pictures to be made smaller")
    there = seconds(lambda: from_markdown(to_markdown(text)), 3)
    print(f"   Markdown   {there:6.3f} s there and back, {len(to_markdown(text))} letters")


def floor(pages: list[list[str]]) -> bytes:
    """The lines of each page put down one below the other, in the same face."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595.28, 841.89), initialFontName="Noto", invariant=1)
    for lines in pages:
        text = canvas.beginText(68, 780)
        text.setFont("Noto", 9.3, 12)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def form() -> RecordSheet:
    """A record of about three pages."""
    facts = tuple(
        Fact(f"Label {n}", "What was found and what was done about it", wide=n % 3 == 0)
        for n in range(18)
    )
    sections = tuple(Section(f"Part {n}", facts) for n in range(5))
    return RecordSheet("Record", "A record", "EA-014", "7", "In force", sections)


def register() -> ListSheet:
    """10,000 rows of six columns."""
    rows = tuple(
        (f"QP-{n:05}", "Melting and pouring of iron", "4", "Effective", "J. Okafor", "23 Nov 2026")
        for n in range(10_000)
    )
    names = ("Number", "Title", "Rev", "State", "Owner", "Next review")
    columns = tuple(Column(name) for name in names)
    return ListSheet("Master list", "Register", columns, (Group("", rows),), 10_000, 10_000, "rows")


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Median CPU seconds, warm."""
    work()
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took)


def peak() -> float:
    """Most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def office_seconds(text: str) -> float | None:
    """Wall seconds LibreOffice takes for the same words; None where it is not installed."""
    program = shutil.which("soffice")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.txt"
        source.write_text(text, encoding="utf-8")
        command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    fonts.register()
    text, base = document(), peak()
    pdf = markdown_pdf(text, HEAD, COMPANY)
    pages = page_count(pdf)
    took = seconds(lambda: markdown_pdf(text, HEAD, COMPANY))
    held = peak() - base
    written()
    lines = [said.split("\n") for said in pages_of(pdf)]
    least = seconds(lambda: floor(lines))
    hundred = took / pages * 100
    print(f"P1 Markdown   {pages} pages {took:6.3f} s, {pages / took:5.0f} pages/s")
    print(f"   per 100    {hundred:6.3f} s (goal {GOAL_SECONDS}), {len(pdf) / pages:5.0f} B/page")
    print(f"   floor      {least:6.3f} s, {pages / least:5.0f} pages/s: x {took / least:.2f}")
    print(f"   memory     {held:6.1f} MiB above the start, {peak():.0f} MiB in all")
    if "--office" in sys.argv:
        office = office_seconds(text)
        print(
            f"   LibreOffice {office:.2f} s for the bare words: x {office / took:.1f}"
            if office
            else "   no soffice"
        )
    sheet = record_pdf(form(), COMPANY, FOOT)
    small = seconds(lambda: record_pdf(form(), COMPANY, FOOT)) * 1000
    print(f"P1 form       {page_count(sheet)} pages {small:6.1f} ms (goal {GOAL_FORM_MS:.0f})")
    listed = register()
    long = list_pdf(listed, COMPANY, FOOT)
    took = seconds(lambda: list_pdf(listed, COMPANY, FOOT), 3)
    print(f"list          10,000 rows, {page_count(long)} pages {took:6.2f} s, {peak():.0f} MiB")
    for name, text in (("one word", "x" * 200_000), ("words", "word " * 40_000)):
        took = seconds(lambda text=text: break_text(text, BODY, 357), 1)  # type: ignore[misc]
        print(f"R29 {name:9} 200,000 letters {took:6.2f} s (bar 1 s)")


if __name__ == "__main__":
    main()
