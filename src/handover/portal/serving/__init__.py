"""How requests come in: taken in before a thread is given to them, so that slow senders keep nobody waiting."""
