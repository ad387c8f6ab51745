"""Where zones are remembered: the interface, and its implementation in SQL, on SQLite and on PostgreSQL."""

# Theory of operation
#
# Locks. A change of a zone begins by locking the zone (on PostgreSQL its row, on SQLite the file) and holds it until it is
# durable. So a zone does one thing after the other, in however many processes, and a rule that compares what is with what comes
# needs no lock of its own. Nothing else is ever locked by a message: one lock cannot wait for another in a circle. Reading
# takes no lock and sees what was committed; readers have connections of their own, so that they never wait for a writer.
#
# Group commit. Making a transaction durable costs a wait for the disk, about the same for one message as for twenty. So a
# process writes for all who wait at that moment (`zone/group_commit.py`). It needs callers that wait at the same time: with
# one connection of an agent there is one message to a transaction, with sixteen there may be sixteen. A decision that fails
# fails alone, before it has written anything; a transaction that fails is taken apart and each change tried by itself.
#
# Guarded changes. Most events and acknowledgements are decided before there is a transaction (`core/early.py`). What such a
# decision rests on is compared in the statement that writes it, under the zone's lock: one statement is one transaction, and on
# PostgreSQL one round trip. What is no longer right changes nothing and goes the way of all other changes.
#
# Fairness. Among threads the first who waits leads the next batch. Among processes on PostgreSQL the server's queue for the row
# does it. SQLite has no queue: who finds the file locked sleeps and tries again, and whoever writes without pause overtakes
# all sleepers. So writers to one file stand in line at two locks of the operating system beside it (`fair_write_lock.py`).
#
# Sequence numbers. The number of a queue entry comes from a sequence of the database and is never given again. It is taken
# while the zone is locked, so within a zone the order of numbers is that of commits: an entry that becomes visible never has
# a smaller number than one that was visible before. That is what makes reading from a watermark right. A sequence is not put
# back when a transaction is undone, so numbers have gaps; nothing counts by them, except as a bound: a queue whose first and
# last numbers are less than a limit apart cannot be longer than that.
#
# The watermark. What was taken out of a queue leaves dead rows at its beginning, and a look for "the first entry" would step
# over all of them each time. So an agent's row remembers the number below which nothing lies, and every look begins above it.
# It moves in the statement that removes an entry, never ahead of the entries that are left.
#
# What a crash leaves. Before the commit: nothing, and the sender, who has no answer, sends again. After the commit and before
# the answer: the message, and the sender sends again and is told so (status 7). During the commit itself nobody knows, which to
# the sender is the same. A message that was delivered whose removal was not written yet is delivered again; the agent answers
# status 7, which removes it. Claims of a process that died lapse by the clock. When agents were last heard of, and nothing
# else, is written without waiting for the disk.
#
# What is sealed. Contents, and what agents said of them, are sealed with a key of the zone before they reach SQL: the
# database sees who sent what kind of message to whom and when, and its length.
