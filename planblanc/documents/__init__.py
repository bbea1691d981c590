"""What is printed: pages that work when nothing else does."""
