"""Tables that people can read and check, loaded once and compactly."""
