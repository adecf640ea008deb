"""The company's one file: opened, locked, migrated, verified, searched, backed up, healed."""
