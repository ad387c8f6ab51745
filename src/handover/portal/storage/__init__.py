"""The place of the sealed bytes behind one interface: a folder of this machine, or a bucket of an S3-compatible store."""
