"""Commands over the same services as the window; a module for each sort of work."""
