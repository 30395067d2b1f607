"""Adopt: what a person changed in a finished memo, as changes of the outline."""
