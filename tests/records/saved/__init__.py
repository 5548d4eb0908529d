"""Saved views, and forms that are sent twice."""
