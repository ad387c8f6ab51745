"""`handover conformance`: plays every situation of a training county, with our client or with a vendor's software."""
