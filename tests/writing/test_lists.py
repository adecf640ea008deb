"""Ordered lists count as people who know Word expect."""

from isodesk.writing.lists import numbers
from isodesk.writing.tree import Block, Heading, Mark, Paragraph, Picture, Words


def item(level: int = 0, start: int | None = None, ordered: bool = True) -> Paragraph:
    return Paragraph((Words("x"),), Mark(ordered, level, start))


PLAIN, CONTINUED = Paragraph((Words("x"),)), Paragraph((Words("x"),), level=1)
PICTURE = Picture("ab" * 32)


def said(*blocks: Block) -> list[int | None]:
    return list(numbers(blocks))


def test_items_count_over_pictures_and_what_continues_them() -> None:
    assert said(item(), PICTURE, item(), CONTINUED, item()) == [1, None, 2, None, 3]


def test_a_paragraph_or_a_heading_ends_a_list() -> None:
    assert said(item(), item(), PLAIN, item()) == [1, 2, None, 1]
    assert said(item(), Heading(2), item()) == [1, None, 1]


def test_deeper_lists_begin_again_under_each_item() -> None:
    blocks = item(), item(1), item(1), item(), item(1), item(2), item(1)
    assert said(*blocks) == [1, 1, 2, 2, 1, 1, 2]


def test_a_bullet_ends_the_ordered_list_of_its_level() -> None:
    assert said(item(), item(ordered=False), item()) == [1, None, 1]
    assert said(item(), item(1, ordered=False), item()) == [1, None, 2]


def test_a_list_may_begin_anywhere() -> None:
    assert said(item(start=7), item(), item(start=1)) == [7, 8, 1]
