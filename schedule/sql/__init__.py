"""What the database itself keeps of this room."""
