DROP INDEX record_by_number
DROP INDEX record_by_title
DROP INDEX record_by_state
DROP INDEX record_by_due
DROP INDEX record_by_kind
CREATE INDEX record_by_kind ON record (kind, id, state, systems, owner_id, due_on)
CREATE INDEX record_by_number ON record (kind, sort_number, id, state, systems, owner_id, due_on)
CREATE INDEX record_by_title ON record (kind, sort_title, id, state, systems, owner_id, due_on)
CREATE INDEX record_by_state ON record (kind, state, sort_number, id, systems, owner_id, due_on)
CREATE INDEX record_by_due ON record (kind, due_on, id, state, systems, owner_id)
CREATE INDEX record_by_owner ON record (kind, owner_id, sort_number, id, state, systems, due_on)
