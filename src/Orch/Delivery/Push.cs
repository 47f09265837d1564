using System.Globalization;
using Orch.Processes;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>
/// Pushes one commit to one branch from a bare repository of Orch's own that borrows the objects: what an agent wrote into the
/// repository's configuration, hooks or attributes is not read. Never forces.
/// </summary>
/// <param name="runner">Starts git.</param>
/// <param name="environment">The user's environment, with the user's credentials.</param>
internal sealed class Push(ProcessRunner runner, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public async Task<PushOutcome> RunAsync(PushOrder order, CancellationToken ct)
    {
        var bare = Path.Combine(order.Scratch, $"{State.Ids.New("push")}.git");
        try
        {
            var git = await BorrowAsync(order, bare, ct);
            if (await RemoteTipAsync(git, order, ct) is { } tip && tip != order.Commit && !await ContainsAsync(git, tip, order.Commit, ct))
            {
                return new(PushKind.Diverged, $"{order.Branch} at the remote has commits that this work does not have ({Short(tip)}): merge them, then push {Short(order.Commit)}");
            }

            var pushed = await git.TryAsync(["push", "--quiet", "--no-verify", "--no-follow-tags", order.Url, $"{order.Commit}:refs/heads/{order.Branch}"], timeout: Deadline, ct: ct);
            var seen = await RemoteTipAsync(git, order, ct);
            return seen == order.Commit
                ? new(PushKind.Pushed, $"{order.Branch} at the remote is {Short(order.Commit)}")
                : new(PushKind.Refused, pushed.Succeeded ? $"after the push {order.Branch} at the remote is {seen ?? "not there"}" : $"the push was refused: {pushed.Complaint}");
        }
        finally
        {
            if (Directory.Exists(bare))
            {
                Directory.Delete(bare, recursive: true);
            }
        }
    }

    private async Task<Git> BorrowAsync(PushOrder order, string bare, CancellationToken ct)
    {
        var start = new Git(runner, environment, GitPlace.Discover(order.Scratch));
        var format = (await new Git(runner, environment, GitPlace.Bare(order.GitDirectory)).ValueAsync(["rev-parse", "--show-object-format"], ct)) ?? "sha1";
        await start.RunAsync(["init", "--quiet", "--bare", "--template=", $"--object-format={format}", bare], ct: ct);
        Directory.CreateDirectory(Path.Combine(bare, "objects", "info"));
        await File.WriteAllTextAsync(Path.Combine(bare, "objects", "info", "alternates"), Quoted(Path.Combine(order.GitDirectory, "objects")) + "\n", ct);
        var shallow = Path.Combine(order.GitDirectory, "shallow");
        if (File.Exists(shallow))
        {
            File.Copy(shallow, Path.Combine(bare, "shallow"));
        }

        return new(runner, environment, GitPlace.Bare(bare) with { Variables = Variables(order.Configuration) });
    }

    // By environment and not by argument: a value may be a secret, and arguments can be read by others (git-config(1), GIT_CONFIG_COUNT).
    private List<(string Name, string Value)> Variables(IReadOnlyList<ConfigurationEntry> configuration)
    {
        var count = int.TryParse(environment.GetValueOrDefault("GIT_CONFIG_COUNT"), out var set) ? set : 0;
        var variables = new List<(string Name, string Value)>();
        foreach (var (key, value) in configuration)
        {
            // The address is given as it is after rewriting; rewriting it again would be wrong.
            if (key.StartsWith("remote.", StringComparison.OrdinalIgnoreCase) || key.StartsWith("url.", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            variables.Add(($"GIT_CONFIG_KEY_{count}", key));
            variables.Add(($"GIT_CONFIG_VALUE_{count}", value));
            count++;
        }

        variables.Add(("GIT_CONFIG_COUNT", count.ToString(CultureInfo.InvariantCulture)));
        return variables;
    }

    private static async Task<string?> RemoteTipAsync(Git git, PushOrder order, CancellationToken ct)
    {
        var listed = await git.TryAsync(["ls-remote", "--heads", order.Url, $"refs/heads/{order.Branch}"], timeout: Deadline, ct: ct);
        return listed.Succeeded
            ? listed.Output.Split('\n').FirstOrDefault(line => line.EndsWith($"\trefs/heads/{order.Branch}", StringComparison.Ordinal))?.Split('\t')[0]
            : throw OrchException.Environment($"the remote cannot be reached: {listed.Complaint}");
    }

    private static async Task<bool> ContainsAsync(Git git, string older, string newer, CancellationToken ct) =>
        (await git.TryAsync(["merge-base", "--is-ancestor", older, newer], ct: ct)).Succeeded;

    private static string Short(string sha) => sha[..Math.Min(12, sha.Length)];

    // The form of git's alternates file for paths with special characters: a C string.
    private static string Quoted(string path) =>
        path.Any(c => c is '"' or '\\' or '\n' or '#') ? $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"" : path;
}
