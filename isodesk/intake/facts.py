"""The values that come out of a foreign file: what it holds, never the file's own objects."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What was read in one file.

    `text` is everything found for the search, `head` its front (headers and the first page)
    for proposing number and title; `properties` are the "Name: value" lines an officer may
    have kept in the file. `created` and `modified` are ISO texts or "". `pages` is None where
    only a layout could tell. `notes` are sentences the officer should see.
    """

    text: str = ""
    head: str = ""
    title: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    pages: int | None = None
    notes: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """One file looked at: its kind, its facts, or the sentence why it is not taken."""

    kind: str
    facts: Facts
    refused: str | None = None


@dataclass(frozen=True)
class Picture:
    """A page as a picture: 8-bit RGB rows without padding, `width * height * 3` bytes."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Kept:
    """A picture as it is kept for a text, and its media type."""

    content: bytes
    media: str


@dataclass(frozen=True)
class Photo:
    """A photo as it is kept: its bytes, their media type, its size in pixels, and when the camera
    says it was taken (ISO text; "" where it does not)."""

    content: bytes
    media: str
    width: int
    height: int
    taken: str


@dataclass(frozen=True)
class PageWords:
    """The words of one page; of a page without any the SHA-256 of its picture in grey."""

    text: str
    picture: str
