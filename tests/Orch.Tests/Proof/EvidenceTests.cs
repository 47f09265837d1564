using System.Text.Json;
using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class EvidenceTests
{
    private static readonly Evidence Sample = new()
    {
        Agent = "agent",
        TaskId = "task_1",
        BaseSha = "base",
        HeadSha = "head",
        Branch = "orch/agent",
        Checks = CheckNames.Complete([new(CheckNames.Committed, CheckStatus.Passed, "1 commit"), new(CheckNames.Tamper, CheckStatus.Failed, "deletes tests: `a|b`\n@someone")], "not reached"),
        Commands = [new("make test", "head", 0, false, 1500, "/log", "abc")],
        Leftovers = new(["a"], [new(".env", "its name looks secret")]),
        Files = [new("a", "M", 3, 1), new("b.bin", "A", null, null)],
        FilesChanged = 2,
        WrittenAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    [Fact]
    public void The_document_has_the_fields_of_its_schema()
    {
        var json = JsonSerializer.SerializeToElement(Sample, EvidenceJson.Default.Evidence);
        Assert.Equal("orch.evidence/1", json.GetProperty("schema").GetString());
        Assert.Equal("2026-01-02T03:04:05.000Z", json.GetProperty("written_at").GetString());
        Assert.Equal("passed", json.GetProperty("checks")[0].GetProperty("status").GetString());
        Assert.Equal(1500, json.GetProperty("commands")[0].GetProperty("duration_ms").GetInt64());
        Assert.Equal("its name looks secret", json.GetProperty("leftovers").GetProperty("left")[0].GetProperty("reason").GetString());
        Assert.Equal(CheckNames.All, json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
    }
}
