"""The zone server: a SIF Zone Integration Server. `core` decides, `store` remembers, `broker` joins the two, `http` speaks.

A message comes in as bytes, the core says what is to be answered and what is to change, the store makes the change
durable, and only then the answer goes out.
"""
