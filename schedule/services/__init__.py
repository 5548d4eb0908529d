"""Verbs of schedule control."""
