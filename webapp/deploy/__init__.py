"""What a server needs to run Habeas: a WSGI entry, a systemd unit, configurations of proxies."""
