"""Articles in, text out."""
