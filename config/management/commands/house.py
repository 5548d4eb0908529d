"""`manage.py house`: what the house consists of, for people or (`--json`) for tests and tools."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandParser

from config.house import Row, inventory


class Command(BaseCommand):
    help = "List rooms, models, tables, addresses, tasks, facts, jobs, policies and verbs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="everything, with counts, as JSON")
        parser.add_argument("--all", action="store_true", help="also the addresses of libraries")

    def handle(self, *args: Any, **options: Any) -> None:
        house = inventory()
        if options["json"]:
            counts = {name: len(rows) for name, rows in house.items()}
            text = orjson.dumps({"counts": counts, **house}, option=orjson.OPT_INDENT_2, default=str)
            self.stdout.write(text.decode())
            return
        for name, rows in house.items():
            self.stdout.write(f"\n{name} ({len(rows)})")
            for row in rows:
                if options["all"] or row.get("kind") != "foreign":
                    self.stdout.write("  " + "  ".join(_words(row)))


def _words(row: Row) -> Iterator[str]:
    """The row as words: values that say something, the names of flags that are set."""
    for key, value in row.items():
        if value is True:
            yield key
        elif isinstance(value, dict):
            yield " ".join(f"{name}={text}" for name, text in value.items())
        elif isinstance(value, list):
            yield " ".join(value)
        elif value:
            yield str(value)
