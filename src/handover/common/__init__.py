"""What every part of Handover shares: identifiers, problems, hardened XML, the school calendar, code sets. Pure."""
