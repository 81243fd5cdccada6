"""What DNS records say: SPF, DKIM, DMARC and whose mail it is."""
