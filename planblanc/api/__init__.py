"""The GraphQL API: the one door for people and programs."""
