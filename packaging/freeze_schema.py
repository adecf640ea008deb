"""Write the literal SQL of the newest migration and its fingerprint from the mapped classes.

For the author of a migration, before its release only: a released migration is frozen.
"""

import json
import tempfile
from pathlib import Path

from isodesk.store import migrations, schema
from isodesk.store.fingerprint import fingerprint
from isodesk.store.sqlite import Entering, working


def main() -> None:
    """Rewrite v0001_first.sql and fingerprints.json."""
    here = Path(migrations.__file__).parent
    lines = (" ".join(statement.split()) for statement in schema.statements())
    (here / "versions" / "v0001_first.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        connection = working(Path(folder) / "new.isodesk", Entering(), create=True)
        migrations.upgrade(connection)
        marks = {str(migrations.SCHEMA_VERSION): fingerprint(connection)}
        connection.close()
    (here / "fingerprints.json").write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
