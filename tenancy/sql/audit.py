"""The sealed chain: who may write it, the function that grows it, and triggers that keep it.

`tenancy_seal_audit` gives every waiting line of the bound organization its number and its digest, under
the lock of the organization's head row. What waits is what committed transactions left in
`tenancy_unsealedline`; a line whose transaction is still open is not seen yet and gets a later number.

The text of a line is a row of netstrings (`5:Clara,`, nothing is `-,`), so that no two lines read alike
and that `tenancy.chain` can build the same text without the database.
"""

SEALED = ("tenancy_unsealedline", "tenancy_auditseal", "tenancy_audithead")
KEPT = ("tenancy_auditline", *SEALED, "tenancy_accessline")

# In the order of `tenancy.chain.COLUMNS`.
TEXTS = (
    "{number}::text",
    "{sealed_at}",
    "line.id::text",
    "line.organization_id::text",
    "{at}",
    "line.actor_user::text",
    "line.actor_person::text",
    "line.actor_name",
    "line.on_behalf",
    "line.via",
    "line.action",
    "line.subject_type",
    "line.subject_id::text",
    "line.subject_key",
    "line.project::text",
    "line.before::text",
    "line.after::text",
    "host(line.ip)",
    "line.request_id",
)
UTC = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"


def texts(*, number: str, sealed_at: str) -> list[str]:
    """The expressions that read a line's fields as text, whatever the session's settings."""
    words = {"number": number, "sealed_at": UTC.format(sealed_at), "at": UTC.format("line.at")}
    return [text.format(**words) for text in TEXTS]


_PARTS = "\n      || ".join(
    f"tenancy_netstring({text})" for text in texts(number="head.number", sealed_at="at_instant")
)

FUNCTIONS = f"""
CREATE FUNCTION tenancy_netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN value IS NULL THEN '-,' ELSE octet_length(value)::text || ':' || value || ',' END
$$;

CREATE FUNCTION tenancy_audit_arrived() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO tenancy_unsealedline (id, organization_id) SELECT id, organization_id FROM arrived;
  RETURN NULL;
END $$;

CREATE FUNCTION tenancy_audit_keep() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'milepost_audit' OR current_setting('app.audit_maintenance', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% of % is refused: the trail is only added to', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION tenancy_seal_audit(at_instant timestamptz, at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own uuid := NULLIF(current_setting('app.organization_id', true), '')::uuid;
  head tenancy_audithead;
  line tenancy_auditline;
  sealed uuid[] := '{{}}';
BEGIN
  IF own IS NULL THEN
    RAISE EXCEPTION 'no organization is bound' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO tenancy_audithead (id, organization_id, number, digest, sealed_at)
    VALUES (gen_random_uuid(), own, 0, repeat('0', 64), at_instant)
    ON CONFLICT (organization_id) DO NOTHING;
  SELECT * INTO STRICT head FROM tenancy_audithead WHERE organization_id = own FOR UPDATE;
  FOR line IN
    SELECT l.* FROM tenancy_unsealedline w
    JOIN tenancy_auditline l ON l.organization_id = w.organization_id AND l.id = w.id
    WHERE w.organization_id = own ORDER BY w.id LIMIT at_most
  LOOP
    head.number := head.number + 1;
    head.digest := encode(sha256(decode(head.digest, 'hex') || convert_to(
      {_PARTS}, 'UTF8')), 'hex');
    INSERT INTO tenancy_auditseal (id, organization_id, line_id, number, digest, sealed_at)
      VALUES (gen_random_uuid(), own, line.id, head.number, head.digest, at_instant);
    sealed := sealed || line.id;
  END LOOP;
  IF cardinality(sealed) > 0 THEN
    DELETE FROM tenancy_unsealedline WHERE organization_id = own AND id = ANY (sealed);
    UPDATE tenancy_audithead SET number = head.number, digest = head.digest, sealed_at = at_instant
      WHERE organization_id = own;
  END IF;
  RETURN cardinality(sealed);
END $$;

CREATE TRIGGER tenancy_auditline_arrived AFTER INSERT ON tenancy_auditline
  REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION tenancy_audit_arrived();
"""

DEFINERS = {"tenancy_audit_arrived": "", "tenancy_seal_audit": "timestamptz, integer"}


def rights() -> str:
    """What `milepost_audit` may do, what the app may not, and the triggers that stop everybody else."""
    rows = [
        "GRANT SELECT ON tenancy_auditline TO milepost_audit",
        "GRANT SELECT, INSERT, DELETE ON tenancy_unsealedline TO milepost_audit",
        "GRANT SELECT, INSERT ON tenancy_auditseal TO milepost_audit",
        "GRANT SELECT, INSERT, UPDATE ON tenancy_audithead TO milepost_audit",
        f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(SEALED)} FROM milepost_app",
        "GRANT EXECUTE ON FUNCTION tenancy_netstring(text) TO milepost_audit",
        "GRANT EXECUTE ON FUNCTION tenancy_audit_keep() TO milepost_app, milepost_audit",
    ]
    for table in KEPT:
        acts = "INSERT OR UPDATE OR DELETE OR TRUNCATE" if table in SEALED else "UPDATE OR DELETE OR TRUNCATE"
        rows.append(
            f"CREATE TRIGGER {table}_keep BEFORE {acts} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION tenancy_audit_keep()"
        )
    return ";\n".join(rows) + ";\n"


def hand_over() -> str:
    """Give the functions to `milepost_audit`; of those that act for it, the app may call the sealer."""
    rows = ["GRANT CREATE ON SCHEMA public TO milepost_audit"]
    for name, signature in DEFINERS.items():
        rows += [
            f"REVOKE ALL ON FUNCTION {name}({signature}) FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {name}({signature}) TO milepost_app",
            f"ALTER FUNCTION {name}({signature}) OWNER TO milepost_audit",
        ]
    return ";\n".join([*rows, "REVOKE CREATE ON SCHEMA public FROM milepost_audit"])


# Lines that are older than the chain wait for their seal like new ones.
BACKFILL = """
INSERT INTO tenancy_unsealedline (id, organization_id) SELECT id, organization_id FROM tenancy_auditline;
"""
CHAIN = BACKFILL + FUNCTIONS + rights() + hand_over()
UNCHAIN = "; ".join(
    [
        "DROP TRIGGER tenancy_auditline_arrived ON tenancy_auditline",
        *(f"DROP TRIGGER {table}_keep ON {table}" for table in KEPT),
        *(f"DROP FUNCTION {name}({signature})" for name, signature in DEFINERS.items()),
        "DROP FUNCTION tenancy_audit_keep()",
        "DROP FUNCTION tenancy_netstring(text)",
    ]
)
