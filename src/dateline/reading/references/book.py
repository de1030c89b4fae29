"""The entities of an article while they are being joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dateline.knowledge.name_cues import NameCues, load_name_cues
from dateline.knowledge.names import NameEntry, NameTables, Office, load_names
from dateline.model.record import ActorCandidate
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mention, Mentions
from dateline.reading.references.types import EntityKind
from dateline.reading.statements import Statement


@dataclass(slots=True)
class RoleDraft:
    """An office that the text gives somebody, with the mention of the body or country it belongs to."""

    first: int
    last: int
    office: Office | None
    lemma: str
    of: int | None = None
    """Index of the mention of the body, country or place."""
    country: str | None = None
    """Country of the party or people in front ("Republican senator")."""
    group: int | None = None
    """Index of the mention of that party or people."""


@dataclass(slots=True)
class EntityDraft:
    """Somebody or something that the article speaks of, as far as it has been joined."""

    kind: EntityKind
    name: str
    entry: NameEntry | None = None
    mentions: list[int] = field(default_factory=list)
    gender: Literal["f", "m"] | None = None
    number: Literal["singular", "plural"] | None = "singular"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: list[RoleDraft] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    """Head nouns by which the text has called it."""
    candidates: tuple[ActorCandidate, ...] = ()
    described: bool = False
    """Known by a description only, never by name."""
    speaks: bool = False


class Book:
    """All mentions of an article with the entities they are given to."""

    def __init__(self, analysis: Analysis, mentions: Mentions, statements: tuple[Statement, ...]) -> None:
        self.analysis = analysis
        self.mentions: tuple[Mention, ...] = mentions.names
        self.statements = statements
        self.tables: NameTables = load_names()
        self.cues: NameCues = load_name_cues()
        self.entities: list[EntityDraft] = []
        self.entity_of: list[int | None] = [None] * len(self.mentions)
        self.by_head: dict[int, int] = {}
        self.inside: dict[int, int] = {}
        for mention in self.mentions:
            if mention.kind == "other":
                continue
            self.by_head.setdefault(mention.head, mention.index)
            if mention.form in ("name", "metonym", "demonym"):
                for token in range(mention.first, mention.last):
                    self.inside[token] = mention.index
        self.peoples: dict[str, int] = {}
        self._holders: list[int] | None = None
        self._bodies: list[int] | None = None
        self.quote_of = _find_quotes(analysis, statements)
        self.asked_in = _find_asked(analysis, statements)
        """From each token of a question told in other words to the first statement that tells it."""
        self.spoken_by: dict[int, Statement] = {}
        """From the head of each speaker's phrase to the first statement that has it."""
        for statement in statements:
            if statement.speaker is not None:
                self.spoken_by.setdefault(statement.speaker.head, statement)

    def add(self, entity: EntityDraft, mention: Mention | None = None) -> int:
        """Add an entity, with its first mention if there is one."""
        self.entities.append(entity)
        if mention is not None:
            self.give(mention, len(self.entities) - 1)
        return len(self.entities) - 1

    def give(self, mention: Mention, entity: int, *, listed: bool = True) -> None:
        """Tie a mention to an entity; not `listed`: a relative pronoun, which is no mention of its own."""
        self.entity_of[mention.index] = entity
        if listed:
            draft = self.entities[entity]
            draft.mentions.append(mention.index)
            if draft.gender is None:
                draft.gender = mention.gender

    def paragraph_start(self, token: int) -> int:
        """Give the first token of the paragraph that a token stands in."""
        paragraphs = self.analysis.paragraphs
        return paragraphs[max(bisect_right(paragraphs, (token, len(self.analysis))) - 1, 0)][0] if paragraphs else 0

    def holders(self) -> list[int]:
        """Give the named persons with an office or a description; asked only once all names and roles are read."""
        if self._holders is None:
            self._holders = [
                index
                for index, draft in enumerate(self.entities)
                if draft.kind == "person"
                and draft.mentions
                and (draft.roles or draft.lemmas or draft.entry is not None)
            ]
        return self._holders

    def bodies(self) -> list[int]:
        """Give the named bodies; asked only once all names are read."""
        if self._bodies is None:
            self._bodies = [
                index
                for index, draft in enumerate(self.entities)
                if draft.kind == "organisation" and draft.mentions and not draft.described
            ]
        return self._bodies

    def entity_at(self, token: int) -> int | None:
        """Give the entity of the mention that a token heads or, for a name, belongs to."""
        index = self.by_head.get(token)
        if index is None:
            index = self.inside.get(token)
        return None if index is None else self.entity_of[index]

    def speaker_of(self, statement: Statement) -> int | None:
        """Give the entity that a statement is ascribed to, through floating quotes that continue another."""
        seen = 0
        while statement.speaker is None and statement.speaker_from is not None and seen < len(self.statements):
            statement = self.statements[statement.speaker_from]
            seen += 1
        return None if statement.speaker is None else self.entity_at(statement.speaker.head)


def noun_of(mention: Mention) -> int:
    """Give the token of the noun that says who a description speaks of."""
    return mention.last - 1 if mention.noun is None else mention.noun


def _find_quotes(analysis: Analysis, statements: tuple[Statement, ...]) -> dict[int, int]:
    """Map each token of quoted words to the innermost statement it is said in."""
    found: dict[int, int] = {}
    for statement in statements:
        if statement.form == "indirect":
            continue
        for span in statement.content:
            first, last = analysis.tokens_in(span)
            tokens: Iterable[int] = range(first, last)
            if statement.form == "mixed":
                tokens = _between_marks(analysis, first, last)
            for token in tokens:
                found[token] = statement.index
    return found


def _find_asked(analysis: Analysis, statements: tuple[Statement, ...]) -> dict[int, Statement]:
    """Map each token of "Asked whether *he would go*, Reed said" to the question."""
    found: dict[int, Statement] = {}
    for statement in statements:
        if statement.act == "ask" and statement.form == "indirect" and statement.addressee is not None:
            for span in statement.content:
                for token in range(*analysis.tokens_in(span)):
                    found.setdefault(token, statement)
    return found


def _between_marks(analysis: Analysis, first: int, last: int) -> list[int]:
    """Give the words of a content that stand between quotation marks: in 'he was "quite sure"' the last two."""
    if first >= last:
        return []
    inside, found = False, []
    for token in range(analysis.sentence(first)[0], last):
        if analysis.tags[token] == "``" or analysis.words[token] == "“":
            inside = True
        elif analysis.tags[token] == "''" or analysis.words[token] == "”":
            inside = False
        elif inside and token >= first:
            found.append(token)
    return found


def fields_of(book: Book, mention: Mention) -> set[str]:
    """Give the words that tell which of several bodies: "the *interior* ministry", "the ministry of *finance*"."""
    analysis, noun = book.analysis, noun_of(mention)
    before = (t for t in range(mention.first, noun) if analysis.tags[t][0] in "JNV" and t not in book.inside)
    of = [p for p in analysis.with_label(noun, "prep") if analysis.lowers[p] == "of"]
    behind = (t for p in of for t in analysis.with_label(p, "pobj") if analysis.tags[t][0] == "N")
    return {analysis.lowers[t] for t in (*before, *behind) if book.entity_at(t) is None}
