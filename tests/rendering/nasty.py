"""Texts that try to become a link, a tag or markup, each of which some client has fallen for, and generated ones."""

from collections.abc import Iterator
from random import Random

ADDRESSES = (
    """
https://evil.example|http://evil.example/a?b=c#d|HTTPS://EVIL.EXAMPLE|hTTp://evil.example|ftp://evil.example
//evil.example|//localhost|https://localhost|http://1.2.3.4|https://[::1]/|https://evil|https:/evil.example|https:\\\\evil
www.evil.example|WWW.EVIL.EXAMPLE|wWw.evil.example|www.|www..|www.evil|_www.evil.example|(www.evil.example)|www.1.2
a@evil.example|a.b+c@evil.example|mailto:a@evil.example|xmpp:a@evil.example/b|MAILTO:a@evil.example|@evil.example|a@|@
evil.com|evil.co.uk|EVIL.ORG|evil.com/path|evil.com:8080|1.com|evil.рф|xn--a.xn--p1ai|пример.рф|evil.com.|evil.com,
https\\://evil.example|https&#58;//evil.example|https&colon;//evil.example|https:&#47;/evil.example|www\\.evil.example
www&#46;evil.example|www&period;evil.example|a&#64;evil.example|a&commat;evil.example|a\\@evil.example|https:/&sol;evil.org
<https://evil.example>|<a@evil.example>|<mailto:a@evil.example>|[https://evil.example]|"https://evil.example"
(https://evil.example)|*https://evil.example*|~https://evil.example~|xhttps://evil.example|1https://evil.example
tirzepatide 5 mg www.evil.example pen|mg/dL https://evil.example|see evil.com, a@b.org and https://c.org|…https://evil.org
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

CHARACTERS = [
    "https:\u200b//evil.example",
    "https:\u2060//evil.example",
    "ht\u00adtps://evil.example",
    "www\ufeff.evil.example",
    "www.\u202eelpmaxe.live",
    "\u2066https://evil.example\u2069",
    "a\u200d@evil.example",
    "www\x00.evil.example",
    "https:\x08//evil.example",
    "https:\n//evil.example",
    "a\u2028https://evil.example",
    "a\u00a0www.evil.example",
    "a\u3000www.evil.example",
    "www\u3164.evil.example",
    "é.www.evil.example",
    "\U000e0041https://evil.example",
    "\ud800https://evil.example",
    "https\uff1a//evil.example",
    "a\uff5chttps://evil.example",
]

MARKUP = r"""
[a](https://evil.example)
![a](https://evil.example/a.png)
[a]: https://evil.example
[a][b]
[^1]
[^1]: note
[ ] open
[x] done
<a href="https://evil.example">a</a>
<img src=x onerror=alert(1)>
<script>alert(1)</script>
<!-- a -->
<![CDATA[a]]>
<?a?>
</p>
<a
a<b>c
&lt;b&gt;
&#60;b&#62;
&amp;lt;b&amp;gt;
&
*a*
**a**
_a_
__a__
~a~
~~a~~
`a`
``a``
```a
~~~a
`
a`b`c
\
\\
\*a\*
\`a`
\[a](b)
# a
a #
#
> a
- a
+ a
* a
1. a
1) a
123456789. a
-
---
===
=
***
___
:-
:-:
-|-
| a | b |
a | b
$a$
$$a$$
!
a!
==a==
^a^
:a:
10*9/L
mm[Hg]
<5
>5
5 < 7 > 3
C#5
{a}
"a" -- 'b' ... (c)
""".strip().splitlines()

NASTY = tuple(dict.fromkeys((*ADDRESSES, *CHARACTERS, *MARKUP)))

PIECES = (
    *"abw1 \t.:/@\\`*_[]()<>!#|~&;=-+'\"^$,",
    *(
        "www",
        "http",
        "https",
        "://",
        "//",
        ".com",
        "evil",
        "mailto:",
        "&#46;",
        "&lt;",
        "<b>",
        "](",
        "\u2060",
        "é",
        "\u200b",
    ),
)


def generated(number: int, seed: int) -> Iterator[str]:
    """Make texts of pieces that matter, the same ones for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing is secret here
    for _ in range(number):
        yield "".join(random.choices(PIECES, k=random.randint(1, 9)))
