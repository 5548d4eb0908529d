"""`manage.py compile_translations`: every .po of the house becomes a .mo."""

from typing import Any

from django.core.management.base import BaseCommand

from config.translations import compile_all


class Command(BaseCommand):
    help = "Compile the translations, without the gettext programs."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for file in compile_all():
            self.stdout.write(str(file.relative_to(file.parents[3])))
