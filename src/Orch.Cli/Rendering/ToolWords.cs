namespace Orch.Cli.Rendering;

/// <summary>What the tools of the agent CLIs do, in words and signs that are the same for all of them.</summary>
internal static class ToolWords
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bash"] = "$", ["shell"] = "$", ["command"] = "$", ["run_shell_command"] = "$", ["local_shell"] = "$", ["exec_command"] = "$", ["powershell"] = "$",
        ["shellToolCall"] = "$", ["terminal"] = "$",
        ["Write"] = "+ write", ["write_file"] = "+ write", ["create"] = "+ write", ["create_file"] = "+ write",
        ["Edit"] = "~ edit", ["MultiEdit"] = "~ edit", ["NotebookEdit"] = "~ edit", ["edit_file"] = "~ edit", ["replace"] = "~ edit", ["patch"] = "~ edit",
        ["apply_patch"] = "~ edit", ["file_change"] = "~ edit", ["str_replace"] = "~ edit", ["editToolCall"] = "~ edit", ["str_replace_editor"] = "~ edit",
        ["Read"] = "> read", ["read_file"] = "> read", ["view"] = "> read", ["readToolCall"] = "> read",
        ["Grep"] = "> search", ["Glob"] = "> search", ["search_file_content"] = "> search", ["grep_search"] = "> search", ["web_search"] = "> search web for",
        ["LS"] = "> list", ["list_directory"] = "> list", ["list"] = "> list",
    };

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
