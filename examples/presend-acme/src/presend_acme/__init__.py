"""The house rules of Acme."""
