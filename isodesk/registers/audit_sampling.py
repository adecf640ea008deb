"""A random sample that anybody can draw again: the rule for its size, and the drawing."""

import math
import random
from collections.abc import Iterable

LEAST = 5
RULE = "The square root of their number, rounded up, but at least five or all."


def proposed_size(population: int) -> int:
    """How many to look at of so many (see `RULE`); 0 of none."""
    return min(population, max(LEAST, math.isqrt(max(population - 1, 0)) + 1))


def drawn(ids: Iterable[int], size: int, seed: str) -> tuple[int, ...]:
    """`size` of these ids, or all, ordered by id.

    Each id, from the lowest, gets the next number of the generator that the seed starts; the
    ids with the lowest numbers are drawn. Python promises that sequence for good, which it does
    not of its own sampling. A larger sample of the same seed holds the smaller one.
    """
    numbers = random.Random(seed)
    lots = sorted((numbers.random(), each) for each in sorted(set(ids)))
    return tuple(sorted(each for _, each in lots[: max(size, 0)]))
