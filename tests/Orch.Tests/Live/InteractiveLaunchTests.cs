using Orch.Agents;

namespace Orch.Tests.Live;

public sealed class InteractiveLaunchTests
{
    [Theory]
    [InlineData("claude", "")]
    [InlineData("codex", "--no-daemon|-c|tui.terminal_title=[\"run-state\",\"project-name\"]")]
    [InlineData("gemini", "")]
    public void By_itself_nothing_is_switched_off_or_faked(string cli, string arguments) =>
        Assert.Equal(arguments, string.Join('|', Launch(cli, new() { Directory = "/a" }).Arguments));

    [Theory]
    [InlineData("claude", "--dangerously-skip-permissions|--model=m")]
    [InlineData("codex", "--no-daemon|-c|tui.terminal_title=[\"run-state\",\"project-name\"]|--dangerously-bypass-approvals-and-sandbox|--model=m|-c|projects={\"/a \\\"b\"={trust_level=\"trusted\"}}")]
    [InlineData("gemini", "--yolo|--skip-trust|--model=m")]
    public void What_the_user_wants_is_said_by_arguments(string cli, string arguments) =>
        Assert.Equal(arguments, string.Join('|', Launch(cli, new() { Directory = "/a \"b", Model = "m", SkipPermissions = true, AcceptTrust = true }).Arguments));

    private static InteractiveLaunch Launch(string cli, InteractiveOrder order) => new AgentCatalog().Find(cli)!.Interactive(order)!;
}
