using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;
using static Orch.SystemTests.Keeping.KeepingStep;

namespace Orch.SystemTests.Keeping;

/// <summary>Carries out the steps of a history in a real repository and knows every content that somebody wrote and did not destroy himself.</summary>
internal sealed class KeepingWorld : IAsyncDisposable
{
    private const int MostAgents = 3;
    private readonly World world;
    private readonly List<(string Id, string What)> written = [];
    private readonly List<string> agents = [];
    private int count;

    private KeepingWorld(World world) => this.world = world;

    private string Workspaces => Path.Combine(world.Root, "app.orch");

    public static async Task<KeepingWorld> CreateAsync()
    {
        var made = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(made);
        await File.WriteAllTextAsync(Path.Combine(made.Repository, ".git", "info", "exclude"), "ignored/\n");
        return new(made);
    }

    public async Task DoAsync(KeepingStep step)
    {
        switch (step.Kind)
        {
            case Kinds.Run when agents.Count < MostAgents:
                await StartAsync($"a{agents.Count + 1}", step.Choice, hangs: true);
                break;
            case Kinds.Finish when agents.Count < MostAgents:
                await StartAsync($"a{agents.Count + 1}", step.Choice, hangs: false);
                break;
            case Kinds.Edit or Kinds.EditAgain when Directory.Exists(Workspaces):
                await EditAsync(step);
                break;
            case Kinds.Kill when Pick(step) is { } name:
                await world.OrchAsync("kill", name);
                break;
            case Kinds.InterruptedKill when Pick(step) is { } name:
                await InterruptedAsync(step, "kill", name);
                break;
            case Kinds.Retry when Pick(step) is { } name:
                await RetryAsync(name, step.Choice);
                break;
            case Kinds.Clean:
                await world.OrchAsync(step.Choice % 2 == 0 || Pick(step) is null ? ["clean"] : ["clean", Pick(step)!]);
                break;
            case Kinds.InterruptedClean:
                await InterruptedAsync(step, "clean");
                break;
            case Kinds.Crash when Pick(step) is { } name:
                Crash(name);
                break;
        }
    }

    public async Task EndAsync()
    {
        await world.OrchAsync("kill", "--all");
        await world.OrchAsync("clean");
    }

    /// <summary>What was written and is neither on disk nor reachable from a ref any more; empty when nothing was lost.</summary>
    public async Task<IReadOnlyList<string>> LostAsync()
    {
        var kept = (await world.GitAsync("rev-list", "--objects", "--no-object-names", "--all", "--indexed-objects")).Split('\n').ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(Workspaces))
        {
            foreach (var file in new DirectoryInfo(Workspaces).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
            {
                kept.Add(file.LinkTarget is { } target ? Id(Encoding.UTF8.GetBytes(target)) : Id(await File.ReadAllBytesAsync(file.FullName)));
            }
        }

        var user = await world.GitAsync("status", "--porcelain");
        return [.. written.Where(one => !kept.Contains(one.Id)).Select(one => one.What), .. user.Length > 0 ? [$"the user's checkout is changed: {user}"] : Array.Empty<string>()];
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private string? Pick(KeepingStep step) => agents.Count == 0 ? null : agents[step.Agent % agents.Count];

    private async Task StartAsync(string name, int choice, bool hangs)
    {
        agents.Add(name);
        Plan(name, choice, hangs);
        await world.OrchAsync(["run", "--agent-cli", "claude", "--name", name, "--no-new-pr", .. hangs ? ["--detach"] : Array.Empty<string>(), "Do what is written"]);
        await SettleAsync(name, hangs);
    }

    private async Task RetryAsync(string name, int choice)
    {
        var next = name.Split('-') is [var root, var number] ? $"{root}-{int.Parse(number, CultureInfo.InvariantCulture) + 1}" : $"{name}-2";
        var hangs = choice % 2 == 0;
        Plan(next, choice, hangs);
        var started = await world.OrchAsync(["retry", name, .. hangs ? ["--detach"] : Array.Empty<string>()]);
        if (started.ExitCode is not (6 or 7))
        {
            agents[agents.IndexOf(name)] = next;
            await SettleAsync(next, hangs);
        }
    }

    // A hanging one has done its work, or could not begin.
    private async Task SettleAsync(string name, bool hangs)
    {
        if (hangs)
        {
            await Waiting.UntilAsync(() => File.Exists(Path.Combine(world.Root, "act", $"{name}.done")) || HasEnded(name), $"{name} is at work");
        }

        // What it was given to write counts once it is in its workspace.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Root, "act", $"{name}.files"), "*", SearchOption.AllDirectories))
        {
            if (File.Exists(Path.Combine(world.Root, "act", $"{name}.wrote")))
            {
                written.Add((Id(await File.ReadAllBytesAsync(file)), $"{Path.GetFileName(file)} of the agent {name}"));
            }
        }
    }

    private void Plan(string name, int choice, bool hangs)
    {
        var files = Directory.CreateDirectory(Path.Combine(world.Root, "act", $"{name}.files", $"by {name}")).FullName;
        File.WriteAllBytes(Path.Combine(files, "text.txt"), Content());
        File.WriteAllBytes(Path.Combine(files, "it's \"odd\" $(x)\n.txt"), Content());
        var commits = (choice % 3) switch
        {
            0 => "",
            1 => "git add -A; git commit -qm work",
            _ => "git add -A",
        };
        ActingAgent.Act(world, name, $"cp -a \"$WORLD/act/$ORCH_AGENT.files/.\" .\ntouch \"$WORLD/act/$ORCH_AGENT.wrote\"\n{commits}\n{(hangs ? ActingAgent.Hang : "")}");
    }

    private bool HasEnded(string name)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        return state.Agents.Find(name) is not { } agent || agent.Display().State is var shown && (shown.IsEnd() || shown == AgentState.Lost);
    }

    private void Crash(string name)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        if (state.Agents.Find(name)?.Supervisor is { } supervisor && supervisor.IsAlive())
        {
            _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigKill);
        }
    }

    private Task InterruptedAsync(KeepingStep step, params string[] command)
    {
        var after = (0.1 + (step.Choice % 12 / 10.0)).ToString(CultureInfo.InvariantCulture);
        return world.RunAsync("timeout", ["-s", "KILL", after, OrchBinary.Path, .. command]);
    }

    private async Task EditAsync(KeepingStep step)
    {
        var places = Directory.EnumerateDirectories(Workspaces).Where(one => File.Exists(Path.Combine(one, ".git"))).Order(StringComparer.Ordinal).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var place = places[step.Agent % places.Count];
        var fresh = Path.Combine(place, $"user-{++count}.txt");
        var files = Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.git", StringComparison.Ordinal) && !file.Contains("/nested-", StringComparison.Ordinal) && new FileInfo(file).LinkTarget is null)
            .Order(StringComparer.Ordinal).ToList();
        var one = files.Count == 0 ? null : files[step.Choice % files.Count];
        switch (step.Edit)
        {
            case Edits.New:
                Write(fresh);
                break;
            case Edits.OddName:
                Write(Path.Combine(place, $"-u {count} 'ü' \"$(x)\"\t\n"));
                break;
            case Edits.Binary:
                Write(fresh, [0, 0xff, 0x0a, 0x0d, .. Content()]);
                break;
            case Edits.Overwrite when one is not null:
                Destroyed(one);
                Write(one);
                break;
            case Edits.Delete when one is not null:
                Destroyed(one);
                File.Delete(one);
                break;
            case Edits.Rename when one is not null:
                File.Move(one, fresh);
                break;
            case Edits.Mode when one is not null:
                File.SetUnixFileMode(one, File.GetUnixFileMode(one) ^ UnixFileMode.UserExecute);
                break;
            case Edits.Symlink:
                var target = Encoding.UTF8.GetString(Content()).TrimEnd();
                File.CreateSymbolicLink(fresh, target);
                written.Add((Id(Encoding.UTF8.GetBytes(target)), $"the link {fresh}"));
                break;
            case Edits.Stage:
                await GitAsync(place, "add", "-A");
                break;
            case Edits.StageAndDelete:
                Write(fresh);
                await GitAsync(place, "add", fresh);
                File.Delete(fresh);
                break;
            case Edits.Commit:
                await GitAsync(place, "add", "-A");
                await GitAsync(place, "commit", "-q", "-m", "By the user");
                break;
            case Edits.DetachAndCommit:
                Write(fresh);
                await GitAsync(place, "checkout", "-q", "--detach");
                await GitAsync(place, "add", fresh);
                await GitAsync(place, "commit", "-q", "-m", "Detached");
                break;
            case Edits.NestedRepository or Edits.NestedCommit:
                var nested = Directory.CreateDirectory(Path.Combine(place, $"nested-{count}")).FullName;
                await GitAsync(nested, "init", "-q");
                Write(Path.Combine(nested, "inner.txt"));
                if (step.Edit == Edits.NestedCommit)
                {
                    await GitAsync(nested, "add", "-A");
                    await GitAsync(nested, "commit", "-q", "-m", "Inner");
                }

                break;
            case Edits.Ignored:
                Directory.CreateDirectory(Path.Combine(place, "ignored"));
                await File.WriteAllBytesAsync(Path.Combine(place, "ignored", "x"), Content());
                break;
        }
    }

    private void Write(string path, byte[]? content = null)
    {
        content ??= Content();
        File.WriteAllBytes(path, content);
        written.Add((Id(content), path));
    }

    private void Destroyed(string path)
    {
        var id = Id(File.ReadAllBytes(path));
        written.RemoveAll(one => one.Id == id);
    }

    private byte[] Content() => Encoding.UTF8.GetBytes($"content {++count}\n");

    private Task<ProcessResult> GitAsync(string place, params string[] arguments) => world.RunAsync("git", arguments, place);

#pragma warning disable CA5350 // git names its objects by SHA-1.
    private static string Id(byte[] content) => Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350
}
