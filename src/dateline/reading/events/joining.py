"""One act, told by several words, is one event: "attacks killed six" is an attack with six dead."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar

_VIOLENT = frozenset(("ASSAULT",))


def join_candidates(candidates: list[Candidate], grammar: Grammar) -> list[Candidate]:
    """Join candidates that tell one act; the one that reports it stays and holds the others."""
    by_head = {candidate.head: candidate for candidate in candidates}
    by_top = {c.top: c for c in candidates if c.kind == "noun"}
    gone = {noun.head for verb in candidates for noun in _take_doers(verb, by_head, by_top, grammar)}
    gone |= {event.head for verb in candidates for event in _take_occasions(verb, by_head, grammar)}
    for candidate in candidates:
        if candidate.head in gone:
            continue
        host = _find_host(candidate, by_head, by_top, grammar)
        seen = {candidate.head}
        while host is not None and host.head in gone and host.head not in seen:
            seen.add(host.head)
            host = next((c for c in candidates if host in c.joined), None)
        if (
            host is not None
            and host is not candidate
            and candidate not in _all_joined(host)
            and host not in _all_joined(candidate)
        ):
            host.joined.append(candidate)
            host.joined.extend(candidate.joined)
            gone.add(candidate.head)
    kept = [candidate for candidate in candidates if candidate.head not in gone]
    return [c for c in kept if not _is_carried(c, by_head)]


def _all_joined(candidate: Candidate) -> list[Candidate]:
    return [other for joined in candidate.joined for other in (joined, *_all_joined(joined))]


def _find_host(
    candidate: Candidate, by_head: dict[int, Candidate], by_top: dict[int, Candidate], grammar: Grammar
) -> Candidate | None:
    """Give the telling that a candidate belongs to, None where it stands by itself."""
    analysis = grammar.analysis
    if candidate.kind == "noun":
        return _host_of_noun(candidate, by_head, by_top, grammar)
    if candidate.kind == "verb" and candidate.frame.type in ("REQUEST", "PROTEST"):
        return _host_of_topic(candidate, by_head, grammar)
    if candidate.kind != "verb" or candidate.frame.type not in _VIOLENT:
        return None
    head = candidate.head
    label, governor = analysis.labels[head], analysis.heads[head]
    clause = grammar.clause(head)
    if label in ("advcl", "acl", "pcomp", "conj", "ccomp", "xcomp") and not clause.own_subject:
        if label == "pcomp":
            governor = analysis.heads[governor]
        host = by_head.get(governor) or by_top.get(governor)
        if host is None:
            host = next((noun for noun in by_top.values() if noun.clause == governor and noun.doers), None)
        result = analysis.tags[head] == "VBG" or (label == "conj" and candidate.frame.counts is not None)
        if host is not None and label == "conj" and host.kind == "verb":
            result = result or set(grammar.clause(host.head).objects) == set(clause.objects)
        if host is not None and host.frame.type == candidate.frame.type and result and host.frame.mode != "abduct":
            return host
    return None


def _take_doers(
    candidate: Candidate, by_head: dict[int, Candidate], by_top: dict[int, Candidate], grammar: Grammar
) -> list[Candidate]:
    """Join the nouns for an act that do what a verb tells: "attacks killed six", "targeted by attacks"."""
    if candidate.kind != "verb" or candidate.frame.type not in _VIOLENT:
        return []
    for doer in grammar.clause(candidate.head).doers:
        inner = grammar.content(doer)
        noun = by_top.get(inner) or by_top.get(doer) or by_head.get(inner)
        if noun is not None and noun.kind == "noun" and noun.frame.type == candidate.frame.type:
            noun.clause = candidate.head
            if noun not in candidate.joined:
                candidate.joined.append(noun)
    return candidate.joined


def _take_occasions(candidate: Candidate, by_head: dict[int, Candidate], grammar: Grammar) -> list[Candidate]:
    """Join what victims fell to: "seven were killed when a missile hit their house"."""
    if candidate.kind != "verb" or candidate.frame.counts not in ("killed", "injured"):
        return []
    analysis = grammar.analysis
    clause = grammar.clause(candidate.head)
    if clause.doers and "subject" not in candidate.frame.recipient:
        return []
    taken: list[Candidate] = []
    for child in analysis.with_label(candidate.head, "advcl"):
        opened = any(analysis.lowers[c] in ("when", "as", "after") for c in analysis.children[child] if c < child)
        event = by_head.get(child)
        if opened and event is not None and event.frame.type == candidate.frame.type and event is not candidate:
            candidate.joined.append(event)
            taken.append(event)
    return taken


def _host_of_topic(candidate: Candidate, by_head: dict[int, Candidate], grammar: Grammar) -> Candidate | None:
    """What a protest is about is part of it: "staged a rally to demand reforms", "blocked roads demanding pay"."""
    analysis = grammar.analysis
    token = candidate.head
    for _ in range(2):
        label, head = analysis.labels[token], analysis.heads[token]
        if label not in ("advcl", "xcomp", "acl", "conj", "relcl") or head == token:
            return None
        if label in ("advcl", "conj", "relcl") and grammar.clause(token).own_subject:
            return None
        if label == "conj" and analysis.tags[token] != "VBG":
            return None
        for host in by_head.values():
            if head in (host.head, host.clause, host.top) and host.frame.type == "PROTEST" and host is not candidate:
                return host
        token = head
    return None


def _host_of_noun(
    candidate: Candidate, by_head: dict[int, Candidate], by_top: dict[int, Candidate], grammar: Grammar
) -> Candidate | None:
    """A noun for the act beside its verb: "wounded two soldiers in a bomb attack", "the strikes and shelling"."""
    analysis = grammar.analysis
    top = candidate.top
    label, head = analysis.labels[top], analysis.heads[top]
    if label == "conj" and analysis.tags[head][0] == "N":
        host = by_top.get(head) or by_head.get(head)
        if host is not None and host.frame.type == candidate.frame.type and not _lie_apart(host, candidate, grammar):
            return host
    if label == "pobj" and analysis.labels[head] in ("prep", "agent"):
        outer = analysis.heads[head]
        host = by_head.get(outer) or (by_top.get(outer) if analysis.lowers[head] in ("in", "during", "of") else None)
        if host is None:
            for other in by_top.values():
                if other.clause == outer and other.doers:
                    host = other
        near = analysis.lowers[head] in ("under", "in", "during", "by", "of", "with", "at", "for")
        if host is not None and near and host.frame.type == candidate.frame.type:
            return host
    if label in ("dobj", "appos"):
        host = by_head.get(head) or by_top.get(head)
        talked_of = analysis.lemmas[head] in grammar.frames.classes["wording"]  # "discussed a visit": two acts
        if host is not None and host.frame.type == candidate.frame.type and not talked_of:
            return host
    for child in analysis.children[top]:
        if analysis.labels[child] in ("relcl", "acl") and child in by_head:
            host = by_head[child]
            if host.frame.type == candidate.frame.type and host.kind == "verb":
                return None
    return None


def _lie_apart(one: Candidate, other: Candidate, grammar: Grammar) -> bool:
    """Tell two happenings by their places: "the bombings in Jos and the attack in Kano"."""
    return all(
        any(phrase.word in ("in", "at", "near") for phrase in grammar.prepositions(candidate.head))
        for candidate in (one, other)
    )


def _is_carried(candidate: Candidate, by_head: dict[int, Candidate]) -> bool:
    """A light verb that is itself in the frames gives way to the noun it carries ("opened talks")."""
    if candidate.kind != "verb":
        return False
    carried = (o for o in by_head.values() if o.clause == candidate.head and o.kind == "noun" and o.doers)
    return not candidate.used and any(
        other is not candidate and other not in candidate.joined and other.frame.type == candidate.frame.type
        for other in carried
    )
