"""Pictures in the terminal: how much room they take, how they are drawn, and what is kept of them."""
