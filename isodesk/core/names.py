"""Names of files that every system takes."""

import re

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def safe_name(text: str) -> str:
    """A file name that every system takes and that stays inside its folder (reliability T10)."""
    plain = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else "_" for c in text)
    plain = plain.strip(" .")[:120].rstrip(" .") or "file"
    return f"_{plain}" if _RESERVED.match(plain) else plain
