"""The writers: a document becomes the bytes of a file."""
