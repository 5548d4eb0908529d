"""Reactions to facts of other rooms."""
