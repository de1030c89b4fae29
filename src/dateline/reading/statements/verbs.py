"""Statements by verbs: "said that", "urged the council to", "was accused of", "declined to comment"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.cues import Cue, CueTable, CueWord, load_cues
from dateline.model.record import Act
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.complements import Complement, find_complements
from dateline.reading.statements.contents import cut_coordinated, cut_finite, cut_tail, extend_clause, is_gloss
from dateline.reading.statements.draft import Draft, Range
from dateline.reading.statements.interposed import is_interposed, is_trailing, read_around, read_before
from dateline.reading.statements.marks import Marks
from dateline.reading.statements.sources import find_source, find_source_beside, read_phrase

_CLAUSE_CODES = frozenset(("that", "that+"))
_NOT_CUES = frozenset(("aux", "auxpass", "amod", "compound"))
_CLOSING = frozenset(("”", '"', "''", "’", "'", "»", "“"))
_MAX_NAMED = 14
"""Furthest the name in quotation marks stands from "called"."""


def find_verb_drafts(analysis: Analysis, table: CueTable, marks: Marks) -> Iterator[Draft]:
    """Yield a draft for each verb that is a cue with one of the complements its entry takes."""
    verbs, lemmas, tags, labels = table.verbs, analysis.lemmas, analysis.tags, analysis.labels
    for verb, tag in enumerate(tags):
        if tag[0] != "V":
            continue
        if labels[verb] in _NOT_CUES:
            if labels[verb] in ("amod", "compound") and lemmas[verb] in verbs:
                yield from _find_inverted(analysis, verb, verbs[lemmas[verb]], marks)
            continue
        words = verbs.get(lemmas[verb])
        if words is not None:
            draft = _read_verb(analysis, verb, words)
            if draft is None and verb not in marks.of_token:
                draft = _read_naming(analysis, verb, words, marks)
            if draft is not None:
                yield draft


def _find_inverted(analysis: Analysis, verb: int, words: tuple[CueWord, ...], marks: Marks) -> Iterator[Draft]:
    """Yield a cue that the tree took for an attribute of its subject: `"All is gone," *lamented Nadia*`."""
    behind = analysis.words[verb - 1] in _CLOSING and verb - 2 in marks.of_token
    leads = verb == analysis.sentence(verb)[0] and analysis.tags[verb] == "VBD"
    if verb in marks.of_token or not (behind or leads):
        return
    for cue, particle in _fitting(analysis, verb, words):
        if "quote" in cue.takes:
            draft = _make_bare(analysis, verb, cue, particle)
            draft.source = find_source_beside(analysis, verb, (verb - 1, verb - 1))
            if draft.source is not None:
                yield draft
            return


def _read_naming(analysis: Analysis, verb: int, words: tuple[CueWord, ...], marks: Marks) -> Draft | None:
    """Read a name in quotation marks that the tree lost: `called the use of decrees "quite dangerous"`."""
    for cue, particle in _fitting(analysis, verb, words):
        if "small" not in cue.takes or _is_passive(analysis, verb):
            continue
        end = min(analysis.sentence(verb)[1], verb + _MAX_NAMED)
        quoted = next((t for t in range(verb + 1, end) if t in marks.of_token), None)
        if quoted is None or any(
            analysis.tags[t][0] == "V" or analysis.words[t] in ",:;" for t in range(verb + 1, quoted)
        ):
            return None
        source = find_source(analysis, verb)
        if source is None or quoted == verb + 1:
            return None
        last = marks.quotations[marks.of_token[quoted]].last
        return Draft(verb, _cue_tokens(verb, particle), cue.id, cue.act, source, [(verb + 1, last)], speech=cue.speech)
    return None


def _read_verb(analysis: Analysis, verb: int, words: tuple[CueWord, ...]) -> Draft | None:
    matching = list(_fitting(analysis, verb, words))
    if not matching:
        return None
    if _is_passive(analysis, verb):
        return _read_passive(analysis, verb, matching)
    if any(_is_asked(analysis, verb, cue) for cue, _ in matching):
        return _read_asked(analysis, verb, matching)
    if matching[0][0].act == "answer" and analysis.child(verb, "neg") is not None:
        return _make_silent(analysis, verb, matching[0][0])
    for complement in find_complements(analysis, verb):
        for cue, particle in matching:
            draft = _make(analysis, verb, (cue, particle), complement) if _takes(cue, complement) else None
            if draft is not None:
                return draft
    for cue, particle in matching:
        if "that" in cue.takes and (is_interposed(analysis, verb) or is_trailing(analysis, verb)):
            return _make_interposed(analysis, verb, cue, particle)
    for cue, particle in matching:
        if "quote" in cue.takes:
            return _make_bare(analysis, verb, cue, particle)
    return None


def _make_interposed(analysis: Analysis, verb: int, cue: Cue, particle: int | None) -> Draft | None:
    draft = _make_bare(analysis, verb, cue, particle)
    draft.quotable = "quote" in cue.takes
    draft.pieces = read_before(analysis, verb) if is_trailing(analysis, verb) else read_around(analysis, verb)
    return draft if draft.source is not None else None


def _make_silent(analysis: Analysis, verb: int, cue: Cue) -> Draft | None:
    """Make the draft of one who "did not respond to a request for comment"."""
    source = find_source(analysis, verb)
    draft = Draft(verb, [verb], cue.id, "decline", source, [], speech=True)
    return draft if source is not None and analysis.child(verb, "prep", "dobj") is not None else None


def _fitting(analysis: Analysis, verb: int, words: tuple[CueWord, ...]) -> Iterator[tuple[Cue, int | None]]:
    """Yield the entries whose particle stands by the verb; a particle no entry knows makes it another verb."""
    particles = {analysis.lowers[k]: k for k in analysis.children[verb] if verb < k <= verb + 3}
    other = next((k for k in analysis.children[verb] if analysis.labels[k] == "prt"), None)
    for word in words:
        if word.particle is None:
            if other is None:
                yield word.cue, None
        elif word.particle in particles:
            yield word.cue, particles[word.particle]
        elif verb + 1 < len(analysis) and analysis.lowers[verb + 1] == word.particle:
            yield word.cue, verb + 1


def _takes(cue: Cue, complement: Complement) -> bool:
    code = complement.code
    if code in cue.takes:
        return True
    if code == "that+" and "that" in cue.takes:
        return True
    return code in _CLAUSE_CODES and code == "that" and "quote" in cue.takes and "that" in cue.takes


def _is_asked(analysis: Analysis, verb: int, cue: Cue) -> bool:
    """Tell a participle of one spoken to: "*Asked* whether he knew, Ito shook his head"."""
    leads = analysis.tags[verb] == "VBD" and verb == analysis.sentence(verb)[0] and analysis.labels[verb] == "advcl"
    if not cue.told or not (leads or analysis.tags[verb] == "VBN"):
        return False
    if analysis.labels[verb] not in ("advcl", "acl", "pcomp"):
        return False
    return analysis.child(verb, "nsubj", "dobj") is None


def _is_passive(analysis: Analysis, verb: int) -> bool:
    return (
        analysis.tags[verb] in ("VBN", "VBD") and analysis.child(verb, "nsubjpass", "auxpass", "csubjpass") is not None
    )


def _make_bare(analysis: Analysis, verb: int, cue: Cue, particle: int | None) -> Draft:
    """Make a draft that waits for a quotation; its object or dative is the one spoken to."""
    hearer = None
    if cue.told:
        child = analysis.child(verb, "dative", "dobj")
        hearer = child if child is not None and child > verb else None
    return Draft(
        verb, _cue_tokens(verb, particle), cue.id, _act(analysis, verb, cue), find_source(analysis, verb), [],
        speech=cue.speech, quotable=True, addressee=_hearer(analysis, hearer),
    )  # fmt: skip


def _cue_tokens(verb: int, particle: int | None) -> list[int]:
    return [verb] if particle is None else [verb, particle]


def _act(analysis: Analysis, verb: int, cue: Cue) -> Act:
    if cue.negated is None:
        return cue.act
    subject = analysis.child(verb, "nsubj")
    opening = "" if subject is None else analysis.lowers[analysis.lefts[subject]]
    negated = analysis.child(verb, "neg") is not None or opening in load_cues().lists["negative"]
    return cue.negated if negated else cue.act


def _hearer(analysis: Analysis, head: int | None) -> Phrase | None:
    if head is None or analysis.tags[head] not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
        return None
    if analysis.lowers[head] in ("it", "that", "this") or analysis.lemmas[head] in load_cues().lists["tales"]:
        return None
    clause = analysis.child(head, "acl", "relcl")
    if clause is not None and analysis.labels[analysis.lefts[clause]] == "mark":
        return read_phrase(analysis, head, limit=analysis.lefts[clause])
    return None if analysis.child(head, "acl") is not None else read_phrase(analysis, head)


def _make(analysis: Analysis, verb: int, fit: tuple[Cue, int | None], complement: Complement) -> Draft | None:
    cue, particle = fit
    source = find_source(analysis, verb)
    if _is_vague(analysis, verb, cue, source, complement):
        return None
    if cue.by and (source is None or analysis.lemmas[source.head] not in cue.by):
        return None
    tokens = _cue_tokens(verb, particle)
    pieces = [_piece(analysis, verb, complement)]
    if complement.before is not None:
        pieces.insert(0, complement.before)
    if complement.code in ("of", "for", "about", "to", "on", "at", "against", "with", "as", "in", "over"):
        tokens.append(complement.first - 1)
    hearer = complement.hearer if cue.told and complement.code not in ("thing", "small") else None
    if cue.told and complement.code == "thing":
        return None
    draft = Draft(
        verb, tokens, cue.id, _act(analysis, verb, cue), source, pieces,
        speech=cue.speech, quotable="quote" in cue.takes, addressee=_hearer(analysis, hearer),
    )  # fmt: skip
    draft.clause = complement.code in _CLAUSE_CODES
    if complement.code.startswith("thing"):
        draft.thing, draft.not_of = complement.head, cue.not_of
    if draft.clause and complement.head < verb:
        if _shares_subject(analysis, verb, complement):
            return None
        draft.pieces = _postposed(analysis, draft, complement)
    if cue.act == "decline":
        return _read_refusal(analysis, draft, complement)
    return draft


def _is_vague(analysis: Analysis, verb: int, cue: Cue, source: Phrase | None, complement: Complement) -> bool:
    """Tell what states nothing: "this suggests that", "praised it", a thought that nobody has."""
    if source is None and (not cue.speech or complement.code == "small") and complement.code not in _CLAUSE_CODES:
        return True
    if source is not None and not cue.speech and analysis.lowers[source.head] in load_cues().lists["vague_sources"]:
        return complement.head > verb
    if complement.code not in _CLAUSE_CODES and is_gloss(analysis, verb):
        return True
    told = complement.hearer is not None and complement.code not in _CLAUSE_CODES
    if told and analysis.lemmas[complement.hearer or 0] in load_cues().lists["tales"]:
        return True
    if cue.told and source is None and complement.hearer is None and analysis.tags[verb] == "VBN":
        return True
    if cue.act == "deny" and complement.code == "thing" and complement.hearer is not None:
        return True
    if complement.code in ("thing", "for", "to", "of", "at") and complement.last - complement.first == 1:
        return analysis.lowers[complement.head] in load_cues().lists["vague_things"] and cue.act not in (
            "praise",
            "criticise",
        )
    return False


def _piece(analysis: Analysis, verb: int, complement: Complement) -> Range:
    piece = complement.first, complement.last
    if complement.code in _CLAUSE_CODES and complement.head > verb:
        piece = cut_coordinated(analysis, verb, piece, complement.head)
        return extend_clause(analysis, verb, cut_tail(analysis, piece, complement.head))
    if complement.code in ("to do", "someone to do", "doing"):
        return cut_finite(analysis, piece, complement.head)
    return piece


def _postposed(analysis: Analysis, draft: Draft, complement: Complement) -> list[Range]:
    """Give the pieces of a content before its cue: "They left, he said, because of the heat"."""
    source_first = draft.source.first if draft.source is not None else draft.cue
    first, last = complement.first, min(complement.last, draft.cue)
    if source_first >= complement.head:
        last = min(last, source_first)
    pieces = [(first, last)]
    end = analysis.sentence(draft.cue)[1]
    after = max(draft.cue, draft.source.last - 1 if draft.source is not None else 0, *draft.cue_tokens) + 1
    if after + 3 < end and analysis.words[after] in (",", ";") and not _opens_comment(analysis, after + 1):
        pieces.append((after + 1, end))
    return pieces


def _shares_subject(analysis: Analysis, verb: int, complement: Complement) -> bool:
    """Tell the second verb of a headline from an inverted cue: "Premier says truce will hold, *warns* Hamas"."""
    subject = analysis.child(verb, "nsubj")
    if subject is None or subject < verb or analysis.tags[verb] != "VBZ" or analysis.tags[complement.head] != "VBZ":
        return False
    words = load_cues().verbs.get(analysis.lemmas[complement.head], ())
    return any("that" in word.cue.takes for word in words) and analysis.words[verb - 1] == ","


def _opens_comment(analysis: Analysis, token: int) -> bool:
    """Tell what goes on with the reporter's words after a cue: "adding", "who", "citing", a time."""
    if analysis.lowers[token] in load_cues().lists["enlarging"]:
        noun = analysis.child(token, "pobj")
        return noun is not None and analysis.lemmas[noun] in load_cues().lists["manners"]
    return analysis.tags[token] in ("VBG", "VBN", "WP", "WDT", "WRB", "DT", "CC", "RB") or analysis.labels[token] in (
        "appos", "npadvmod", "prep", "advmod",
    )  # fmt: skip


def _read_passive(analysis: Analysis, verb: int, matching: list[tuple[Cue, int | None]]) -> Draft | None:
    """Read "Kim was accused of fraud", "rates are expected to fall", "the court was told that"."""
    subject = analysis.child(verb, "nsubjpass", "csubjpass")
    for complement in find_complements(analysis, verb):
        code = "that" if complement.code == "that+" else complement.code
        code = "to do" if code == "someone to do" else code
        for cue, particle in matching:
            if code in cue.passive or complement.code in cue.passive:
                return _make_passive(analysis, verb, (cue, particle), (subject, complement))
    for cue, particle in matching:
        if "thing" in cue.passive and subject is not None:
            return _make_passive(analysis, verb, (cue, particle), (subject, None))
    for cue, particle in matching:
        if "quote" in cue.passive:
            draft = _make_bare(analysis, verb, cue, particle)
            draft.source = _agent_phrase(analysis, verb)
            return draft
    return None


def _read_asked(analysis: Analysis, verb: int, matching: list[tuple[Cue, int | None]]) -> Draft | None:
    subject = find_source(analysis, verb)
    draft = _read_passive(analysis, verb, matching)
    if draft is not None and draft.addressee is None and subject is not None:
        draft.addressee = subject
    return draft


def _make_passive(
    analysis: Analysis, verb: int, fit: tuple[Cue, int | None], parts: tuple[int | None, Complement | None]
) -> Draft | None:
    cue, particle = fit
    subject, complement = parts
    pieces: list[Range] = []
    hearer: Phrase | None = None
    if cue.told and complement is not None and complement.code != "to do":
        hearer = _hearer(analysis, subject)
    elif subject is not None and analysis.lowers[subject] not in ("it", "there"):
        phrase = read_phrase(analysis, subject, limit=verb)
        pieces.append((phrase.first, phrase.last))
    tokens = _cue_tokens(verb, particle)
    thing = subject if hearer is None else None
    if complement is not None:
        last = complement.last
        by = analysis.child(verb, "agent")
        if by is not None and complement.first < by < last:
            last = by
        pieces.append((complement.first - (complement.code in ("of", "for", "as")), last))
    if not pieces:
        return None
    return Draft(
        verb, tokens, cue.id, _act(analysis, verb, cue), _agent_phrase(analysis, verb), pieces,
        speech=cue.speech, addressee=hearer, thing=thing, not_of=cue.not_of,
    )  # fmt: skip


def _agent_phrase(analysis: Analysis, verb: int) -> Phrase | None:
    by = analysis.child(verb, "agent")
    head = None if by is None else analysis.child(by, "pobj")
    return None if head is None else read_phrase(analysis, head)


def _read_refusal(analysis: Analysis, draft: Draft, complement: Complement) -> Draft:
    """Read what somebody would not say: "declined to comment" has no content, "declined to say how many" has."""
    head = complement.head
    if complement.code != "to do":
        return draft
    lists = load_cues().lists
    unnamed = analysis.lemmas[head] in lists["unnamed"] and analysis.child(head, "auxpass") is not None
    if unnamed or analysis.lemmas[head] in lists["mute"]:
        draft.cue_tokens.append(head)
        draft.pieces = []
    elif load_cues().verbs.get(analysis.lemmas[head]) is not None:
        inner = next((c for c in find_complements(analysis, head) if c.code in _CLAUSE_CODES and c.head > head), None)
        if inner is not None:
            draft.cue_tokens.append(head)
            draft.pieces = [(inner.first, complement.last)]
    return draft
