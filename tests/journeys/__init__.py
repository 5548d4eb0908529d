"""Stories that cross rooms, through HTTP."""
