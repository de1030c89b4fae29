"""What stands with a cue: the clause, infinitive, object or prepositional phrase that may be its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis

_QUESTION_TAGS = frozenset(("WP", "WRB", "WDT", "WP$"))
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))


@dataclass(frozen=True, slots=True)
class Complement:
    """One complement of a cue, by the code that cue entries use for it."""

    code: str
    """"that", "that+", "to do", "doing", "thing", "thing as", "small", "someone to do", "of" ..."""
    first: int
    last: int
    """Tokens, half-open."""
    head: int
    hearer: int | None = None
    """Head of the object that may be the one spoken to."""
    before: tuple[int, int] | None = None
    """A piece before the cue that belongs to it ("a plan *which* he called a mistake")."""


def find_complements(analysis: Analysis, verb: int) -> Iterator[Complement]:
    """Yield all that a verb's dependents could be as content, clauses first."""
    hearer: int | None = None
    things: list[int] = []
    relative: int | None = None
    for child in analysis.children[verb]:
        label = analysis.labels[child]
        if label == "dative":
            hearer = child if analysis.tags[child] not in ("IN", "TO") else analysis.child(child, "pobj")
        elif label == "dobj" and child > verb:
            things.append(child)
        elif child < verb and analysis.tags[child] in _QUESTION_TAGS and label in ("dobj", "nsubj", "pobj"):
            relative = child
    person = hearer if hearer is not None else (things[0] if things else None)
    if relative is not None and _is_extracted(analysis, verb, relative):
        yield from _find_relative_frames(analysis, verb, relative)
    yield from _find_clauses(analysis, verb, person)
    yield from _find_lost_question(analysis, verb)
    for thing in things:
        yield from _find_told(analysis, verb, thing)
    if things:
        yield from _find_object_frames(analysis, verb, things[-1])
    yield from _find_prepositions(analysis, verb, person)
    for thing in things:
        if analysis.tags[thing] not in _QUESTION_TAGS:
            first, last = _range(analysis, verb, thing)
            yield Complement("thing", first, _reach(analysis, verb, last), thing, hearer)


def _find_far_clauses(analysis: Analysis, verb: int, preposition: int) -> Iterator[Complement]:
    """Yield a clause that the tree hung on a phrase between: "said in a note *that*", "called on Kim *to resign*"."""
    noun = analysis.child(preposition, "pobj")
    if noun is None or analysis.lowers[preposition] in load_cues().lists["topical"]:
        return
    yield from _find_marked(analysis, noun)
    for child in (*analysis.children[noun], *analysis.children[verb]):
        if child > noun and analysis.labels[child] in ("xcomp", "acl", "advcl", "relcl") and has_to(analysis, child):
            yield Complement("someone to do", analysis.lefts[noun], analysis.rights[child] + 1, child, noun)
            return


def _find_marked(analysis: Analysis, noun: int) -> Iterator[Complement]:
    """Yield the clauses with "that" that the tree hung on a noun."""
    for child in analysis.children[noun]:
        mark = analysis.child(child, "mark") if analysis.labels[child] in ("acl", "ccomp", "relcl") else None
        if mark is not None and analysis.lowers[mark] == "that" and mark == analysis.lefts[child]:
            yield Complement("that+", mark, analysis.rights[child] + 1, child)


def _reach(analysis: Analysis, verb: int, last: int) -> int:
    """Take in the phrase that the tree hung on the verb right behind an object ("the deal *with Tehran*")."""
    for child in analysis.children[verb]:
        if (
            analysis.labels[child] == "prep"
            and analysis.lefts[child] == last
            and analysis.lowers[child] in load_cues().lists["adnominal"]
        ):
            last = analysis.rights[child] + 1
    return last


def is_finite(analysis: Analysis, verb: int) -> bool:
    """Tell a finite clause ("he left", "he would go") from an infinitive or participle."""
    if analysis.tags[verb] in _FINITE:
        return True
    return any(
        analysis.tags[child] in _FINITE and analysis.labels[child] in ("aux", "auxpass", "cop")
        for child in analysis.children[verb]
    )


def has_to(analysis: Analysis, verb: int) -> bool:
    """Tell an infinitive with "to"."""
    return any(analysis.tags[child] == "TO" for child in analysis.children[verb])


def _find_clauses(analysis: Analysis, verb: int, person: int | None) -> Iterator[Complement]:
    tags = analysis.tags
    for child in analysis.children[verb]:
        label = analysis.labels[child]
        if label == "ccomp":
            if child < verb and _is_apart(analysis, child, verb):
                continue
            clause = _read_clause(analysis, verb, child, person)
            if clause.code == "that" and child > verb and _is_verbless(analysis, child):
                yield Complement("small", clause.first, clause.last, child)
            yield clause
        elif label == "advcl" and _is_question(analysis, verb, child, person):
            yield Complement("that+", *_range(analysis, verb, child), child, person)
        elif label == "npadvmod" and child > verb:
            # "answered on air the following week *that* ..."
            yield from _find_marked(analysis, child)
        elif label == "intj" and analysis.lowers[child] in ("yes", "no") and child > verb:
            yield Complement("that", child, child + 1, child)
        elif label == "xcomp" and child > verb:
            first, last = _range(analysis, verb, child)
            if has_to(analysis, child) and tags[child][0] in "VJN":
                if person is not None and verb < person < child:
                    yield Complement("someone to do", analysis.lefts[person], last, child, person)
                else:
                    yield Complement("to do", first, last, child)
            elif tags[child] == "VBG":
                yield Complement("doing", first, last, child)
            else:
                yield Complement("small", first, last, child)


def _is_question(analysis: Analysis, verb: int, clause: int, person: int | None) -> bool:
    """Tell "asked Haas *if he would go*", which the tree takes for a condition, from a condition."""
    mark = analysis.child(clause, "mark")
    lists = load_cues().lists
    by = analysis.child(verb, "agent")
    before = verb if person is None and by is None else analysis.rights[person if person is not None else by or verb]
    return (
        mark is not None
        and mark == before + 1
        and analysis.lowers[mark] in lists["question_conjunctions"]
        and analysis.lemmas[verb] in lists["asking"]
    )


def _is_apart(analysis: Analysis, clause: int, verb: int) -> bool:
    """Tell a clause before a semicolon or colon, which is not what the verb behind it says."""
    last = analysis.rights[clause] + 1
    return any(word in (";", ":") for word in analysis.words[last : min(last + 2, verb)])


def _is_quoted_as(analysis: Analysis, preposition: int) -> bool:
    """Tell "quoted Kim *as saying that* ...", where Kim speaks."""
    verb = analysis.child(preposition, "pcomp") if analysis.lowers[preposition] == "as" else None
    return verb is not None and analysis.child(verb, "ccomp") is not None and analysis.lemmas[verb] in load_cues().verbs


def _is_verbless(analysis: Analysis, clause: int) -> bool:
    """Tell what is called something without a verb: "deemed *the search illegal*"."""
    if analysis.tags[clause][0] not in "JN" or analysis.child(clause, "aux", "auxpass", "mark") is not None:
        return False
    return analysis.child(clause, "nsubj") is not None


def _read_clause(analysis: Analysis, verb: int, child: int, person: int | None) -> Complement:
    first, last = _range(analysis, verb, child)
    if has_to(analysis, child) and not is_finite(analysis, child) and child > verb:
        subject = analysis.child(child, "nsubj", "nsubjpass")
        return Complement("someone to do" if subject is not None else "to do", first, last, child, subject)
    opening = analysis.lowers[first]
    marked = analysis.child(child, "mark")
    if (
        (marked is not None and child > verb)
        or analysis.tags[first] in _QUESTION_TAGS
        or opening in load_cues().lists["question_conjunctions"]
    ):
        code = "that+"
    elif analysis.tags[child] == "VBG" and not is_finite(analysis, child):
        code = "small" if analysis.child(child, "nsubj", "nsubjpass") is not None else "doing"
    else:
        code = "that"
    return Complement(code, first, last, child, person)


def _find_object_frames(analysis: Analysis, verb: int, thing: int) -> Iterator[Complement]:
    """Yield an object with what is said of it: "the plan as folly", "Kim of lying", "it a mistake"."""
    first, _ = _range(analysis, verb, thing)
    for child in analysis.children[verb]:
        if child < thing:
            continue
        label = analysis.labels[child]
        if label == "prep" and not _is_quoted_as(analysis, child):
            yield Complement(f"thing {analysis.lowers[child]}", first, analysis.rights[child] + 1, thing, thing)
        elif label == "oprd" or (label in ("acomp", "attr") and child > thing):
            yield Complement("small", first, analysis.rights[child] + 1, thing, thing)
    for child in analysis.children[thing]:
        if analysis.labels[child] == "prep":
            word = analysis.lowers[child]
            yield Complement(f"thing {word}", first, analysis.rights[thing] + 1, thing, thing)


def _find_lost_question(analysis: Analysis, verb: int) -> Iterator[Complement]:
    """Yield the question that the tree hung on the verb that follows: "When *asked if it would open*, Falk replied"."""
    mark = verb + 1
    if analysis.tags[verb] != "VBN" or analysis.lemmas[verb] not in load_cues().lists["asking"]:
        return
    if mark >= len(analysis.lowers) or analysis.lowers[mark] not in load_cues().lists["question_conjunctions"]:
        return
    clause = analysis.heads[mark]
    if analysis.labels[mark] == "mark" and analysis.lefts[clause] == mark and analysis.heads[clause] != verb:
        yield Complement("that+", mark, analysis.rights[clause] + 1, clause)


def _find_told(analysis: Analysis, verb: int, thing: int) -> Iterator[Complement]:
    """Yield the clause that the tree hung on the one who is told it: "advised members *that a filter would do*"."""
    if analysis.lemmas[verb] not in load_cues().lists["told_that"]:
        return
    for child in analysis.children[thing]:
        if (
            child > thing
            and analysis.labels[child] in ("acl", "relcl")
            and analysis.labels[analysis.lefts[child]] == "mark"
        ):
            yield Complement("that+", analysis.lefts[child], analysis.rights[child] + 1, child, thing)


def _is_extracted(analysis: Analysis, verb: int, relative: int) -> bool:
    """Tell whether a relative pronoun belongs to what is said: "a vote *which* they say was lost"."""
    if analysis.labels[relative] != "nsubj":
        return analysis.labels[verb] in ("relcl", "ccomp", "pcomp", "csubj")
    return sum(analysis.labels[child] == "nsubj" for child in analysis.children[verb] if child < verb) > 1


def _find_relative_frames(analysis: Analysis, verb: int, relative: int) -> Iterator[Complement]:
    """Yield what is said of a relative pronoun: "*which* he described *as a mistake*", "*which* they say *failed*"."""
    before = (relative, relative + 1)
    for child in analysis.children[verb]:
        if child < verb:
            continue
        label, last = analysis.labels[child], analysis.rights[child] + 1
        if label == "prep" and last > child + 1:
            yield Complement(f"thing {analysis.lowers[child]}", child + 1, last, child, before=before)
        elif label in ("oprd", "acomp"):
            yield Complement("small", analysis.lefts[child], last, child, before=before)
        elif label in ("ccomp", "xcomp") and (is_finite(analysis, child) or analysis.tags[child] == "VBN"):
            yield Complement("that", max(analysis.lefts[child], verb + 1), last, child, before=before)


def _find_prepositions(analysis: Analysis, verb: int, person: int | None) -> Iterator[Complement]:
    for child in analysis.children[verb]:
        label = analysis.labels[child]
        if label == "oprd" and person is None and child > verb:
            yield Complement("small", *_range(analysis, verb, child), child)
        if label not in ("prep", "agent") or child < verb:
            continue
        if _is_quoted_as(analysis, child):
            continue
        yield from _find_far_clauses(analysis, verb, child)
        yield from _find_asked_on(analysis, verb, child)
        inner = [k for k in analysis.children[child] if analysis.labels[k] in ("pobj", "pcomp", "prep", "amod")]
        if inner and analysis.rights[child] > child:
            last = analysis.rights[child] + 1
            yield Complement(analysis.lowers[child], child + 1, last, inner[0], person)


def _find_asked_on(analysis: Analysis, verb: int, preposition: int) -> Iterator[Complement]:
    """Yield the question of "pressed on *whether she would go*"."""
    if analysis.lemmas[verb] not in load_cues().lists["asking"]:
        return
    for child in analysis.children[preposition]:
        first = max(analysis.lefts[child], preposition + 1)
        opens = analysis.tags[first] in _QUESTION_TAGS or analysis.lowers[first] in ("whether", "if")
        if analysis.labels[child] == "pcomp" and opens:
            yield Complement("that+", first, analysis.rights[child] + 1, child)


def _range(analysis: Analysis, verb: int, child: int) -> tuple[int, int]:
    """Give the tokens of a dependent on its own side of the verb."""
    first, last = analysis.lefts[child], analysis.rights[child] + 1
    if child > verb:
        return max(first, verb + 1), last
    return first, min(last, verb)
