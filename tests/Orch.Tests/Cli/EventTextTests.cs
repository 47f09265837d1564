using System.Text.Json;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class EventTextTests
{
    [Theory]
    [InlineData(EventKinds.State, """{"state":"unverified","reason":"validation failed"}""", "unverified: validation failed")]
    [InlineData(EventKinds.State, """{"state":"running","reason":null}""", "running")]
    [InlineData(EventKinds.AttemptStarted, """{"n":"1","cli":"claude","model":"sonnet"}""", "attempt 1: claude started with sonnet")]
    [InlineData(EventKinds.AttemptEnded, """{"n":"1","cli":"claude","outcome":"auth","detail":"log in"}""", "attempt 1: claude ended, auth: log in")]
    [InlineData(EventKinds.Progress, """{"n":"1","what":"text","text":"I look\nat it"}""", "I look at it")]
    [InlineData(EventKinds.Progress, """{"n":"1","what":"tool","text":"Bash ls"}""", "$ ls")]
    [InlineData(EventKinds.Check, """{"name":"scope","status":"passed","detail":"nothing else moved"}""", "check scope passed: nothing else moved")]
    [InlineData(EventKinds.Rescued, """{"ref":"refs/orch/rescue/a/1","reason":"fallback"}""", "work saved as refs/orch/rescue/a/1: fallback")]
    [InlineData(EventKinds.Warning, """{"text":"\u001b]0;x\u0007careful"}""", "warning: careful")]
    [InlineData("something_new", """{"a":"1","b":null}""", "something_new: a=1, b=")]
    [InlineData(EventKinds.State, "[]", "")]
    public void Every_kind_has_its_words(string kind, string data, string line)
    {
        var one = new EventRecord { Seq = 1, At = Samples.Noon, Agent = "a", Kind = kind, Data = JsonSerializer.Deserialize<JsonElement>(data) };

        Assert.Equal(line, EventText.Line(one));
    }
}
