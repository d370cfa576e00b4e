"""``python -m persona_check`` is ``persona-check``."""

from persona_check.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
