"""One look into the database's own catalogue: is every wall where it must be?

Run at start of every process that serves people, by `manage.py check_walls`, and in the tests.
A finding is (fault, object); a sound database has none.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tenancy.scope import PORTAL_ROLE
from tenancy.sql import AUDITED
from tenancy.walls import ENTRY_TABLE, PROJECT_TABLE, TenantWall

GLOBAL_TABLES = {
    "tenancy_organization": "looked up before a tenant is known; holds names and settings only",
    "tenancy_user": "one login may work for several organizations",
    "notifications_demomail": "stands in for the outside mail server, in demo mode only",
    "notifications_demohook": "stands in for an outside system that hears of facts, in demo mode only",
    "tenancy_accountletter": "letters about logins until they are sent: a login belongs to no organization",
    "mfa_authenticator": "allauth: second factors of logins, secrets encrypted",
    "usersessions_usersession": "allauth: where a login is in use",
    "socialaccount_socialaccount": "allauth: identities of logins at the identity provider",
    "socialaccount_socialapp": "allauth: unused, the identity provider stands in the environment",
    "socialaccount_socialtoken": "allauth: unused, no token of an identity provider is kept",
    "account_emailaddress": "allauth: addresses of logins",
    "account_emailconfirmation": "allauth: confirmations of addresses",
    "auth_group": "Django: unused, comes with the library",
    "auth_group_permissions": "Django: unused, comes with the library",
    "auth_permission": "Django: names of permissions",
    "django_admin_log": "Django: never written, our audit stands for it",
    "django_content_type": "Django: names of models",
    "django_migrations": "Django: applied migrations",
    "django_session": "Django: sessions, keys of logins",
}

CANONICAL = "(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)"
OWN_CLIENT = "(NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid"
PORTAL = (
    f"(id = {OWN_CLIENT})",
    f"((client_id = {OWN_CLIENT}) AND ((visibility)::text = 'shared'::text))",
    f"((client_id = {OWN_CLIENT}) AND ((visibility)::text = 'shared'::text)"
    f" AND (project_id IN ( SELECT {PROJECT_TABLE}.id FROM {PROJECT_TABLE})))",
    f"((client_id = {OWN_CLIENT}) AND ((visibility)::text = 'shared'::text)"
    f" AND (entry_id IN ( SELECT {ENTRY_TABLE}.id FROM {ENTRY_TABLE})))",
)

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
  c.relispartition AND has_any_column_privilege('milepost_app', c.oid, 'SELECT'),
  (SELECT a.attnotnull FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id'),
  (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive),
  (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd = '*'
     AND p.polroles = '{0}' AND pg_get_expr(p.polqual, c.oid) = %s
     AND pg_get_expr(p.polwithcheck, c.oid) = %s),
  (SELECT count(*) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
     WHERE p.polrelid = c.oid AND NOT p.polpermissive AND r.rolname = 'milepost_portal'
     AND p.polcmd IN ('r', '*')
     AND regexp_replace(pg_get_expr(p.polqual, c.oid), '\\s+', ' ', 'g') = ANY (%s)),
  has_any_column_privilege('milepost_portal', c.oid, 'SELECT'),
  has_any_column_privilege('milepost_portal', c.oid, 'INSERT, UPDATE')
    OR has_table_privilege('milepost_portal', c.oid, 'DELETE, TRUNCATE, TRIGGER'),
  has_any_column_privilege('milepost_app', c.oid, 'REFERENCES')
    OR has_table_privilege('milepost_app', c.oid, 'TRUNCATE, TRIGGER'),
  pg_get_userbyid(c.relowner),
  (SELECT bool_or(a.attname = 'organization_id') FROM pg_attribute a WHERE a.attrelid = c.oid)
FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f') AND c.relnamespace = 'public'::regnamespace
"""

FOREIGN_KEYS = """
SELECT k.conname FROM pg_constraint k
WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
  AND k.confrelid IN (SELECT attrelid FROM pg_attribute WHERE attname = 'organization_id' AND attnum > 0)
  AND NOT EXISTS (SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair(here, there)
    JOIN pg_attribute h ON h.attrelid = k.conrelid AND h.attnum = pair.here
    JOIN pg_attribute t ON t.attrelid = k.confrelid AND t.attnum = pair.there
    WHERE h.attname = 'organization_id' AND t.attname = 'organization_id')
"""

UNVALIDATED_KEYS = """
SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated
  AND connamespace = 'public'::regnamespace
"""

UNIQUES = """
SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE (i.indisunique OR i.indisexclusion) AND NOT i.indisprimary AND c.relnamespace = 'public'::regnamespace
  AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id')
  AND NOT EXISTS (SELECT 1 FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) n JOIN pg_attribute a
    ON a.attrelid = c.oid AND a.attnum = n WHERE a.attname = 'organization_id')
"""

VIEWS = """
SELECT c.relname, c.relkind = 'm' OR NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace
"""

SCHEMAS = """
SELECT nspname FROM pg_namespace
WHERE nspname NOT LIKE 'pg\\_%%' AND nspname NOT IN ('public', 'information_schema')
"""

DEFINERS = """
SELECT p.proname, coalesce(array_to_string(p.proconfig, ',') LIKE 'search_path=%%', false),
  pg_get_userbyid(p.proowner), has_function_privilege('public', p.oid, 'EXECUTE')
FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
"""

ROLES = """
SELECT r.rolname FROM pg_roles r WHERE r.rolname LIKE 'milepost%%' AND (r.rolsuper
  OR (r.rolbypassrls AND r.rolcanlogin AND r.rolname <> 'milepost_backup')
  OR (r.rolname IN ('milepost_app', 'milepost_portal') AND r.rolbypassrls)
  OR (r.rolname IN ('milepost_app', 'milepost_migrate') AND r.rolinherit))
"""

MEMBERSHIPS = """
SELECT b.rolname || ' -> ' || m.rolname FROM pg_auth_members g
JOIN pg_roles b ON b.oid = g.roleid JOIN pg_roles m ON m.oid = g.member
WHERE (m.rolname LIKE 'milepost%%' OR b.rolname LIKE 'milepost%%')
  AND (b.rolname, m.rolname) NOT IN (('milepost_owner', 'milepost_migrate'),
    ('milepost_search', 'milepost_owner'), ('milepost_audit', 'milepost_owner'),
    ('milepost_portal', 'milepost_app'), ('pg_read_all_data', 'milepost_backup'))
"""

INHERITED = """
SELECT b.rolname || ' -> ' || m.rolname FROM pg_auth_members g
JOIN pg_roles b ON b.oid = g.roleid JOIN pg_roles m ON m.oid = g.member
WHERE m.rolname = 'milepost_app' AND g.inherit_option
"""


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in one object of the database."""

    fault: str
    name: str


def findings(on: BaseDatabaseWrapper | None = None) -> list[Finding]:
    """Every missing or doubtful wall, as this connection sees them. Empty in a sound database."""
    on = on or connection
    ask = Questions(on)
    simple = {
        "foreign key without the organization": FOREIGN_KEYS,
        "foreign key that was never validated": UNVALIDATED_KEYS,
        "unique index without the organization": UNIQUES,
        "schema that no check looks into": SCHEMAS,
        "role too strong": ROLES,
        "membership not expected": MEMBERSHIPS,
    }
    if ask.version >= 160000:
        simple["membership inherited by the app"] = INHERITED
    found = [*_tables(on), *_views(ask), *_definers(ask), *_login(ask)]
    found += [Finding(fault, row[0]) for fault, question in simple.items() for row in ask(question)]
    return sorted(found)


class Questions:
    """Asks one connection's catalogue."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self._connection = connection

    @property
    def version(self) -> int:
        return int(self._connection.connection.info.server_version)

    def __call__(self, question: str, params: list[Any] | None = None) -> list[tuple]:
        with self._connection.cursor() as cursor:
            cursor.execute(question, params or [])
            return cursor.fetchall()


@dataclass(frozen=True)
class Table:
    """What the catalogue says of one table, in the order of `TABLES`."""

    name: str
    secured: bool
    forced: bool
    open_partition: bool
    required: bool | None
    permissive: int
    canonical: int
    portal_policies: int
    portal_reads: bool
    portal_writes: bool
    app_too_much: bool
    owner: str
    has_tenant: bool | None

    def faults_anywhere(self) -> dict[str, bool]:
        """Faults of any table, global ones included."""
        by_rule = bool(self.portal_policies) and self.name in portal_tables()
        return {
            "portal may read without its own policy": self.portal_reads and not by_rule,
            "portal may write": self.portal_writes,
            "app may truncate, reference or trigger": self.app_too_much,
            "partition can be read directly": self.open_partition,
            "not owned by milepost_owner": self.owner != "milepost_owner",
        }

    def faults_of_tenants(self) -> dict[str, bool]:
        """Faults of tables that hold rows of organizations."""
        return {
            "table without an organization that is not on the list": not self.has_tenant,
            "organization may be null": bool(self.has_tenant) and not self.required,
            "row-level security is off": not self.secured,
            "row-level security is not forced": not self.forced,
            "policy is not the canonical one": self.canonical != 1,
            "more than one permissive policy": self.permissive > 1,
        }


def tables(on: BaseDatabaseWrapper | None = None) -> list[Table]:
    """Every table of the database, by name."""
    rows = Questions(on or connection)(TABLES, [CANONICAL, CANONICAL, list(PORTAL)])
    return sorted((Table(*row) for row in rows), key=lambda table: table.name)


def _tables(on: BaseDatabaseWrapper) -> list[Finding]:
    found = []
    for table in tables(on):
        faults = table.faults_anywhere()
        if table.name not in GLOBAL_TABLES:
            faults |= table.faults_of_tenants()
        found += [Finding(fault, table.name) for fault, is_true in faults.items() if is_true]
    return found


def portal_tables() -> set[str]:
    """Tables whose models say that the portal may read them."""
    return {
        model._meta.db_table
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, TenantWall) and constraint.portal
    }


def _views(ask: Questions) -> list[Finding]:
    return [Finding("view that does not ask as its caller", name) for name, faulty in ask(VIEWS) if faulty]


def _definers(ask: Questions) -> list[Finding]:
    allowed = {"milepost_search", "milepost_audit"}
    return [
        Finding("SECURITY DEFINER function not expected", name)
        for name, fixed, owner, public in ask(DEFINERS)
        if name not in AUDITED or not fixed or public or owner not in allowed
    ]


def _login(ask: Questions) -> list[Finding]:
    """What this very connection is: it must be the app, not its owner and not a superuser."""
    [(user, can_bypass)] = ask(
        "SELECT current_user::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    return [Finding("connected with a role too strong", user)] if can_bypass or user == PORTAL_ROLE else []
