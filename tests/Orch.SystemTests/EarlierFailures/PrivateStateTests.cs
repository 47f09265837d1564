using System.Text;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.EarlierFailures;

/// <summary>What Orch keeps is its user's alone, and secrets are in none of it.</summary>
public sealed class PrivateStateTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Known by the names of their variables, and by what they look like.
    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        ["DEPLOY_TOKEN"] = "zq9-very-secret-value-31415926",
        ["GITHUB_TOKEN"] = "not-a-real-token-of-github-27182818",
        ["DB_PASSWORD"] = "correct horse battery staple 16180339",
    };

    private static readonly string[] ByPattern = ["AKIA" + "Z7QH3WPLMV5KXT2R", "ghp_" + "q8Zr5tWk2LmXv9Nb4Hc7Jd1Fs6Gp3Ya0Ue5Q"];

    [Fact]
    public async Task Nothing_below_the_state_directory_is_open_to_others_whatever_the_umask()
    {
        await using var world = await CreateAsync();
        ActingAgent.Act(world, "work", "echo a > a.txt");

        var ran = await world.RunAsync("sh", ["-c", "umask 000; exec \"$0\" run --name work --no-new-pr --validate 'test -f a.txt; echo $?' 'Do what is written'", OrchBinary.Path]);

        Assert.True(ran.Succeeded, ran.Error);
        var entries = new DirectoryInfo(world.State).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Where(one => one.LinkTarget is null).ToList();
        Assert.Contains(entries, one => one.Name == "evidence.json");
        Assert.Empty(entries.Where(one => (one.UnixFileMode & Others) != UnixFileMode.None).Select(one => $"{one.FullName} {one.UnixFileMode}"));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(world.State) & Others);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(world.Root, "tmp"), "*orch*"));
    }

    [Fact]
    public async Task A_planted_link_is_not_followed()
    {
        await using var world = await CreateAsync();
        ActingAgent.Act(world, "work", "echo a > a.txt");
        var target = Directory.CreateDirectory(Path.Combine(world.Root, "target")).FullName;
        Directory.CreateDirectory(Path.Combine(world.State, "agents"));
        File.CreateSymbolicLink(Path.Combine(world.State, "agents", "work"), target);

        var ran = await world.OrchAsync("run", "--name", "work", "--no-new-pr", "Do what is written");

        Assert.NotEqual(0, ran.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    [Fact]
    public async Task Secrets_that_agent_and_validation_print_are_in_no_file_argument_pane_or_object()
    {
        await using var world = await CreateAsync();
        foreach (var (name, value) in ByName)
        {
            world.Environment[name] = value;
        }

        var print = string.Join('\n', ByName.Keys.Select(name => $"echo \"{name} is ${name}\"").Concat(ByPattern.Select(value => $"echo 'key {value}'")));
        world.Stub("claude", $$$"""
            cat > /dev/null
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            { {{{print}}}
            } >&2
            for v in "$DEPLOY_TOKEN" "$DB_PASSWORD" {{{string.Join(' ', ByPattern)}}}; do
            printf '{"type":"assistant","message":{"content":[{"type":"text","text":"I saw %s"}]}}\n' "$v"
            done
            echo a > a.txt
            touch "$WORLD/act/work.done"
            while ! test -f "$WORLD/go"; do sleep 0.05; done
            printf '{"type":"result","subtype":"success","is_error":false,"result":"DONE with %s","session_id":"s-1"}\n' "$DEPLOY_TOKEN"
            """);
        var script = Path.Combine(world.Root, "print.sh");
        await File.WriteAllLinesAsync(script, ByName.Values.Concat(ByPattern).Select(value => $"echo '{value}'"));
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--name", "work", "--no-new-pr", "--validate", $"sh {script}; sh {script} >&2; test -f a.txt", "Do what is written");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(world.Root, "act", "work.done")), "the agent is at work");

        var arguments = ProcessTable.All().Where(one => ProcessTable.HasEnvironment(one.Pid, "ORCH_WORLD", world.Root)).Select(one => Read($"/proc/{one.Pid}/cmdline")).ToList();
        var tmux = await world.RunAsync("sh", ["-c", "for s in \"$TMUX_TMPDIR\"/tmux-*/*; do tmux -S \"$s\" show-environment -g; tmux -S \"$s\" show-environment -t =work; tmux -S \"$s\" capture-pane -p -S - -t =work:; done"]);
        await File.WriteAllTextAsync(Path.Combine(world.Root, "go"), "");
        var waited = await world.OrchAsync("wait", "work");
        var said = await world.OrchAsync("logs", "work");
        var status = await world.OrchAsync("status", "work", "--json");

        Assert.True(waited.ExitCode == 0, waited.Error);
        Assert.NotEmpty(arguments);
        Assert.Contains("ORCH_TMUX_SERVER", tmux.Output);
        Secretless("an argument of a process", string.Join('\n', arguments));
        Secretless("tmux", tmux.Output);
        Secretless("what orch says", said.Output + said.Error + status.Output);
        foreach (var file in Directory.EnumerateFiles(world.State, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Where(File.Exists))
        {
            Secretless(file, Read(file));
        }

        var objects = await world.GitAsync("--git-dir", world.Origin, "rev-list", "--objects", "--no-object-names", "--all");
        foreach (var id in objects.Split('\n'))
        {
            Secretless($"the object {id}", await world.GitAsync("--git-dir", world.Origin, "cat-file", "-p", id));
        }
    }

    private static void Secretless(string where, string text)
    {
        foreach (var secret in ByName.Values.Concat(ByPattern))
        {
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} is in {where}");
        }
    }

    // As bytes: the database is no text. A process may have ended meanwhile.
    private static string Read(string path)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(world);
        return world;
    }
}
