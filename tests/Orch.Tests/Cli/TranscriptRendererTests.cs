using Orch.Agents;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class TranscriptRendererTests
{
    [Fact]
    public void A_final_text_that_was_said_already_is_not_repeated() =>
        Assert.Equal("Done.\n", Render(new AgentEvent.Said("Done."), new AgentEvent.Ended(IsSuccess: true, "Done.\n", ErrorText: null)));

    [Fact]
    public void A_final_text_that_was_not_said_is_shown() =>
        Assert.Equal("Working.\nDone.\n", Render(new AgentEvent.Said("Working."), new AgentEvent.Ended(IsSuccess: true, "Done.", ErrorText: null)));

    [Fact]
    public void Failures_and_warnings_are_marked() => Assert.Equal(
        "  failed: no such file\n! careful\n! trying again after overloaded: 529\n! the CLI ended with an error: gone\n",
        Render(
            new AgentEvent.ToolReturned("1", IsError: true, "no such file"),
            new AgentEvent.Warned("careful"),
            new AgentEvent.Retrying(AttemptOutcome.Overloaded, "529", default),
            new AgentEvent.Ended(IsSuccess: false, FinalText: null, "gone")));

    [Fact]
    public void Several_lines_stay_several_lines() => Assert.Equal("one\n\n  two\n", Render(new AgentEvent.Said("one\n\n  two\n")));

    [Fact]
    public void Pieces_of_a_message_are_one_message() => Assert.Equal(
        "I look.\n$ ls\nAll is well.\n== attempt 1: x\n",
        Render(
            new AgentEvent.Said("I lo") { IsPiece = true },
            new AgentEvent.Said("ok.") { IsPiece = true },
            new AgentEvent.ToolCalled("1", "Bash", "ls"),
            new AgentEvent.Said("All is ") { IsPiece = true },
            new AgentEvent.Said("well.") { IsPiece = true },
            new AgentEvent.Ended(IsSuccess: true, "All is well.", ErrorText: null)));

    [Fact]
    public void Long_text_is_broken_at_words_and_a_list_keeps_its_indentation() => Assert.Equal(
        "I found\nthat:\n- one two\n  three\n",
        Render(12, "", new AgentEvent.Said("I found that:\n- one two three")));

    [Fact]
    public void Paths_in_the_workspace_are_short() => Assert.Equal(
        "~ edit src/app.py\n> read /etc/hosts\n",
        Render(80, "/work/fix", new AgentEvent.ToolCalled("1", "Edit", "/work/fix/src/app.py"), new AgentEvent.ToolCalled("2", "read_file", "/etc/hosts")));

    private static string Render(int width, string workspace, params AgentEvent[] events)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new TranscriptRenderer(text, TerminalKind.Pipe, () => width) { Workspace = workspace };
        foreach (var one in events)
        {
            renderer.Render(one);
        }

        return text.ToString();
    }

    private static string Render(params AgentEvent[] events)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new TranscriptRenderer(text, TerminalKind.Pipe);
        foreach (var one in events)
        {
            renderer.Render(one);
        }

        if (events.OfType<AgentEvent.Said>().Any(said => said.IsPiece))
        {
            renderer.Begin(1, "x");
        }

        return text.ToString();
    }
}
