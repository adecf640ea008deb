"""Word files made part by part, for what the real ones do not show."""

from isodesk.intake.docx_tree import read_word
from isodesk.writing.tree import Block, Tree
from tests.intake.making import docx, picture

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>
 <w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Abschnitt"><w:name w:val="Unser Abschnitt"/>
 <w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/>
 <w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/>
 <w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="Loop 2"/>
 <w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Emph"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:b/></w:rPr>
</w:style>
<w:style w:type="numbering" w:styleId="OurList"><w:name w:val="Our list"/>
 <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>
 <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
"""


def level(at: int, form: str, text: str, more: str = "", left: int = 0) -> str:
    indent = f'<w:pPr><w:ind w:left="{left}"/></w:pPr>' if left else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/>{indent}</w:lvl>'
    )


NUMBERING = f"""
<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.", left=360)}
 {level(1, "lowerLetter", "%2)", left=720)}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "-", left=1080)}
 {level(1, "bullet", "o", left=1440)}</w:abstractNum>
<w:abstractNum w:abstractNumId="5">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}
 {level(2, "upperRoman", "§ %1.%3", "<w:isLgl/>")}</w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="OurList"/></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="9"/></w:num>
"""
PNG, JPEG = picture("PNG"), picture("JPEG")


def p(text: str = "", style: str = "", more: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{words}</w:p>"


def item(text: str, num: int, at: int = 0, more: str = "") -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, more=numbers + more)


def runs(*inside: str) -> str:
    return f"<w:p>{''.join(f'<w:r>{one}</w:r>' for one in inside)}</w:p>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def cell(inside: str = "<w:p/>", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, grid: tuple[int, ...] = (), properties: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def drawing(relation: str, wide: int = 2_865_755, alt: str = "", more: str = "") -> str:
    """Half of a usual A4 page's text in English Metric Units."""
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{wide}" cy="900000"/>'
        f'<wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/>{more}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def relation(name: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def word(body: str, relations: str = "", **parts: bytes | str) -> bytes:
    """A .docx of a body, the relations of its main part, and more parts (`__` for a slash)."""
    every = {
        "word__styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
        "word__numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "word__document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word___rels__document.xml.rels": _relations(relations),
    }
    return docx("", **(every | parts))


def _relations(told: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{told}</Relationships>'


def part(name: str, inside: str) -> str:
    """A head, foot or notes part: `hdr`, `ftr`, `footnotes`, `endnotes`."""
    return f"<w:{name} {SPACES}>{inside}</w:{name}>"


def strict(data: str) -> str:
    return data.replace(W, STRICT_W).replace(R, STRICT_R)


def blocks(body: str, relations: str = "", **parts: bytes | str) -> tuple[Block, ...]:
    return tree(body, relations, **parts).blocks


def tree(body: str, relations: str = "", **parts: bytes | str) -> Tree:
    return read_word(word(body, relations, **parts))[0]


def losses(body: str, relations: str = "", **parts: bytes | str) -> list[str]:
    return read_word(word(body, relations, **parts))[2]
