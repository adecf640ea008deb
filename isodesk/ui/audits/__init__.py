"""Audits on screen: what goes beyond the pages every register has."""
