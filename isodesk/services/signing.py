"""A signature: name, role, meaning, time, zone, and the hash of what was signed.

Until there are keys it is a confirmation by name (design 8.7).
"""

from isodesk.core.dates import zone_name
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.spine import Person, Signature
from isodesk.documents.values import Meaning, Override
from isodesk.store.unit import Unit


def sign(
    unit: Unit,
    record: Record,
    person_id: int,
    meaning: Meaning,
    sha256: str,
    reason: str = "",
    override: Override | None = None,
) -> Signature:
    """Put a signature to a record inside a running unit. Raises Refused for a role or
    somebody who has left."""
    person = unit.session.get(Person, person_id)
    if person is None or person.is_role or not person.active:
        raise Refused([Problem("person", "Choose a person who works here to sign.")])
    signature = Signature(
        record_id=record.id,
        person_id=person.id,
        name=person.title or "",
        role=person.roles,
        meaning=meaning,
        at=unit.now,
        zone=zone_name(unit.now),
        sha256=sha256,
        reason=(override.reason if override else reason) or None,
        outside=override.outside if override else None,
    )
    unit.session.add(signature)
    return signature
