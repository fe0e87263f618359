"""Showing what was read to people."""
