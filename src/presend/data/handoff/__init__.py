"""What recipients can do, in their languages: one module each, the same keys in all.

`{name}`, `{address}` and `{contact}` are filled in. The words are presend's own; the steps follow
HubSpot, "Understand why contacts didn't receive marketing emails" (25 August 2025), and Google,
"Email sender guidelines" (21 March 2026).
"""
