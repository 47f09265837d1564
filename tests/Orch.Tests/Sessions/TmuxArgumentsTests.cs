using Orch.Sessions;

namespace Orch.Tests.Sessions;

public sealed class TmuxArgumentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a.b")]
    [InlineData("a:1")]
    [InlineData("$1")]
    [InlineData("a b")]
    [InlineData("#(id)")]
    [InlineData("A")]
    [InlineData("a\n")]
    public void A_name_that_tmux_would_change_or_expand_is_wrong_usage(string name) =>
        Assert.Equal(OrchErrorKind.Usage, Assert.Throws<OrchException>(() => TmuxArguments.Session(name)).Kind);

    [Fact]
    public void Targets_are_exact()
    {
        Assert.Equal("=fix-tests-2", TmuxArguments.Session("fix-tests-2"));
        Assert.Equal("=fix-tests-2:", TmuxArguments.Pane("fix-tests-2"));
    }

    [Theory]
    [InlineData("a;", "a\\;")]
    [InlineData(";", "\\;")]
    [InlineData("a\\;", "a\\\\;")]
    [InlineData("a;b", "a;b")]
    [InlineData("", "")]
    public void A_semicolon_at_the_end_of_an_argument_starts_no_command(string argument, string passed) =>
        Assert.Equal(passed, TmuxArguments.Literal(argument));

    [Fact]
    public void A_program_without_arguments_is_given_to_no_shell_as_text() =>
        Assert.Equal(["/bin/sh", "-c", "exec \"$0\"", "a program"], TmuxArguments.Command(["a program"]));

    [Fact]
    public void Each_state_directory_has_a_server_of_its_own()
    {
        Assert.Matches("^orch-[0-9a-f]{12}$", TmuxArguments.SocketName("/a"));
        Assert.NotEqual(TmuxArguments.SocketName("/a"), TmuxArguments.SocketName("/b"));
    }

    [Fact]
    public void A_list_has_one_line_for_each_session_and_its_title_may_hold_anything() =>
        Assert.Equal(
            [
                new("a", DateTimeOffset.FromUnixTimeSeconds(1700000000), false, 11, false, "✳ busy: 1:2") { Mark = "mark,%3A" },
                new TmuxSession("b", DateTimeOffset.FromUnixTimeSeconds(1700000001), true, 22, true, ""),
            ],
            TmuxArguments.ParseList("1700000000:0:0:11:a:mark,%3A:✳ busy: 1:2\n1700000000:0:0:12:a::second pane\n1700000001:2:1:22:b::\nnonsense\n"));
}
