"""In which of the many ways a text's letters were saved as bytes.

UTF-8 and UTF-16 prove themselves. The older ways are told apart by whose alphabet makes words of
the bytes above 127: `Prüfung` read as code page 437 is no word of any language.
"""

import codecs
import locale
import re
from collections.abc import Iterator

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.markdown_text import is_binary, utf16_by_zeros

MENDED = "utf-8-mended"
"""UTF-8 in which single bytes of another program's text stand, read as Windows-1252."""

# the letters of an alphabet that is not Latin stand in the order of how often they are used
_WEST = ("äöüß", "éèêëàâçîïôûùœæ", "áéíóúñü", "áâãàçéêíóôõú", "àèéìòù", "åäöæøé", "éëïöü")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžľĺŕôä", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüß")
_CYRILLIC = ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћџђ",)
_GREEK = ("αοιετσνηυρπκλμςάίόέήώύγδθχβφξζψωϊϋΐΰ",)
_TURKISH = ("çğıöşüâî",)
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž")
_HEBREW = ("יוהלאתרבםמשנעדקחפןכסגטצזךףץ",)
_ARABIC = ("اليمونرتبعدهفسقكحجةأشصطخىذضإءزغثئؤظآپچژگ",)

_WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cp1252": ("Western (Windows-1252)", _WEST),
    "cp1250": ("Central European (Windows-1250)", _CENTRAL),
    "cp1251": ("Cyrillic (Windows-1251)", _CYRILLIC),
    "cp1253": ("Greek (Windows-1253)", _GREEK),
    "cp1254": ("Turkish (Windows-1254)", _TURKISH),
    "cp1257": ("Baltic (Windows-1257)", _BALTIC),
    "cp850": ("Western (DOS 850)", _WEST),
    "cp437": ("Western (DOS 437)", _WEST),
    "cp852": ("Central European (DOS 852)", _CENTRAL),
    "cp866": ("Cyrillic (DOS 866)", _CYRILLIC),
    "koi8-r": ("Cyrillic (KOI8-R)", _CYRILLIC),
    "iso8859-2": ("Central European (ISO 8859-2)", _CENTRAL),
    "iso8859-5": ("Cyrillic (ISO 8859-5)", _CYRILLIC),
    "mac-roman": ("Western (Macintosh)", _WEST),
    "cp1255": ("Hebrew (Windows-1255)", _HEBREW),
    "cp1256": ("Arabic (Windows-1256)", _ARABIC),
}
_ASIAN = {
    "cp932": "Japanese (Shift JIS)",
    "euc-jp": "Japanese (EUC)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean",
}
_FULL_OF = (("euc-jp", "\u3040ヿ", 0.1), ("cp932", "\u3040ヿ", 0.1), ("cp949", "가힣", 0.9))
_UNICODE = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8)",
    MENDED: "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16)",
    "utf-32": "Unicode (UTF-32)",
}
NAMES = _UNICODE | {way: name for way, (name, _) in _WAYS.items()} | _ASIAN
"""What each way is called, by Python's name for it."""
OFFERED = ("utf-8", "utf-16", *_WAYS, *_ASIAN)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OFTEN = 14  # so many letters of an alphabet make up most of a text
_SIGNS = frozenset("°²³µ€£§©®™±·–—…‘’“”„«»½¼¾×÷•№ºª¿¡\u00a0†‰")
_WORDS = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_FRONT = 1 << 20
_MOST_WORDS = 2_000
_WELL = 0.85  # share of explained letters at which a single-byte way is believed


def encoding_of(data: bytes) -> str:
    """Python's name of the way these bytes are text. Raises Refused when they are none."""
    way = _sure(data) or _likely(data)
    if is_binary(data[: 1 << 16].decode(*decoder_of(way))):
        raise Refused(tr("The file is not text."))
    return way


def _sure(data: bytes) -> str | None:
    """By a mark, by every other byte being zero, or by being valid UTF-8."""
    marked = next((way for mark, way in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    zeros = utf16_by_zeros(data)
    if zeros:
        return zeros
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _likely(data: bytes) -> str:
    front = data[:_FRONT]
    high = sum(byte > 127 for byte in front)
    in_utf8 = sum(map(len, _UTF8_LETTER.findall(front)))
    if in_utf8 > 0.8 * high:
        return MENDED
    words = list(dict.fromkeys(_WORDS.findall(front)))[:_MOST_WORDS]
    scored = {way: _explained(words, way, alphabets) for way, alphabets in _in_order()}
    best = max(scored, key=scored.__getitem__, default="cp1252")
    if scored.get(best, 0) < _WELL:
        return _asian(front) or best
    return best


def _in_order() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ways, this computer's own first: it wins where two explain as much."""
    own = codecs.lookup(locale.getencoding()).name
    for way in sorted(_WAYS, key=lambda way: codecs.lookup(way).name != own):
        yield way, _WAYS[way][1]


def _explained(words: list[bytes], way: str, alphabets: tuple[str, ...]) -> float:
    """The share of letters above 127 that the best of the alphabets knows; 0 when some byte is
    no letter at all in this way."""
    try:
        text = b" ".join(words).decode(way)
    except UnicodeDecodeError:
        return 0
    odd = [at for at, letter in enumerate(text) if letter > "\x7f"]
    return max(sum(_fits(text, at, known) for at in odd) for known in alphabets) / max(1, len(odd))


def _fits(text: str, at: int, alphabet: str) -> float:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    beside = before + after
    known = alphabet.find(letter.lower())
    if known < 0:
        inside = before.isalpha() and after.isalpha()
        if letter not in _SIGNS or (inside and letter != "’"):
            return 0
        return 1 if letter in "°²³µ" else 0.9
    if letter.isupper() and before.islower():
        return 0  # a capital within a word
    if alphabet[0] < "\u0370":
        return 1 if any(map(str.isalpha, beside)) else 0.3
    if not any(map(str.isalpha, beside)):
        return 0.3  # a letter alone may be a sign, as € is, read in another way
    return 0 if _latin(beside) else 1.2 if known < _OFTEN else 0.6


def _latin(beside: str) -> bool:
    return any("a" <= letter.lower() <= "z" for letter in beside)


def _asian(front: bytes) -> str | None:
    """The way of the far east that reads all of it and gives what its texts are full of."""
    for way, often, share in _FULL_OF:
        text = _read(front, way)
        if text is not None and _share(text, often) > share:
            return way
    chinese = next((way for way in ("gb2312", "big5", "gb18030") if _read(front, way)), None)
    return "gb18030" if chinese == "gb2312" else chinese


def _share(text: str, often: str) -> float:
    odd = [letter for letter in text if letter > "\x7f"]
    return sum(often[0] <= letter <= often[1] for letter in odd) / max(1, len(odd))


def _read(front: bytes, way: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(way)().decode(front, final=len(front) < _FRONT)
    except UnicodeDecodeError:
        return None


def _byte_of_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = error.object[error.start : error.end]
    return lost.decode("cp1252", "replace"), error.end


codecs.register_error("isodesk-mended", _byte_of_windows)


def decoder_of(way: str) -> tuple[str, str]:
    """(encoding, errors) that `open` takes for a way."""
    return ("utf-8", "isodesk-mended") if way == MENDED else (way, "replace")
