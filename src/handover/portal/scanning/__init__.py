"""Looking for viruses in what is sent: asking clamd, and seeing that it finds what it must."""
