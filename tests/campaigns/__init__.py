"""Campaigns: too long for every run of the tests, each one command. Each ends with exit 1 when
its bar is missed; a small version of each is among the ordinary tests.

    python -m tests.campaigns.power_cuts [CUTS]   R1: power cuts replayed on our own writes
    python -m tests.campaigns.kills [TIMES]       R3: kill -9 in the midst of each kind of work
    python -m tests.campaigns.migrations [TIMES]  R7: a migration killed, and stopped everywhere
    python -m tests.campaigns.guards              R30: each guard broken once turns a test red
    python -m tests.campaigns.stamp_geometry      every odd page in every placing
    python -m tests.campaigns.odd_files [TIMES]   thousands of odd files through every door
    python -m tests.campaigns.odd_files.truth     registers whose truth is known, in five languages
    python -m tests.campaigns.odd_files.truth_words   every word of Word files of every shape

Run them with `nice`; they take both cores for some minutes.
"""
