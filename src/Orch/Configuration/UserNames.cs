using System.Text.RegularExpressions;
using Orch.State;

namespace Orch.Configuration;

/// <summary>The names in keys that the user chooses: of agent CLIs, of variables, of kinds of failure.</summary>
internal static partial class UserNames
{
    private static readonly AttemptOutcome[] NoFailures = [AttemptOutcome.Success, AttemptOutcome.Killed, AttemptOutcome.Timeout, AttemptOutcome.IdleTimeout];

    // What Orch sets itself, to know its processes, to keep them from pushing and to keep them apart.
    private static readonly string[] Reserved = ["ORCH_", "GIT_CONFIG_", "TMPDIR"];

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public static string? Complaint(IReadOnlyList<string> segments, IReadOnlyList<string> knownClis)
    {
        if (segments is not ["agents", var cli, ..])
        {
            return null;
        }

        if (!CliName().IsMatch(cli))
        {
            return $"'{Agents.OneLine.Of(cli, 60)}' is no name for an agent CLI: use small letters, digits, - and _, at most 48";
        }

        var near = knownClis.FirstOrDefault(known => cli.Equals($"{known}-agent", StringComparison.Ordinal) || cli.Equals($"{known}-cli", StringComparison.Ordinal));
        return near is not null ? $"[agents.{cli}] is known as {near}: write [agents.{near}]" : segments switch
        {
            [_, _, "env", var name] => Variable(name),
            [_, _, "patterns", var kind] when !Kinds.Contains(kind, StringComparer.Ordinal) =>
                $"'{Agents.OneLine.Of(kind, 60)}' is no kind of failure{(Suggestions.Ask(kind, Kinds) is { Length: > 0 } hint ? hint : $": there are {string.Join(", ", Kinds)}")}",
            _ => null,
        };
    }

    /// <summary>What is wrong with the name of a variable that is set or taken away; null when nothing is.</summary>
    public static string? Variable(string name) =>
        !VariableName().IsMatch(name) ? $"'{Agents.OneLine.Of(name, 60)}' is no name of a variable"
        : Reserved.Any(one => one.EndsWith('_') ? name.StartsWith(one, StringComparison.Ordinal) : name == one) ? $"{name} is set by Orch itself for every agent: leave it out"
        : null;

    private static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<AttemptOutcome>().Except(NoFailures).Select(SnakeCase.Of)];

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,47}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex CliName();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex VariableName();
}
