"""What an approved baseline says stays as it was approved, whoever writes."""

FREEZE = """
CREATE FUNCTION schedule_baseline_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving text[] := ARRAY['state', 'version', 'visibility'];
BEGIN
  IF OLD.state IN ('approved', 'superseded')
     AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving) THEN
    RAISE EXCEPTION 'baseline % is approved and stays as it is', OLD.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_baseline_kept';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER schedule_baseline_kept BEFORE UPDATE OR DELETE ON schedule_baseline
  FOR EACH ROW EXECUTE FUNCTION schedule_baseline_kept();
"""
THAW = "DROP FUNCTION IF EXISTS schedule_baseline_kept() CASCADE;"
