"""Outlines to read: the contract's example, and one that has everything."""

from __future__ import annotations

#: design 3.2, letter for letter.
HARBOUR = """\
# yaml-language-server: $schema=…
title: Harbour fee dispute
as_of: 2026-03-05
lang: en
memo: {to: Chief of Staff, from: Policy Office, for: Information, handling: INTERNAL}
parties:
  authority: {name: Harbour Authority, also: [the port]}
  lines: {name: Shipping lines}
names:
  Ada Okoye: {short: Okoye, role: director, party: authority, never: [Okoy], confusable: [okay]}
origins:
  harbour-letter: {name: Letter to the board, seen: false}
bottom_line: |
  Talks stopped on 2 March; the fee takes effect in April [@gazette-0305^e2].
background:
  - |
    - Talks broke down on 2 March [@gazette-0305^e2].
    - The authority "will not reopen" the fee [@gazette-0305^e2].
  - {fill: background and not is:stale, limit: 3}
positions:
  authority:
    stated: |
      - The fee is final; it "will not reopen" it [@gazette-0305^e2].
    claims: [{fill: claims/authority, limit: 2, show: quote}]
  lines: [{fill: positions/lines}]            # a list is short for stated
stakes:
  lines: |
    - Higher port costs from April [@gazette-0305].
open_questions:
  - ask: |
      Does the board have to vote?
    to: Harbour Authority
    cite: [gazette-0305^e2]
"""

FULL = """\
title: Harbour fee
as_of: 2026-03-05T14:00Z
parties:
  authority: Harbour Authority
  lines: {name: Shipping lines}
memo:
  to: Board
  press: {for: Press, from: Press office}
terms: [port fee, fairway]
bottom_line: Talks stopped [@a^1].
latest:
  - {id: l1, text: Talks are off., date: 2026-03, kind: reported, visibility: partner, weight: 70}
  - {text: Old., id: l0, withdrawn: it was wrong, change: correction, replaces: l1, for: [press]}
recommendation:
options:
  - option: Wait.
    for: It costs nothing.
    against: |
      The fee "will not" wait [@a^1].
    cost: None known.
exposure:
  - {item: Port fee, figure: 12 million, as_of: March 2026, source: the Gazette, status: reported}
dates:
  - {what: The fee begins., date: 2026-04-01}
people:
  - {name: Ada Okoye, role: director, note: speaks for the board}
qa:
  - {q: Is it final?, a: The board says so., status: on the record}
judgements:
  - {text: Talks resume., likelihood: likely, confidence: low}
conflicts:
  - {text: The fee differs., members: [a^1, b^2], resolution: both, reason: two dates}
stakes:
  both: Trade [@a].
  others: [Fishers pay.]
"""

CASES = (HARBOUR, FULL)
