namespace Orch.Cli.Rendering;

/// <summary>What the tools of the agent CLIs do, in words and signs that are the same for all of them.</summary>
internal static class ToolWords
{
    private static readonly (string Sign, string[] Tools)[] Known =
    [
        ("$", ["Bash", "shell", "command", "run_shell_command", "local_shell", "exec_command", "powershell", "shellToolCall", "terminal"]),
        ("+ write", ["Write", "write_file", "create", "create_file"]),
        ("~ edit", ["Edit", "MultiEdit", "NotebookEdit", "edit_file", "replace", "patch", "apply_patch", "file_change", "str_replace", "str_replace_editor", "editToolCall"]),
        ("> read", ["Read", "read_file", "view", "readToolCall"]),
        ("> search", ["Grep", "Glob", "search_file_content", "grep_search"]),
        ("> search web for", ["web_search"]),
        ("> list", ["LS", "list", "list_directory"]),
    ];

    private static readonly Dictionary<string, string> Signs =
        Known.SelectMany(one => one.Tools.Select(tool => (tool, one.Sign))).ToDictionary(one => one.tool, one => one.Sign, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Shells = ["/bin/bash -lc '", "/bin/bash -lc \"", "bash -lc '", "bash -lc \"", "/bin/sh -c '", "/bin/sh -lc '"];

    /// <summary>The call on one line: <c>$ make test</c>, <c>~ edit app.py</c>, or the tool's own name.</summary>
    /// <param name="tool">The tool, as its CLI names it.</param>
    /// <param name="about">The command, the file or what else it is about.</param>
    public static string Line(string tool, string about)
    {
        var sign = Signs.GetValueOrDefault(tool, $"> {tool}");
        return $"{sign} {(sign == "$" ? Bare(about) : about)}".TrimEnd();
    }

    // Some CLIs put every command into a shell of its own; what it is told says more.
    private static string Bare(string command) =>
        Shells.FirstOrDefault(shell => command.StartsWith(shell, StringComparison.Ordinal)) is { } shell && command.Length > shell.Length + 1 && command.EndsWith(shell[^1])
            ? command[shell.Length..^1]
            : command;

    /// <summary>What changes files stands out; so do commands.</summary>
    public static Tone Tone(string tool) => Signs.GetValueOrDefault(tool, "")[..Math.Min(1, Signs.GetValueOrDefault(tool, "").Length)] switch
    {
        "+" or "~" => Rendering.Tone.Good,
        "$" => Rendering.Tone.Active,
        _ => Rendering.Tone.Quiet,
    };
}
