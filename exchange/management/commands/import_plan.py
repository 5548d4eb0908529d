"""`manage.py import_plan FILE --org O --project KEY [--dry-run]`: one JSON document on standard output."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exchange.services import PlanFile, import_plan
from projects.selectors import Project, projects
from projects.services import create_project
from tenancy.actors import Actor, System
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.selectors import clients, organization_ref
from tenancy.services import add_client
from toolkit.errors import DomainError, Missing

OWN_WORK = "OWN"


class Command(BaseCommand):
    help = "Import a Microsoft Project XML file into a project, which is made if it is absent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--org", required=True, help="the organization's address, such as demo")
        parser.add_argument("--project", required=True, help="the project's key, such as HELP")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")

    def handle(self, *args: Any, file: Path, org: str, project: str, dry_run: bool, **options: Any) -> None:
        try:
            content = file.read_bytes()
            report = run_import(org, project, PlanFile(file.name, content), dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except Missing as error:
            raise CommandError(f"There is no organization “{org}”.", returncode=2) from error
        except DomainError as error:
            raise CommandError(f"{file.name}: {error}", returncode=2) from error
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))


def run_import(org: str, key: str, file: PlanFile, *, dry_run: bool) -> dict[str, Any]:
    """Find or make the project, import, answer the report. A dry run leaves nothing behind."""
    actor = System("manage.py import_plan", organization_ref(slug=org))
    with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT):
        project = found_project(actor, key)
        run = import_plan(actor=actor, project=project, file=file, dry_run=dry_run)
        if dry_run:
            transaction.set_rollback(True)
    return dict(run.report)


def found_project(actor: Actor, key: str) -> Project:
    """The project with that key; made for the organization's own work where it is absent."""
    found = projects(actor=actor).filter(key=key).first()
    if found is not None:
        return found
    own = clients(actor=actor).filter(code=OWN_WORK).first() or add_client(
        actor=actor, code=OWN_WORK, name=actor.organization.name
    )
    return create_project(
        actor=actor, client_id=own.pk, key=key, name=key, zone=actor.organization.zone, currency="USD"
    )
