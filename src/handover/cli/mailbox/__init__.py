"""The commands of an office that does its work with a key: `handover login`, `send`, `inbox`, `fetch` and the others."""
