"""The one way out: whatever this house sends to an address that a tenant wrote goes through here.

https only, to public servers only. The host is looked up once, every address it has is checked against our
own list (`ranges`), and the connection goes to the address that was checked, while the certificate must be
that of the name. No redirect is followed, no proxy or netrc of the machine is read, an answer takes ten
seconds and 64 KB at most. Whoever asked learns one thing only: answered, or not. Why not stands in the
operator's log.
"""

from toolkit.egress.client import Answer, NotReached, post
from toolkit.egress.targets import Refused, Target, aim, parse

__all__ = ["Answer", "NotReached", "Refused", "Target", "aim", "parse", "post"]
