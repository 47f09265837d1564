namespace Orch.Processes;

/// <summary>What to run: a program, its argument vector and its whole surroundings. Nothing is inherited but the user.</summary>
/// <param name="Program">Absolute path, or a name that is looked up on the PATH of <see cref="Environment"/>.</param>
/// <param name="Arguments">The argument vector without the program itself; never a shell string.</param>
internal sealed record ProcessSpec(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The whole environment of the process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The working directory; null for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What it reads on standard input, which is closed after it.</summary>
    public string Input { get; init; } = "";

    /// <summary>After so long the process and its children are killed. Default one minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much of each output is kept in memory: the first half and the last half of so many bytes. Default 4 MiB.</summary>
    public int Capture { get; init; } = 4 * 1024 * 1024;
}
