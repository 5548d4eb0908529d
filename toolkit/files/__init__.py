"""What people upload: what it is, what it may be called, what may lie in it. No tables, no business words."""
