"""The page and the API of a ledger: words in, words out; no rule about news lives here."""
