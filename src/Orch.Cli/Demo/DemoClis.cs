using System.Reflection;
using System.Text.Json;
using Orch.Agents;
using Orch.Processes;

namespace Orch.Cli.Demo;

/// <summary>The two real agent CLIs of the demo: those that are installed, else the tested versions in a private folder.</summary>
/// <param name="surroundings">The user's environment.</param>
/// <param name="say">Tells the user what takes long.</param>
internal sealed class DemoClis(Surroundings surroundings, Action<string> say)
{
    // In the order in which they are taken; the scripted model plays for all of them.
    private static readonly (string Name, string Package)[] Candidates =
    [
        ("claude", "@anthropic-ai/claude-code"),
        ("codex", "@openai/codex"),
        ("gemini", "@google/gemini-cli"),
    ];

    /// <summary>Finds or installs two CLIs.</summary>
    /// <returns>Their names, and the folders to put in front of PATH.</returns>
    public async Task<(IReadOnlyList<string> Names, IReadOnlyList<string> Folders)> FindAsync(CancellationToken ct)
    {
        var cache = CacheFolder();
        var programs = Path.Combine(cache, "node_modules", ".bin");
        var found = Installed(surroundings.Environment);
        if (found.Count >= 2)
        {
            return (found, []);
        }

        var withCache = WithPath(surroundings.Environment, programs);
        if (Installed(withCache) is { Count: < 2 })
        {
            var missing = Candidates.Where(one => !found.Contains(one.Name)).Take(2 - found.Count).ToList();
            await InstallAsync(cache, missing, ct);
        }

        var names = Installed(withCache);
        return names.Count >= 2
            ? (names, [programs])
            : throw OrchException.Environment($"the agent CLIs in {cache} do not start: remove that folder and run 'orch demo' again");
    }

    /// <summary>An environment with a folder in front of its PATH.</summary>
    public static IReadOnlyDictionary<string, string> WithPath(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> folders) =>
        new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(':', [.. folders, environment.GetValueOrDefault("PATH", "")]),
        };

    private static List<string> Installed(IReadOnlyDictionary<string, string> environment)
    {
        var installed = new AgentCatalog().FindInstalled(environment).Select(cli => cli.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Candidates.Select(one => one.Name).Where(installed.Contains).Take(2)];
    }

    private async Task InstallAsync(string cache, IReadOnlyList<(string Name, string Package)> missing, CancellationToken ct)
    {
        if (ProgramFinder.Find("npm", surroundings.Environment) is null)
        {
            throw OrchException.Environment("the demo needs two agent CLIs and npm to install them: install Node 20 or newer with 'apt-get install nodejs npm', or install claude and codex yourself");
        }

        var versions = PinnedVersions();
        Directory.CreateDirectory(cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var manifest = Path.Combine(cache, "package.json");
        if (!File.Exists(manifest))
        {
            // npm runs the install script of claude, which puts its program into place, only when it is allowed by name.
            await File.WriteAllTextAsync(manifest, """{"name":"orch-demo","private":true,"allowScripts":{"@anthropic-ai/claude-code":true}}""" + "\n", ct);
        }

        var packages = missing.Select(one => $"{one.Package}@{versions[one.Package]}").ToList();
        say($"installing {string.Join(" and ", packages)} into {cache}; this is done once and takes a minute");
        var result = await surroundings.Runner.RunAsync(
            new ProcessSpec("npm", ["install", "--save-exact", "--no-audit", "--no-fund", "--no-progress", .. packages])
            {
                Environment = surroundings.Environment,
                WorkingDirectory = cache,
                Timeout = TimeSpan.FromMinutes(15),
            },
            ct);
        if (!result.Succeeded)
        {
            throw OrchException.Environment($"npm could not install {string.Join(" and ", packages)}: {result.Complaint}; look at the network and run 'orch demo' again");
        }
    }

    private string CacheFolder()
    {
        var root = surroundings.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? cache
            : Path.Combine(surroundings.Environment.GetValueOrDefault("HOME", "/"), ".cache");
        return Path.Combine(root, "orch", "agent-clis");
    }

    private static Dictionary<string, string> PinnedVersions()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("agent-clis.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("dependencies").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetString()!, StringComparer.Ordinal);
    }
}
