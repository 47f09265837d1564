namespace Orch.Cli.Watching;

/// <summary>What was pressed.</summary>
internal enum KeyKind
{
    Text,
    Paste,
    Enter,
    Escape,
    Backspace,
    EraseLine,
    EraseWord,
    Interrupt,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Redraw,
    Other,
}
