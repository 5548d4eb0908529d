"""Search below row-level security: its index, and the one function that may use it.

Under a policy the operators of text search are not used with an index, because they might tell of other
tenants' rows by their errors. So one SECURITY DEFINER function asks instead: it reads the organization
(and the client, where one is bound) from the transaction alone, whatever it is called with, and answers
identifiers. Its caller reads the entries themselves under the policy again, and asks each kind's rights.

The organization is one of an entry's words, and whether search has read it yet is another. So one index
answers every way to ask, and another tenant's common word costs this one nothing.
"""

from tenancy.walls import ENTRY_TABLE

EXTENSIONS = ["CREATE EXTENSION IF NOT EXISTS pg_trgm"]
SIGNATURE = "records_search(text, text, text[], text, boolean, text[], uuid[], boolean, boolean, integer)"
MOST, CANDIDATES = 200, 2000

# No word holds a sign, so none can be mistaken for this one.
UNREAD = "~unread"
# The first line of `words` is the title, folded; beneath it stand all words.
HEAD = "split_part({e}words, E'\\n', 1)"
VECTOR = (
    "array_to_tsvector(array_remove(string_to_array({e}organization_id::text"
    f" || CASE WHEN {{e}}indexed THEN ' ' ELSE ' {UNREAD} ' END"
    " || translate({e}words, E'\\n', ' ') || ' ' || {e}pinyin, ' '), ''))"
)
INDEX = (
    f"CREATE INDEX records_entry_search ON {ENTRY_TABLE} USING gin"
    f" (({VECTOR.format(e='')}), ({HEAD.format(e='')}) gin_trgm_ops) WITH (gin_pending_list_limit = 1024)"
)

FRESH = "lower(concat_ws(' ', e.title, e.title_zh))"
EVERY = "NOT EXISTS (SELECT FROM unnest(terms) AS term WHERE strpos({text}, term) = 0)"
_HEAD, _VECTOR = HEAD.format(e="e."), VECTOR.format(e="e.")


def branch(way: int, condition: str) -> str:
    """The entries of one way to match, at most so many that ranking them costs little.

    Organization and type are compared in ways that no other index knows: on a table without statistics the
    planner would rather read all of an organization's entries.
    """
    return f"""(SELECT e.id, e.pinyin, coalesce(NULLIF({_HEAD}, ''), {FRESH}) AS head, {way} AS way
      FROM {ENTRY_TABLE} e
      WHERE {condition} AND e.organization_id IS NOT DISTINCT FROM own
      AND array_position(of_kinds, e.kind::text) IS NOT NULL AND e.withdrawn = are_withdrawn
      AND (in_projects IS NULL OR e.project_id = ANY (in_projects) OR (outside AND e.project_id IS NULL))
      AND (own_client IS NULL OR (e.client_id = own_client AND e.visibility = 'shared'))
      LIMIT {CANDIDATES})"""


WAYS = "\n    UNION ALL ".join(
    [
        # Its words hold what was said inside, too: a client finds a shared record by its title.
        branch(1, f"own_client IS NULL AND {_VECTOR} @@ (mine && query)"),
        # What the sweep has not read yet is found by its title as it stands.
        branch(2, f"{_VECTOR} @@ (mine && '''{UNREAD}'''::tsquery) AND {EVERY.format(text=FRESH)}"),
        branch(
            3,
            f"longest <> '' AND {_VECTOR} @@ mine AND {_HEAD} LIKE part AND {EVERY.format(text=_HEAD)}",
        ),
        branch(4, f"loosely AND {_VECTOR} @@ mine AND {_HEAD} %> phrase"),
    ]
)

FUNCTION = f"""
CREATE FUNCTION records_search(asked text, phrase text, terms text[], longest text, loosely boolean,
  of_kinds text[], in_projects uuid[], outside boolean, are_withdrawn boolean, at_most integer)
RETURNS TABLE (entry_id uuid, score real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  own uuid := NULLIF(current_setting('app.organization_id', true), '')::uuid;
  own_client uuid := NULLIF(current_setting('app.client_id', true), '')::uuid;
  mine tsquery := quote_literal(own::text)::tsquery;
  query tsquery := asked::tsquery;
  part text := '%' || regexp_replace(longest, '([\\\\%_])', '\\\\\\1', 'g') || '%';
BEGIN
  IF own IS NULL OR cardinality(terms) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH met AS (
    {WAYS}
  ), once AS (
    SELECT DISTINCT ON (met.id) met.id, met.pinyin, met.head, met.way FROM met ORDER BY met.id, met.way
  )
  SELECT o.id, (CASE
      WHEN o.head = phrase THEN 80
      WHEN starts_with(o.head, phrase) THEN 60
      WHEN strpos(' ' || o.head, ' ' || phrase) > 0 THEN 50
      WHEN strpos(o.head, phrase) > 0 THEN 40
      WHEN {EVERY.format(text="o.head")} THEN 30
      WHEN array_to_tsvector(string_to_array(o.pinyin, ' ')) @@ query THEN 25
      WHEN o.way < 4 THEN 20
      ELSE 10 * word_similarity(phrase, o.head) END)::real AS score
  FROM once o ORDER BY score DESC, o.id DESC LIMIT greatest(0, least(at_most, {MOST}));
END $$
"""

CREATE = [
    INDEX,
    f"GRANT SELECT ON {ENTRY_TABLE} TO milepost_search",
    FUNCTION,
    "GRANT CREATE ON SCHEMA public TO milepost_search",
    f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO milepost_app",
    f"ALTER FUNCTION {SIGNATURE} OWNER TO milepost_search",
    "REVOKE CREATE ON SCHEMA public FROM milepost_search",
]
DROP = [
    f"DROP FUNCTION {SIGNATURE}",
    f"REVOKE SELECT ON {ENTRY_TABLE} FROM milepost_search",
    "DROP INDEX records_entry_search",
]
