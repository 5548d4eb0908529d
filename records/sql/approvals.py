"""Statements about approvals and asks that no model can declare.

The two lookups behind an ask are asked before a tenant is known: one by the digest of its link's token, one
by its id and the login of the person it was put to. What was approved and answered is kept by the database.
"""

LOOKUPS = ("records_ask_of", "records_ask_for")
SIGNATURES = {
    "records_ask_of": "text, timestamptz",
    "records_ask_for": "uuid, uuid, timestamptz",
}
COLUMNS = """
  a.id, a.nonce, o.id, o.slug::text, o.name::text, o.language::text, o.zone::text, o.name_zh::text,
  p.id, p.name::text, p.email::text, p.language::text, p.zone::text, p.client_id, a.answered_at IS NOT NULL
"""
RETURNS = """
RETURNS TABLE (ask_id uuid, nonce integer, organization_id uuid, slug text, organization_name text,
  organization_language text, organization_zone text, organization_name_zh text, person_id uuid, name text,
  email text, language text, zone text, client_id uuid, is_answered boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
"""
ASKED = """
  FROM records_ask a
  JOIN tenancy_organization o ON o.id = a.organization_id
  JOIN tenancy_person p ON p.id = a.person_id
  WHERE o.is_active AND a.withdrawn_at IS NULL AND p.left_at IS NULL
"""
# A link shows the receipt for a year after the answer; whoever signs in finds it as long as it is kept.
OPEN = "(a.answered_at IS NULL AND a.expires_at > at_instant)"
RECEIPT = "a.answered_at > at_instant - interval '1 year'"


def _given(name: str) -> str:
    signature = f"{name}({SIGNATURES[name]})"
    return f"""
REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {signature} TO milepost_app;
ALTER FUNCTION {signature} OWNER TO milepost_search;
"""


FUNCTIONS = f"""
GRANT SELECT ON records_ask TO milepost_search;

CREATE FUNCTION records_ask_of(by_digest text, at_instant timestamptz) {RETURNS} AS $$
  SELECT {COLUMNS} {ASKED} AND a.digest = by_digest AND ({OPEN} OR {RECEIPT})
$$;

CREATE FUNCTION records_ask_for(by_id uuid, by_user uuid, at_instant timestamptz) {RETURNS} AS $$
  SELECT {COLUMNS} {ASKED} AND a.id = by_id AND p.user_id = by_user
    AND ({OPEN} OR a.answered_at IS NOT NULL)
$$;

GRANT CREATE ON SCHEMA public TO milepost_search;
{_given("records_ask_of")}
{_given("records_ask_for")}
REVOKE CREATE ON SCHEMA public FROM milepost_search;
"""
DROP_FUNCTIONS = "; ".join(f"DROP FUNCTION {name}({args})" for name, args in SIGNATURES.items())

FROZEN = {
    "records_approval": (
        "OLD.entry_id, OLD.decision, OLD.about, OLD.amount, OLD.currency, OLD.days, OLD.content,"
        " OLD.fingerprint, OLD.authors, OLD.asked_by_id, OLD.created_at",
        "OLD.decided_at IS NOT NULL",
        "OLD.manner",
    ),
    "records_approvalstep": (
        "OLD.approval_id, OLD.position, OLD.role",
        "OLD.decided_at IS NOT NULL",
        "OLD.person_id, OLD.outcome, OLD.reason, OLD.decided_by_id, OLD.decided_at, OLD.via, OLD.ip",
    ),
    "records_ask": (
        "OLD.entry_id, OLD.person_id, OLD.answers, OLD.arguments, OLD.title, OLD.text, OLD.text_beside,"
        " OLD.language, OLD.fingerprint, OLD.asked_by_id, OLD.created_at",
        "OLD.answered_at IS NOT NULL",
        "OLD.digest, OLD.answered_at, OLD.answer, OLD.remark, OLD.given, OLD.via, OLD.ip, OLD.receipt,"
        " OLD.withdrawn_at",
    ),
}


def frozen(table: str) -> str:
    """The trigger that keeps what was asked, and once it is decided what was said."""
    always, when, then = FROZEN[table]
    now = {old: old.replace("OLD.", "NEW.") for old in (always, then)}
    return f"""
CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({always}) IS DISTINCT FROM ({now[always]})
     OR ({when} AND ({then}) IS DISTINCT FROM ({now[then]})) THEN
    RAISE EXCEPTION '{table}: what was asked and decided is kept' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_keep BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep();
"""


def thawed(table: str) -> str:
    """Take the trigger away."""
    return f"DROP FUNCTION {table}_keep() CASCADE"
