"""What a zone does with a message: pure, without input or output; time and new ids come as arguments."""

# Theory of operation
#
# A message goes through four hands. `parsing` makes of bytes a message with a good envelope, or says why it is none. `decide`
# runs it through the checks that every message passes and hands it to the one handler that its name has in HANDLERS. The
# handler returns a decision: what to answer, and a tuple of effects. The caller makes the effects durable, all of them in one
# transaction, and only then lets the answer go out. Nothing in here writes, sends, waits, or asks for the time.
#
# Why effects are values. What a message brings about is a list that can be compared, so a test needs no database to say what
# must follow from what; two stores can be held to the same list; and what has become durable can be announced afterwards (wake
# the pusher, tell an agent in passing) by looking through it, with no second path that could be forgotten. Effects are
# applied in order. One of them can fail: `Accept`, where a message with this source and id is there already. Then nothing of
# the decision is done at all, and the answer is status 7. So a repeat is found by writing, at no cost to those that are none,
# and no decision can be half done.
#
# Two kinds of knowledge decide. The zone's state (agents, rights, rules, who provides what) changes seldom: it is one frozen
# value with a revision, kept in memory by every process. What changes with every message (queues, open requests, how an
# agent is) is never held here; a handler asks for it, through questions that the open transaction answers. Whoever asks within
# the transaction that holds the zone's lock gets answers that are still true when the effects are written. That is all there
# is of concurrency control: no handler locks, compares or tries again.
#
# Decided twice, or rather early. Most of a message's cost is reading and checking its content, and most events are decided by
# the message and the state alone. So `decide_early` decides before there is a transaction, with questions that cannot be
# answered: a handler that asks one raises, and is left for later. What was decided early holds as long as the zone's revision
# is the one that it was decided with; within the transaction only that number is compared. If it has moved, the message is
# decided again from the beginning. The time for which a zone is locked is thus the time of writing, not of thinking.
#
# Order. An agent's queue is first in, first out, and its numbers are given in the order of commits, because a zone's
# transactions follow one another. The checks have an order too, and it is a promise: authentication comes first, so that a
# stranger learns nothing else; that the sender is registered comes before the pause, so that who must register is told so;
# that a message is a repeat comes last, since a repeat is one whatever the rules say now.
#
# A refusal is an exception inside and an answer outside. It may carry effects: who asked may have to be told that nothing will
# come. No handler catches it; `decide` does, once, for all.
