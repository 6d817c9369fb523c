"""The seed: what five published texts say of people, loaded as a curator would record it."""
