using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Library;

/// <summary>The NuGet package, used by a project that knows nothing of this repository.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task A_scratch_project_references_the_package_and_plans_and_starts_an_agent()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var feed = Path.Combine(OrchBinary.Artifacts, "packages");
        var version = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(feed, "Orch.*.nupkg"), file => char.IsDigit(Path.GetFileName(file)["Orch.".Length])))["Orch.".Length..];
        var project = Path.Combine(world.Root, "scratch");
        Directory.CreateDirectory(project);
        await File.WriteAllTextAsync(
            Path.Combine(project, "scratch.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(world.Root, "nuget")}</RestorePackagesPath>
                <RestoreFallbackFolders>{PackageCache}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Orch" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(
            Path.Combine(project, "Program.cs"),
            """
            using Orch;

            var dispatcher = new TaskDispatcher();
            var specs = await dispatcher.AnalyzeTaskAndCreateAgentsAsync(args[0], forcedCli: "claude");
            foreach (var spec in specs)
            {
                bool ok = await dispatcher.CreateDynamicAgentAsync(spec);
                Console.WriteLine($"{spec.Name} {ok}");
            }
            """);
        File.CreateSymbolicLink(Path.Combine(world.Bin, "orch"), OrchBinary.Path);

        var built = await BuildAsync(world, project);
        Assert.True(built.Succeeded, built.Output + built.Error);
        var result = await world.RunAsync(Path.Combine(project, "out", "scratch"), [World.Task("Add hello.txt", """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""")]);

        Assert.Equal((0, "add-hello-txt True\n"), (result.ExitCode, result.Output));
        Assert.True((await world.OrchAsync("wait", "add-hello-txt")).Succeeded);
    }

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // With the environment of the tests: the SDK is not looked for in the programs of a world.
    private static Task<ProcessResult> BuildAsync(World world, string project) => new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessSpec("dotnet", ["build", "-c", "Release", "-o", Path.Combine(project, "out"), "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            Environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string)one.Value!, StringComparer.Ordinal),
            WorkingDirectory = project,
            Timeout = TimeSpan.FromMinutes(5),
        },
        TestContext.Current.CancellationToken);
}
