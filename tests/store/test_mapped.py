"""A kind is mapped when a record of it is first met, in a process that never heard of it."""

import subprocess
import sys
from pathlib import Path

from isodesk.intake.reader import Reader
from tests.company import make

READ = """
import sys
from pathlib import Path
from isodesk.core.record import Record
from isodesk.store.file import CompanyFile

file = CompanyFile.open(Path(sys.argv[1]))
with file.reading() as session:
    record = session.get_one(Record, int(sys.argv[2]))
    print(record.kind, record.title, record.activity)
    print("meter" in Record.metadata.tables)
file.close()
"""


def test_a_record_of_any_kind_is_read_by_a_fresh_process(tmp_path: Path) -> None:
    path = tmp_path / "company.isodesk"
    with Reader() as reader:
        space = make(path, reader)
        made = space.entries.new("aspect", {"title": "Noise", "activity": "Fettling"})
        space.close()
    said = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(made)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split("\n")[:2] == ["aspect Noise Fettling", "False"]
