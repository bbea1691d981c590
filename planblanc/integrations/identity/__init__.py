"""The providers of identity: outside systems that vouch for people."""
