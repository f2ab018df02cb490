"""What an article says: regions, places, quotations and speakers. Pure functions, and their data."""
