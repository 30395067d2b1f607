"""Pure functions on text: folding, quotation marks, the quotation ladder, figures, search."""
