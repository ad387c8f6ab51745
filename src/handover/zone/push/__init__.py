"""Messages pushed to the agents that registered for it (sections 6.4 and 8.3): who is due, and how they are reached."""

# Theory of operation
#
# Who pushes. Each process has one pusher. It claims agents that are due in the store, for ten seconds that it prolongs while it
# lives; an agent is claimed by one process at a time, so it never gets two messages at once, from wherever it is served. What
# a dead process held is taken over when the ten seconds are over. An agent is due when something lies in its queue that it can
# be given now, which one SQL statement says; a message that has just been accepted only wakes the pusher sooner.
#
# Order. An agent gets its messages one at a time: the next one is not looked up before the answer to this one is durable. For
# as long as a claimed agent's turn lasts (0.4 seconds) it gets one after the other over one connection; then it is given
# back. While more are due than can be served, who has had a turn is held back until all others have had theirs.
#
# Nothing is locked, and no transaction is open, while a message is on its way. Agents send messages of their own before they
# answer (section 16.5): with the zone locked, such an agent and the zone would wait for each other.
#
# Bulkheads. An agent that does not answer holds a thread for up to the zone's time-out. Thirty of them would hold all threads,
# and everybody would wait for machines that are switched off. So the places are divided: agents that answered lately, agents
# that did not, and words in passing each have places of their own, and a delivery that takes longer than half a second moves
# from the first part to the second while it runs. Who is slow waits for who is slow.
#
# Back-off. An agent that could not be reached is tried again after pauses that double, up to the zone's longest, spread by a
# few per cent so that all agents of a school that was offline do not come back in the same second; the spread is computed from
# the agent's name, so that nothing here is left to chance. That says nothing about the message. An agent that *was* reached
# and did not take the message is another matter: that counts against the message, and after so many refusals it is put
# aside, because then it is the message that is in the way of all others.
