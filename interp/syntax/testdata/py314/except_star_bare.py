# The same for exception groups.
try:
    pass
except* ValueError, TypeError:
    pass

try:
    pass
except *ValueError, TypeError, OSError:
    pass
except* (A, B), C:
    pass
except* (A, B) as e:
    pass
except* A as e:
    pass
else:
    pass
finally:
    pass
