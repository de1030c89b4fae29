"""Offices that the text gives people: in front of a name, in apposition, or by "is"."""

from __future__ import annotations

from dateline.reading.mentions import Mention
from dateline.reading.mentions.nominals_country import country_of_place, is_opposed, is_topic
from dateline.reading.mentions.nominals_sectors import is_former, make_former
from dateline.reading.references.book import Book, EntityDraft, RoleDraft, noun_of

_OF = frozenset(("of", "for", "at", "with", "to", "from", "in"))
_NEAR = 3
"""Mentions in front of a name among which its description is looked for."""
_BODIES = frozenset(("organisation", "country", "place"))


def read_roles(book: Book) -> None:
    """Read titles, appositions and predicates, and tie the descriptions among them to the people they describe."""
    for mention in book.mentions:
        entity = book.entity_of[mention.index]
        if mention.kind == "person" and mention.form == "name" and entity is not None:
            if mention.title is not None:
                role = _role_of_words(book, *mention.title)
                if role.of is None and role.country is None:
                    role.of = _realm_after(book, mention)
                add_role(book, entity, role)
            _read_apposition(book, mention, entity)
            _read_neighbour(book, mention, entity)
    for mention in book.mentions:
        entity = book.entity_of[mention.index]
        if mention.form == "name" and entity is not None and mention.kind in ("person", "organisation"):
            _read_predicate(book, mention, entity)
        if mention.form == "name" and entity is not None and mention.kind in ("organisation", "country", "place"):
            _read_body_apposition(book, mention, entity)
    for draft in book.entities:
        draft.mentions.sort()
        fill_from_roles(book, draft)


def fill_from_roles(book: Book, draft: EntityDraft) -> None:
    """Take country and sectors of a person that no table knows from the offices the text gives."""
    known = draft.entry is not None and bool(draft.entry.country or draft.country)
    if known or draft.kind not in ("person", "unnamed"):
        return
    for role in draft.roles:
        body = None if role.of is None else book.entity_of[role.of]
        if draft.country is None and body is not None:
            draft.country = book.entities[body].country or _country_of_place(book.entities[body])
        if draft.country is None:
            draft.country = role.country
        if not draft.sectors:
            draft.sectors = _sectors(book, role)


def _country_of_place(body: EntityDraft) -> str | None:
    """Give the country of a well-known place that somebody governs: "the mayor of Lyon"."""
    return country_of_place(body.name) if body.kind == "place" else None


def _sectors(book: Book, role: RoleDraft) -> tuple[str, ...]:
    """Give the sectors of an office; "spokesman" and "chief" have those of their body, former ministers are no more."""
    of = sectors_of_body(book, role)
    if of:
        return of
    if role.lemma in book.cues.lists["speakers_for"] and not _speaks_for_state(book, role):
        return ()
    own = role.office.sectors if role.office is not None else ()
    agent = book.tables.agent(role.lemma)
    if not own and agent is not None:
        own = agent.sectors
    former = book.cues.lists["former_words"]
    return make_former(own) if is_former(book.analysis, former, 0, role.last - 1) else own


def _speaks_for_state(book: Book, role: RoleDraft) -> bool:
    """Tell "Kenya's spokesman" from "a spokesman" and "a spokesman for the group", who may be anybody's."""
    body = None if role.of is None else book.entity_of[role.of]
    return role.country is not None if body is None else book.entities[body].kind == "country"


def sectors_of_body(book: Book, role: RoleDraft) -> tuple[str, ...]:
    """Give those of the body of an office that is of no trade itself: "a spokesman for the rebel alliance"."""
    body = None if role.of is None else book.entity_of[role.of]
    if body is None or book.entities[body].kind != "organisation":
        return ()
    office = role.office
    agent = book.tables.agent(role.lemma)
    own = (office is not None and bool(office.sectors)) or (agent is not None and bool(agent.sectors))
    general = office is None or office.holder in ("person", "company", "state") or office.rank <= 1
    general = general or role.lemma in book.cues.lists["general_agents"]
    return book.entities[body].sectors if general or not own else ()


def role_of_mention(book: Book, mention: Mention) -> RoleDraft:
    """Read the office of a description with its body: "a spokesman for the ministry", "the Polish foreign minister"."""
    last = mention.last if mention.form == "title" else noun_of(mention) + 1
    role = _role_of_words(book, mention.first, last)
    if last < mention.last:
        role = _lengthen(book, role, mention.last)
    if role.of is None:
        role.of = _body_after(book, mention)
    return role


def _lengthen(book: Book, role: RoleDraft, last: int) -> RoleDraft:
    """Take in the words behind the noun that belong to the office: "secretary of state"."""
    office = book.tables.office(*book.analysis.words[role.last - 1 : last]) or role.office
    return RoleDraft(
        role.first, last, office, office.form if office is not None else role.lemma, role.of, role.country, role.group
    )


def _role_of_words(book: Book, first: int, last: int) -> RoleDraft:
    """Cut "Fox News anchor" into the body and the office's own words."""
    analysis = book.analysis
    begin, of, country = first, None, None
    for token in range(last - 1, first - 1, -1):
        inner = book.inside.get(token)
        if inner is not None and _tells_no_body(book, book.mentions[inner]):
            continue
        if inner is not None and is_topic(analysis, book.mentions[inner], last - 1, book.cues.lists["topic_nouns"]):
            continue
        if inner is not None and book.mentions[inner].last <= last:
            if analysis.lowers[token - 1 : token] in (("of",), ("the",), ("to",)) and of is None and token == last - 1:
                of = inner
                continue
            begin, of = token + 1, inner if of is None else of
            break
        if analysis.tags[token] == "POS":
            begin = token + 1
            of = of if of is not None else _owner(book, token - 1)
            break
    if begin == last:
        begin = last - 1
    while begin < last - 1 and (
        analysis.tags[begin] in ("DT", "PRP$", "POS", "HYPH") or not analysis.words[begin][0].isalnum()
    ):
        begin += 1
    words = analysis.words[begin:last]
    office = book.tables.office(*words) or book.tables.office(analysis.lemmas[last - 1])
    if analysis.lemmas[last - 1] in book.cues.lists["relatives"]:
        office = None  # "her father" is no priest
    lemma = office.form if office is not None else analysis.lemmas[last - 1]
    group = None
    if of is not None and book.mentions[of].kind not in _BODIES:
        group = of if book.mentions[of].kind == "group" else None
        country, of = book.mentions[of].country, None
    return RoleDraft(begin, last, office, lemma, of, country, group)


def _tells_no_body(book: Book, name: Mention) -> bool:
    """Tell "a pro-Kremlin mayor", "an Iranian-backed cleric" and "a French-Algerian writer" from Algeria's writers."""
    words = book.analysis.words
    if is_opposed(book.analysis, name):
        return True
    if name.first > 1 and words[name.first - 1] == "-" and name.first - 2 in book.inside:
        return True
    if name.last + 1 >= len(words) or words[name.last] != "-":
        return False
    return name.last + 1 in book.inside or words[name.last + 1] in book.cues.lists["foreign_ties"]


def _owner(book: Book, token: int) -> int | None:
    """Give the mention in front of a genitive: Montenegro in "Montenegro's prime minister", "the party" too."""
    return book.inside.get(token, book.by_head.get(token))


def _body_after(book: Book, mention: Mention) -> int | None:
    analysis = book.analysis
    for child in analysis.children[mention.head]:
        if analysis.labels[child] == "prep" and analysis.lowers[child] in _OF and child >= mention.last:
            for noun in analysis.with_label(child, "pobj"):
                found = book.by_head.get(noun, book.inside.get(noun))
                if found is not None and book.mentions[found].kind in _BODIES:
                    return found
    return None


def _realm_after(book: Book, mention: Mention) -> int | None:
    """Read "King Hassan of Morocco" and "Governor Doe of California"."""
    last = mention.last
    if book.analysis.lowers[last : last + 1] != ("of",):
        return None
    found = book.inside.get(last + 1)
    return found if found is not None and book.mentions[found].kind in ("country", "place") else None


def add_role(book: Book, entity: int, role: RoleDraft) -> None:
    """Note an office that the text gives somebody, and the country of the people it is named after."""
    draft = book.entities[entity]
    if role.first in book.inside and book.mentions[book.inside[role.first]].form == "demonym":
        draft.country = draft.country or book.mentions[book.inside[role.first]].country
        return  # "Republican Jane Doe"
    draft.lemmas.add(role.lemma)
    if role.office is None and book.tables.agent(role.lemma) is None:
        if role.of is not None and book.mentions[role.of].form == "demonym" and draft.entry is None:
            draft.country = draft.country or book.mentions[role.of].country  # "his Greek counterpart, Eleni Doukas"
        return
    if role.office is not None and role.office.rank == 0 and role.of is None and len(role.office.form) <= 4:
        return  # "Mr", "Ms": a form of address
    if all(known.lemma != role.lemma or (known.of is None) != (role.of is None) for known in draft.roles):
        draft.roles.append(role)


def _read_apposition(book: Book, mention: Mention, entity: int) -> None:
    """Read "Jane Doe, the Polish foreign minister," and "the Polish foreign minister, Jane Doe"."""
    analysis = book.analysis
    others = list(analysis.with_label(mention.head, "appos"))
    others.extend(conj for child in others[:1] for conj in analysis.with_label(child, "conj"))
    if analysis.labels[mention.head] == "appos":
        others.append(analysis.heads[mention.head])
        if analysis.labels[others[-1]] == "appos":
            # "Her daughter, the singer Ruth Cole, said"
            others.append(analysis.heads[others[-1]])
        others += _holders_of(book, mention, analysis.heads[mention.head])
    for token in others:
        index = book.by_head.get(token)
        if index is None and token > mention.head:
            _read_nationality(book, token, entity)
        if index is None or book.entity_of[index] is not None:
            continue
        other = book.mentions[index]
        if other.form not in ("nominal", "title") or other.kind not in ("person", "unnamed"):
            continue
        if other.number == "plural" or _other_gender(book, entity, other):
            continue
        book.give(other, entity)
        if book.entities[entity].entry is None:
            book.entities[entity].country = book.entities[entity].country or other.country
        add_role(book, entity, role_of_mention(book, other))


def _holders_of(book: Book, mention: Mention, body: int) -> list[int]:
    """Find the spokesman of "A spokesman for the RSF, Al-Fateh Qurashi, said", where the tree hangs him on the RSF."""
    analysis = book.analysis
    index, before = book.by_head.get(body), analysis.heads[body]
    if mention.kind != "person" or index is None or book.mentions[index].kind == "person":
        return []
    linked = analysis.labels[body] == "pobj" and analysis.lowers[before] in _OF and analysis.labels[before] == "prep"
    return [analysis.heads[before]] if linked else []


def _read_nationality(book: Book, noun: int, entity: int) -> None:
    """Read "Jane Doe, the Danish marathon champion," and "Jane Doe, the UN Relief Coordinator,"."""
    draft, analysis = book.entities[entity], book.analysis
    if draft.entry is not None or draft.country is not None or analysis.tags[noun] not in ("NN", "NNP"):
        return
    for token in range(noun - 1, analysis.lefts[noun] - 1, -1):
        index = book.inside.get(token)
        if index is None or _tells_no_body(book, book.mentions[index]):
            continue
        name = book.mentions[index]
        titled = name.kind == "organisation" and analysis.tags[noun] == "NNP"
        if titled or name.form == "demonym":
            draft.country = name.country
        return


def _read_neighbour(book: Book, mention: Mention, entity: int) -> None:
    """Read "Chile's finance minister, Ana Soto, said" where the parse has lost the apposition."""
    analysis = book.analysis
    end = mention.first
    if end > 0 and analysis.words[end - 1] == ",":
        end -= 1
    for index in range(mention.index - 1, max(-1, mention.index - 5), -1):
        other = book.mentions[index]
        if other.form not in ("nominal", "title") or other.kind != "person" or other.last > end:
            continue
        if other.last != end and not (other.last < end and _reaches(book, other, end)):
            continue
        if book.entity_of[index] is not None or other.number == "plural" or _other_gender(book, entity, other):
            return
        following = analysis.words[mention.last] if mention.last < len(analysis) else "."
        if end < mention.first and following != "," and not analysis.tags[mention.last].startswith(("VB", "MD")):
            return
        if analysis.lowers[other.first] in ("a", "an") and end == mention.first:
            return
        book.give(other, entity)
        add_role(book, entity, role_of_mention(book, other))
        return


def _reaches(book: Book, mention: Mention, end: int) -> bool:
    """Tell whether a description with what hangs on it ("founder of Google") ends where the name begins."""
    analysis = book.analysis
    for child in analysis.children[noun_of(mention)]:
        if analysis.labels[child] == "prep" and analysis.lowers[child] in _OF and analysis.rights[child] == end - 1:
            return True
    return False


def _other_gender(book: Book, entity: int, mention: Mention) -> bool:
    gender = book.entities[entity].gender
    return gender is not None and mention.gender is not None and gender != mention.gender


def _read_predicate(book: Book, mention: Mention, entity: int) -> None:
    """Read "Rutte is the head of NATO": the noun behind "be" or "become" is the subject."""
    analysis = book.analysis
    if analysis.labels[mention.head] != "nsubj":
        return
    verb = analysis.heads[mention.head]
    if analysis.lemmas[verb] not in ("be", "become", "remain") or analysis.child(verb, "neg") is not None:
        return
    for noun in analysis.with_label(verb, "attr"):
        index = book.by_head.get(noun)
        if index is None or book.entity_of[index] is not None:
            continue
        other = book.mentions[index]
        if other.form not in ("nominal", "title") or other.number == "plural" or noun in book.quote_of:
            continue
        if (other.kind == "person") != (mention.kind == "person"):
            continue
        book.give(other, entity)
        if mention.kind == "person" and not _is_claimed(book, verb):
            add_role(book, entity, role_of_mention(book, other))


def _is_claimed(book: Book, verb: int) -> bool:
    """Tell whether somebody says so: "He said that Orr was a spy" makes no spy of Orr."""
    return any(book.analysis.labels[token] == "ccomp" for token in (verb, *book.analysis.ancestors(verb)))


def _read_body_apposition(book: Book, mention: Mention, entity: int) -> None:
    """Read "Rosneft, Russia's biggest oil producer," and "Halden, the regional capital," and "the firm, Norvik,"."""
    others = list(book.analysis.with_label(mention.head, "appos"))
    if book.analysis.labels[mention.head] == "appos":
        others.append(book.analysis.heads[mention.head])
    for token in others:
        index = book.by_head.get(token)
        if index is None or book.entity_of[index] is not None:
            continue
        other = book.mentions[index]
        same = other.kind == mention.kind or (other.kind == "place" and mention.kind == "country")
        if other.form == "nominal" and same and other.number != "plural":
            _describe_body(book, other, entity)
    if mention.kind == "organisation":
        _read_body_in_front(book, mention, entity)


def _read_body_in_front(book: Book, mention: Mention, entity: int) -> None:
    """Read "the opposition newspaper La Prensa" and "the Danish brewer Halbek", however they are parsed."""
    for other in reversed(book.mentions[max(0, mention.index - _NEAR) : mention.index]):
        if other.form != "nominal" or other.last != mention.first or book.entity_of[other.index] is not None:
            continue
        trades = other.kind == "person" and other.sectors == ("BUS",)
        if other.number == "plural" or not (trades or other.kind == "organisation"):
            continue
        if book.analysis.lowers[other.first] == "the" or other.first in book.inside:
            _describe_body(book, other, entity)
            return


def _describe_body(book: Book, other: Mention, entity: int) -> None:
    """Give a description to the body it describes, with what it tells of a body that no table knows."""
    book.give(other, entity)
    draft = book.entities[entity]
    draft.lemmas.add(other.name)
    draft.country, draft.sectors = draft.country or other.country, draft.sectors or other.sectors
