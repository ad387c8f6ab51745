"""The SIF UK data model: forty objects, read, checked, written and explained, from one set of tables."""
