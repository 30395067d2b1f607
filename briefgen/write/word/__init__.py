"""The Word memo: our own base document, what is read from a look, and the writer."""
