"""Documents, their revisions, copies and care: mapped classes, and rules that ask no clock."""
