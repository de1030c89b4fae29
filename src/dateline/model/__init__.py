"""The nouns of the contract, frozen and typed, their JSON Schema, and the tree of errors."""
