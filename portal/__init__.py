"""The client's read-only door: how is my project, what was promised, what was reached.

Purpose: shared projects, milestones, records and comments, phone first; read by a database role that can
only read them.
Stands on: toolkit, tenancy, records, projects, planning.
Says: nothing.
Hears: nothing.
"""
