"""Names of files that every system takes, and of the columns of a sheet."""

import os
import re
from pathlib import PurePath

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def safe_name(text: str) -> str:
    """A file name that every system takes and that stays inside its folder (reliability T10)."""
    plain = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else "_" for c in text)
    plain = plain.strip(" .")[:120].rstrip(" .") or "file"
    return f"_{plain}" if _RESERVED.match(plain) else plain


def name_of(path: PurePath) -> str:
    """What a file is called, in letters that can be kept: a name that another computer wrote in
    bytes of Windows-1252 is read as those; what turns or breaks a line is `_`."""
    name = path.name
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", "replace")
    return name if name.isprintable() else "".join(c if c.isprintable() else "_" for c in name)


def column_letters(column: int) -> str:
    """`A` of 0, `AB` of 27."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
