"""The chart on paper: its words can be read, and its lines and bars are where they belong."""

from datetime import date
from decimal import Decimal

from PIL import Image

from isodesk.core.chart import Chart, Guide, GuideKind, Reading, Shape
from isodesk.printing.chart import put_chart
from isodesk.printing.flow import Flow
from isodesk.printing.page import A4, Book, Company, Head, column, upright
from tests.printing.reading import font_names, page_count, picture, text_of

ALARM = Guide(GuideKind.ALARM_HIGH, Decimal(400), "Alarm over 400 m³")
TARGET = Guide(GuideKind.TARGET, Decimal(324), "Target: at most 324 m³")


def sheet(*charts: Chart) -> bytes:
    book = Book(upright(A4), Company("Northfield Castings"), Head("Meter", "Mains water"))
    flow = Flow(book)
    for chart in charts:
        put_chart(flow, column(4), 357, chart)
    return book.pdf("Mains water")


def water(*values: int, shape: Shape = Shape.BARS) -> Chart:
    readings = [Reading(date(2026, n, 1), Decimal(v)) for n, v in enumerate(values, 1)]
    return Chart("Mains water", "m³", tuple(readings), (TARGET, ALARM), shape)


def dark(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    return sum(image.crop(box).histogram()[:140])


def test_its_words_can_be_read_and_its_fonts_are_in_the_file() -> None:
    pdf = sheet(water(310, 295, 420))
    words = text_of(pdf)
    for said in ("Jan", "Mar", "2026", "m³", "500", "Reading", "Beyond the limit"):
        assert said in words
    assert "Target: at most 324 m³" in words
    assert "Alarm over 400 m³" in words
    assert all(font_names(pdf).values())
    assert pdf == sheet(water(310, 295, 420))


def test_a_reading_beyond_the_limit_is_dark_and_others_are_not() -> None:
    image = picture(sheet(water(310, 295, 420)), dpi=72)
    left, right = int(column(4)) + 20, int(column(4)) + 350
    third = (right - left) // 3
    inside = [(left + n * third + 35, 190, left + n * third + 70, 205) for n in range(3)]
    counts = [dark(image, box) for box in inside]
    assert counts[2] > 400 > max(counts[:2])


def test_without_readings_nothing_is_printed() -> None:
    assert text_of(sheet(water())).count("m³") == 0


def test_charts_stay_whole_and_go_on_to_another_page() -> None:
    pdf = sheet(*[water(310, 420, shape=Shape.LINE)] * 5)
    assert page_count(pdf) == 2
    assert text_of(pdf).count("Beyond the limit") == 5
