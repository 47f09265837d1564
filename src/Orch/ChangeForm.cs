namespace Orch;

/// <summary>How a change is written down.</summary>
/// <param name="Arguments">What git is told.</param>
internal sealed record ChangeForm(params IReadOnlyList<string> Arguments)
{
    /// <summary>The lines that differ.</summary>
    public static ChangeForm Patch { get; } = new("--patch");

    /// <summary>The files, one a line.</summary>
    public static ChangeForm Names { get; } = new("--name-only");

    /// <summary>How many lines of each file differ.</summary>
    /// <param name="columns">The width to keep to.</param>
    public static ChangeForm Stat(int columns) => new($"--stat={columns}");
}
