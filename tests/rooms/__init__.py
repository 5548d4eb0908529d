"""A room made of what a room is made of, and nothing else: everything else comes with the house."""
