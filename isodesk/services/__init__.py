"""Use cases: one call is one unit of work with one result, or `Refused`.

A service takes the `Desk` (the open file, who works, the clock) and gives values; mapped objects
stay in here. `workspace` holds them all.
"""
