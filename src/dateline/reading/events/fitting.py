"""Whether a phrase is one of what a frame asks for: a lemma, a class of lemmas, somebody, somewhere."""

from __future__ import annotations

from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup


class Fitter:
    """Tests the phrases of one article against what frames ask for."""

    def __init__(self, grammar: Grammar, lookup: Lookup) -> None:
        self.grammar = grammar
        self.lookup = lookup
        self.analysis = grammar.analysis
        self.frames = grammar.frames

    def fits(self, token: int, wanted: tuple[str, ...]) -> bool:
        """Tell whether a phrase is one of what a frame asks for."""
        analysis = self.analysis
        inner = self.grammar.content(token)
        for want in wanted:
            if want[0] == "@":
                if self._is_in(want[1:], token, inner):
                    return True
            elif want[0] == "#":
                if self._is(want, token, inner):
                    return True
            else:
                words = (analysis.lemmas[inner], analysis.lemmas[token], analysis.lowers[inner])
                if want in words or ("-" in want and want == self.hyphenated(token)):
                    return True
        return False

    def _is_in(self, name: str, token: int, inner: int) -> bool:
        """Tell whether a noun, or what it is an amount of, is in a class."""
        analysis, words = self.analysis, self.frames.classes[name]
        if analysis.lemmas[token] in words or analysis.lemmas[inner] in words or analysis.lowers[inner] in words:
            return True
        if analysis.tags[inner].startswith("NNP") and analysis.lowers[inner].removesuffix("s") in words:
            return True
        if name == "people":
            return self.lookup.is_crowd(token)
        return name == "aircraft" and self.lookup.is_aircraft(inner)

    def _is(self, want: str, token: int, inner: int) -> bool:
        """Answer one of the tests that are not lists of words."""
        lookup = self.lookup
        if want == "#actor":
            return lookup.is_actor(inner) or lookup.is_actor(token) or lookup.is_place(inner)
        if want == "#number":
            return self.analysis.tags[token] == "CD"
        if want == "#any":
            return True
        tests = {"#place": lookup.is_place, "#person": lookup.is_person, "#official": lookup.is_official,
                 "#owned": lookup.is_owned, "#state": lookup.is_state, "#organisation": lookup.is_organisation,
                 "#politician": lookup.is_politician, "#armed": lookup.is_armed}  # fmt: skip
        test = tests.get(want)
        return test is not None and test(inner)

    def hyphenated(self, token: int) -> str:
        """Put together what the tokens keep apart: "live-fire"."""
        analysis = self.analysis
        if token >= 2 and analysis.words[token - 1] == "-" and analysis.starts[token] == analysis.ends[token - 1]:
            return f"{analysis.lowers[token - 2]}-{analysis.lemmas[token]}"
        return analysis.lowers[token]
