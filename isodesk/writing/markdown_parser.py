"""Markdown's tokens and the inlines of one run of them, for foreign text and for our own.

HTML is never read as such: a tag is words. Links keep their words and their address, pictures
of foreign text keep their words; nothing is fetched and no file is opened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from isodesk.i18n import tr
from isodesk.writing.notation import LITERAL, MARKUP, NOTE, SCHEME
from isodesk.writing.tree import DocumentLink, Field, FieldName, Inline, Words, plain

_FIELDS = frozenset(name.value for name in FieldName)
NESTING = 60
"""Depth the parser follows; it drops what lies deeper, so such text is taken as typed."""


class _Parser(MarkdownIt):
    """The parser, leaving addresses as they are typed."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


class _OwnParser(_Parser):
    """The same for our own text, where any address was meant."""

    def validateLink(self, url: str) -> bool:
        return True


@cache
def parser(own: bool) -> MarkdownIt:
    """The parser for foreign text, or for text in our notation."""
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": NESTING + 2}
    made = (_OwnParser if own else _Parser)("commonmark", options)
    made.enable("table").disable(["reference", "text_join"])
    if own:
        ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        made.block.ruler.before("fence", "note", _note, ends)
        made.inline.ruler.before("autolink", "markup", _markup)
    return made


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line `<!-- ... -->`."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    found = NOTE.match(state.src[begin : state.eMarks[start]])
    if found is None:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content, token.map = found[1], [start, start + 1]
        state.line = start + 1
    return True


def _markup(state: StateInline, silent: bool) -> bool:
    """`<u>`, `{number}` and the like."""
    found = MARKUP.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("markup", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def inlines_in(text: str) -> tuple[Inline, ...]:
    """The inlines of a run of our own text."""
    return inlines_of(parser(True).parseInline(text)[0].children or ())


def inlines_of(tokens: Iterable[Token], own: bool = True) -> tuple[Inline, ...]:
    """The inlines that these tokens say; `own` tells whose text it is."""
    reading = _Reading(own)
    for token in tokens:
        reading.take(token)
    return tuple(reading.found)


class _Reading:
    """Goes along the tokens of one run and keeps in which manner it is."""

    def __init__(self, own: bool) -> None:
        self.found: list[Inline] = []
        self._own = own
        self._manner = Words("")
        self._link: tuple[int, int] | None = None

    def take(self, token: Token) -> None:
        """One token further."""
        match token.type:
            case "text" | "text_special":
                self._say(token.content)
            case "softbreak":
                self._say(" ")
            case "hardbreak":
                self._say("\n")
            case "code_inline":
                self.found.append(replace(self._manner, text=token.content, code=True))
            case "image":
                self.found.append(replace(self._manner, text=_picture(token), italic=True))
            case "link_open":
                self._open(str(token.attrGet("href") or ""))
            case "link_close":
                self._close()
            case "markup":
                self._markup(token.content)
            case other:
                self._star(other)

    def _say(self, text: str) -> None:
        if text:
            self.found.append(replace(self._manner, text=text))

    def _open(self, href: str) -> None:
        if not self._own:
            pass
        elif href.startswith(LITERAL):
            href = SCHEME + href.removeprefix(LITERAL)
        elif href.removeprefix(SCHEME).lstrip("-").isdecimal() and href.startswith(SCHEME):
            self._link = (int(href.removeprefix(SCHEME)), len(self.found))
            return
        self._manner = replace(self._manner, href=href)

    def _close(self) -> None:
        if self._link is None:
            self._manner = replace(self._manner, href="")
            return
        (document_id, start), self._link = self._link, None
        number = plain(self.found[start:])
        del self.found[start:]
        bold, italic = self._manner.bold, self._manner.italic
        self.found.append(DocumentLink(document_id, number, bold, italic))

    def _star(self, token: str) -> None:
        begins = token.endswith("_open")
        match token.rsplit("_", 1)[0]:
            case "strong":
                self._manner = replace(self._manner, bold=begins)
            case "em":
                self._manner = replace(self._manner, italic=begins)

    def _markup(self, said: str) -> None:
        begins = not said.startswith("</")
        match said.strip("</>{}"):
            case "b":
                self._manner = replace(self._manner, bold=begins)
            case "i":
                self._manner = replace(self._manner, italic=begins)
            case "u":
                self._manner = replace(self._manner, underline=begins)
            case "code":
                self._manner = replace(self._manner, code=begins)
            case "sup" | "sub" as way:
                raised = (1 if way == "sup" else -1) if begins else 0
                self._manner = replace(self._manner, raised=raised)
            case "br":
                self._say("\n")
            case name if name in _FIELDS and said.startswith("{"):
                bold, italic = self._manner.bold, self._manner.italic
                self.found.append(Field(FieldName(name), bold, italic))
            case _:
                self._say(said)


def _picture(token: Token) -> str:
    """A foreign picture as words."""
    words = picture_words(token).strip()
    return tr("[Picture: {words}]", words=words) if words else tr("[Picture]")


def picture_words(token: Token) -> str:
    """What a picture's description says."""
    return plain(inlines_of(token.children or ()))


def deepest(tokens: Sequence[Token]) -> int:
    """How deep the tokens lie."""
    return max((token.level for token in tokens), default=0)
