"""A ledger for agents: a few read-only tools over the Model Context Protocol, that always give ids and quotes."""
