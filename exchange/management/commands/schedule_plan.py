"""`manage.py schedule_plan FILE`: computes a plan file without the database; one JSON document."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.mspdi.errors import PlanFileRefused
from exchange.psplib import is_instance, scheduled_instance
from exchange.scheduling import scheduled
from planning.engine.activities import NetworkInvalid
from planning.engine.calendar import NoWorkingTime

LARGEST_INSTANCE = 16 * 1024 * 1024


class Command(BaseCommand):
    help = "Compute the dates, slack and critical path of a plan (Microsoft Project XML, PSPLIB .sm)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            answer = computed(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except (PlanFileRefused, NetworkInvalid, NoWorkingTime) as error:
            raise CommandError(f"{file.name}: {error}", returncode=2) from error
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def computed(file: Path) -> dict[str, Any]:
    """The answer for a file of either kind."""
    with file.open("rb") as source:
        if not is_instance(source.read(4096)):
            source.seek(0)
            return scheduled(source)
        source.seek(0)
        return scheduled_instance(source.read(LARGEST_INSTANCE))
