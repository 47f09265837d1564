using Orch.Cli.Rendering;

namespace Orch.Tests.Cli;

public sealed class TerminalKindTests
{
    [Theory]
    [InlineData(false, "xterm-256color", null, true, true)]
    [InlineData(false, "xterm-256color", "", true, true)]
    [InlineData(false, "xterm-256color", "1", true, false)]
    [InlineData(false, "dumb", null, false, false)]
    [InlineData(false, null, null, false, false)]
    [InlineData(true, "xterm-256color", null, false, false)]
    public void Colour_needs_a_terminal_that_wants_it(bool isRedirected, string? term, string? noColor, bool isTerminal, bool hasColor) =>
        Assert.Equal(new TerminalKind(isTerminal, hasColor), TerminalKind.Of(isRedirected, term, noColor));
}
