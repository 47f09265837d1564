using Orch.Sessions;

namespace Orch.Tests.Sessions;

public sealed class SessionEnvironmentTests
{
    private static readonly Dictionary<string, string> Caller = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/home/me",
        ["LC_ALL"] = "C.UTF-8",
        ["SHELL"] = "/bin/zsh",
        ["ANTHROPIC_API_KEY"] = "secret",
        ["SSH_AUTH_SOCK"] = "/tmp/agent",
        ["TMUX"] = "/tmp/tmux-0/default,1,0",
        ["TMUX_PANE"] = "%0",
        ["TMUX_TMPDIR"] = "/run/me",
        ["ORCH_TMUX_SERVER"] = "1",
        ["ORCH_HANDOVER"] = "/tmp/other",
        ["ORCH_AGENT_ID"] = "agent_1",
    };

    [Fact]
    public void The_tmux_server_is_given_nothing_secret() =>
        Assert.Equal(
            ["HOME=/home/me", "LC_ALL=C.UTF-8", "ORCH_TMUX_SERVER=1", "PATH=/bin", "SHELL=/bin/sh", "TMUX_TMPDIR=/run/me"],
            Sorted(SessionEnvironment.ForServer(Caller)));

    [Fact]
    public void A_supervisor_is_handed_all_but_what_belongs_to_where_the_creator_ran() =>
        Assert.Equal(
            ["ANTHROPIC_API_KEY=secret", "HOME=/home/me", "LC_ALL=C.UTF-8", "PATH=/bin", "SHELL=/bin/zsh", "SSH_AUTH_SOCK=/tmp/agent", "TMUX_TMPDIR=/run/me"],
            Sorted(SessionEnvironment.ForSupervisor(Caller)));

    private static IEnumerable<string> Sorted(IReadOnlyDictionary<string, string> variables) =>
        variables.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
}
