"""The words of one paragraph of a Word file, run by run, with what hangs in it."""

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from isodesk.intake.docx_drawings import Boxed, Hung, hung
from isodesk.intake.docx_fields import Open, address, note, without_result
from isodesk.intake.docx_losses import Loss
from isodesk.intake.docx_reading import Reading
from isodesk.intake.docx_styles import Manner
from isodesk.intake.docx_symbols import UNKNOWN, is_symbol_face, sign, spelled
from isodesk.intake.docx_xml import attr, below, child, content, local, related
from isodesk.writing.tree import Inline, Words


class PageTurn:
    """A page break within a paragraph."""


TURN = PageTurn()
PAGE_MARK = "\ue0f7"
"""Stands where a head or foot showed a page number, until the words around it are gone too."""
Piece = Inline | Hung | PageTurn

_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
_HUNG = ("drawing", "pict", "object")
_NOTHING_TEXT = (
    "rPr|pPr|proofErr|bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|"
    "softHyphen|commentReference|lastRenderedPageBreak|footnoteRef|endnoteRef|separator|"
    "annotationRef|continuationSeparator|permStart|permEnd|fldData"
)
_NOTHING = frozenset(_NOTHING_TEXT.split("|"))
_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\xad": "", "\0": ""})
_MATHS = ("oMath", "oMathPara")


class Inlines:
    """Reads the paragraphs of one part, in order: fields may run from one to the next."""

    def __init__(self, reading: Reading, part: str, boxed: Boxed) -> None:
        self._reading = reading
        self._part = part
        self._boxed = boxed
        self._fields: list[Open] = []
        self._out: list[Piece] = []
        self._paragraph: Element | None = None
        self._heading = False

    def pieces(self, paragraph: Element, heading: bool = False) -> list[Piece]:
        """What a paragraph holds, in reading order; words of one manner joined."""
        kept = self._out, self._paragraph, self._heading
        self._out, self._paragraph, self._heading = [], child(paragraph, "pPr"), heading
        self._walk(paragraph)
        self._give_back()
        found = joined(self._out)
        self._out, self._paragraph, self._heading = kept
        return found

    def _walk(self, paragraph: Element) -> None:
        waiting: list[tuple[Element | None, str]] = [(one, "") for one in content(paragraph)]
        waiting.reverse()
        while waiting:
            one, href = waiting.pop()
            if one is None:
                self._end()
            elif local(one) == "r":
                self._run(one, href)
            elif local(one) in _MATHS:
                self._equation(one)
            elif local(one) == "subDoc":
                self._reading.losses.add(Loss.EMBEDDED)
            elif local(one) not in _NOTHING:
                waiting += self._within(one, href)

    def _within(self, one: Element, href: str) -> list[tuple[Element | None, str]]:
        """The content of a link, a simple field or a wrapper, the last first."""
        inside: list[tuple[Element | None, str]] = []
        if local(one) == "hyperlink":
            href = self._link(one)
        elif local(one) == "fldSimple":
            self._begin(Open(told=[attr(one, "instr")]))
            self._separate()
            inside.append((None, href))
        inside += [(inner, href) for inner in reversed(list(content(one)))]
        return inside

    def _link(self, one: Element) -> str:
        relation = self._reading.parts.relations(self._part).get(related(one, "id"))
        target = relation.target if relation is not None and relation.outside else ""
        anchor = attr(one, "anchor")
        return address(f"{target}#{anchor}" if anchor else target, self._reading.losses)

    def _run(self, run: Element, href: str) -> None:
        reading = self._reading
        manner = reading.styles.manner(self._paragraph, child(run, "rPr"), self._heading)
        if manner.hidden:
            self._hide(run)
            return
        for one in content(run):
            name = local(one)
            if name == "t":
                self._say(one.text or "", manner, href)
            elif name in _SIGNS:
                self._put(_words(_SIGNS[name], manner, href))
            elif name == "br":
                self._break(one, manner, href)
            elif name in _HUNG:
                for hanging in hung(reading, self._part, one, self._boxed):
                    self._put(hanging)
            elif name not in _NOTHING:
                self._rarely(name, one, manner, href)

    def _rarely(self, name: str, one: Element, manner: Manner, href: str) -> None:
        if name == "fldChar":
            self._field(one, manner, href)
        elif name == "instrText":
            if self._fields and not self._fields[-1].shown:
                self._fields[-1].told.append(one.text or "")
        elif name == "sym":
            self._sign(one, manner, href)
        elif name in _NOTES:
            self._note(name, one)
        elif name == "ruby":
            self._ruby(one, manner, href)
        elif name in _MATHS:
            self._equation(one)
        elif name == "contentPart":
            self._reading.losses.add(Loss.SHAPE)
        else:
            for text in below(one):
                if local(text) == "t":
                    self._say(text.text or "", manner, href)

    def _hide(self, run: Element) -> None:
        """Leave out hidden words, but keep the fields in step."""
        words = "".join(one.text or "" for one in content(run) if local(one) == "t")
        if words.strip():
            self._reading.losses.add(Loss.HIDDEN, words)
        for one in content(run):
            if local(one) in ("fldChar", "instrText"):
                self._rarely(local(one), one, Manner(), "")

    def _say(self, text: str, manner: Manner, href: str) -> None:
        plain = text.translate(_BLANKS)
        if is_symbol_face(manner.face) or any("\uf000" <= one <= "\uf0ff" for one in plain):
            plain = spelled(plain, manner.face)
            self._count_unknown(plain)
        self._tell_manner(plain, manner)
        self._put(_words(plain, manner, href))

    def _tell_manner(self, text: str, manner: Manner) -> None:
        if not text.strip():
            return
        losses = self._reading.losses
        if manner.struck:
            losses.add(Loss.STRUCK, text)
        if manner.capitals and text.upper() != text:
            losses.add(Loss.CAPITALS)
        if manner.coloured:
            losses.add(Loss.COLOUR)

    def _break(self, one: Element, manner: Manner, href: str) -> None:
        turn = attr(one, "type") == "page"
        self._put(TURN if turn else _words("\n", manner, href))

    def _sign(self, one: Element, manner: Manner, href: str) -> None:
        try:
            code = int(attr(one, "char"), 16)
        except ValueError:
            return
        shown = sign(code, attr(one, "font"))
        self._count_unknown(shown)
        self._put(_words(shown, manner, href))

    def _count_unknown(self, text: str) -> None:
        if UNKNOWN in text:
            self._reading.losses.add(Loss.SYMBOL, count=text.count(UNKNOWN))

    def _note(self, name: str, one: Element) -> None:
        mark = self._reading.notes.mark(_NOTES[name], attr(one, "id"))
        if attr(one, "customMarkFollows") not in ("1", "true", "on"):
            self._put(Words(mark, raised=1))

    def _ruby(self, one: Element, manner: Manner, href: str) -> None:
        self._reading.losses.add(Loss.RUBY)
        said = [_text(child(one, part)) for part in ("rubyBase", "rt")]
        self._say(f"{said[0]}({said[1]})" if said[1] else said[0], manner, href)

    def _equation(self, one: Element) -> None:
        text = " ".join(_text(one).split())
        self._reading.losses.add(Loss.EQUATION)
        if text:
            self._put(Words(text))

    # Fields: what stands between begin and separate is an instruction, then comes the result.

    def _field(self, one: Element, manner: Manner, href: str) -> None:
        kind = attr(one, "fldCharType")
        if kind == "begin":
            self._begin(Open(form=child(one, "ffData")))
        elif kind == "separate":
            self._separate()
        elif kind == "end":
            shown = self._end()
            if shown:
                self._put(_words(shown, manner, href))

    def _begin(self, opened: Open) -> None:
        self._fields.append(opened)

    def _separate(self) -> None:
        if self._fields and not self._fields[-1].shown:
            told = self._fields[-1]
            told.shown = True
            self._understand(told)

    def _end(self) -> str:
        """Close the last field; what it shows when it kept no result."""
        if not self._fields:
            return ""
        told = self._fields.pop()
        if not told.shown:
            self._understand(told)
        box = told.kind in ("FORMCHECKBOX", "FORMDROPDOWN")
        return without_result(told) if box or not told.shown else ""

    def _understand(self, told: Open) -> None:
        losses, running = self._reading.losses, self._reading.running
        others = [one for one in self._fields if one is not told]
        note(told, others, losses, running)
        words = "".join(one.text for one in told.held if isinstance(one, Words)).strip()
        if words:
            losses.add(Loss.BETWEEN, words)
        told.held.clear()

    def _put(self, piece: Piece) -> None:
        """Place a piece where it shows: in the text, in an instruction, or nowhere."""
        untold = next((one for one in self._fields if not one.shown), None)
        if untold is not None:
            untold.held.append(piece)
        elif any(one.dropped for one in self._fields):
            self._out.append(Words(PAGE_MARK))
        else:
            href = next((one.href for one in reversed(self._fields) if one.href), "")
            if href and isinstance(piece, Words) and not piece.href:
                piece = replace(piece, href=href, underline=False)
            self._out.append(piece)

    def _give_back(self) -> None:
        """At a paragraph's end an instruction that does not end is no field: show its words."""
        broken = next((n for n, one in enumerate(self._fields) if not one.shown), None)
        if broken is not None:
            held: Iterable[object] = self._fields[broken].held
            del self._fields[broken:]
            self._out += [one for one in held if isinstance(one, Words | Hung | PageTurn)]


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbouring words of one manner made one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if not isinstance(piece, Words):
            found.append(piece)
        elif isinstance(last, Words) and replace(piece, text="") == replace(last, text=""):
            found[-1] = replace(last, text=last.text + piece.text)
        elif piece.text:
            found.append(piece)
    return found


def _words(text: str, manner: Manner, href: str) -> Words:
    return Words(
        text,
        bold=manner.bold,
        italic=manner.italic,
        underline=manner.underline and not href,
        code=manner.code,
        raised=manner.raised,
        href=href,
    )


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    return "".join(one.text or "" for one in below(element) if local(one) == "t")
