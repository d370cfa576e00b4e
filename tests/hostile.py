"""Two hundred hostile texts, and a report that carries one wherever outside text can stand."""

from dataclasses import replace

from persona_check.model.examination import PhotoRecord, PhotoSketch
from persona_check.model.exhibit import Exhibit, ExhibitKind
from persona_check.model.finding import Evidence, Finding
from persona_check.model.lookup import Unavailable, UnavailableReason, WorkByTitle
from persona_check.model.report import (
    Candidate,
    CoauthorGraph,
    GraphEdge,
    GraphNode,
    NextStep,
    Report,
    Review,
    SetAside,
)
from tests.report.builders import claimed, report

__all__ = ["HOSTILE", "KINDS", "hostile_report"]

RAN = "document.title='ran'"
KINDS: dict[str, tuple[str, ...]] = {
    "script": (
        f"<script>{RAN}</script>",
        f"</title></style><script>{RAN}</script>",
        f"<scr<script>ipt>{RAN}</scr</script>ipt>",
        f"--></svg><script>{RAN}//",
        f"]]><script>{RAN}</script><![CDATA[",
    ),
    "event handler": (
        f'"><img src=x onerror="{RAN}">',
        f"'><svg onload={RAN}>",
        f'" autofocus onfocus="{RAN}" x="',
        f"<details open ontoggle={RAN}>",
        f"<body onpageshow={RAN}><marquee onstart={RAN}>",
    ),
    "address": (
        f"javascript:{RAN}//",
        "data:text/html,<script>alert(1)</script>",
        "https://tracker.example/p.png?x='><base href=https://x.example>",
        "<link rel=stylesheet href=https://x.example/a.css><meta http-equiv=refresh content=0>",
        "<iframe srcdoc='<script>1</script>'></iframe><form action=https://x.example>",
    ),
    "markdown": (
        "[click](javascript:alert(1)) ![x](https://tracker.example/p.png)",
        "| a | b |\n|---|---|\n# heading\n```\ncode",
        "1. one\n- two\n> three\n---\n=====\n***bold*** ~~gone~~",
        "<https://x.example> https://x.example www.x.example @everyone #123 :skull:",
        "[ref]: https://x.example\n[ref] `code` $x^2$ \\[link\\](x)",
    ),
    "rich": (
        "[bold red]x[/] [link=https://x.example]y[/link]",
        "[/] [/bold] [blink]x",
        "[@click=app.bell]z[/] :smile: [on white]",
    ),
    "terminal": (
        "\x1b]8;;https://x.example\x07x\x1b[31m\x9b2J",
        "\x1b[2J\x1b[H\x1b]0;title\x07\x1b[?1049h",
        "a\rb\x08\x08c\x0bd\x0ce\x7f\x85",
    ),
    "direction": (
        "\u202egnp.exe\u2066\u200f",
        "a\u2067b\u2069\u202c\u061c\u200e\u202d",
        "Z\u0300\u0301\u0302\u0303\u0304\u0305alg\u200b\u200d\u2060o\ufeff\U000e0041",
    ),
    "spreadsheet": (
        "=cmd|' /C calc'!A0",
        '+1+1;=HYPERLINK("https://x.example")',
        "-2+3|@SUM(A1)\t=1+1",
        "@SUM(1,2)\r\n=1+1",
        '\uff1d1+1,"=1+1"',
    ),
    "nothing": ("a\x00b\ud800c", "\x00", "\udfff\ud800", "\u2028\u2029\u0085"),
    "template": ("{{ 7*7 }} {% raw %} ${x} <!-- ]]>", "%s %(x)s {0} {finding.id} \\u003cscript"),
}
PAYLOADS = tuple(payload for some in KINDS.values() for payload in some)
LONG = ("x" * 1_000_000, "<b>" * 333_333, "\u202e" * 1_000_000, "=1+" * 333_333)
_WRAPPINGS = ("{0}", "Ada {0}", "{0} Example", "{0}{0}{0}", "\u202e\x1b[1m{0}")
HOSTILE = (
    *(wrapping.replace("{0}", one) for wrapping in _WRAPPINGS for one in PAYLOADS),
    *LONG,
)[-200:]


def hostile_report(text: str) -> Report:
    """A report in which everything that comes from outside is ``text``."""
    about = claimed(text, text)
    photo = Exhibit(
        id="x1", kind=ExhibitKind.PHOTO, file_name=text, origin=text, content=b"never shown"
    )
    about = replace(
        about,
        id=text,
        also_known_as=(text,),
        origin=text,
        exhibits=(photo,),
        assertions=tuple(replace(one, origin=text) for one in about.assertions),
    )
    shown = report(about, words=text)
    findings = tuple(_poisoned(finding, text) for finding in shown.assessment.findings)
    provenance = findings[0].observation.evidence[0].provenance
    return replace(
        shown,
        claim=about,
        assessment=replace(
            shown.assessment,
            findings=findings,
            prior=replace(shown.assessment.prior, name=text, basis=text),
        ),
        next_steps=(NextStep(action=text, why=text, message=f"{text}\n{text}"),),
        lookups=(
            *shown.lookups,
            Unavailable(
                source="openalex",
                query=WorkByTitle(title=text),
                reason=UnavailableReason.BLOCKED,
                detail=text,
                hint=text,
            ),
        ),
        candidates=tuple(
            Candidate(id=f"c{number}", name=text, reasons=(text,), chosen=number == 0)
            for number in range(3)
        ),
        graph=CoauthorGraph(
            nodes=(
                GraphNode(id="s", name=text, works=3, subject=True),
                GraphNode(id="a", name=text, works=2, first_year=2010, last_year=2020),
                GraphNode(id="b", name=text, works=1, first_year=2015, claimed=True),
            ),
            edges=(GraphEdge(source="a", target="b", works=1, years=(2015,)),),
        ),
        photos=(
            PhotoRecord(
                exhibit="x1",
                level="hit",
                reason=text,
                provenance=provenance,
                marks=(("iptc", text),),
                sketch=PhotoSketch(jpeg=b"\xff\xd8", width_px=20, height_px=20),
            ),
        ),
        review=Review(
            set_aside=(SetAside(finding=findings[0], reason=text),),
            verdict=shown.assessment.verdict,
            confidence=0.5,
            interval=(0.4, 0.6),
        ),
        notes=(text,),
    )


def _poisoned(finding: Finding, text: str) -> Finding:
    observation = finding.observation
    return replace(
        finding,
        observation=replace(
            observation,
            innocent_explanation=text,
            upstream=(text,),
            measurements=(("said", text),),
            evidence=tuple(
                Evidence(
                    id=text,
                    says=text,
                    provenance=replace(
                        one.provenance, url=f"https://x.example/{text}", upstream=(text,)
                    ),
                )
                for one in observation.evidence
            ),
        ),
        not_counted_because=finding.not_counted_because and text,
    )
