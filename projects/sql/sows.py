"""What a version of a statement of work says is fixed once its review begins, whoever writes."""

KEPT = """
CREATE OR REPLACE FUNCTION projects_sowversion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving text[] := ARRAY['state', 'version', 'approver_id', 'signed_on', 'ask_id', 'text_hash',
  'signed_at', 'receipt'];
BEGIN
  IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving) THEN
    RAISE EXCEPTION 'version % of a statement of work is fixed', OLD.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_sowversion_kept';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
PARTS = """
CREATE TRIGGER projects_sowversion_kept BEFORE UPDATE OR DELETE ON projects_sowversion
  FOR EACH ROW EXECUTE FUNCTION projects_sowversion_kept();

CREATE FUNCTION projects_sowpart_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one uuid; stage text;
BEGIN
  IF TG_OP = 'DELETE' THEN one := OLD.sow_version_id; ELSE one := NEW.sow_version_id; END IF;
  SELECT state INTO stage FROM projects_sowversion WHERE id = one;
  IF stage <> 'draft' THEN
    RAISE EXCEPTION 'a version of a statement of work is fixed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_sowversion_kept';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER projects_sowitem_kept BEFORE INSERT OR UPDATE OR DELETE ON projects_sowitem
  FOR EACH ROW EXECUTE FUNCTION projects_sowpart_kept();
CREATE TRIGGER projects_pricerow_kept BEFORE INSERT OR UPDATE OR DELETE ON projects_pricerow
  FOR EACH ROW EXECUTE FUNCTION projects_sowpart_kept();
CREATE TRIGGER projects_sowsite_kept BEFORE INSERT OR UPDATE OR DELETE ON projects_sowsite
  FOR EACH ROW EXECUTE FUNCTION projects_sowpart_kept();
"""
FREEZE = [KEPT, PARTS]
THAW = """
DROP FUNCTION IF EXISTS projects_sowversion_kept() CASCADE;
DROP FUNCTION IF EXISTS projects_sowpart_kept() CASCADE;
"""
