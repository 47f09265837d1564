namespace Orch.Cli.Rendering;

/// <summary>What a colour says.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,
    Attention,
    Active,
    Quiet,
    Strong,
    Selected,
}
