"""A ledger in a schema of a PostgreSQL database: the same tables and questions as in a file.

SQL is written once, in SQLite's dialect; `dialect` turns into PostgreSQL's what differs, and `functions.sql` gives the
few functions of SQLite that PostgreSQL lacks.
"""
