"""Who can say something, and of what: a bridge demands nothing, and defending a town is no praise."""

from __future__ import annotations

from dateline.knowledge.cues import CueTable
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.statements.draft import Draft

_NAME_TAGS = frozenset(("NNP", "NNPS", "PRP", "WP", "PRP$", "WDT", "CD", "DT"))
_THING_KINDS = {"place": ("place", "country"), "person": ("person", "unnamed", "group")}


class Plausibility:
    """What the mentions and word lists tell of possible speakers and objects."""

    def __init__(self, analysis: Analysis, mentions: Mentions, table: CueTable) -> None:
        self.analysis = analysis
        self.kinds = {mention.head: mention.kind for mention in mentions.names}
        self.named = frozenset(self.kinds)
        lists = table.lists
        self.speakers = lists["documents"] | lists["hearers"] | lists["headline_sources"]
        self.not_sources = lists["not_sources"]

    def allows(self, draft: Draft) -> bool:
        """Tell whether a draft can be a statement, by its source and the object that is its content."""
        source = draft.source
        if source is not None and draft.rule == "phrase.according":
            return self.analysis.lemmas[source.head] not in self.not_sources
        if draft.thing is None or draft.clause:
            return True
        kind = self.kinds.get(draft.thing)
        if any(kind in _THING_KINDS[name] for name in draft.not_of):
            return False
        return source is None or self.can_speak(source.head)

    def can_speak(self, head: int) -> bool:
        """Tell whether a noun can name a speaker, a group or a document."""
        analysis = self.analysis
        return head in self.named or analysis.tags[head] in _NAME_TAGS or analysis.lemmas[head] in self.speakers
