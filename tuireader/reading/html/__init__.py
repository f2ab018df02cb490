"""Web pages: from the tags of a page to typed blocks."""
