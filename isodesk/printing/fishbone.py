"""The fishbone: possible causes on branches that lead to what happened, drawn over the width of
the page. Words are set as words, so that they are found and read aloud."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from isodesk.i18n import tr
from isodesk.printing.drawn import Page, colour
from isodesk.printing.flow import Flow
from isodesk.printing.record_sheets import Fishbone
from isodesk.printing.text import ACCENT, INK, RULE, Line, Style, break_text

_HEAD = 92.0
"""Width of the box with what happened."""
_SLANT = 26.0
"""How far a bone leans towards the head."""
_BRANCH = Style("Noto-Bold", 7.6, 10.2, ACCENT)
_CAUSE = Style("Noto", 7, 9)
_ROOT = Style("Noto-Bold", 7, 9)
_EFFECT = Style("Noto-Bold", 7.8, 10.2)
_GAP = 4.0
_MOST_LINES = 4
"""Lines of one cause in the drawing; the table has all of it."""


@dataclass(frozen=True)
class _Bone:
    """One branch: its words, its causes in lines, and how tall it must be."""

    name: str
    causes: tuple[tuple[list[Line], bool], ...]

    @property
    def height(self) -> float:
        lines = sum(len(lines) for lines, _ in self.causes)
        return _BRANCH.leading + 6 + lines * _CAUSE.leading + (len(self.causes) + 1) * _GAP


def put_fishbone(flow: Flow, fish: Fishbone) -> None:
    """The drawing where the flow stands, on a page of its own when it needs one; with more
    causes than a page is high it is cut, and the table beside it has them all."""
    at = flow.book.layout
    columns = max((len(fish.branches) + 1) // 2, 1)
    width = (at.text - _HEAD) / columns
    bones = [_bone(name, causes, width) for name, causes in fish.branches]
    above, below = bones[::2], bones[1::2]
    most = flow.whole / 2 - 10
    up = min(max((bone.height for bone in above), default=0.0), most)
    down = min(max((bone.height for bone in below), default=0.0), most)
    flow.need(up + max(down, 24) + 20)
    flow.skip(4)
    spine = flow.y - up - 4
    _head(flow.page, at.right - _HEAD + 8, spine, at.right, fish.effect)
    flow.page.draw(_Stroke(at.left, spine, at.right - _HEAD + 8, spine, 1.4, INK))
    for nth, bone in enumerate(above):
        _put_bone(flow.page, at.left + nth * width, width, spine, up, bone)
    for nth, bone in enumerate(below):
        _put_bone(flow.page, at.left + nth * width, width, spine, -down, bone)
    flow.y = spine - max(down, 24) - 12


def _bone(name: str, causes: tuple[tuple[str, bool], ...], width: float) -> _Bone:
    room = width - _SLANT - 14
    found = []
    for words, root in causes:
        said = f"{words} ({tr('root cause')})" if root else words
        lines = break_text(said, _ROOT if root else _CAUSE, room)[:_MOST_LINES]
        found.append((lines, root))
    return _Bone(name, tuple(found))


def _put_bone(
    page: Page, left: float, width: float, spine: float, height: float, bone: _Bone
) -> None:
    """A bone from its name, above the spine or (height below nought) under it."""
    foot_x = left + width - 6
    end_x, end_y = foot_x - _SLANT, spine + height
    page.draw(_Stroke(end_x, end_y - (6 if height > 0 else -6), foot_x, spine, 0.9, ACCENT))
    name_y = end_y - _BRANCH.leading / 2 - 1 if height > 0 else end_y - 1
    page.words_right(end_x - 4, name_y, tr(bone.name), _BRANCH, width - _SLANT - 10)
    top = end_y - _BRANCH.leading - 4 if height > 0 else spine - _GAP - 2
    floor = spine + 2 if height > 0 else end_y + _BRANCH.leading
    for lines, root in bone.causes:
        top -= _GAP
        if top - len(lines) * _CAUSE.leading < floor - 3:
            return
        _put_cause(page, top, lines, root, (end_x, end_y), (foot_x, spine))
        top -= len(lines) * _CAUSE.leading


def _put_cause(
    page: Page,
    top: float,
    lines: list[Line],
    root: bool,
    end: tuple[float, float],
    foot: tuple[float, float],
) -> None:
    """A cause at the left of its bone, with the twig that leads there."""
    middle = top - len(lines) * _CAUSE.leading / 2
    x = _along(end, foot, middle)
    for nth, line in enumerate(lines):
        y = top - nth * _CAUSE.leading - _CAUSE.leading / 2 - 0.357 * _CAUSE.size
        page.line_of_text(x - 12 - line.width, y, line)
    page.draw(_Stroke(x - 9, middle, x, middle, 1.2 if root else 0.6, INK if root else RULE))


def _along(end: tuple[float, float], foot: tuple[float, float], y: float) -> float:
    """Where the bone is at height y."""
    share = (y - end[1]) / (foot[1] - end[1]) if foot[1] != end[1] else 1.0
    return end[0] + (foot[0] - end[0]) * min(max(share, 0.0), 1.0)


def _head(page: Page, left: float, spine: float, right: float, effect: str) -> None:
    lines = break_text(effect, _EFFECT, right - left - 12)[:7]
    tall = max(len(lines) * _EFFECT.leading + 12, 30)
    page.box(left, spine - tall / 2, right - left, tall, stroke=INK, pen=1.0)
    page.lines(left + 6, spine + tall / 2 - 6, lines, _EFFECT)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    ink: str

    def __call__(self, canvas: Canvas) -> None:
        canvas.setLineWidth(self.width)
        canvas.setStrokeColor(colour(self.ink))
        canvas.line(self.x, self.y, self.to_x, self.to_y)
