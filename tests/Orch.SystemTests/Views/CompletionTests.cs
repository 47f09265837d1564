using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("dispatcher an", "analyze")]
    [InlineData("attach fix-", "fix-login fix-logout")]
    [InlineData("kill fix-", "fix-login")]
    [InlineData("retry fix-", "fix-logout")]
    [InlineData("run --perm", "--permissions")]
    [InlineData("run --permissions ", "skip vendor")]
    [InlineData("run --agent-cli claude,cod", "claude,codex")]
    [InlineData("completion f", "fish")]
    [InlineData("run --context RE", "README.md")]
    [InlineData("nothing such", "")]
    public async Task Bash_completes(string typed, string expected)
    {
        await using var world = await WorldAsync();
        var words = $"orch {typed}".Split(' ');
        var script = $"""
            source <(orch completion bash)
            COMP_WORDS=({string.Join(' ', words.Select(word => $"'{word}'"))}); COMP_CWORD={words.Length - 1}
            _orch; printf '%s\n' "${"{COMPREPLY[@]}"}" | sort | tr '\n' ' '
            """;

        var completed = await world.RunAsync("bash", ["-c", script]);

        Assert.Equal(expected, completed.Output.Trim());
        Assert.Equal("", completed.Error);
    }

    [Fact]
    public async Task Bash_completes_at_the_keyboard()
    {
        await using var world = await WorldAsync();
        var window = await TerminalWindow.OpenAsync(world, 100, 24);
        await window.RunAsync("exec bash --norc --noprofile");
        await window.RunAsync("PS1='bash> '; source <(orch completion bash); clear; echo loaded");
        await window.SeesAsync("loaded\nbash>");

        await window.TypeAsync("orch status fix-logi");
        await window.PressAsync("Tab");

        await window.SeesAsync("orch status fix-login");
    }

    [Fact]
    public async Task Zsh_completes_at_the_keyboard()
    {
        await using var world = await WorldAsync();
        Assert.SkipUnless(File.Exists("/usr/bin/zsh"), "zsh is not installed");
        var window = await TerminalWindow.OpenAsync(world, 100, 24);
        await window.RunAsync("exec zsh -f");
        await window.RunAsync("PS1='zsh> '; autoload -Uz compinit; compinit -u -D; source <(orch completion zsh); clear; echo loaded");
        await window.SeesAsync("loaded\nzsh>");

        await window.TypeAsync("orch status fix-logi");
        await window.PressAsync("Tab");

        await window.SeesAsync("orch status fix-login");
        await window.PressAsync("C-u");
        await window.TypeAsync("orch run --permissions v");
        await window.PressAsync("Tab");
        await window.SeesAsync("--permissions vendor");
    }

    [Fact]
    public async Task Fish_completes()
    {
        await using var world = await WorldAsync();
        Assert.SkipUnless(File.Exists("/usr/bin/fish"), "fish is not installed");

        var completed = await world.RunAsync("fish", ["-c", "orch completion fish | source; complete -C 'orch attach fix-'"]);

        Assert.Equal("fix-login\trunning\nfix-logout\tfailed\n", string.Concat(completed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().Select(line => line + "\n")));
    }

    [Fact]
    public async Task Completing_makes_no_record()
    {
        await using var world = await WorldAsync();
        world.Environment["ORCH_HOME"] = Path.Combine(world.Root, "nothing");

        Assert.Equal("", (await world.OrchAsync("__complete", "--", "attach", "")).Output);
        Assert.False(Directory.Exists(world.Environment["ORCH_HOME"]));
    }

    private static async Task<World> WorldAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        File.CreateSymbolicLink(Path.Combine(world.Bin, "orch"), OrchBinary.Path);
        using var state = Crowd.Open(world);
        Crowd.Add(state, "fix-login", AgentState.Running);
        Crowd.Add(state, "fix-logout", AgentState.Failed);
        return world;
    }
}
