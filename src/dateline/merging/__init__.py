"""Many reports, one happening: copies of one text, and what the reports of one event say together."""
