using Orch.Processes;

namespace Orch.Cli.Rendering;

/// <summary>Shows long text on a terminal with the user's pager: GIT_PAGER, else PAGER, else less; without one, or with an empty one, as it is.</summary>
internal sealed class Pager(CommandContext context)
{
    // What git gives to less when the user has said nothing: end when it fits, colours, leave the screen as it was.
    private static readonly (string Name, string Value)[] Usual = [("LESS", "FRX"), ("LV", "-c")];

    public async Task ShowAsync(string text, CancellationToken ct)
    {
        var terminal = context.Terminal;
        var environment = context.Surroundings.Environment;
        if (!terminal.IsInteractive || Command(environment) is not { } command)
        {
            terminal.Out.Write(text);
            return;
        }

        terminal.Flush();
        var spec = new ProcessSpec("sh", ["-c", command])
        {
            Environment = Usual.Where(one => !environment.ContainsKey(one.Name)).Aggregate(
                new Dictionary<string, string>(environment, StringComparer.Ordinal), (all, one) => new(all, StringComparer.Ordinal) { [one.Name] = one.Value }),
            WorkingDirectory = context.Surroundings.Directory,
        };

        // Ctrl-C is the pager's, which knows what to do with it.
        ct.ThrowIfCancellationRequested();
        await context.Surroundings.Runner.RunOnTerminalAsync(spec, text, CancellationToken.None);
    }

    /// <summary>The user's words for it, which a shell reads; null for none.</summary>
    internal static string? Command(IReadOnlyDictionary<string, string> environment)
    {
        var command = environment.GetValueOrDefault("GIT_PAGER") ?? environment.GetValueOrDefault("PAGER") ?? (ProgramFinder.Find("less", environment) is null ? "" : "less");
        return command.Trim() is "" or "cat" ? null : command;
    }
}
