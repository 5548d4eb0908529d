"""Browser input of this room."""
