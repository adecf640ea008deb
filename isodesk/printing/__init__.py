"""Bytes of PDF from frozen values (`*_sheets` are what sheets are made from); no session, no clock.

The same value gives the same bytes. `spool` hands them to a printer.
"""
