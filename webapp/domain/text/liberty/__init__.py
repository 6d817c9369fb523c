"""What words of arrest, trial and release say of somebody's liberty."""
