using Orch.Agents;
using Orch.Recovery;
using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Recovery;

public sealed class InterruptedAttemptTests : IDisposable
{
    private const string Begun = """{"type":"system","subtype":"init","session_id":"s-1","model":"m"}""";
    private const string Work = """{"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"I work"}]}}""";
    private const string Done = """{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}""";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly string folder = Directory.CreateTempSubdirectory("orch-").FullName;

    [Fact]
    public async Task An_exit_record_says_how_it_ended()
    {
        using (var exit = ExitRecord.Reserve(folder))
        {
            exit.Write(new(AttemptOutcome.RateLimited, 1, "too many requests", "s-2", "m", 10, 20, 0.5m, null, Now));
        }

        var closed = await CloseAsync();

        Assert.Equal((AttemptOutcome.RateLimited, 1, "too many requests", "s-2", 10L, 20L), (closed.Outcome, closed.ExitCode, closed.Detail, closed.SessionId, closed.InputTokens, closed.OutputTokens));
    }

    [Theory]
    [InlineData(AttemptOutcome.Success, "s-1", Begun, Work, Done)]
    [InlineData(AttemptOutcome.Killed, "s-1", Begun, Work)]
    [InlineData(AttemptOutcome.Killed, null, Begun)]
    [InlineData(AttemptOutcome.Killed, null)]
    public async Task Without_one_the_transcript_tells_and_what_was_used_is_not_guessed(AttemptOutcome outcome, string? session, params string[] lines)
    {
        using var exit = ExitRecord.Reserve(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, "stream.jsonl"), lines, TestContext.Current.CancellationToken);

        var closed = await CloseAsync();

        Assert.Equal((outcome, session, null, null), (closed.Outcome, closed.SessionId, closed.ExitCode, closed.InputTokens));
        Assert.Equal(outcome == AttemptOutcome.Killed, closed.Detail is not null);
    }

    [Fact]
    public async Task The_answer_of_a_finished_attempt_is_found_again()
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "stream.jsonl"), [Begun, Done], TestContext.Current.CancellationToken);

        Assert.Equal("DONE", await InterruptedAttempt.AnswerAsync(folder, new AgentCatalog().Find("claude"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Room_is_taken_before_and_a_long_answer_is_kept_whole()
    {
        using var exit = ExitRecord.Reserve(folder);
        var room = new FileInfo(Path.Combine(folder, "exit.json")).Length;

        exit.Write(End(new string('x', 50_000)));

        Assert.True(room > 0);
        Assert.Equal(50_000, ExitRecord.Read(folder)?.FinalText?.Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static AttemptEnd End(string text) => new(AttemptOutcome.Success, 0, null, "s-1", "m", 1, 2, null, text, Now);

    private Task<AttemptRecord> CloseAsync() => InterruptedAttempt.CloseAsync(
        new() { N = 1, Cli = "claude", StartedAt = DateTimeOffset.UnixEpoch }, folder, new AgentCatalog().Find("claude"), [], Now, TestContext.Current.CancellationToken);
}
