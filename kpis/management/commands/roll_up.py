"""`manage.py roll_up --org demo --day 2026-11-01 [--to 2026-11-19]`: compute the indicators of past days."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpis.services import roll_up_day
from tenancy.actors import System
from tenancy.selectors import organization_ref
from toolkit.errors import Missing

DAYS_MOST = 400


def a_day(text: str) -> date:
    """A day as people write it for machines."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day: write it like 2026-11-20") from None


class Command(BaseCommand):
    """Prints one JSON document: what came of each day. Running it again changes nothing."""

    help = "Compute the KPI readings of an organization for past days; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, help="address of the organization")
        parser.add_argument("--day", required=True, type=a_day, help="the (first) day, such as 2026-11-01")
        parser.add_argument("--to", type=a_day, help="the last day; left out: only one")

    def handle(self, *args: Any, **options: Any) -> None:
        now = datetime.now(UTC)
        first, last = options["day"], options["to"] or options["day"]
        if not 0 <= (last - first).days < DAYS_MOST:
            raise CommandError(f"--to must be within {DAYS_MOST} days after --day", returncode=2)
        try:
            organization = organization_ref(slug=options["org"])
        except Missing:
            raise CommandError(f"there is no organization {options['org']!r}", returncode=2) from None
        actor = System("KPI roll-up", organization, now=now)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        told = [roll_up_day(actor=actor, day=day, now=now).counts() for day in days]
        self.stdout.write(json.dumps({"organization": organization.slug, "days": told}, indent=2))
