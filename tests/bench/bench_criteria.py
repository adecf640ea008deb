"""Criteria put in force over 2,000 aspects that are all weighed anew in the same change.

python -m tests.bench.bench_criteria [ASPECTS]
"""

import sys
import tempfile
import time
from pathlib import Path

from isodesk.intake.reader import Reader
from isodesk.registers.significance import Method
from isodesk.services.criteria_sets import CriteriaSets
from isodesk.services.entry_writing import add
from isodesk.services.workspace import Workspace
from tests.company import make

ASPECTS = 2_000


def build(space: Workspace, many: int) -> None:
    """Aspects with every score there is."""
    register = space.catalogue.get("aspect")
    with space.desk.unit("bench") as unit:
        for n in range(many):
            scores = {"severity": 1 + n % 5, "likelihood": 1 + n // 5 % 5}
            facts = {"title": f"Aspect {n}", "activity": "Melting", "impact": "Fumes"}
            add(unit, register, {**facts, **scores})


def main() -> None:
    """Build, put in force, print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else ASPECTS
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        space = make(Path(folder) / "firm.isodesk", reader)
        build(space, many)
        criteria = CriteriaSets(space.desk, space.catalogue).begin(Method.MATRIX)
        told: list[tuple[int, int, str]] = []
        began, cpu = time.perf_counter(), time.process_time()
        space.entries.take(criteria, "put_in_force", progress=lambda *of: told.append(of))
        took, spent = time.perf_counter() - began, time.process_time() - cpu
        print(f"{many} aspects weighed anew in {spent:.2f} s CPU, {took:.2f} s, told {len(told)} x")
        space.close()


if __name__ == "__main__":
    main()
