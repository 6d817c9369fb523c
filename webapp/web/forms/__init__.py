"""The forms: one module a noun, each with the fields that its domain function takes."""
