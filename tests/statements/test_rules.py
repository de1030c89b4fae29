"""Rules on trees written by hand: no model can break them."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis, build_analysis
from dateline.reading.statements.contents import cut_tail, join_ranges, without
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import pair_marks
from dateline.reading.statements.nominals import find_adjective_drafts, find_noun_drafts
from dateline.reading.statements.phrases import find_phrase_drafts
from dateline.reading.statements.sources import find_source, read_phrase
from dateline.reading.statements.verbs import find_verb_drafts


def _verb_drafts(analysis: Analysis) -> list[Draft]:
    return list(find_verb_drafts(analysis, load_cues(), pair_marks(analysis)))


def _words(analysis: Analysis, draft: Draft) -> tuple[str | None, list[str]]:
    source = None if draft.source is None else analysis.words_of(draft.source.first, draft.source.last)
    return source, [analysis.words_of(first, last) for first, last in draft.pieces]


TOLD = build_analysis([[
    ("Mira", "NNP", "mira", 1, "nsubj"), ("told", "VBD", "tell", 1, "ROOT"), ("the", "DT", "the", 3, "det"),
    ("jury", "NN", "jury", 1, "dobj"), ("that", "IN", "that", 6, "mark"), ("he", "PRP", "he", 6, "nsubj"),
    ("lied", "VBD", "lie", 1, "ccomp"), (".", ".", ".", 1, "punct"),
]])  # fmt: skip


def test_the_object_of_told_hears_and_the_clause_is_said() -> None:
    (draft,) = _verb_drafts(TOLD)
    assert _words(TOLD, draft) == ("Mira", ["that he lied"])
    assert draft.addressee is not None
    assert TOLD.words_of(draft.addressee.first, draft.addressee.last) == "the jury"


ACCUSED = build_analysis([[
    ("Ito", "NNP", "ito", 2, "nsubjpass"), ("was", "VBD", "be", 2, "auxpass"), ("accused", "VBN", "accuse", 2, "ROOT"),
    ("of", "IN", "of", 2, "prep"), ("fraud", "NN", "fraud", 3, "pobj"), ("by", "IN", "by", 2, "agent"),
    ("rivals", "NNS", "rival", 5, "pobj"), (".", ".", ".", 2, "punct"),
]])  # fmt: skip


def test_the_subject_of_a_passive_is_part_of_what_is_said() -> None:
    (draft,) = _verb_drafts(ACCUSED)
    assert _words(ACCUSED, draft) == ("rivals", ["Ito", "of fraud"])
    assert draft.act == "criticise"


INTERPOSED = build_analysis([[
    ("Rates", "NNS", "rate", 6, "nsubj"), (",", ",", ",", 3, "punct"), ("she", "PRP", "she", 3, "nsubj"),
    ("said", "VBD", "say", 6, "parataxis"), (",", ",", ",", 3, "punct"), ("will", "MD", "will", 6, "aux"),
    ("rise", "VB", "rise", 6, "ROOT"), (".", ".", ".", 6, "punct"),
]])  # fmt: skip


def test_a_cue_inside_its_content_leaves_two_pieces() -> None:
    (draft,) = _verb_drafts(INTERPOSED)
    source, pieces = _words(INTERPOSED, draft)
    assert (source, [piece.rstrip(" .") for piece in pieces]) == ("she", ["Rates", "will rise"])


REFUSED = build_analysis([[
    ("Oslo", "NNP", "oslo", 1, "nsubj"), ("refused", "VBD", "refuse", 1, "ROOT"), ("to", "TO", "to", 3, "aux"),
    ("comment", "VB", "comment", 1, "xcomp"), (".", ".", ".", 1, "punct"),
]])  # fmt: skip


def test_a_refusal_to_comment_says_nothing() -> None:
    draft = next(draft for draft in _verb_drafts(REFUSED) if draft.act == "decline")
    assert (draft.act, draft.pieces, len(draft.cue_tokens)) == ("decline", [], 2)


ADDING = build_analysis([[
    ("Kim", "NNP", "kim", 1, "nsubj"), ("said", "VBD", "say", 1, "ROOT"), ("Ann", "NNP", "ann", 3, "nsubj"),
    ("left", "VBD", "leave", 1, "ccomp"), (",", ",", ",", 3, "punct"), ("adding", "VBG", "add", 3, "advcl"),
    ("that", "IN", "that", 8, "mark"), ("nobody", "NN", "nobody", 8, "nsubj"), ("cared", "VBD", "care", 5, "ccomp"),
    (".", ".", ".", 1, "punct"),
]])  # fmt: skip


def test_a_participle_behind_a_comma_belongs_to_the_speaker() -> None:
    source = find_source(ADDING, 5)
    assert source is not None
    assert ADDING.words[source.head] == "Kim"
    assert cut_tail(ADDING, (2, 9), 3) == (2, 4)
    assert [_words(ADDING, draft)[1] for draft in _verb_drafts(ADDING)] == [["Ann left"], ["that nobody cared"]]


CLAIM = build_analysis([[
    ("Baku", "NNP", "baku", 2, "poss"), ("'s", "POS", "'s", 0, "case"), ("claim", "NN", "claim", 6, "nsubj"),
    ("that", "IN", "that", 5, "mark"), ("troops", "NNS", "troop", 5, "nsubj"), ("left", "VBD", "leave", 2, "acl"),
    ("stood", "VBD", "stand", 6, "ROOT"), (".", ".", ".", 6, "punct"),
]])  # fmt: skip


def test_the_owner_of_a_claim_is_its_source() -> None:
    (draft,) = find_noun_drafts(CLAIM, load_cues())
    assert _words(CLAIM, draft) == ("Baku", ["that troops left"])


SURE = build_analysis([[
    ("Lisbon", "NNP", "lisbon", 1, "nsubj"), ("is", "VBZ", "be", 1, "ROOT"), ("sure", "JJ", "sure", 1, "acomp"),
    ("that", "IN", "that", 5, "mark"), ("rain", "NN", "rain", 5, "nsubj"), ("comes", "VBZ", "come", 2, "ccomp"),
    (".", ".", ".", 1, "punct"),
]])  # fmt: skip


def test_who_is_sure_is_the_source() -> None:
    (draft,) = find_adjective_drafts(SURE, load_cues())
    assert _words(SURE, draft) == ("Lisbon", ["that rain comes"])


ACCORDING = build_analysis([[
    ("Wells", "NNS", "well", 1, "nsubj"), ("failed", "VBD", "fail", 1, "ROOT"), (",", ",", ",", 1, "punct"),
    ("according", "VBG", "accord", 1, "prep"), ("to", "IN", "to", 3, "prep"), ("Rao", "NNP", "rao", 4, "pobj"),
    (".", ".", ".", 1, "punct"),
]])  # fmt: skip


def test_according_to_takes_the_clause_around_it() -> None:
    (draft,) = find_phrase_drafts(ACCORDING, load_cues())
    source, pieces = _words(ACCORDING, draft)
    assert (source, pieces[0].rstrip(" ,")) == ("Rao", "Wells failed")


ON_MONDAY = build_analysis([[
    ("Even", "RB", "even", 1, "advmod"), ("Rao", "NNP", "rao", 6, "nsubj"), (",", ",", ",", 1, "punct"),
    ("a", "DT", "a", 4, "det"), ("chemist", "NN", "chemist", 1, "appos"), (",", ",", ",", 1, "punct"),
    ("spoke", "VBD", "speak", 6, "ROOT"), (".", ".", ".", 6, "punct"),
]])  # fmt: skip


def test_a_source_keeps_its_apposition_and_loses_its_adverb() -> None:
    phrase = read_phrase(ON_MONDAY, 1)
    assert ON_MONDAY.words_of(phrase.first, phrase.last) == "Rao, a chemist"


def test_holes_and_joints_of_ranges() -> None:
    assert without([(0, 10)], (3, 5)) == [(0, 3), (5, 10)]
    assert without([(0, 4), (6, 9)], (3, 7)) == [(0, 3), (7, 9)]
    assert join_ranges([(5, 7), (0, 3), (3, 5), (9, 9)]) == [(0, 7)]
