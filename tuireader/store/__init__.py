"""The store of article bodies, catalogue and marks."""
