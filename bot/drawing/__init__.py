"""Pictures drawn in a process of their own, beside the event loop."""
