"""The window in which documents are written."""
