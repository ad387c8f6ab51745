"""Master keys: which of them seals, which still opens, and how everything comes from one under the next."""
