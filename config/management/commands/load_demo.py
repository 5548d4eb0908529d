"""`manage.py load_demo`: the demo organizations, in demo mode only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo organizations. Running it again changes nothing. Only in demo mode."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is loaded in demo mode only: set MILEPOST_MODE=demo.", returncode=2)
        load_demo()
        self.stdout.write("the demo is ready")
