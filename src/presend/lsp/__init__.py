"""`presend lsp`: what an editor asks in, diagnostics, fixes and explanations out.

The server speaks the Language Server Protocol 3.17 over standard input and output (`server`).
It lints in a process of its own (`worker`, asked through `linter`), so that a rule that hangs
or breaks costs that process and not the editor's server.
"""
