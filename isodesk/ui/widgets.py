"""The kit in one place: what pages are built from (each noun has a module of its own)."""

from isodesk.ui.buttons import Button, FilterChip, SegmentedControl
from isodesk.ui.date_field import DateField
from isodesk.ui.fields import ChoiceField, Field, FilterField, LineField, NoteField, combo_box
from isodesk.ui.icons import IconLabel
from isodesk.ui.marks import Chip, Pill
from isodesk.ui.parts import (
    Banner,
    EmptyState,
    Example,
    HairLine,
    SectionHead,
    Way,
    Words,
    dress_surface,
    page_title,
    small_words,
    surface,
    title_words,
)
from isodesk.ui.pick_fields import Named, PersonField, TagField
from isodesk.ui.tabs import Tabs

__all__ = [
    "Banner",
    "Button",
    "Chip",
    "ChoiceField",
    "DateField",
    "EmptyState",
    "Example",
    "Field",
    "FilterChip",
    "FilterField",
    "HairLine",
    "IconLabel",
    "LineField",
    "Named",
    "NoteField",
    "PersonField",
    "Pill",
    "SectionHead",
    "SegmentedControl",
    "Tabs",
    "TagField",
    "Way",
    "Words",
    "combo_box",
    "dress_surface",
    "page_title",
    "small_words",
    "surface",
    "title_words",
]
