"""`handover zone list|create|…`: zones, their agents and what those may do, from the command line."""

COMMANDS = ()
