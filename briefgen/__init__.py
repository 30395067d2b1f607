"""briefgen: one page about a dispute that its reader can trust.

The stages, each in its own room, meet in `briefgen.build` only:

read -> resolve -> select -> check -> compose -> fit -> write -> verify
"""

__version__ = "0.1.0"
