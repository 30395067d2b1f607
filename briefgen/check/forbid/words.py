"""Words of ours that a template may forbid. Quotations are the speakers', and are not looked at.

The lists are closed, of English with the common German and French words: what they miss, a
person has to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.speech import Sentence, Voiced
from briefgen.check.statements import Statement, masked, sentence_of
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.patterns import late

#: Sections in which the author judges, and says so.
_JUDGING = frozenset({"judgements", "recommendation", "options"})


@rule("TPL101", Severity.ERROR)
def recommendation(evidence: Evidence) -> Iterator[Diagnostic]:
    """The page recommends, and its template forbids it.

    A page of facts is safe to hand to anyone; one sentence of recommendation makes it a page of
    ours. What is to be done stands in the sections `recommendation` and `options`, which print
    where a template has them.

    Bad:
        We recommend that the board vote first [@gazette-0305^e2].

    Good:
        The lines want the board to vote first [@lines-letter-0211^l3].
    """
    for statement, at, words in _found(evidence, _RECOMMENDS):
        message = f'"{words}" recommends'
        hint = "report what a party wants, or use the section recommendation"
        yield recommendation.at(statement.place(at), message, hint, about=statement.point.key)


@rule("TPL102", Severity.ERROR)
def advice(evidence: Evidence) -> Iterator[Diagnostic]:
    """The page tells its reader what to do, and its template forbids it.

    Bad:
        You should ask for the opinion [@gazette-0305^e8].

    Good:
        The opinion has not been published [@gazette-0305^e8].
    """
    for statement, at, words in _found(evidence, _ADVISES):
        message, hint = f'"{words}" advises the reader', "say what is so, not what to do about it"
        yield advice.at(statement.place(at), message, hint, about=statement.point.key)


@rule("TPL103", Severity.ERROR)
def relative_date(evidence: Evidence) -> Iterator[Diagnostic]:
    """A date hangs on the day of reading.

    A page is read days after it was written: "yesterday" is then another day. A weekday needs its
    date beside it.

    Bad:
        Talks stopped on Monday [@gazette-0305^e1].

    Good:
        Talks stopped on 2 March [@gazette-0305^e1].
    """
    for statement, at, words in _found(evidence, _RELATIVE):
        message = f'"{words}" is a date only on the day of writing'
        yield relative_date.at(
            statement.place(at), message, "write the date", about=statement.point.key
        )


@rule("TPL104", Severity.ERROR)
def forecast(evidence: Evidence) -> Iterator[Diagnostic]:
    """The page forecasts, and nobody is named whose forecast it is.

    A forecast of the author's own stands under `judgements`, or is `kind: assessment`.

    Bad:
        The fee is likely to fall [@gazette-0305^e6].

    Good:
        The fee is likely to fall, the finance committee wrote [@board-report-0227^b2].
    """
    for statement, at, words in _unattributed(evidence, _FORECASTS):
        message = f'"{words}" forecasts, and nobody is named'
        hint = "name whose forecast it is, or make it a judgement of yours"
        yield forecast.at(statement.place(at), message, hint, about=statement.point.key)


@rule("TPL105", Severity.ERROR)
def motive(evidence: Evidence) -> Iterator[Diagnostic]:
    """The page speaks of somebody's motive.

    Before both parties, a guess at why one of them acts ends the talk.

    Bad:
        The authority raised the fee in retaliation [@gazette-0305^e2].

    Good:
        The authority raised the fee on 1 April [@gazette-0305^e2].
    """
    for statement, at, words in _found(evidence, _MOTIVES):
        message, hint = f'"{words}" speaks of a motive', "say what was done, or leave it out"
        yield motive.at(statement.place(at), message, hint, about=statement.point.key)
    for point in evidence.selection.points:
        if point.kind == "allegation":
            message, hint = "an allegation: of fault, or of motive", "leave it out: `for: [...]`"
            yield motive.at(point.place, message, hint, about=point.key)


@rule("TPL106", Severity.ERROR)
def merit(evidence: Evidence) -> Iterator[Diagnostic]:
    """A word of ours says who is right.

    Bad:
        The lines rightly ask for a vote [@lines-letter-0211^l3].

    Good:
        The lines ask for a vote [@lines-letter-0211^l3].
    """
    for statement, at, words in _found(evidence, _MERITS):
        message, hint = f'"{words}" judges', "leave the word out, or quote who used it"
        yield merit.at(statement.place(at), message, hint, about=statement.point.key)


@rule("TPL107", Severity.ERROR)
def judging_verb(evidence: Evidence) -> Iterator[Diagnostic]:
    """A verb of saying judges what was said.

    "Admitted" says that it was true and that it was hidden. "Said" says that it was said.

    Bad:
        Okoye admitted that the fee is final [@gazette-0305^e2].

    Good:
        Okoye said that the fee is final [@gazette-0305^e2].
    """
    for statement, at, words in _found(evidence, _JUDGING_VERBS):
        message, hint = f'"{words}" judges what was said', 'write "said" or "wrote"'
        yield judging_verb.at(statement.place(at), message, hint, about=statement.point.key)


@rule("TPL108", Severity.ERROR)
def legal_conclusion(evidence: Evidence) -> Iterator[Diagnostic]:
    """The page concludes in law in its own voice.

    Bad:
        The fee is unlawful without a vote [@lines-letter-0211^l4].

    Good:
        The fee is unlawful without a vote, the association wrote [@lines-letter-0211^l4].
    """
    for statement, at, words in _unattributed(evidence, _CONCLUDES):
        message = f'"{words}" is a conclusion of law, and nobody is named'
        hint = "name whose contention it is"
        yield legal_conclusion.at(statement.place(at), message, hint, about=statement.point.key)


Found = Iterator[tuple[Statement, int, str]]


def _found(evidence: Evidence, pattern: re.Pattern[str]) -> Found:
    """Where a pattern matches our own words: the statement, the offset, the words."""
    for statement in evidence.statements:
        for match in pattern.finditer(masked(statement.prose)):
            yield statement, match.start(), match[0]


def _unattributed(evidence: Evidence, pattern: re.Pattern[str]) -> Found:
    """As `_found`, where the sentence gives its words to nobody."""
    for statement, at, words in _found(evidence, pattern):
        point = statement.point
        if point.section in _JUDGING or point.kind == "assessment":
            continue
        begin, end = sentence_of(statement.prose, at)
        sentence = Sentence(masked(statement.prose)[begin:end], at - begin, at - begin + len(words))
        if evidence.speech.voiced(sentence, point.excerpt) is Voiced.NOBODY:
            yield statement, at, words


def _any(*patterns: str) -> re.Pattern[str]:
    return late(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_RECOMMENDS = _any(
    r"(?:we|I) (?:recommend|advise|propose|suggest|urge)",
    r"(?:is|are) recommended",
    r"our (?:recommendation|advice|proposal)",
    r"wir (?:empfehlen|raten|schlagen)",
    r"unsere (?:Empfehlung|Ratschläge)",
    r"nous (?:recommandons|conseillons|proposons)",
)
_ADVISES = _any(
    r"you (?:should|must|ought to|need to|may want to)",
    r"(?:it would be|it is) (?:wise|better|best|advisable|prudent) to",
    r"the (?:best|right) (?:course|way|answer) (?:is|would be)",
    r"Sie (?:sollten|müssen)",
    r"vous (?:devriez|devez)",
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TAGE = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"
_JOURS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_DATED = r"(?!,? (?:the |den |dem |le )?\(?\d)"
_RELATIVE = _any(
    r"today|yesterday|tomorrow|tonight",
    rf"(?:last|next|this|coming) (?:week|month|year|quarter|spring|summer|autumn|winter|{_DAYS})",
    r"\w+ (?:days?|weeks?|months?) ago",
    rf"on (?:{_DAYS})(?!\w){_DATED}",
    r"heute|gestern|morgen früh",
    r"(?:letzte|nächste|vergangene|kommende|diese)[nrs]? (?:Woche|Monat|Jahr)",
    rf"am (?:{_TAGE})(?!\w){_DATED}",
    r"aujourd['’]hui|hier|demain",
    r"(?:la semaine|le mois|l['’]an) (?:dernière?|prochaine?)",
    rf"(?:ce|le) (?:{_JOURS})(?!\w){_DATED}",
)
_FORECASTS = _any(
    r"(?:is|are) (?:very |un|highly )?(?:likely|expected|bound|poised|predicted|forecast) to",
    r"will (?:probably|likely|almost certainly|surely)",
    r"(?:wird|werden) (?:wahrscheinlich|voraussichtlich)",
    r"(?:devrait|devraient) (?:sans doute|probablement)",
)
_MOTIVES = _any(
    r"motives?|motivated|ulterior|bad faith|pretext|spite|ego",
    r"retaliat\w*|revenge|punish\w*|in order to (?:hurt|harm|punish|embarrass)",
    r"(?:the|its|their|his|her) real (?:reason|aim|purpose)",
    r"Beweggr[uü]nd\w*|Rache|Vergeltung|bösgläubig",
    r"mobiles?|vengeance|mauvaise foi",
)
_MERITS = _any(
    r"rightly|wrongly|(?:un)?justifi(?:ed|ably)|(?:un)?reasonabl[ey]|(?:un)?fair(?:ly)?",
    r"clearly|obviously|of course|merely|so-called|controversial|absurd|excessive|baseless",
    r"last-ditch|backlash|ugly|bitter|scheme|spat",
    r"zu Recht|zu Unrecht|angeblich\w*|sogenannte\w*|selbstverständlich|offensichtlich",
    r"à juste titre|à tort|soi-disant|évidemment|bien sûr",
)
_JUDGING_VERBS = _any(
    r"admit(?:s|ted)?|conced(?:es?|ed)|acknowledg(?:es?|ed)|boast(?:s|ed)?",
    r"reveal(?:s|ed)?|slam(?:s|med)?|blast(?:s|ed)?|lash(?:es|ed) out|refut(?:es?|ed)",
    r"gestand|räumte \w+ ein|prahlte|enthüllte",
    r"avou(?:e|é|ait)|admet|reconnaît|se vante",
)
_CONCLUDES = _any(
    r"(?:is|are|was|were) (?:un|il)?(?:lawful|legal|constitutional|void|liable|negligent)",
    r"(?:is|are|was|were) in breach|breach(?:es|ed)|violat(?:es?|ed)|infring(?:es?|ed)",
    r"has no (?:legal )?(?:basis|standing|case)",
    r"(?:ist|sind|war) (?:un)?(?:rechtmäßig|zulässig|wirksam)|verstößt|rechtswidrig",
    r"(?:est|sont) (?:il)?l(?:égal|icite)\w*|viole",
)
