"""Commands to start from, shown under the help of each command."""

__all__ = ["EXAMPLES", "epilog"]

EXAMPLES: dict[str, tuple[str, ...]] = {
    "check": (
        'persona-check check "Ada Example" --orcid 0000-0002-1825-0097',
        'persona-check check "Ada Example" --doi 10.5555/abc --dry-run',
        "persona-check check pitch.eml --claim-out claim.toml",
        "persona-check check https://orcid.org/0000-0002-1825-0097",
        "persona-check check --claim claim.toml --prior speaker --save case.zip",
        "persona-check check --claim claim.toml --eml letter.eml",
        "persona-check check --replay case.zip -o report.html --open",
    ),
    "batch": (
        "persona-check batch speakers.csv --format table",
        "persona-check batch speakers.csv --html reports --links links.json",
        "persona-check batch claims.jsonl -o out.jsonl --resume",
    ),
    "bio": (
        "persona-check bio about.txt",
        "persona-check bio bios.jsonl --format json",
    ),
    "demo": (
        "persona-check demo",
        "persona-check demo pitch",
        "persona-check demo --files demo",
    ),
    "help": ("persona-check help intake",),
    "evaluate": ("persona-check evaluate labelled.jsonl --reports out.jsonl --plot fit.svg",),
    "decide": (
        'persona-check decide case.zip --by "A. Editor" --decision "asked for a reply" '
        '--reason "the mail domain is not the institute\'s"',
    ),
    "log": (
        "persona-check log init desk.log --name desk.example/log",
        "persona-check log add desk.log case.zip",
        "persona-check log verify desk.log --key desk.log.pub",
    ),
    "log init": ("persona-check log init desk.log --name news.example/cases",),
    "log add": ("persona-check log add desk.log case.zip other.zip",),
    "log prove": ("persona-check log prove desk.log case.zip",),
    "log verify": (
        "persona-check log verify desk.log",
        "persona-check log verify case.zip.tlog-proof --case case.zip --key desk.log.pub",
    ),
    "log consistency": (
        "persona-check log consistency desk.log june.checkpoint",
        "persona-check log consistency step.txt june.checkpoint --key desk.log.pub",
    ),
    "recheck": (
        "persona-check recheck case.zip",
        "persona-check recheck case.zip --save again.zip --json",
    ),
    "explain": (
        "persona-check explain borrowed",
        "persona-check explain timeline",
        "persona-check explain timeline/too_young",
        "persona-check explain prior",
    ),
    "photo": (
        "persona-check photo face.jpg --annotate drawn.png",
        "persona-check photo @portraits.txt --format json",
    ),
    "purge": ('persona-check purge "Ada Example"',),
    "read": (
        "persona-check read pitch.eml",
        "persona-check read cv.pdf --format toml -o claim.toml",
        "persona-check read https://uni.example/~oduya --format json",
    ),
    "sources": (
        "persona-check sources",
        "persona-check sources --self-check",
    ),
    "bundle verify": ("persona-check bundle verify case.zip --timestamp-roots tsa.pem",),
    "bundle warc": ("persona-check bundle warc case.zip --output case.warc.gz",),
    "corpus import": ("persona-check corpus import works.jsonl.gz --corpus corpus.duckdb",),
    "corpus info": ("persona-check corpus info --corpus corpus.duckdb",),
    "corpus verify": ("persona-check corpus verify --corpus corpus.duckdb",),
}


def epilog(*commands: str) -> str:
    """The examples of a command, one per line, as they are typed; of several, the first of each."""
    first = [EXAMPLES[command][0] for command in commands]
    shown = EXAMPLES[commands[0]] if len(commands) == 1 else first
    return "\b\nExamples:\n" + "\n".join(f"  {one}" for one in shown)
