"""Change: what differs between two documents, part by part and word by word."""
