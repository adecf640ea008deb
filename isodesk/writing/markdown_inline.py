"""Inlines as Markdown within one line or paragraph.

Stars and backticks are tried first and read back; where they do not say the same (CommonMark
is particular about what stands beside a star), tags do.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from markdown_it.common.normalize_url import validateLink

from isodesk.writing.markdown_parser import inlines_in
from isodesk.writing.notation import LITERAL, SCHEME
from isodesk.writing.tidy import tidy_inlines
from isodesk.writing.tree import DocumentLink, Field, Inline, Words

_ALWAYS = re.compile(r"[\\*`\[\]<{]|&(?=[#\w])|_(?![^\W_])|(?<![^\W_])_")
_ALL = re.compile(r"[!-/:-@\[-`{-~]")
_STARTS = re.compile(
    r"#{1,6}(?:[ \t]|$)|>|-(?:[ \t:|-]|$)|\+(?:[ \t]|$)|=+[ \t]*$|~~~|[:|][-:| \t]"
)
_COUNTED = re.compile(r"(\d{1,9})(?=[.)])")
_PLAIN_HREF = re.compile(r"[^\s<>()\\&\x00-\x20\x7f]+$")


@dataclass
class Writing:
    """How a run of inlines is written, and whether it needed notation of our own.

    `breaks` says how a line break is written; `tags` writes <b> for stars, `all` puts a
    backslash before every sign.
    """

    breaks: str = "\\\n"
    tags: bool = False
    all: bool = False
    own: bool = field(default=False)

    def text(self, inlines: Sequence[Inline]) -> str:
        """All inlines, one after the other."""
        return self._wrapped(inlines, _MANNERS, True, True)

    def _wrapped(
        self, inlines: Sequence[Inline], manners: Sequence[str], first: bool, last: bool
    ) -> str:
        if not manners:
            return "".join(
                self._leaf(inline, first and n == 0, last and n == len(inlines) - 1)
                for n, inline in enumerate(inlines)
            )
        manner, *rest = manners
        groups = [(held, list(part)) for held, part in groupby(inlines, _holds(manner))]
        written = []
        for n, (held, part) in enumerate(groups):
            ends = (first and n == 0, last and n == len(groups) - 1)
            inside = self._wrapped(part, rest, *ends)
            written.append(self._around(manner, held, part, inside) if held else inside)
        return "".join(written)

    def _around(self, manner: str, held: Any, part: Sequence[Inline], inside: str) -> str:
        match manner:
            case "href":
                return f"[{inside}]({self._address(str(held))})"
            case "bold" | "italic":
                star = "**" if manner == "bold" else "*"
                if not self.tags and _stars_hold(part):
                    return f"{star}{inside}{star}"
                return self._tag(manner[0], inside)
            case "raised":
                return self._tag("sup" if held > 0 else "sub", inside)
        return self._tag("u", inside)

    def _tag(self, name: str, inside: str) -> str:
        self.own = True
        return f"<{name}>{inside}</{name}>"

    def _leaf(self, inline: Inline, first: bool, last: bool) -> str:
        match inline:
            case Field():
                self.own = True
                return f"{{{inline.name}}}"
            case DocumentLink():
                self.own = True
                inside = self._escaped(inline.number, False, False)
                return f"[{inside}]({SCHEME}{inline.document_id})"
            case Words(code=False):
                return self._escaped(inline.text, first, last)
        if "\n" in inline.text or self.all:
            return self._tag("code", self._escaped(inline.text, first, last))
        return _code(inline.text)

    def _escaped(self, text: str, first: bool, last: bool) -> str:
        """Text with a backslash before what would read as markup, white at its ends kept."""
        lines = text.split("\n")
        written = []
        for n, line in enumerate(lines):
            begins, ends = first or n > 0, last or n < len(lines) - 1
            written.append(self._line(line, begins, ends))
        if len(lines) > 1 and self.breaks == "<br>":
            self.own = True
        if last and len(lines) > 1 and not lines[-1] and self.breaks != "<br>":
            self.own = True
            tail = written.pop()
            return self.breaks.join(written) + "<br>" + tail
        return self.breaks.join(written)

    def _line(self, line: str, begins: bool, ends: bool) -> str:
        body = (_ALL if self.all else _ALWAYS).sub(r"\\\g<0>", line)
        if begins and not self.all and self.breaks != "<br>":
            body = _COUNTED.sub(r"\1\\", body, count=1) if _COUNTED.match(body) else body
            body = f"\\{body}" if _STARTS.match(body) else body
        if begins and line[:1].isspace():
            body = _entity(line[0]) + body[1:]
        if ends and line[-1:].isspace() and (len(line) > 1 or not begins):
            body = body[:-1] + _entity(line[-1])
        return body

    def _address(self, href: str) -> str:
        if href.startswith(SCHEME):
            href = LITERAL + href.removeprefix(SCHEME)
        if not validateLink(href):
            self.own = True
        if _PLAIN_HREF.match(href) and not self.all:
            return href
        return "<" + re.sub(r"[\x00-\x20<>\\&\x7f]", lambda m: _entity(m[0]), href) + ">"


_MANNERS = ("href", "bold", "italic", "underline", "raised")


def _holds(manner: str) -> Callable[[Inline], Any]:
    nothing: Any = {"href": "", "raised": 0}.get(manner, False)
    return lambda inline: getattr(inline, manner, nothing)


def _stars_hold(part: Sequence[Inline]) -> bool:
    """Whether stars may stand around these: never beside white."""
    first, last = part[0], part[-1]
    begins = first.text[:1] if isinstance(first, Words) else "x"
    ends = last.text[-1:] if isinstance(last, Words) else "x"
    return not (begins.isspace() or ends.isspace())


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _code(text: str) -> str:
    """A code span whose backticks are more than any row of them inside."""
    rows = {len(row) for row in re.findall("`+", text)}
    marks = "`" * next(n for n in range(1, len(text) + 2) if n not in rows)
    edge = text[:1] == "`" or text[-1:] == "`" or (text.strip(" ") and text[0] == text[-1] == " ")
    return f"{marks} {text} {marks}" if edge else f"{marks}{text}{marks}"


def inline_text(inlines: Sequence[Inline], breaks: str = "\\\n") -> tuple[str, bool]:
    """(text, whether it needs our notation) for one run of tidied inlines."""
    for writing in (Writing(breaks), Writing(breaks, tags=True)):
        text = writing.text(inlines)
        if _simple(inlines) or _read_back(text, inlines):
            return text, writing.own
    safest = Writing(breaks, tags=True, all=True)
    return safest.text(inlines), True


def _simple(inlines: Sequence[Inline]) -> bool:
    """Words in no manner at all: what is escaped comes back."""
    return not inlines or (len(inlines) == 1 and inlines[0] == Words(_text(inlines[0])))


def _text(inline: Inline) -> str:
    return inline.text if isinstance(inline, Words) else ""


def _read_back(text: str, inlines: Sequence[Inline]) -> bool:
    return tidy_inlines(inlines_in(text.strip())) == tuple(inlines)
