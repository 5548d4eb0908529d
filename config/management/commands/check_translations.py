"""`manage.py check_translations`: every text has a sound Chinese translation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.translations import faults, texts


class Command(BaseCommand):
    help = "List every text without Chinese, fuzzy ones and those whose placeholders differ; exit 1 if any."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = faults()
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} texts need a translation"]))
        self.stdout.write(f"{len(texts())} texts, all translated")
