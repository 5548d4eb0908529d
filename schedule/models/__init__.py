"""Tables of schedule control."""
