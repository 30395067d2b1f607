"""The data that the stages speak through: frozen, with the meaning of each field beside it."""
