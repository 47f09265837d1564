using System.IO.Compression;
using System.Text.Json;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Packages;

/// <summary>The tool packages, installed from the local feed into a clean home.</summary>
public sealed class ToolPackageTests
{
    [Theory]
    [InlineData("Orch.Tool", "orch", false)]
    [InlineData("ai_orch", "ai_orch", false)]
    [InlineData("Orch.Tool", "orch", true)]
    public async Task The_tool_is_installed_and_plans_and_runs_an_agent(string package, string command, bool otherPlatform)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var feed = Path.Combine(world.Root, "feed");
        var version = CopyFeed(feed, package, otherPlatform);
        await File.WriteAllTextAsync(
            Path.Combine(world.Root, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="local" value="{feed}" /></packageSources></configuration>""");
        var tools = Path.Combine(world.Root, "tools");

        var installed = await world.RunAsync("dotnet", ["tool", "install", package, "--version", version, "--tool-path", tools, "--configfile", Path.Combine(world.Root, "nuget.config")]);

        Assert.True(installed.Succeeded, installed.Output + installed.Error);
        var tool = Path.Combine(tools, command);
        Assert.Equal(otherPlatform, Directory.EnumerateFiles(tools, "Orch.Cli.dll", SearchOption.AllDirectories).Any());
        Assert.Equal($"{version}\n", (await world.RunAsync(tool, ["--version"])).Output);

        var task = World.Task("Add hello.txt", """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""");
        var plan = await world.RunAsync(tool, ["dispatcher", "analyze", "--json", task]);
        Assert.True(plan.Succeeded, plan.Error);
        Assert.Contains("add-hello-txt", JsonSerializer.Deserialize<JsonElement>(plan.Output).ToString(), StringComparison.Ordinal);

        var run = await world.RunAsync(tool, ["run", task]);
        Assert.True(run.Succeeded, run.Output + run.Error);
        var list = await world.RunAsync(tool, ["list"]);
        Assert.Contains("add-hello-txt", list.Output, StringComparison.Ordinal);
    }

    // On a machine of another kind only the package for any platform fits: the native one is taken out of the list.
    private static string CopyFeed(string feed, string package, bool otherPlatform)
    {
        Directory.CreateDirectory(feed);
        foreach (var file in Directory.GetFiles(Path.Combine(OrchBinary.Artifacts, "packages"), $"{package}.*.nupkg"))
        {
            File.Copy(file, Path.Combine(feed, Path.GetFileName(file)));
        }

        var asked = Assert.Single(Directory.GetFiles(feed), file => char.IsDigit(Path.GetFileName(file)[package.Length + 1]));
        if (otherPlatform)
        {
            using var archive = ZipFile.Open(asked, ZipArchiveMode.Update);
            var settings = Assert.Single(archive.Entries, entry => entry.Name == "DotnetToolSettings.xml");
            using var stream = settings.Open();
            using var reader = new StreamReader(stream);
            var lines = reader.ReadToEnd().Split('\n').Where(line => !line.Contains("RuntimeIdentifier=", StringComparison.Ordinal) || line.Contains("\"any\"", StringComparison.Ordinal));
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        return Path.GetFileNameWithoutExtension(asked)[(package.Length + 1)..];
    }
}
