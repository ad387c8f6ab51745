"""What a zone does with a message: pure, without input or output; time and new ids come as arguments."""
