"""Statements that Django cannot write for this room."""
