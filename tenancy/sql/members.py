"""Statements of the migrations that no model can declare: grants, and the audited lookup functions.

The functions run before a tenant is known, so they are SECURITY DEFINER. Each one takes a narrow key and
answers one person's own rows; `LOOKUPS` is the list that the catalogue check allows.
"""

GRANTS = """
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public
  TO milepost_app, milepost_portal, milepost_search, milepost_audit, milepost_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE milepost_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO milepost_app;
ALTER DEFAULT PRIVILEGES FOR ROLE milepost_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO milepost_app;
ALTER DEFAULT PRIVILEGES FOR ROLE milepost_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
"""

LOOKUPS = ("tenancy_member_of_user", "tenancy_member_of_token", "tenancy_organizations_of")
SIGNATURES = {
    "tenancy_member_of_user": "uuid, text, timestamptz",
    "tenancy_member_of_token": "text, text, timestamptz",
    "tenancy_organizations_of": "uuid, timestamptz",
}
# As migration 0002 made them; 0004 answers more and counts days in the organization's own zone.
FIRST_SIGNATURES = {
    **SIGNATURES,
    "tenancy_member_of_user": "uuid, text, date",
    "tenancy_organizations_of": "uuid, date",
}

FIRST_MEMBER = """
  o.id, o.slug::text, o.name::text, o.language::text, o.zone::text, u.id, p.id, p.name::text,
  u.email::text, p.language::text, p.zone::text, (array_agg(m.client_id))[1], array_agg(m.role::text)
"""

FIRST_ACTIVE = """
  o.is_active AND u.is_active AND (m.starts_on IS NULL OR m.starts_on <= {day})
  AND (m.ends_on IS NULL OR m.ends_on >= {day})
"""

FIRST_RETURNS = """
RETURNS TABLE (organization_id uuid, slug text, organization_name text, organization_language text,
  organization_zone text, user_id uuid, person_id uuid, person_name text, email text, language text,
  zone text, client_id uuid, roles text[], scopes text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
"""

FIRST_FUNCTIONS = f"""
GRANT SELECT ON tenancy_organization, tenancy_user, tenancy_person, tenancy_membership, tenancy_apitoken
  TO milepost_search;
GRANT SELECT ON django_migrations TO milepost_app;

CREATE FUNCTION tenancy_member_of_user(by_user uuid, at_slug text, on_day date) {FIRST_RETURNS} AS $$
  SELECT {FIRST_MEMBER}, NULL::text
  FROM tenancy_membership m
  JOIN tenancy_organization o ON o.id = m.organization_id
  JOIN tenancy_user u ON u.id = m.user_id
  JOIN tenancy_person p ON p.id = m.person_id
  WHERE m.user_id = by_user AND o.slug = at_slug AND {FIRST_ACTIVE.format(day="on_day")}
  GROUP BY o.id, u.id, p.id
$$;

CREATE FUNCTION tenancy_member_of_token(by_digest text, at_slug text, at_instant timestamptz)
{FIRST_RETURNS} AS $$
  SELECT {FIRST_MEMBER}, t.scopes::text
  FROM tenancy_apitoken t
  JOIN tenancy_membership m ON m.user_id = t.user_id AND m.organization_id = t.organization_id
  JOIN tenancy_organization o ON o.id = m.organization_id
  JOIN tenancy_user u ON u.id = m.user_id
  JOIN tenancy_person p ON p.id = m.person_id
  WHERE t.digest = by_digest AND (at_slug = '' OR o.slug = at_slug)
    AND t.revoked_at IS NULL AND t.expires_at > at_instant
    AND {FIRST_ACTIVE.format(day="(at_instant AT TIME ZONE 'UTC')::date")}
  GROUP BY o.id, u.id, p.id, t.id
$$;

CREATE FUNCTION tenancy_organizations_of(by_user uuid, on_day date)
RETURNS TABLE (slug text, name text, is_client boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.slug::text, o.name::text, bool_or(m.client_id IS NOT NULL)
  FROM tenancy_membership m
  JOIN tenancy_organization o ON o.id = m.organization_id
  JOIN tenancy_user u ON u.id = m.user_id
  WHERE m.user_id = by_user AND {FIRST_ACTIVE.format(day="on_day")}
  GROUP BY o.id ORDER BY o.name
$$;
"""


MEMBER = """
  o.id, o.slug::text, o.name::text, o.name_zh::text, o.language::text, o.zone::text, u.id, p.id, p.name::text,
  u.email::text, p.language::text, p.zone::text, (array_agg(m.client_id))[1], array_agg(m.role::text)
"""
RIGHTS = """
  array(SELECT s.role || ' ' || s.action FROM tenancy_actionswitch s
    WHERE s.organization_id = o.id AND s.lifted_at IS NULL),
  (SELECT max(g.until) FROM tenancy_brokenglass g
    WHERE g.organization_id = o.id AND g.user_id = u.id AND g.closed_at IS NULL
      AND g.opened_at <= at_instant AND g.until > at_instant)
"""
ACTIVE = """
  o.is_active AND u.is_active AND p.left_at IS NULL AND m.ended_at IS NULL
  AND (m.starts_on IS NULL OR m.starts_on <= (at_instant AT TIME ZONE o.zone)::date)
  AND (m.ends_on IS NULL OR m.ends_on >= (at_instant AT TIME ZONE o.zone)::date)
"""
RETURNS = """
RETURNS TABLE (organization_id uuid, slug text, organization_name text, organization_name_zh text,
  organization_language text, organization_zone text, user_id uuid, person_id uuid, person_name text,
  email text, language text, zone text, client_id uuid, roles text[], switched_off text[],
  glass_until timestamptz, scopes text, token_id uuid, token_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
"""
JOINS = """
  JOIN tenancy_organization o ON o.id = m.organization_id
  JOIN tenancy_user u ON u.id = m.user_id
  JOIN tenancy_person p ON p.id = m.person_id
"""

FUNCTIONS = f"""
GRANT SELECT ON tenancy_actionswitch, tenancy_brokenglass, tenancy_tokenuse TO milepost_search;

CREATE FUNCTION tenancy_member_of_user(by_user uuid, at_slug text, at_instant timestamptz) {RETURNS} AS $$
  SELECT {MEMBER}, {RIGHTS}, NULL::text, NULL::uuid, NULL::timestamptz
  FROM tenancy_membership m {JOINS}
  WHERE m.user_id = by_user AND o.slug = at_slug AND {ACTIVE}
  GROUP BY o.id, u.id, p.id
$$;

CREATE FUNCTION tenancy_member_of_token(by_digest text, at_slug text, at_instant timestamptz) {RETURNS}
AS $$
  SELECT {MEMBER}, {RIGHTS}, t.scopes::text, t.id, max(n.used_at)
  FROM tenancy_apitoken t
  JOIN tenancy_membership m ON m.user_id = t.user_id AND m.organization_id = t.organization_id {JOINS}
  LEFT JOIN tenancy_tokenuse n ON n.organization_id = t.organization_id AND n.token_id = t.id
  WHERE t.digest = by_digest AND (at_slug = '' OR o.slug = at_slug)
    AND t.revoked_at IS NULL AND t.expires_at > at_instant AND {ACTIVE}
  GROUP BY o.id, u.id, p.id, t.id
$$;

CREATE FUNCTION tenancy_organizations_of(by_user uuid, at_instant timestamptz)
RETURNS TABLE (slug text, name text, name_zh text, is_client boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.slug::text, o.name::text, o.name_zh::text, bool_or(m.client_id IS NOT NULL)
  FROM tenancy_membership m {JOINS}
  WHERE m.user_id = by_user AND {ACTIVE}
  GROUP BY o.id ORDER BY o.name
$$;
"""


def hand_over(signatures: dict[str, str]) -> str:
    """Give the functions to `milepost_search`, and only the app may call them."""
    rows = ["GRANT CREATE ON SCHEMA public TO milepost_search"]
    for name, arguments in signatures.items():
        rows += [
            f"REVOKE ALL ON FUNCTION {name}({arguments}) FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {name}({arguments}) TO milepost_app",
            f"ALTER FUNCTION {name}({arguments}) OWNER TO milepost_search",
        ]
    return ";\n".join([*rows, "REVOKE CREATE ON SCHEMA public FROM milepost_search"])


def drop(signatures: dict[str, str]) -> str:
    """Take the functions away, so that others of the same name may answer other columns."""
    return "; ".join(f"DROP FUNCTION IF EXISTS {name}({given})" for name, given in signatures.items())
