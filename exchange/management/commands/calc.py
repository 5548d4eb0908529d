"""`manage.py calc FILE`: runs calculators over a list of cases; one JSON document on standard output."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from toolkit.calculators import areas, calculate


class Command(BaseCommand):
    help = "Calculate a list of {id, area, inputs}: answers a list of {id, outputs} or {id, error}."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a JSON file")
        parser.add_argument("--areas", action="store_true", help="list the calculators instead")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        if options["areas"]:
            self.stdout.write(json.dumps(areas()))
        elif file is None:
            raise CommandError("Name a JSON file with the cases, or ask for --areas.", returncode=2)
        else:
            self.stdout.write(json.dumps(calculate(read_cases(file)), ensure_ascii=False, indent=2))


def read_cases(file: Path) -> list[dict[str, Any]]:
    """The cases of a file; raises `CommandError` in one clear line."""
    try:
        cases = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
    except ValueError as error:
        raise CommandError(f"{file} is no JSON: {error}", returncode=2) from error
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise CommandError(f"{file}: expected a list of {{id, area, inputs}}.", returncode=2)
    return cases
