using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>Bad input: one line that says what happened and what to do, the right exit code, nothing created.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Outside_a_repository()
    {
        await using var world = await World.CreateAsync();
        var result = await world.RunAsync(OrchBinary.Path, ["run", "Fix the bug"], world.Root);
        await RefusedAsync(world, result, 5, "git repository");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    public async Task An_empty_task(string task)
    {
        await using var world = await World.CreateAsync();
        await RefusedAsync(world, await world.OrchAsync("run", task), 2, "task");
    }

    [Fact]
    public async Task An_unknown_cli()
    {
        await using var world = await World.CreateAsync();
        await RefusedAsync(world, await world.OrchAsync("run", "--agent-cli", "clod", "Fix the bug"), 2, "clod");
    }

    [Fact]
    public async Task A_cli_that_is_not_installed()
    {
        await using var world = await World.CreateAsync(codex: null);
        await RefusedAsync(world, await world.OrchAsync("run", "--agent-cli", "codex", "Fix the bug"), 5, "npm install");
    }

    [Fact]
    public async Task No_cli_at_all()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await RefusedAsync(world, await world.OrchAsync("run", "Fix the bug"), 5, "npm install");
    }

    [Theory]
    [InlineData("git")]
    [InlineData("tmux")]
    public async Task A_missing_program(string program)
    {
        await using var world = await World.CreateAsync();
        world.Hide(program);
        var result = await world.OrchAsync("run", "Fix the bug");
        world.Show(program);
        await RefusedAsync(world, result, 5, $"apt-get install {program}");
    }

    [Theory]
    [InlineData("git", "echo git version 2.30.1")]
    [InlineData("tmux", "echo tmux 2.8")]
    public async Task A_program_that_is_too_old(string program, string script)
    {
        await using var world = await World.CreateAsync();
        world.Stub(program, script);
        var result = await world.OrchAsync("run", "Fix the bug");
        File.Delete(Path.Combine(world.Bin, program));
        await RefusedAsync(world, result, 5, program);
    }

    [Theory]
    [InlineData("--branch", "nowhere", 6)]
    [InlineData("--base", "nowhere", 6)]
    [InlineData("--pr", "-3", 2)]
    [InlineData("--pr", "0", 2)]
    [InlineData("--pr", "7", 2)]
    [InlineData("--context", "missing.md", 2)]
    [InlineData("--context", ".", 2)]
    [InlineData("--name", "Not Safe", 2)]
    [InlineData("--timeout", "-5m", 2)]
    [InlineData("--timeout", "soon", 2)]
    [InlineData("--no-such-flag", "x", 2)]
    public async Task An_option_that_cannot_be(string option, string value, int exitCode)
    {
        await using var world = await World.CreateAsync();
        await RefusedAsync(world, await world.OrchAsync("run", option, value, "Fix the bug"), exitCode, option.TrimStart('-'));
    }

    [Fact]
    public async Task No_new_branch_without_a_branch_to_work_on()
    {
        await using var world = await World.CreateAsync();
        await RefusedAsync(world, await world.OrchAsync("run", "--no-new-branch", "Fix the bug"), 2, "--branch");
    }

    [Fact]
    public async Task A_mistyped_command()
    {
        await using var world = await World.CreateAsync();
        await RefusedAsync(world, await world.OrchAsync("lsit"), 2, "list");
    }

    [Fact]
    public async Task A_repository_without_a_commit()
    {
        await using var world = await World.CreateAsync();
        var empty = Path.Combine(world.Root, "empty");
        await world.GitAsync("init", "-q", empty);
        await RefusedAsync(world, await world.RunAsync(OrchBinary.Path, ["run", "Fix the bug"], empty), 5, "commit");
    }

    private static async Task RefusedAsync(World world, ProcessResult result, int exitCode, string mentions)
    {
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}: {result.Error}");
        Assert.Equal("", result.Output);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("orch: ", line, StringComparison.Ordinal);
        Assert.Contains(mentions, line, StringComparison.OrdinalIgnoreCase);

        Assert.Empty(Directory.GetDirectories(world.Root, "*.orch"));
        Assert.Equal("main", await world.GitAsync("branch", "--format=%(refname:short)"));
        Assert.Empty(Directory.Exists(Path.Combine(world.State, "agents")) ? Directory.GetDirectories(Path.Combine(world.State, "agents")) : []);
        var list = await world.OrchJsonAsync(0, "list", "--all", "--json");
        Assert.Equal(0, list.GetProperty("agents").GetArrayLength());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(world.Root, "tmux")));
    }
}
