"""What is known of days that are over: counted at their close, merged, and shown."""
