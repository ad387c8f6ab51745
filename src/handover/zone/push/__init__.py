"""Messages pushed to the agents that registered for it (sections 6.4 and 8.3): who is due, and how they are reached."""
