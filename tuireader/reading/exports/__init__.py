"""What other readers and services give back: newsboat, wallabag, Pocket, Instapaper."""
