"""Documents on screen: the list, the record with its tabs, and the dialogs of its steps."""
