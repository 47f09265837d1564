using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary>Options and arguments of the coordination, and what is done with them everywhere.</summary>
internal static class A2aFlags
{
    public static Option<string> As() => Flags.Text("--as", "NAME", "Who you are; default: ORCH_AGENT");

    public static Argument<string> TaskId() => new("ID") { Description = "The task's id, as 'orch a2a tasks' shows it" };

    public static Argument<string> Body() => new("BODY") { Description = "The text, at most 1 MiB; - reads standard input" };

    public static Option<long?> Token() => new("--token")
    {
        Description = "The token that the claim gave",
        HelpName = "T",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var token))
            {
                return token;
            }

            result.AddError($"--token takes the number that the claim gave, not '{text}'");
            return null;
        },
    };

    public static Option<string[]> Several(string name, string valueName, string description) =>
        new(name) { Description = $"{description}; may be given several times", HelpName = valueName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>A number that may be below zero.</summary>
    public static Option<int?> Priority() => new("--priority")
    {
        Description = "Higher ones are given out first; default: 0",
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            result.AddError($"--priority takes a whole number, not '{text}'");
            return null;
        },
    };

    public static CoordinationStore OpenCoordination(this CommandContext context) => CoordinationStore.Open(context.Surroundings);

    /// <summary>Who calls; null when nobody says.</summary>
    /// <exception cref="OrchException">An agent would speak as another (conflict).</exception>
    public static string? Identity(this CommandContext context, string? name)
    {
        var agent = context.Surroundings.Environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } own ? own : null;
        if (name is not null && agent is not null && name != agent)
        {
            throw OrchException.Conflict($"this is the agent {agent} (ORCH_AGENT is set), which cannot speak as {TerminalName(name)}: leave --as away");
        }

        return (name ?? agent) is { } identity ? CoordinationInput.Name("an agent's name", identity) : null;
    }

    /// <summary>Who calls, where somebody has to.</summary>
    /// <exception cref="OrchException">Nobody says (usage), or an agent would speak as another (conflict).</exception>
    public static string RequireIdentity(this CommandContext context, string? name) =>
        context.Identity(name) ?? throw OrchException.Usage("who are you? Give --as NAME, or set ORCH_AGENT");

    /// <summary>Renews the caller's entry, when there is one.</summary>
    public static void Greet(this CoordinationStore store, string? identity)
    {
        if (identity is not null)
        {
            store.SqliteRegistry.Renew(identity);
        }
    }

    /// <summary>The text of an argument, or standard input for <c>-</c>, of which no more is read than is taken.</summary>
    public static async Task<string> TextAsync(string what, string text, CancellationToken ct) =>
        text == "-" ? await InputText.ReadAsync(what, "-", CoordinationLimits.LongestText, ct) : text;

    private static string TerminalName(string name) => Rendering.TerminalText.Line(name, 60);
}
