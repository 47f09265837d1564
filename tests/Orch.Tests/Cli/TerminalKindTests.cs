using Orch.Cli.Rendering;

namespace Orch.Tests.Cli;

public sealed class TerminalKindTests
{
    [Theory]
    [InlineData(false, "TERM=xterm-256color", true, true)]
    [InlineData(false, "TERM=xterm-256color NO_COLOR=", true, true)]
    [InlineData(false, "TERM=xterm-256color NO_COLOR=1", true, false)]
    [InlineData(false, "TERM=xterm-256color CLICOLOR=0", true, false)]
    [InlineData(false, "TERM=xterm-256color CLICOLOR=1", true, true)]
    [InlineData(false, "TERM=xterm-256color CLICOLOR=0 CLICOLOR_FORCE=1", true, true)]
    [InlineData(false, "TERM=dumb", false, false)]
    [InlineData(false, "", false, false)]
    [InlineData(true, "TERM=xterm-256color", false, false)]
    [InlineData(true, "TERM=xterm-256color CLICOLOR=1", false, false)]
    [InlineData(true, "TERM=xterm-256color CLICOLOR_FORCE=1", false, true)]
    [InlineData(true, "TERM=xterm-256color CLICOLOR_FORCE=0", false, false)]
    [InlineData(true, "CLICOLOR_FORCE=1 NO_COLOR=1", false, false)]
    public void Colour_needs_a_terminal_that_wants_it(bool isRedirected, string variables, bool isTerminal, bool hasColor)
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        Assert.Equal(new TerminalKind(isTerminal, hasColor), TerminalKind.Of(isRedirected, environment.GetValueOrDefault));
    }
}
