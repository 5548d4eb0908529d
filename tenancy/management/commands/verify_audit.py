"""`manage.py verify_audit [--org O] [--anchor]`: is the trail whole? One JSON document on standard output."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenancy.actors import OrganizationRef, System
from tenancy.selectors import organization_ref, organization_refs
from tenancy.services import Verification, verify_audit
from toolkit.errors import Missing


class Command(BaseCommand):
    help = "Walk the audit chain of every organization, or of one. Exit 1 where it does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--org", default="", help="one organization's address, such as demo")
        parser.add_argument(
            "--anchor", action="store_true", help="compare with what was noted outside (MILEPOST_ANCHORS)"
        )

    def handle(self, *args: Any, org: str, anchor: bool, **options: Any) -> None:
        found = {ref.slug: checked(ref, anchor) for ref in chosen(org)}
        report = {slug: {"holds": one.holds, **one.counts()} for slug, one in found.items()}
        self.stdout.write(json.dumps(report, indent=2))
        if not all(one.holds for one in found.values()):
            raise CommandError("the trail does not hold", returncode=1)


def chosen(slug: str) -> list[OrganizationRef]:
    """The organization asked for, or all."""
    try:
        return [organization_ref(slug=slug)] if slug else organization_refs()
    except Missing as error:
        raise CommandError(f"There is no organization “{slug}”.", returncode=2) from error


def checked(organization: OrganizationRef, with_anchors: bool) -> Verification:
    """What a check of one organization finds."""
    return verify_audit(actor=System("manage.py verify_audit", organization), with_anchors=with_anchors)
