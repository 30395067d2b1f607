"""Pure functions on strings: quotation marks, folding, the ladder of quotations, figures."""
