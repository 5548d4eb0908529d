"""`manage.py write_docs`: writes the generated pages of `docs/`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from config.written import DOCS


class Command(BaseCommand):
    help = "Write the pages of docs/ that are generated from the registries."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            for name, page in DOCS.items():
                (settings.ROOT / "docs" / name).write_text(page(), encoding="utf-8")
                self.stdout.write(f"docs/{name}")
