"""All commands, in the order in which the help lists them."""

from __future__ import annotations

from dateline.cli.group import LazyCommand

COMMANDS: dict[str, LazyCommand] = {
    "read": LazyCommand("dateline.cli.read:read", "Read articles and print what they say, without a ledger."),
    "add": LazyCommand("dateline.cli.ledger_add:add", "Read articles into a ledger."),
    "events": LazyCommand("dateline.cli.ledger_lists:events", "List events: who did what to whom, when, where."),
    "statements": LazyCommand("dateline.cli.ledger_lists:statements", "List statements: who said what to whom."),
    "articles": LazyCommand("dateline.cli.ledger_lists:articles", "List articles and how much was read from them."),
    "actors": LazyCommand("dateline.cli.ledger_lists:actors", "List actors over all articles."),
    "places": LazyCommand("dateline.cli.ledger_lists:places", "List places over all articles."),
    "issues": LazyCommand("dateline.cli.ledger_lists:issues", "List what could not be read or resolved, and why."),
    "stories": LazyCommand("dateline.cli.ledger_lists:stories", "List stories: articles about one matter."),
    "threads": LazyCommand(
        "dateline.cli.ledger_lists:threads", "List what was planned or threatened; what became of it."
    ),
    "why": LazyCommand("dateline.cli.ledger_why:why", "Show the words behind every field of an event or statement."),
    "decide": LazyCommand("dateline.cli.ledger_decide:decide", "Rule on events: accept, reject, set, same, different."),
    "diff": LazyCommand("dateline.cli.ledger_diff:diff", "List what changed since some moment."),
    "reread": LazyCommand("dateline.cli.ledger_reread:reread", "Read kept articles again with this version."),
    "forget": LazyCommand("dateline.cli.ledger_forget:forget", "Withdraw articles with all that hangs on them."),
    "export": LazyCommand("dateline.cli.ledger_export:export", "Write everything as a file for other programs."),
    "copy": LazyCommand("dateline.cli.ledger_copy:copy", "Copy a whole ledger into an empty one, file or database."),
    "serve": LazyCommand("dateline.cli.serve:serve", "Serve the page and the API of a ledger."),
    "mcp": LazyCommand("dateline.cli.mcp:mcp", "Give a ledger to agents: read-only tools that always quote."),
    "lexicon": LazyCommand("dateline.cli.lexicon:lexicon", "Test the tables of words; ask why a sentence is read so."),
    "plugins": LazyCommand("dateline.cli.plugins:plugins", "Show what reads and computes here, and which extras."),
    "check": LazyCommand("dateline.cli.ledger_check:check", "Check the health of a ledger: file, rows, spans."),
}
