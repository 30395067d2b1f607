"""Reporting verbs: the words by which a sentence hands what it says to somebody."""

from __future__ import annotations

#: Verbs that hand words to their subject (domain.md 4.1).
_ENGLISH = """say says said write writes wrote call calls called describe describes described tell
tells told argue argues argued add adds added note notes noted announce announces announced insist
insists insisted claim claims claimed accuse accuses accused allege alleges alleged state states
stated warn warns warned admit admits admitted maintain maintains maintained believe believes
believed cite cites cited promise promises promised demand demands demanded deny denies denied
suggest suggests suggested report reports reported quote quotes quoted explain explains explained
declare declares declared label labels labelled labeled dismiss dismisses dismissed think thinks
thought"""
#: The common ones of German and French. There a name may follow: `sagte Voss`, `a dit Kervel`.
INVERTING = """sagt sagte schreibt schrieb nennt nannte erklärt erklärte betont betonte meint meinte
berichtet berichtete behauptet behauptete fordert forderte warnt warnte
dit dite déclare déclaré écrit affirme affirmé annonce annoncé indique indiqué assure assuré estime
estimé"""
VERBS = f"{_ENGLISH} {INVERTING}"
#: What a French verb of saying has before it, in most of its tenses.
AUXILIARIES = "a ont avait avaient"
#: What gives a sentence to whoever is named behind it.
ACCORDING = r"according to|laut|nach (?:den )?(?:angaben|worten) (?:von|der|des)|selon|d[’']après"
