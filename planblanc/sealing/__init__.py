"""The journal can be proved: canonical bytes, chained hashes, and personal text that can be erased."""
