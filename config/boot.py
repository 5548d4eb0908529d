"""What a process asks before it serves people: it refuses to start where walls are missing."""

import sys

from django.conf import settings

from tenancy.catalogue import findings


def refuse_without_walls() -> None:
    """End the process with one line per fault. Only in processes that serve (web, worker, beat)."""
    if not settings.PROCESS:
        return
    found = findings()
    if found:
        lines = "\n".join(f"  {finding.fault}: {finding.name}" for finding in found)
        sys.exit(f"Milepost does not start: walls are missing in the database.\n{lines}")
