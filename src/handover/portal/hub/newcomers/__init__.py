"""Children who are new at a school, and whose record has not come: who has it, and who is asked."""
