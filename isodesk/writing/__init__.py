"""Written documents: a tree of blocks and inlines of our own, its JSON, its Markdown."""
