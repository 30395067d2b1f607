"""Editions: memos as they were given to readers, kept beside the brief."""
