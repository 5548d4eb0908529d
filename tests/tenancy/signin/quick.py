"""Argon2 with a small memory: these tests hash hundreds of passwords."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 64, 1
