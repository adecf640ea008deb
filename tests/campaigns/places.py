"""Where files lie (R27): every storage answer of the table judged.

    python -m tests.campaigns.places

Prints how many are judged rightly, by kind, and each that is not; exit 1 below 95 %.
"""

import sys
from collections import Counter

from isodesk.store.places import place
from tests.store.test_places import ANSWERS


def main() -> int:
    """Prints the figures."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for what, (facts, kind, name) in ANSWERS.items():
        found = place(facts)
        total[kind.value] += 1
        if found.kind == kind and name.casefold() in found.name.casefold():
            right[kind.value] += 1
        else:
            print(f"WRONG {what}: {found}")
    for kind, n in total.items():
        print(f"{kind}: {right[kind]} of {n}")
    share = sum(right.values()) / len(ANSWERS)
    print(f"{sum(right.values())} of {len(ANSWERS)} answers ({share:.0%})")
    return 0 if share >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
