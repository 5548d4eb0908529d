"""Roles, schema and first data, through the management commands of the product."""

from collections.abc import Mapping

from .errors import LauncherError
from .places import Places
from .services import OWNER_KEY, Services
from .session import Command, Session


def manage(session: Session, *words: str, doing: str, env: Mapping[str, str]) -> None:
    """Run a management command to its end."""
    command: Command = [session.places.python, session.places.root / "manage.py", *words]
    session.run(command, doing=doing, env=env, log="manage")


def prepare(session: Session, services: Services) -> None:
    """Make roles and database in the embedded cluster; real servers were prepared by their owner."""
    if services.postgres is None:
        return
    admin = services.postgres.url(user="postgres", password="", database="postgres")
    passwords = {
        f"MILEPOST_{role.upper()}_PASSWORD": services.secrets[role] for role in ("app", "migrate", "backup")
    }
    env = services.env | passwords | {"PGPASSWORD": services.secrets["postgres"]}
    manage(session, "prepare_database", admin, doing="preparing the database", env=env)


def migrate(session: Session, services: Services) -> None:
    """Bring the schema up to date as its owner."""
    if OWNER_KEY not in services.env:
        raise LauncherError("DATABASE_URL is set: migrations need DATABASE_OWNER_URL too.")
    manage(session, "migrate", "--database=owner", "--noinput", doing="migrating", env=services.env)


def load_demo(session: Session, services: Services) -> None:
    """Fill in the demo organizations; running twice changes nothing."""
    manage(session, "load_demo", doing="loading the demo organizations", env=services.env)


def has_python(places: Places) -> None:
    """Refuse to go on without the virtual environment."""
    if not places.python.exists():
        raise LauncherError("there is no virtual environment yet; run `make setup`.")
