using System.Text.RegularExpressions;
using Orch.Agents;
using Orch.Processes;
using Orch.State;

namespace Orch.Delivery;

/// <summary>Reads what git says about a push or a listing that failed.</summary>
internal static partial class PushComplaint
{
    private static readonly string[] Refusals =
    [
        "403", "401", "denied", "not permitted", "protected", "authentication failed", "could not read username", "could not read password",
        "hash algorithm", "shallow update not allowed", "archived",
    ];

    /// <summary>What a failed <c>git push --porcelain</c> means.</summary>
    public static PushResult Of(PushOrder order, ProcessResult result)
    {
        var said = OneLine(result, order);
        if (result.TimedOut)
        {
            return new(PushOutcome.Unreachable, $"the push got {said}");
        }

        // "!", tab, what to where, tab, "[rejected] (reason)" or "[remote rejected] (reason)"
        var status = result.Output.Split('\n').FirstOrDefault(line => line.StartsWith("!\t", StringComparison.Ordinal));
        if (status is null)
        {
            var refused = Refusals.Any(word => result.Error.Contains(word, StringComparison.OrdinalIgnoreCase));
            return new(refused ? PushOutcome.Refused : PushOutcome.Unreachable, $"{(refused ? "the remote refused the push" : "the push did not get through")}: {said}");
        }

        var reason = Agents.OneLine.Of(status.Split('\t')[^1]);
        if (reason.StartsWith("[rejected]", StringComparison.Ordinal))
        {
            return new(PushOutcome.Diverged, $"{order.Branch} at the remote moved meanwhile: {reason}");
        }

        return new(PushOutcome.Refused, $"the remote refused {order.Branch}: {reason}{(FromRemote(result.Error) is { } words ? $": {Clean(words, order)}" : "")}");
    }

    /// <summary>The line that says most, without secrets.</summary>
    public static string OneLine(ProcessResult result, PushOrder order)
    {
        if (result.TimedOut)
        {
            return result.Complaint;
        }

        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.FirstOrDefault(line => line.StartsWith("fatal:", StringComparison.OrdinalIgnoreCase) && !IsGeneral(line));
        var remote = FromRemote(result.Error) ?? lines.FirstOrDefault(line => line.StartsWith("error:", StringComparison.OrdinalIgnoreCase) && !IsGeneral(line));
        var said = (remote, fatal) switch
        {
            ({ } one, { } two) => $"{one}; {two}",
            _ => remote ?? fatal ?? lines.FirstOrDefault(line => !IsGeneral(line)) ?? result.Complaint,
        };
        return Clean(said, order);
    }

    private static string Clean(string text, PushOrder order)
    {
        foreach (var value in order.Configuration.Where(IsSecret).Select(entry => entry.Value))
        {
            text = text.Replace(value, Redactor.Replacement, StringComparison.Ordinal);
        }

        var redactor = new Redactor(KnownSecrets.From(order.Environment));
        return Agents.OneLine.Of(redactor.Redact(UserInfo().Replace(text, "://")));
    }

    // The words of a server's hook, or of GitHub, that name the reason.
    private static string? FromRemote(string error)
    {
        var lines = error.Split('\n')
            .Where(line => line.StartsWith("remote:", StringComparison.Ordinal))
            .Select(line => line["remote:".Length..].Trim())
            .Where(line => line.Length > 0 && line[0] != '=')
            .ToList();
        return lines.FirstOrDefault(line => line.StartsWith("error:", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault();
    }

    private static bool IsGeneral(string line) =>
        line.Contains("Could not read from remote repository", StringComparison.Ordinal)
        || line.StartsWith("Please make sure", StringComparison.Ordinal)
        || line.StartsWith("and the repository exists", StringComparison.Ordinal)
        || line.StartsWith("error: failed to push some refs", StringComparison.Ordinal)
        || line.StartsWith("Warning: Permanently added", StringComparison.Ordinal)
        || line.StartsWith("hint:", StringComparison.Ordinal);

    private static bool IsSecret(Workspaces.ConfigurationEntry entry) => entry.Value.Length >= 8
        && (entry.Key.EndsWith("extraheader", StringComparison.OrdinalIgnoreCase)
            || entry.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
            || entry.Key.Contains("token", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"://[^/@\s']+@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
