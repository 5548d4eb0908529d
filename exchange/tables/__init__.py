"""Columns of this room’s lists."""
