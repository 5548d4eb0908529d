"""The lookup behind an invitation's link: asked before a tenant is known, by the token's digest alone."""

LOOKUPS = ("tenancy_invitation_of",)
SIGNATURE = "tenancy_invitation_of(text, timestamptz)"

FUNCTION = f"""
GRANT SELECT ON tenancy_invitation TO milepost_search;

CREATE FUNCTION tenancy_invitation_of(by_digest text, at_instant timestamptz)
RETURNS TABLE (invitation_id uuid, email text, name text, language text, role text,
  organization_id uuid, slug text, organization_name text, organization_language text,
  organization_zone text, organization_name_zh text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT i.id, i.email::text, p.name::text, i.language::text, i.role::text,
    o.id, o.slug::text, o.name::text, o.language::text, o.zone::text, o.name_zh::text
  FROM tenancy_invitation i
  JOIN tenancy_organization o ON o.id = i.organization_id
  JOIN tenancy_person p ON p.id = i.person_id
  WHERE i.digest = by_digest AND o.is_active
    AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > at_instant
$$;

GRANT CREATE ON SCHEMA public TO milepost_search;
REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {SIGNATURE} TO milepost_app;
ALTER FUNCTION {SIGNATURE} OWNER TO milepost_search;
REVOKE CREATE ON SCHEMA public FROM milepost_search;
"""

# Rows from before these rules: addresses in one form, and a last day for every auditor.
TIDY = """
UPDATE tenancy_person SET email = lower(email) WHERE email <> lower(email);
UPDATE tenancy_membership SET ends_on = CURRENT_DATE + 365 WHERE role = 'AU' AND ends_on IS NULL;
"""
