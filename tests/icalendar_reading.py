"""iCalendar files read by RFC 5545 alone, for tests: 3.1 unfolding, 3.3.11 unescaping."""

import re


def lines_of(content: bytes) -> list[str]:
    """The content lines, unfolded; every one of the file must end with CR LF."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events_of(content: bytes) -> list[dict[str, str]]:
    """Each VEVENT as its properties, under names with their parameters."""
    found: list[dict[str, str]] = []
    inside = False
    for line in lines_of(content):
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            found.append({})
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            name, value = line.split(":", 1)
            assert name not in found[-1], f"{name} stands twice"
            found[-1][name] = unescaped(value)
    assert not inside
    return found


def properties_of(content: bytes) -> dict[str, str]:
    """The calendar's own properties, without its events."""
    text = re.sub(r"BEGIN:VEVENT.*?END:VEVENT", "", "\n".join(lines_of(content)), flags=re.DOTALL)
    pairs = (line.split(":", 1) for line in text.split("\n") if line)
    return {name: unescaped(value) for name, value in pairs}


def unescaped(value: str) -> str:
    """A text value as it was before it was escaped."""
    named = {"\\n": "\n", "\\N": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}
    return re.sub(r"\\[nN\\;,]", lambda found: named[found[0]], value)
