"""Who may do what in schedule control."""

from tenancy.rules import allow, register

READERS = allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")

POLICIES = register("schedule", {})
