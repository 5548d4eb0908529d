"""`manage.py check_walls`: the catalogue check by hand, and at the start of web, worker and beat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenancy.catalogue import findings


class Command(BaseCommand):
    help = "Look in the database's catalogue for walls that are missing. Exit 1 and one line each if any are."

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings()
        if found:
            raise CommandError("\n".join(f"{finding.fault}: {finding.name}" for finding in found))
        self.stdout.write("every wall stands")
