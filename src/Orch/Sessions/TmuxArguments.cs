using System.Security.Cryptography;
using System.Text;

namespace Orch.Sessions;

/// <summary>How names, commands and answers cross the line to tmux.</summary>
internal static class TmuxArguments
{
    /// <summary>The option of a session in which Orch keeps what it is.</summary>
    public const string MarkOption = "@orch_mark";

    /// <summary>Creation, attached, dead, pid, name, mark, title. A session's name and mark have no colon; the title may have, so it is last.</summary>
    public const string ListFormat = $"#{{session_created}}:#{{session_attached}}:#{{pane_dead}}:#{{pane_pid}}:#{{session_name}}:#{{{MarkOption}}}:#{{pane_title}}";

    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The socket's name: one server for each state directory.</summary>
    public static string SocketName(string stateDirectory) =>
        $"orch-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stateDirectory)))[..12]}";

    /// <summary>Exactly this session, none whose name only begins so.</summary>
    /// <exception cref="OrchException">The name could mean something else to tmux (usage).</exception>
    public static string Session(string name) => $"={Checked(name)}";

    /// <summary>The session's current pane.</summary>
    public static string Pane(string name) => $"={Checked(name)}:";

    /// <summary>A session's name as tmux keeps it: some characters it would change, others it would expand.</summary>
    public static string Checked(string name) =>
        name.Length is > 0 and <= 64 && name[0] != '-' && name.All(letter => letter == '-' || Letters.Contains(letter))
            ? name
            : throw OrchException.Usage($"'{name}' cannot name a session: use a-z, 0-9 and '-', at most 64 characters, and no '-' at the start");

    /// <summary>An argument that tmux takes as it stands: a semicolon at the end would begin the next command.</summary>
    public static string Literal(string argument) => argument.EndsWith(';') ? $"{argument[..^1]}\\;" : argument;

    /// <summary>A command that tmux executes directly: it gives a single argument to a shell.</summary>
    public static IEnumerable<string> Command(IReadOnlyList<string> argv) =>
        (argv.Count == 1 ? ["/bin/sh", "-c", "exec \"$0\"", argv[0]] : argv).Select(Literal);

    /// <summary>The sessions of an answer to <see cref="ListFormat"/>; of one with several panes, the first.</summary>
    public static IReadOnlyList<TmuxSession> ParseList(string answer) =>
        [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine).OfType<TmuxSession>().DistinctBy(session => session.Name, StringComparer.Ordinal)];

    private static TmuxSession? ParseLine(string line) =>
        line.Split(':', 7) is [var created, var attached, var dead, var pid, var name, var mark, var title]
            && long.TryParse(created, out var seconds)
            && int.TryParse(pid, out var process)
            ? new(name, DateTimeOffset.FromUnixTimeSeconds(seconds), attached is not ("0" or ""), process, dead == "1", title.TrimEnd()) { Mark = mark }
            : null;
}
