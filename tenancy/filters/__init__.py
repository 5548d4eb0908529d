"""Narrowing this room’s lists; page and API use the same."""
