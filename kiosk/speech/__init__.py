"""Text becomes sound, with a program of this machine and no service of anybody's."""
