"""One foreign file, looked at in the child: what it is, what it holds, or why it is not taken."""

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Facts, Look
from isodesk.intake.frames import Values
from isodesk.intake.kinds import PICTURES, Kind, kind_of, rough_kind
from isodesk.intake.limits import MOST_HEAD, cut
from isodesk.intake.values import plain


def look(name: str, data: bytes) -> Values:
    """Task: the `Look` of a file. What is refused is answered, so that the kind is kept."""
    try:
        kind = kind_of(data, name)
    except Refused as refused:
        return plain(Look(rough_kind(data), Facts(), str(refused)))
    try:
        return plain(Look(kind, read(kind, data)))
    except Refused as refused:
        return plain(Look(kind, Facts(), str(refused)))


def read(kind: Kind, data: bytes) -> Facts:
    """The facts of a file of that kind. Raises Refused for kinds that are no documents."""
    if kind is Kind.PDF:
        from isodesk.intake.pdf import read_pdf

        return read_pdf(data)
    if kind in PICTURES:
        from isodesk.intake.picture import read_picture

        return read_picture(data)
    if kind in (Kind.MARKDOWN, Kind.TEXT, Kind.CSV):
        return _text_facts(data)
    if kind in (Kind.DOC, Kind.RTF):
        return Facts(notes=(tr("An old Word file: its words are found once it is converted."),))
    return _zipped(kind, data)


def _zipped(kind: Kind, data: bytes) -> Facts:
    from isodesk.intake import sheet_text, word

    if kind in (Kind.DOCX, Kind.DOCM):
        return word.read_docx(data, macros=kind is Kind.DOCM)
    if kind in (Kind.ODT, Kind.ODS):
        return word.read_odt(data)
    if kind is Kind.XLSX:
        return sheet_text.read_xlsx(data)
    if kind in (Kind.XLS, Kind.XLSB):
        return sheet_text.read_binary_sheet(data)
    raise Refused(why_not(kind))


def why_not(kind: Kind) -> str:
    """The sentence for a kind of file that cannot be a document's content."""
    return {
        Kind.EMPTY: tr("The file is empty."),
        Kind.LOCKED_OFFICE: tr("Locked with a password: save it without one and bring that in."),
        Kind.SLIDES: tr("A presentation: save it as PDF and bring that in."),
        Kind.HTML: tr("A web page: print it to a PDF in the browser and bring that in."),
        Kind.SQLITE: tr("A database, not a document. A file of isodesk is opened with Open."),
        Kind.ZIP: tr("An archive: unpack it and drop the folder."),
        Kind.CODE: tr("Data or program text, not a document. If it is one, save it as .txt."),
    }.get(kind, tr("No kind of document that isodesk knows: save it as PDF and bring that in."))


def _text_facts(data: bytes) -> Facts:
    from isodesk.intake.markdown_text import text_of

    text = text_of(data)
    return Facts(text=text, head=cut(text, MOST_HEAD))
