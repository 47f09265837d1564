using System.Text.RegularExpressions;
using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>The words of the user's notification command.</summary>
internal static partial class Notification
{
    private const int LongestReason = 200;

    /// <summary>Whether the user is to be told of this state. Who killed an agent knows.</summary>
    public static bool IsDue(AgentState state) => state == AgentState.NeedsHuman || (state.IsEnd() && state != AgentState.Cancelled);

    /// <summary>The command with the places in its arguments filled: each stays one argument, whatever is put in, and the program stays what it is.</summary>
    public static IReadOnlyList<string> Fill(IReadOnlyList<string> command, AgentRecord agent) =>
        [command[0], .. command.Skip(1).Select(argument => Safe(argument, Place().Replace(argument, match => Value(match.Groups["name"].Value, agent) ?? match.Value)))];

    // An agent's words must not become an option of the program.
    private static string Safe(string argument, string filled) => argument.StartsWith('-') ? filled : filled.TrimStart('-');

    private static string? Value(string name, AgentRecord agent) => name switch
    {
        "name" => agent.Name,
        "state" => SnakeCase.Of(agent.State),
        "cli" => agent.Attempts is [.., var last] ? last.Cli : agent.Cli,
        "branch" => agent.Branch ?? "",
        "workspace" => agent.Workspace ?? "",
        "pull_request" => agent.PullRequest?.Url ?? "",
        "reason" => OneLine.Of(agent.Needs?.Text ?? agent.Reason ?? "", LongestReason),
        _ => null,
    };

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
