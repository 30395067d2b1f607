"""Reporting verbs: the words by which a sentence hands what it says to somebody."""

from __future__ import annotations

#: Verbs that hand words to their subject (domain.md 4.1), with the common German and French ones.
VERBS = """say says said write writes wrote call calls called describe describes described tell
tells told argue argues argued add adds added note notes noted announce announces announced insist
insists insisted claim claims claimed accuse accuses accused allege alleges alleged state states
stated warn warns warned admit admits admitted maintain maintains maintained believe believes
believed cite cites cited promise promises promised demand demands demanded deny denies denied
suggest suggests suggested report reports reported quote quotes quoted explain explains explained
declare declares declared label labels labelled labeled dismiss dismisses dismissed think thinks
thought
sagt sagte schreibt schrieb nennt nannte erklärt erklärte dit déclare écrit affirme"""
