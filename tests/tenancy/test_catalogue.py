"""Wall 5: one look into the catalogue finds every wall that is missing, and nothing in a sound database."""

import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config import boot
from tenancy.catalogue import GLOBAL_TABLES, Finding, findings, portal_tables

pytestmark = pytest.mark.isolation

OWN = "organization_id = NULLIF(current_setting('app.organization_id', true), '')::uuid"
TABLE = f"""
CREATE TABLE planted (organization_id uuid NOT NULL, id uuid PRIMARY KEY, client_id uuid,
  visibility varchar(8), UNIQUE (organization_id, id));
ALTER TABLE planted ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON planted USING ({OWN}) WITH CHECK ({OWN});
"""
OPEN = "SECURITY DEFINER AS 'SELECT 1'"

# What is planted -> what is found, and nothing else.
FAULTS: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "row-level security off": (
        "ALTER TABLE planted DISABLE ROW LEVEL SECURITY",
        {("row-level security is off", "planted")},
    ),
    "not forced": (
        "ALTER TABLE planted NO FORCE ROW LEVEL SECURITY",
        {("row-level security is not forced", "planted")},
    ),
    "second permissive policy": (
        "CREATE POLICY guests ON planted FOR SELECT USING (true)",
        {("more than one permissive policy", "planted")},
    ),
    "no policy": (
        "DROP POLICY tenant_isolation ON planted",
        {("policy is not the canonical one", "planted")},
    ),
    "policy of another shape": (
        "ALTER POLICY tenant_isolation ON planted USING (true)",
        {("policy is not the canonical one", "planted")},
    ),
    "policy that lets in foreign rows": (
        "ALTER POLICY tenant_isolation ON planted WITH CHECK (true)",
        {("policy is not the canonical one", "planted")},
    ),
    "policy for one role only": (
        "ALTER POLICY tenant_isolation ON planted TO milepost_app",
        {("policy is not the canonical one", "planted")},
    ),
    "organization may be null": (
        "ALTER TABLE planted ALTER organization_id DROP NOT NULL",
        {("organization may be null", "planted")},
    ),
    "table without organization": (
        "CREATE TABLE planted_plain (id int)",
        {
            ("policy is not the canonical one", "planted_plain"),
            ("row-level security is not forced", "planted_plain"),
            ("row-level security is off", "planted_plain"),
            ("table without an organization that is not on the list", "planted_plain"),
        },
    ),
    "unique without organization": (
        "CREATE UNIQUE INDEX planted_oracle ON planted (client_id)",
        {("unique index without the organization", "planted_oracle")},
    ),
    "unique that only includes the organization": (
        "CREATE UNIQUE INDEX planted_oracle ON planted (client_id) INCLUDE (organization_id)",
        {("unique index without the organization", "planted_oracle")},
    ),
    "exclusion without organization": (
        "ALTER TABLE planted ADD CONSTRAINT planted_oracle EXCLUDE (visibility WITH =)",
        {("unique index without the organization", "planted_oracle")},
    ),
    "foreign key without organization": (
        "ALTER TABLE planted ADD CONSTRAINT planted_fk FOREIGN KEY (client_id)"
        " REFERENCES tenancy_client (id)",
        {("foreign key without the organization", "planted_fk")},
    ),
    "foreign key that pairs the organization with something else": (
        "ALTER TABLE tenancy_client ADD COLUMN other uuid, ADD UNIQUE (organization_id, other, id);"
        "ALTER TABLE planted ADD CONSTRAINT planted_fk FOREIGN KEY (client_id, organization_id, id)"
        " REFERENCES tenancy_client (organization_id, other, id)",
        {("foreign key without the organization", "planted_fk")},
    ),
    "foreign key never validated": (
        "ALTER TABLE planted ADD CONSTRAINT planted_fk FOREIGN KEY (organization_id, client_id)"
        " REFERENCES tenancy_client (organization_id, id) NOT VALID",
        {("foreign key that was never validated", "planted_fk")},
    ),
    "view of its owner": (
        "CREATE VIEW planted_view AS SELECT * FROM tenancy_client",
        {("view that does not ask as its caller", "planted_view")},
    ),
    "materialized view": (
        "CREATE MATERIALIZED VIEW planted_view AS SELECT * FROM tenancy_client",
        {("view that does not ask as its caller", "planted_view")},
    ),
    "SECURITY DEFINER not listed": (
        f"CREATE FUNCTION planted_open() RETURNS int LANGUAGE sql SET search_path = public {OPEN}",
        {("SECURITY DEFINER function not expected", "planted_open")},
    ),
    "portal reads without policy": (
        "GRANT SELECT ON planted TO milepost_portal",
        {("portal may read without its own policy", "planted")},
    ),
    "portal reads one column": (
        "GRANT SELECT (client_id) ON planted TO milepost_portal",
        {("portal may read without its own policy", "planted")},
    ),
    "portal reads a global table": (
        "GRANT SELECT ON tenancy_user TO milepost_portal",
        {("portal may read without its own policy", "tenancy_user")},
    ),
    "portal policy that shows all": (
        "ALTER POLICY portal_scope ON tenancy_client USING (true)",
        {("portal may read without its own policy", "tenancy_client")},
    ),
    "portal policy lost": (
        "DROP POLICY portal_scope ON tenancy_client",
        {("portal may read without its own policy", "tenancy_client")},
    ),
    "portal writes": (
        "GRANT INSERT ON tenancy_client TO milepost_portal",
        {("portal may write", "tenancy_client")},
    ),
    "portal writes one column": (
        "GRANT UPDATE (name) ON tenancy_client TO milepost_portal",
        {("portal may write", "tenancy_client")},
    ),
    "portal deletes": (
        "GRANT DELETE ON tenancy_client TO milepost_portal",
        {("portal may write", "tenancy_client")},
    ),
    "app truncates": (
        "GRANT TRUNCATE ON tenancy_client TO milepost_app",
        {("app may truncate, reference or trigger", "tenancy_client")},
    ),
    "app references": (
        "GRANT REFERENCES ON tenancy_client TO milepost_app",
        {("app may truncate, reference or trigger", "tenancy_client")},
    ),
}


@pytest.fixture
def sound(owner):
    """What the owner's connection finds before anything is planted: only that it is not the app's."""
    owner.cursor().execute(TABLE)
    assert findings(owner) == [Finding("connected with a role too strong", "milepost_owner")]
    return set(findings(owner))


@pytest.mark.threat("T-016", "T-032")
def test_a_sound_database_has_no_finding(db):
    assert findings() == []


@pytest.mark.threat("T-032")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(owner, sound, fault):
    statements, expected = FAULTS[fault]
    owner.cursor().execute(statements)
    assert {(f.fault, f.name) for f in set(findings(owner)) - sound} == expected


def test_a_view_that_asks_as_its_caller_is_sound(owner, sound):
    owner.cursor().execute(
        "CREATE VIEW planted_view WITH (security_invoker=true) AS SELECT * FROM tenancy_client"
    )
    assert set(findings(owner)) == sound


def test_the_list_of_global_tables_names_only_tables_that_are_global(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE attname = 'organization_id' AND relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        walled = {row[0] for row in cursor.fetchall()}
    assert not walled & set(GLOBAL_TABLES)
    assert walled >= portal_tables()


class TestRoles:
    """Roles belong to the server: its administrator plants, in a transaction that is taken back."""

    CASES = {
        "app bypasses": (
            "ALTER ROLE milepost_app BYPASSRLS",
            {("role too strong", "milepost_app")},
        ),
        "app inherits": (
            "ALTER ROLE milepost_app INHERIT",
            {("role too strong", "milepost_app")},
        ),
        "portal bypasses": (
            "ALTER ROLE milepost_portal BYPASSRLS",
            {("role too strong", "milepost_portal")},
        ),
        "the owner may log in": (
            "ALTER ROLE milepost_owner LOGIN",
            {("role too strong", "milepost_owner")},
        ),
        "app may become the owner": (
            "GRANT milepost_owner TO milepost_app WITH INHERIT FALSE",
            {("membership not expected", "milepost_owner -> milepost_app")},
        ),
        "app reads everything": (
            "GRANT pg_read_all_data TO milepost_app WITH INHERIT FALSE",
            {("membership not expected", "pg_read_all_data -> milepost_app")},
        ),
        "somebody else is in the app's role": (
            "CREATE ROLE planted_report LOGIN; GRANT milepost_app TO planted_report",
            {("membership not expected", "milepost_app -> planted_report")},
        ),
        "plain membership of the portal's role": (
            "GRANT milepost_portal TO milepost_app WITH INHERIT TRUE",
            {("membership inherited by the app", "milepost_portal -> milepost_app")},
        ),
        "a table of another owner": (
            f"{TABLE} ALTER TABLE planted OWNER TO milepost_backup; REVOKE ALL ON planted FROM milepost_app",
            {("not owned by milepost_owner", "planted")},
        ),
        "a schema beside": (
            "CREATE SCHEMA planted_beside",
            {("schema that no check looks into", "planted_beside")},
        ),
        "a lookup that anybody may call": (
            "GRANT EXECUTE ON FUNCTION tenancy_organizations_of(uuid, timestamptz) TO PUBLIC",
            {("SECURITY DEFINER function not expected", "tenancy_organizations_of")},
        ),
        "a lookup without a fixed search path": (
            "ALTER FUNCTION tenancy_organizations_of(uuid, timestamptz) RESET search_path",
            {("SECURITY DEFINER function not expected", "tenancy_organizations_of")},
        ),
        "a lookup owned by a superuser": (
            "ALTER FUNCTION tenancy_organizations_of(uuid, timestamptz) OWNER TO CURRENT_USER",
            {("SECURITY DEFINER function not expected", "tenancy_organizations_of")},
        ),
    }

    @pytest.mark.parametrize("case", CASES)
    def test_a_planted_fault_is_found(self, superuser, case):
        statements, expected = self.CASES[case]
        before = set(findings(superuser))
        superuser.cursor().execute(statements)
        assert {(f.fault, f.name) for f in set(findings(superuser)) - before} == expected

    def test_a_superuser_is_found(self, superuser):
        superuser.cursor().execute("ALTER ROLE milepost_app SUPERUSER")
        assert Finding("role too strong", "milepost_app") in findings(superuser)

    def test_a_connection_that_bypasses_is_found(self, superuser):
        user = superuser.settings_dict["USER"]
        assert findings(superuser) == [Finding("connected with a role too strong", user)]

    @pytest.mark.parametrize(("inherit", "seen"), [("FALSE", 1), ("TRUE", 0)])
    def test_plain_membership_blinds_the_app(self, superuser, inherit, seen):
        """With it the portal's restrictive policies bind the app too: it sees nothing."""
        cursor = superuser.cursor()
        cursor.execute("SELECT gen_random_uuid()::text")
        [organization_id] = cursor.fetchone()
        cursor.execute(
            "INSERT INTO tenancy_organization (id, slug, name, name_zh, language, zone, currency, is_active,"
            " created_at, version) VALUES (%s, 'x', 'X', '', 'en', 'UTC', 'USD', true, now(), 1)",
            [organization_id],
        )
        cursor.execute(
            "INSERT INTO tenancy_client (organization_id, id, code, name, name_zh, industry, country, state,"
            " created_at, version) VALUES (%s, gen_random_uuid(), 'XX', 'X', '', '', '', 'active', now(), 1)",
            [organization_id],
        )
        cursor.execute(f"GRANT milepost_portal TO milepost_app WITH INHERIT {inherit}")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION milepost_app")
        cursor.execute("SELECT set_config('app.organization_id', %s, true)", [organization_id])
        cursor.execute("SELECT count(*) FROM tenancy_client")
        assert cursor.fetchone() == (seen,)


class TestAtStart:
    """Web, worker and beat refuse to start on a database with a missing wall."""

    @pytest.fixture
    def fallen(self, monkeypatch):
        monkeypatch.setattr(boot, "findings", lambda: [Finding("row-level security is off", "planted")])

    def test_a_process_that_serves_ends(self, fallen, settings):
        settings.PROCESS = "web"
        with pytest.raises(SystemExit, match="row-level security is off: planted"):
            boot.refuse_without_walls()

    def test_a_command_does_not(self, fallen, settings):
        settings.PROCESS = ""
        boot.refuse_without_walls()

    def test_a_sound_database_lets_it_start(self, db, settings):
        settings.PROCESS = "web"
        boot.refuse_without_walls()

    def test_the_command_says_the_same(self, db, capsys):
        call_command("check_walls")
        assert capsys.readouterr().out == "every wall stands\n"

    def test_the_command_fails_with_one_line_each(self, db, monkeypatch):
        from tenancy.management.commands import check_walls

        found = [Finding("row-level security is off", "planted"), Finding("portal may write", "planted")]
        monkeypatch.setattr(check_walls, "findings", lambda: found)
        with pytest.raises(CommandError) as caught:
            call_command("check_walls")
        assert str(caught.value) == "row-level security is off: planted\nportal may write: planted"


def test_both_doors_ask_before_they_serve():
    """The web's door is a module, the worker's and beat's is a signal."""
    import ast
    from pathlib import Path

    from celery.signals import beat_init, worker_init

    from config import celery

    called = {
        node.func.id
        for node in ast.walk(ast.parse(Path(celery.__file__).with_name("wsgi.py").read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "refuse_without_walls" in called
    for signal in (worker_init, beat_init):
        assert celery.check_walls in [receiver() for _key, receiver in signal.receivers]
    assert sys.modules["config.boot"] is boot
