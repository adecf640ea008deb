"""Audits on screen."""
