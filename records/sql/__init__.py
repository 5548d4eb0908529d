"""Statements of the migrations that no model can declare."""
