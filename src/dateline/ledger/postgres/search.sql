-- Words are cut and folded by the writer; here they are only brought to their stems, as SQLite's "porter" does.
CREATE TEXT SEARCH DICTIONARY word_stems (TEMPLATE = pg_catalog.snowball, Language = porter);
CREATE TEXT SEARCH CONFIGURATION word_search (PARSER = pg_catalog.default);
ALTER TEXT SEARCH CONFIGURATION word_search ADD MAPPING FOR
  asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart,
  email, url, host, sfloat, version, url_path, file, float, int, uint WITH word_stems;
