using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class WaitTests
{
    [Fact]
    public async Task Any_returns_with_the_first_and_its_code()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "slow", World.Task("Wait", """[{"tool":"shell","command":"sleep 100"}]"""));
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "quick", World.Task("Say it", """[{"text":"Said."}]"""));

        var any = await world.OrchAsync("wait", "--any", "--json", "slow", "quick");

        Assert.Equal(0, any.ExitCode);
        Assert.Contains("\"name\":\"quick\"", any.Output);
        Assert.DoesNotContain("\"name\":\"slow\"", any.Output);

        var timeout = await world.OrchAsync("wait", "--timeout", "200ms", "slow", "quick");

        Assert.Equal(130, timeout.ExitCode);
        Assert.Contains("slow goes on", timeout.Error);
        await world.OrchAsync("kill", "slow");
    }
}
