"""Commands on words: bold, italic, underlined, raised, typed as code; addresses."""

from collections.abc import Callable

from PySide6.QtGui import QTextCharFormat, QTextCursor

from isodesk.ui.writing.forms import char_format
from isodesk.writing.tree import Words

_BOLD, _REGULAR = 700, 400
Manner = Callable[[QTextCharFormat], QTextCharFormat]


def is_bold(told: QTextCharFormat) -> bool:
    """Whether words are bold by the writer's own wish."""
    return told.fontWeight() >= _BOLD


def is_raised(told: QTextCharFormat, by: int) -> bool:
    """Whether words are superscript (1) or subscript (-1)."""
    align = QTextCharFormat.VerticalAlignment
    wanted = align.AlignSuperScript if by > 0 else align.AlignSubScript
    return told.verticalAlignment() == wanted


def bold(told: QTextCharFormat) -> QTextCharFormat:
    """Bold where it was not, and the other way round."""
    made = QTextCharFormat()
    made.setFontWeight(_REGULAR if is_bold(told) else _BOLD)
    return made


def italic(told: QTextCharFormat) -> QTextCharFormat:
    """Italic where it was not."""
    made = QTextCharFormat()
    made.setFontItalic(not told.fontItalic())
    return made


def underlined(told: QTextCharFormat) -> QTextCharFormat:
    """Underlined where it was not."""
    made = QTextCharFormat()
    made.setFontUnderline(not told.fontUnderline())
    return made


def raised(by: int) -> Manner:
    """Superscript or subscript where it was not."""

    def change(told: QTextCharFormat) -> QTextCharFormat:
        align = QTextCharFormat.VerticalAlignment
        made = char_format(Words("", raised=by))
        if is_raised(told, by):
            made.setVerticalAlignment(align.AlignNormal)
        return made

    return change


def change_words(cursor: QTextCursor, manner: Manner) -> QTextCharFormat:
    """Change the selected words; answers the format to type on with where none are."""
    at = QTextCursor(cursor)
    if cursor.hasSelection():
        at.setPosition(cursor.selectionStart() + 1)
    change = manner(at.charFormat())
    if cursor.hasSelection():
        cursor.mergeCharFormat(change)
    made = cursor.charFormat()
    made.merge(change)
    return made


def plain_words(cursor: QTextCursor) -> None:
    """Take all manners off the selected words; fields and links stay what they are."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    part = QTextCursor(cursor.document())
    cursor.beginEditBlock()
    for at in range(start, end):
        part.setPosition(at)
        part.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        if not part.charFormat().objectType() and part.charFormat().propertyCount():
            part.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def set_address(cursor: QTextCursor, href: str) -> None:
    """Let the selected words lead to an address; "" takes it off."""
    made = char_format(Words("", href=href))
    if not href:
        made.setAnchor(False)
        made.setAnchorHref("")
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
    cursor.mergeCharFormat(made)


def address_at(cursor: QTextCursor) -> str:
    """The address that the words at the cursor lead to."""
    return cursor.charFormat().anchorHref()


def select_address(cursor: QTextCursor) -> None:
    """Widen a cursor over the words around it that lead to the same address."""
    href, block = address_at(cursor), cursor.block()
    if not href or cursor.hasSelection():
        return
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        begin, end = fragment.position(), fragment.position() + fragment.length()
        if begin < cursor.position() <= end and fragment.charFormat().anchorHref() == href:
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            return
        at += 1
