"""The order of work in which an article's statements are found."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.model.article import Article
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.statements.assembly import assemble, settle
from dateline.reading.statements.choosing import Chooser
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.headlines import find_headline_drafts
from dateline.reading.statements.marks import Marks, pair_marks
from dateline.reading.statements.nested import find_nested_drafts
from dateline.reading.statements.nominals import find_adjective_drafts, find_noun_drafts
from dateline.reading.statements.partners import Partners
from dateline.reading.statements.phrases import find_phrase_drafts
from dateline.reading.statements.plausible import Plausibility
from dateline.reading.statements.questions import find_questions
from dateline.reading.statements.quoting import Linker
from dateline.reading.statements.surroundings import Surroundings
from dateline.reading.statements.talk import find_turn_drafts
from dateline.reading.statements.turns import tie_answers
from dateline.reading.statements.types import Statement
from dateline.reading.statements.verbs import find_verb_drafts
from dateline.reading.statements.wanting import join_wishes


def _prefer_tails(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """Keep of a headline's two readings the one by its verb, where that has found all of what is said."""
    tail = next((draft for draft in drafts if draft.rule == "headline.tail"), None)
    if tail is None:
        return drafts
    first, last = tail.pieces[0]
    others = [draft for draft in drafts if draft is not tail and first <= draft.cue <= tail.source_last]
    if any(draft.cue == tail.cue and draft.pieces and draft.pieces[0][0] == first for draft in others):
        return [draft for draft in drafts if draft is not tail]
    clash = {id(draft) for draft in others if draft.cue == tail.cue or (draft.first <= first and last <= draft.cue)}
    clash |= {id(draft) for draft in others if draft.source is not None and draft.source.last > last}
    return [draft for draft in drafts if id(draft) not in clash]


def read_drafts(
    article: Article, analysis: Analysis, mentions: Mentions, marks: Marks
) -> tuple[list[Draft], frozenset[int]]:
    """Read the statements of an article by the rules, not yet with hearers, and the heads of its names."""
    table = load_cues()
    drafts = [
        *find_verb_drafts(analysis, table, marks),
        *find_noun_drafts(analysis, table),
        *find_adjective_drafts(analysis, table),
        *find_phrase_drafts(analysis, table),
        *find_headline_drafts(article, analysis, mentions, table),
        *find_turn_drafts(analysis, table),
    ]
    drafts = join_wishes(analysis, _prefer_tails(analysis, drafts))
    plausible = Plausibility(analysis, mentions, table)
    drafts = [draft for draft in drafts if plausible.allows(draft)]
    drafts.sort(key=lambda draft: draft.cue)
    drafts = Linker(analysis, marks, drafts).link()
    drafts.extend(find_questions(analysis, marks, drafts))
    nested = list(find_nested_drafts(analysis, marks, table, drafts))
    cues = {draft.cue for draft in nested}
    drafts = sorted([*(draft for draft in drafts if draft.cue not in cues), *nested], key=lambda draft: draft.cue)
    return settle(analysis, marks, drafts, plausible.named), plausible.named


def read_statements(
    article: Article, analysis: Analysis, mentions: Mentions
) -> tuple[tuple[Statement, ...], tuple[Issue, ...]]:
    """Read the statements of an article, and the quotation marks that could not be paired."""
    if not len(analysis):
        return (), ()
    marks = pair_marks(analysis)
    kept, named = read_drafts(article, analysis, mentions, marks)
    chooser = Chooser(analysis, named)
    surroundings = Surroundings(analysis, mentions, load_cues())
    for draft in kept:
        chooser.choose(draft)
        surroundings.add_to(draft)
    partners = Partners(analysis, marks, mentions)
    tie_answers(analysis, kept, partners)
    partners.add_called(kept)
    return assemble(analysis, marks, kept), marks.issues
