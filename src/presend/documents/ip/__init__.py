"""IP addresses and ranges: as they are written, and those that SPF authorises."""
