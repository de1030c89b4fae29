"""How an act stands: happened, planned, threatened, called off, denied; read upwards from its verb or noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.knowledge.status import Governor, StatusTable
from dateline.model.record import EventType, Status
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.signals import SignalReader, Walk

_STEPS = 12  # governing words that are followed
_UNDONE: frozenset[Status] = frozenset(("cancelled", "denied", "negated"))
_OPEN: frozenset[Status] = frozenset(("planned", "proposed", "considered", "conditional", "threatened", "ongoing"))
_CONFLICT = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
_ANNOUNCED = frozenset(("SANCTION", "COERCE", "REJECT"))
_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words around an act say of it."""

    status: Status
    tokens: tuple[int, ...]
    condition: tuple[int, int] | None
    verbal: EventType | None
    """The act of words that it amounts to by the manual ("agreed to withdraw": AGREE)."""
    tense: str | None
    content_of: Candidate | None
    """The act of words that this one is the content of ("urged Israel to release": the urging)."""
    in_condition: int | None
    """The verb whose if-clause, whether-clause or without-phrase this act stands in: it is not reported."""
    ahead: bool = False
    """It lies ahead, also where it is not to be ("will not meet", "told not to buy")."""
    controller: int | None = None
    """The governing verb whose subject does the act ("Israel has not ruled out a strike": ruled)."""


class StandingReader:
    """Reads the standing of the acts of one article."""

    def __init__(
        self,
        grammar: Grammar,
        table: StatusTable,
        contents: Mapping[int, Candidate],
        is_quoted: Callable[[int], bool],
    ) -> None:
        self.grammar = grammar
        self.analysis = grammar.analysis
        self.table = table
        self.signals = SignalReader(grammar, table)
        self.provisos = self.signals.provisos
        self.contents = contents
        """Acts of words by the tokens that stand for them."""
        self.is_quoted = is_quoted

    def read(self, candidate: Candidate) -> Standing:
        """Read how an act stands."""
        walk = Walk()
        if candidate.kind == "noun":
            for noun in dict.fromkeys((candidate.head, candidate.top)):
                self.signals.read_modifiers(noun, walk)
        if candidate.frame.stands is not None:
            walk.add(candidate.frame.stands, candidate.head)
        start = candidate.top
        if candidate.clause is not None:
            start = candidate.clause
            self.signals.read_verb(start, walk)
            if candidate.kind == "noun":
                self._read_carrier(candidate, walk)
        self._climb(start, candidate, walk)
        if walk.in_condition is None:
            walk.in_condition = self.provisos.above(start)
        return self._settle(candidate, walk)

    def _read_carrier(self, candidate: Candidate, walk: Walk) -> None:
        """A light or linking verb may itself say how the act stands ("continued its strikes")."""
        analysis, verb = self.analysis, candidate.clause
        assert verb is not None
        aspect = self.table.aspect.get(analysis.lemmas[verb])
        if aspect is not None:
            walk.add(aspect, verb)
        if analysis.labels[candidate.top] in ("nsubj", "nsubjpass") and analysis.heads[candidate.top] == verb:
            self.signals.read_predicate(verb, walk)
        for governor in self._governors(verb):
            as_subject = analysis.labels[candidate.top] in ("nsubj", "nsubjpass")
            if "noun" in governor.clauses and (governor.subject or not as_subject):
                walk.add(governor.status, verb, by=governor)
                return

    def _governors(self, token: int) -> list[Governor]:
        analysis = self.analysis
        tag = analysis.tags[token][0]
        if tag == "V":
            rows = self.table.governors.get(("verb", analysis.lemmas[token]), ())
        elif tag == "N":
            verbal = analysis.labels[token] == "ROOT" and analysis.child(token, "nsubj") is not None
            rows = self.table.governors.get(("verb" if verbal else "noun", analysis.lemmas[token]), ())
        elif tag in "JRI":
            rows = self.table.governors.get(("adjective", analysis.lemmas[token]), ())
        else:
            return []
        words = {analysis.lowers[c] for c in analysis.children[token]} if rows else set()
        fitting = [(governor, particle) for governor, particle in rows if particle is None or particle in words]
        fitting.sort(key=lambda row: row[1] is None)
        return [governor for governor, _ in fitting]

    def _climb(self, token: int, candidate: Candidate, walk: Walk) -> None:
        for _ in range(_STEPS):
            upper = self._step(token, candidate, walk)
            if upper is None:
                return
            token = upper

    def _step(self, token: int, candidate: Candidate, walk: Walk) -> int | None:
        """Follow one word upwards; None ends the climb."""
        analysis = self.analysis
        label, head = analysis.labels[token], analysis.heads[token]
        if label == "relcl" and self.grammar.infinitive(token) and analysis.child(token, "nsubj") is None:
            label = "acl"
        if head == token or label in ("relcl", "parataxis") or self.signals.is_performed(token, head):
            return None
        if label in ("conj", "appos"):
            self._note_content(head, candidate, walk)
            if label == "conj":
                self.signals.read_exclusion(token, head, walk)
            return head
        if label == "advcl":
            return self._step_adverbial(token, head, walk)
        if label in ("pobj", "pcomp"):
            return self._step_preposition(token, label, head, candidate, walk)
        if label == "ccomp" and self.provisos.is_open(token):
            walk.in_condition = head
            return None
        kind = self._kind(token, label)
        if kind is None:
            return None
        return self._govern(token, head, (kind, label), candidate, walk)

    def _kind(self, token: int, label: str) -> str | None:
        if label in ("xcomp", "ccomp", "acl", "csubj", "csubjpass", "acomp", "oprd", "advmod") and self.grammar.is_verb(
            token
        ):
            if self.grammar.infinitive(token):
                return "to"
            if label == "acl" and self.analysis.tags[token] == "VBN" and not self.grammar.clause(token).own_subject:
                return None
            return "ing" if self.analysis.tags[token] == "VBG" else "that"
        if label in ("dobj", "nsubjpass", "nsubj", "dative", "attr", "oprd", "acomp", "ROOT"):
            return "noun"
        return "clause" if label in ("ccomp", "xcomp", "acomp") else None

    def _step_adverbial(self, token: int, head: int, walk: Walk) -> int | None:
        analysis = self.analysis
        if self.provisos.is_condition(token):
            walk.add("conditional", analysis.subtree(token)[0])
            walk.in_condition = head
            return None
        if self.grammar.infinitive(token):
            if analysis.lemmas[head] in self.table.results:
                return None
            for governor in self._governors(head):
                if "to" in governor.clauses:
                    self._apply(governor, head, walk)
                    return head
            walk.add("planned", token)
        elif analysis.tags[token] in ("VBZ", "VBP") and analysis.lowers[analysis.subtree(token)[0]] in self.table.whens:
            self.signals.read_verb(head, walk)
        elif analysis.tags[token] in ("VBG", "VBN") and self.grammar.is_verb(head):
            self.signals.read_verb(head, walk)
            if self.grammar.clause(token).own_subject and any(s == "conditional" for s, _, _ in walk.signals):
                walk.in_condition = head
        return None

    def _step_preposition(
        self, token: int, label: str, preposition: int, candidate: Candidate, walk: Walk
    ) -> int | None:
        analysis = self.analysis
        word = analysis.lowers[preposition]
        if label == "pcomp" and word in self.table.without:
            walk.add("negated", preposition)
            walk.in_condition = analysis.heads[preposition]
            return None
        head = analysis.heads[preposition]
        if word == "of" and analysis.lowers[head] in self.table.instead:
            walk.add("negated", head)
            return None
        if analysis.labels[preposition] not in ("prep", "agent", "dative") or head == preposition:
            return None
        while analysis.labels[head] == "prep" and analysis.heads[head] != head:
            word, head = analysis.lowers[head], analysis.heads[head]
        return self._govern(token, head, ("ing" if label == "pcomp" else "noun", label), candidate, walk, word)

    def _govern(
        self,
        token: int,
        head: int,
        link: tuple[str, str],
        candidate: Candidate,
        walk: Walk,
        preposition: str | None = None,
    ) -> int | None:
        """Read what a governing word says; `link` is the kind of complement and its label."""
        kind, label = link
        self._note_content(head, candidate, walk)
        if self._read_predicate(head, kind, label, token, walk):
            return head
        for governor in self._governors(head):
            if not self._fits(governor, head, link, walk, preposition) or not governor.says_of(candidate.frame.type):
                continue
            controls = governor.control and walk.controller is None and label in ("dobj", "pobj")
            if controls and self.grammar.is_verb(head):
                walk.controller = head
            if governor.others is not None and kind == "to" and self._is_of_others(token, head):
                walk.add(governor.others, head, by=governor)
            self._apply(governor, head, walk)
            return head
        if label == "attr" and self.analysis.lemmas[head] == "be":
            self.signals.read_verb(head, walk)
            return None
        if label == "xcomp" and self.grammar.is_verb(head):
            self.signals.read_verb(head, walk)
            return head
        if label == "xcomp" and self.analysis.labels[head] in ("acomp", "attr", "oprd"):
            self.signals.read_verb(self.analysis.heads[head], walk)
            return self.analysis.heads[head]
        if label == "ccomp" and self.analysis.tags[head] in ("VBD", "VBN"):
            walk.reported_in_past = True
        if label == "ccomp" and self.analysis.labels[head] == "advcl" and self.analysis.tags[head] == "VBG":
            self._apply_threat(self.analysis.heads[head], walk)
        if kind == "to" and label == "acl" and self.analysis.tags[head][0] == "N":
            self.signals.read_purpose(token, head, walk)
            return head
        if preposition == "of" and self.analysis.tags[head][0] == "N" and walk.content_of is None:
            self.signals.read_modifiers(head, walk)
        return None

    def _fits(self, governor: Governor, head: int, link: tuple[str, str], walk: Walk, preposition: str | None) -> bool:
        kind, label = link
        if kind not in governor.clauses or (label == "nsubj" and not governor.subject):
            return False
        if label == "nsubj" and self.analysis.child(head, "dobj") is not None:
            return False
        if governor.through and not walk.reported:
            return False
        if preposition is None:
            return governor.bare or kind in ("to", "that")
        return preposition in governor.prep

    def _is_of_others(self, token: int, head: int) -> bool:
        """Tell an act that the one who wants it leaves to another: "wants the bloc to ban them"."""
        return any(head < child < token for child in self.analysis.with_label(token, "nsubj", "nsubjpass"))

    def _apply_threat(self, head: int, walk: Walk) -> None:
        """ "Threatened its allies, saying that missiles would hit their factories"."""
        for governor in self._governors(head) if self.grammar.is_verb(head) else ():
            if governor.status == "threatened" and "that" in governor.clauses:
                self._apply(governor, head, walk)
                return

    def _read_predicate(self, head: int, kind: str, label: str, token: int, walk: Walk) -> bool:
        """Read what is said of an act that is the subject, and an act that somebody is, or ought, to do."""
        analysis = self.analysis
        if analysis.tags[head] == "MD":
            modal = self.table.modals.get(analysis.lowers[head])
            walk.add(modal.status if modal is not None else None, head)
            return True
        if label == "xcomp" and kind == "to" and analysis.lemmas[head] == "be":
            walk.add("planned", head)
            self.signals.read_verb(head, walk)
            return True
        if label in ("ccomp", "csubj") and analysis.lemmas[head] == "be":
            for adjective in analysis.with_label(head, "acomp"):
                for governor in self._governors(adjective):
                    if kind in governor.clauses:
                        self._apply(governor, adjective, walk)
                        return True
        if label in ("nsubj", "nsubjpass") and self.grammar.is_verb(head):
            self.signals.read_predicate(head, walk)
        return False

    def _note_content(self, head: int, candidate: Candidate, walk: Walk) -> None:
        found = self.contents.get(head)
        if found is not None and found is not candidate and walk.content_of is None:
            walk.content_of = found

    def _apply(self, governor: Governor, head: int, walk: Walk) -> None:
        """Take over what a governing word says, with its own negation and modals."""
        analysis = self.analysis
        walk.reported |= governor.report
        inner = Walk()
        if self.grammar.is_verb(head):
            self.signals.read_verb(head, inner)
        else:
            self.signals.read_modifiers(head, inner)
            carrier = analysis.heads[head]
            light = analysis.lemmas[carrier] in self.grammar.frames.classes["light"] or analysis.lemmas[carrier] == "be"
            if analysis.labels[head] in ("dobj", "acomp", "attr", "oprd") and (light or analysis.tags[head][0] == "J"):
                self.signals.read_verb(carrier, inner)
        walk.verbs.extend(inner.verbs)
        negations = [t for status, tokens, _ in inner.signals if status == "negated" for t in tokens]
        if negations:
            walk.add(governor.negated, head, *negations, by=governor)
        else:
            walk.add(governor.status, head, by=governor)
        aspect = self.table.aspect.get(analysis.lowers[head])
        if aspect is not None:
            walk.add(aspect, head)
        for status, tokens, by in inner.signals:
            if status not in ("negated", "ongoing"):
                walk.add(status, *tokens, by=by)

    def _settle(self, candidate: Candidate, walk: Walk) -> Standing:
        condition = self.provisos.find(walk.verbs)
        status: Status = "occurred"
        tokens: tuple[int, ...] = ()
        verbal: EventType | None = None
        governed = False
        for found, words, governor in walk.signals:
            if (
                governor is not None
                and governor.hostile
                and candidate.frame.type in _CONFLICT
                and found == governor.status
            ):
                found = governor.hostile
            if found == "conditional" and self._is_future_in_past(words, walk, condition, candidate):
                found = "planned"
            stronger = (
                status in ("occurred", "ongoing")
                or (found in _UNDONE and status in _OPEN)
                or (status == "planned" and governed and found in ("proposed", "considered"))
                or (status in ("planned", "conditional") and found == "threatened" and governor is not None)
            )
            if found != "occurred" and stronger:
                status, tokens, governed = found, words, governor is not None
            if governor is not None and governor.verbal and verbal is None and found not in _UNDONE:
                verbal = governor.verbal
        if status == "occurred" and walk.purpose:
            status, tokens = "planned", walk.purpose
        if status in ("planned", "considered") and not governed and self._is_of_any(candidate):
            status = "conditional"
        if condition is not None and (
            status in ("planned", "considered") or (status == "occurred" and self._is_present(walk))
        ):
            status = "conditional"
        verbal = self._verbal(candidate, status, verbal, walk)
        return Standing(
            status, tuple(sorted(set(tokens))), condition if status not in ("occurred", "ongoing") else None, verbal,
            self._tense(walk, status), walk.content_of, walk.in_condition,
            any(found in _OPEN and found != "ongoing" for found, _, _ in walk.signals), walk.controller,
        )  # fmt: skip

    def _verbal(self, candidate: Candidate, status: Status, verbal: EventType | None, walk: Walk) -> EventType | None:
        """Tell the act of words: announcing sanctions threatens them, "will not accept refugees" refuses."""
        type_ = candidate.frame.type
        if status == "negated":
            willed = any(found in ("planned", "conditional") and by is None for found, _, by in walk.signals)
            return "REJECT" if willed and type_ in _COOPERATION else None
        if status in _UNDONE:
            return None
        if type_ in _ANNOUNCED:
            return "THREATEN" if status in ("planned", "threatened") else None
        if type_ in _CONFLICT and verbal == "AGREE":
            return None
        return verbal

    def _is_future_in_past(
        self, words: tuple[int, ...], walk: Walk, condition: tuple[int, int] | None, candidate: Candidate
    ) -> bool:
        """ "NATO said it would tighten the blockade" is a plan; "any jet would be intercepted" is a rule."""
        if condition is not None or not walk.reported_in_past or not words:
            return False
        return not self.is_quoted(words[0]) and not self.provisos.is_rule(candidate)

    def _is_of_any(self, candidate: Candidate) -> bool:
        return candidate.clause is not None and self.provisos.is_of_any(candidate.clause)

    def _is_present(self, walk: Walk) -> bool:
        if not walk.verbs:
            return False
        verb, tags = walk.verbs[-1], self.analysis.tags
        return any(tags[t] in ("VBZ", "VBP") for t in (verb, *self.analysis.with_label(verb, "aux", "auxpass")))

    def _tense(self, walk: Walk, status: Status) -> str | None:
        analysis = self.analysis
        for verb in walk.verbs:
            for token in (verb, *analysis.children[verb]):
                if token != verb and analysis.labels[token] not in ("aux", "auxpass"):
                    continue
                if analysis.tags[token] == "MD":
                    return "future" if status in ("planned", "conditional", "threatened") else "present"
                if analysis.tags[token] in _FINITE:
                    return "past" if analysis.tags[token] == "VBD" else "present"
        return None
