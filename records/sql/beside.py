"""What is said, attached or filled in beside a record is among its words: its entry is read again."""

from records.sql.search import CREATE, DROP, INDEX

TABLES = ("records_comment", "records_fileattachment", "records_customvalues")
FUNCTION = """
CREATE FUNCTION records_read_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE records_entry SET indexed = false WHERE id = NEW.entry_id AND indexed;
  RETURN NULL;
END $$
"""
ADD = [
    FUNCTION,
    *(
        f"CREATE TRIGGER {table}_read_again AFTER INSERT OR UPDATE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION records_read_again()"
        for table in TABLES
    ),
]
REMOVE = [
    *(f"DROP TRIGGER {table}_read_again ON {table}" for table in TABLES),
    "DROP FUNCTION records_read_again()",
]
# The function of search as it stands now, in the place of the one before.
RENEW = [*(one for one in DROP if "FUNCTION" in one), *(one for one in CREATE if one != INDEX)]
