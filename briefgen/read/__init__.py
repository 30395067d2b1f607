"""Read the workspace's files: bytes in, model and diagnostics out."""
