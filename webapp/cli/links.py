"""The one-time links that the command line prints."""


def sign_in_url(base: str, secret: str) -> str:
    """Return the address at which a one-time secret lets its owner set a password."""
    return f"{base}/sign-in/{secret}"
