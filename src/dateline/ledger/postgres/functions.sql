-- What the ledger's questions use and PostgreSQL lacks. Names are those of SQLite where it has them.

CREATE OR REPLACE FUNCTION json_each(text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT e.value FROM json_array_elements_text($1::json) AS e (value) $$;

-- A whole number out of a list that is written as JSON: '$[0]' is the first.
CREATE OR REPLACE FUNCTION json_extract(text, text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT jsonb_path_query_first($1::jsonb, $2::jsonpath)::bigint $$;

-- What steps of the schema ask of an entry that is written as JSON: any value as text, and how long a list is.
CREATE OR REPLACE FUNCTION json_text(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT jsonb_path_query_first($1::jsonb, $2::jsonpath) #>> '{}' $$;

CREATE OR REPLACE FUNCTION json_array_length(text, text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT jsonb_array_length(jsonb_path_query_first($1::jsonb, $2::jsonpath))::bigint $$;

CREATE OR REPLACE FUNCTION instr(text, text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT strpos($1, $2)::bigint $$;

CREATE OR REPLACE FUNCTION json_of_array(text[]) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT array_to_json($1)::text $$;

CREATE OR REPLACE AGGREGATE json_group_array(text) (
  SFUNC = array_append, STYPE = text[], INITCOND = '{}', FINALFUNC = json_of_array
);

-- The rows that hold every term of a search; a term is words that stand together, quoted: "oil refinery" "drones".
-- The terms may stand in different parts of a row.
CREATE OR REPLACE FUNCTION find_words(searched text, query text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  term text;
  asked text := '';
BEGIN
  FOR term IN SELECT m.groups[1] FROM regexp_matches(query, '"([^"]*)"', 'g') AS m (groups) LOOP
    asked := asked || CASE WHEN asked = '' THEN '' ELSE ' INTERSECT ' END
      || format('SELECT owner FROM %I WHERE words @@ phraseto_tsquery(''word_search'', %L)', searched, term);
  END LOOP;
  IF asked <> '' THEN
    RETURN QUERY EXECUTE asked;
  END IF;
END $$;
