"""`manage.py prepare_database ADMIN_URL`: make the roles and the database. Safe to run again."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenancy.roles import LOGINS, CannotPrepare, Plan, prepare


class Command(BaseCommand):
    help = (
        "Make Milepost's database roles and database. Passwords are read from MILEPOST_APP_PASSWORD,"
        " MILEPOST_MIGRATE_PASSWORD and MILEPOST_BACKUP_PASSWORD."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("admin_url", help="postgresql://… of a superuser")
        parser.add_argument("--database", default="milepost")

    def handle(self, *args: Any, admin_url: str, database: str, **options: Any) -> None:
        passwords = {role: os.environ.get(f"{role.upper()}_PASSWORD") for role in LOGINS}
        try:
            prepare(admin_url, Plan(database, passwords))
        except CannotPrepare as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"database {database} and its roles are ready")
