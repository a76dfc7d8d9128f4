"""Encrypted SQLite storage. Keeps rows and bytes; does not know what an audit is."""
